"""Puts what is said in reviews on the lines to the nodes that may know it; each write runs inside an act.

What is said about a State goes to its own node and those of its reviewers first, to the forum's from its day on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Kind
from corridor.core.reviews.codes import Say, Tell
from corridor.core.reviews.exchange import closing_document
from corridor.web.base.doors.actions import service
from corridor.web.base.ledger.actions import Act, act
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.forums.telling import Word
from corridor.web.desk.forums.telling import tell as put
from corridor.web.desk.reviews import laying
from corridor.web.desk.reviews.marking import first_readers
from corridor.web.desk.reviews.models import PeerReview
from corridor.web.desk.reviews.queries import opening_of

OPENED, CLOSED = 1, 2
"""The versions of a review: as it was opened, and as it was closed. A turn has one."""


@dataclass(frozen=True, slots=True)
class For:
    """A word and the authorities for which it is."""

    word: Word
    readers: frozenset[str]


def tell(row: PeerReview, *, doing: Act) -> None:
    """Tell every node what it may know of a review by now, and does not have yet."""
    for word, node in waiting(row, today=doing.now.date()):
        if put(word, node, doing=doing):
            doing.note(Event.REVIEW_TOLD, about=word.about, partner=node, tell=word.say)


def waiting(row: PeerReview, *, today: date) -> list[tuple[Word, str]]:
    """Return what is still to be told of a review, and to which nodes."""
    found = []
    for one in _words(row, today):
        told = forums.told(Kind.REVIEW, one.word.about)
        nodes = sorted({node for node in forums.nodes_of(one.readers).values() if node})
        found += [(one.word, node) for node in nodes if node not in told or told[node].version < one.word.version]
    return found


def _words(row: PeerReview, today: date) -> Iterator[For]:
    """Yield what authorities of this node said, each with who may know it by a day."""
    opening = opening_of(row)
    everybody = forums.audience_of([row.forum]) | opening.parties
    if not row.node:
        yield For(_word(row.opened_by, row.uid, OPENED, Tell.OPENED, row.document), everybody)
    for one in row.turns.filter(node="", is_pending=False).order_by("came_at", "pk"):
        first = first_readers(Say(one.say), one.authority, opening)
        is_shown = one.shown_from is not None and one.shown_from <= today
        yield For(_word(one.authority, one.uid, OPENED, Tell.SAID, one.document), everybody if is_shown else first)
    if row.closed_on is not None and row.closed_by:
        body = closing_document(tuple(row.closing), on=row.closed_on)
        yield For(_word(opening.lead, row.uid, CLOSED, Tell.CLOSED, body), everybody)


def _word(originator: str, about: str, version: int, tell: Tell, body: dict[str, object]) -> Word:
    return Word(Kind.REVIEW, originator, about, version, tell.value, body)


def resend(now: datetime) -> None:
    """Tell what has become due since: findings whose day has come, and nodes that could not be told before."""
    for row in PeerReview.objects.order_by("pk"):
        if not laying.unsettled(row) and all(
            forums.refusal(node, Kind.REVIEW, now=now) for _, node in waiting(row, today=now.date())
        ):
            continue
        with act(Event.REVIEW_TOLD, by=service(), now=now, about=row.uid) as doing:
            laying.settle(row)
            tell(row, doing=doing)
