"""Keeps what is said in reviews, here or on other nodes, under its marks; each write runs inside an act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from corridor.core.exchange.codes import Kind, Outcome
from corridor.core.reviews.codes import Say
from corridor.core.reviews.records import Opening, Turn
from corridor.core.reviews.rules import shown_from
from corridor.web.desk.forums.queries import nodes_of, told
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.reviews.marking import LATER, first_readers, forum_mark, mark_for
from corridor.web.desk.reviews.models import PeerReview, ReviewTurn
from corridor.web.desk.reviews.queries import about_the_state, opening_of, replies_in, turn_of


def lay_opening(
    opening: Opening, document: Mapping[str, Any], *, now: datetime, by: str = "", node: str = ""
) -> PeerReview:
    """Keep a review as it was opened; the members of its forum may know of it."""
    return PeerReview.objects.create(
        uid=opening.uid,
        forum=opening.forum,
        node=node,
        subject=opening.subject,
        reviewed=opening.reviewed,
        mark=forum_mark(opening.opened_by, opening.forum, now=now),
        document=document,
        opened_by=opening.opened_by,
        opened_at=now,
        written_by=by,
    )


def lay_turn(row: PeerReview, turn: Turn, document: Mapping[str, Any], *, now: datetime, node: str = "") -> ReviewTurn:
    """Keep a turn under the marks of those who may know it, at once and later."""
    first = first_readers(turn.say, turn.authority, opening_of(row))
    kept = ReviewTurn.objects.create(
        review=row,
        uid=turn.uid,
        say=turn.say.value,
        authority=turn.authority,
        to=turn.to,
        document=document,
        node=node,
        mark=mark_for(turn.authority, first, now=now),
        forum_mark=forum_mark(turn.authority, row.forum, now=now) if turn.say in LATER else None,
        shown_from=turn.on if turn.say is Say.FOLLOW_UP else None,
        came_at=now,
    )
    if turn.say in LATER:
        settle(row)
        kept.refresh_from_db()
    return kept


def settle(row: PeerReview) -> None:
    """Decide from which day each thing said about the State, with its reply, is shown to the forum.

    What has not reached the State's own node yet has no such day.
    """
    replies = replies_in(row)
    for one in about_the_state(row):
        reply, reached = replies.get(one.uid), reached_on(row, one)
        said = turn_of(reply) if reply is not None else None
        day = shown_from(turn_of(one), said, came_on=reached) if reached is not None else None
        shown = [one.pk] if reply is None else [one.pk, reply.pk]
        ReviewTurn.objects.filter(pk__in=shown).update(shown_from=day)


def unsettled(row: PeerReview) -> bool:
    """Return whether something had not reached the State when it was last looked, and has by now."""
    waiting = [one for one in about_the_state(row) if one.shown_from is None]
    return any(reached_on(row, one) is not None for one in waiting)


def reached_on(row: PeerReview, one: ReviewTurn) -> date | None:
    """Return on which day something reached the State: its node took it, or both are here."""
    node = nodes_of([row.reviewed])[row.reviewed]
    if one.node or node == "":
        return one.came_at.date()
    last = told(Kind.REVIEW, one.uid).get(node or "")
    if node is None or last is None:
        return None
    outcome, _, at = lines.answer_for(node, last.number)
    taken = outcome in (Outcome.APPLIED.value, Outcome.HELD_ALREADY.value)
    return at.date() if taken and at is not None else None
