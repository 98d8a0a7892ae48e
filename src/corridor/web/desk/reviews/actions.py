"""Writes of reviews: one is opened, parties say what is theirs to say, and its lead reviewer closes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.reviews.codes import OF_THE_STATE, Say
from corridor.core.reviews.errors import NotForYou, NotNow, ReviewIncomplete, SecondPersonNeeded
from corridor.core.reviews.exchange import opening_document, turn_document
from corridor.core.reviews.records import Opening, Turn
from corridor.core.reviews.rules import (
    STEP_MONTHS,
    Problems,
    closing_refusal,
    opening_problems,
    refusal,
    speakers,
    turn_problems,
)
from corridor.web.base import identity
from corridor.web.base.ledger.actions import Act, act
from corridor.web.desk.forums.queries import space_for
from corridor.web.desk.reviews import laying, marking, queries, telling
from corridor.web.desk.reviews.models import PeerReview, ReviewTurn
from corridor.web.desk.reviews.screening import named_in

EVENTS = {
    Say.QUESTION: Event.REVIEW_ASKED,
    Say.ANSWER: Event.REVIEW_ANSWERED,
    Say.FINDING: Event.REVIEW_FOUND,
    Say.REPLY: Event.REVIEW_ANSWERED,
    Say.SUBMISSION: Event.REVIEW_SUBMITTED,
    Say.FOLLOW_UP: Event.REVIEW_FOLLOWED,
}
"""The event of each kind of turn."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A review that is to be opened: of whom, by whom, on what. `months` is how long each step has."""

    forum: str
    reviewed: str
    near: str
    far: str
    period: str
    items: Sequence[str]
    months: int = STEP_MONTHS


def open_review(*, by: Officer, planned: Planned, now: datetime) -> str:
    """Open a review in a forum and return its uid; its clocks run from now on and are never moved.

    Raises:
        NotPermitted: The function does not write in reviews.
        NotFound: The authority does not belong to such a forum.
        NotForYou: It neither hosts the forum nor opens a review of itself.
        ReviewIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.REVIEW_WRITE)
    space = space_for(by, planned.forum)
    if by.reader.authority not in (space.host, planned.reviewed):
        raise NotForYou()
    members = queries.subjects_of(space.uid)
    opening = Opening(
        uid=str(identity.uid()),
        forum=space.uid,
        subject=members.get(planned.reviewed, ""),
        reviewed=planned.reviewed,
        near=planned.near,
        far=planned.far,
        period=planned.period,
        items=tuple(planned.items),
        months=planned.months,
        opened_by=by.reader.authority,
        opened_on=now.date(),
    )
    _check(opening_problems(opening, members=members, items=queries.items_of(space)))
    with act(Event.REVIEW_BEGUN, by=by, now=now, about=opening.uid, subject=opening.subject) as doing:
        row = laying.lay_opening(opening, opening_document(opening), now=now, by=by.handle)
        telling.tell(row, doing=doing)
    return opening.uid


def say(*, by: Officer, uid: str, turn: Turn, now: datetime) -> str:
    """Say something in a review and return its uid; what the State says waits for a second officer.

    `uid`, `authority` and `on` of the turn are given here.

    Raises:
        NotPermitted: The function does not write in reviews.
        NotFound: There is no such review for this officer.
        NotForYou: The officer's authority is no party that says this.
        NotNow: It may not be said as the review stands.
        ReviewIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.REVIEW_WRITE)
    today = now.date()
    review = queries.review_for(by, uid, today=today)
    said = replace(turn, uid=str(identity.uid()), authority=by.reader.authority, on=today)
    if said.authority not in speakers(said.say, review.opening, bodies=queries.bodies_of(review.row.forum)):
        raise NotForYou()
    _check((*turn_problems(said, review.opening), *named_in(said)))
    is_pending = said.say in OF_THE_STATE
    event = Event.REVIEW_DRAFTED if is_pending else EVENTS[said.say]
    with act(event, by=by, now=now, about=said.uid, review=uid, say=said.say.value) as doing:
        if is_pending and any(one.to == said.to and one.say is said.say for _, one in review.pending):
            raise NotNow(why="waits-for-approval")
        if (why := refusal(said.say, review.known, to=said.to, today=today)) is not None:
            raise NotNow(why=why.value)
        if is_pending:
            _draft(review.row, said, by=by, now=now)
        else:
            _keep(review.row, said, by=by, doing=doing)
    return said.uid


def approve(*, by: Officer, uid: str, turn: str, now: datetime) -> None:
    """Approve what a colleague wrote for the State: it is said from now on.

    Raises:
        NotFound: Nothing of that name waits for the own authority, or not any more.
        SecondPersonNeeded: The officer wrote it.
        NotNow: It may not be said as the review stands by now.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    review, row, said = _waiting(by, uid, turn, now)
    if by.handle == row.written_by:
        raise SecondPersonNeeded()
    final = replace(said, on=now.date())
    with act(EVENTS[said.say], by=by, now=now, about=turn, review=uid, say=said.say.value) as doing:
        if (why := refusal(said.say, review.known, to=said.to, today=now.date())) is not None:
            raise NotNow(why=why.value)
        _take_away(row)
        _keep(review.row, final, by=by, doing=doing, written_by=row.written_by)


def drop(*, by: Officer, uid: str, turn: str, now: datetime) -> None:
    """Take away what waits for approval: its author may write it anew.

    Raises:
        NotFound: Nothing of that name waits for the own authority.
    """
    check_permission(by, Permission.REVIEW_WRITE)
    _, row, _ = _waiting(by, uid, turn, now)
    with act(Event.REVIEW_DRAFTED, by=by, now=now, about=turn, review=uid, dropped=True):
        _take_away(row)


def close(*, by: Officer, uid: str, now: datetime) -> None:
    """Close a review: what was said in it is frozen, and its findings are followed up.

    Raises:
        NotForYou: The officer's authority is not its lead reviewer.
        NotNow: A right of reply still runs, or nothing was found before its day.
    """
    check_permission(by, Permission.REVIEW_WRITE)
    review = queries.review_for(by, uid, today=now.date())
    if by.reader.authority != review.opening.lead:
        raise NotForYou()
    with act(Event.REVIEW_CLOSED, by=by, now=now, about=uid) as doing:
        if (why := closing_refusal(review.known, review.shown, now.date())) is not None:
            raise NotNow(why=why.value)
        counted = sorted(one.uid for one in review.known.turns if one.say in marking.LATER)
        PeerReview.objects.filter(pk=review.row.pk).update(closing=counted, closed_on=now.date(), closed_by=by.handle)
        review.row.refresh_from_db()
        telling.tell(review.row, doing=doing)


def _draft(row: PeerReview, said: Turn, *, by: Officer, now: datetime) -> None:
    ReviewTurn.objects.create(
        review=row,
        uid=said.uid,
        say=said.say.value,
        authority=said.authority,
        to=said.to,
        document=turn_document(said, review=row.uid),
        mark=marking.mark_for(said.authority, (), now=now),
        is_pending=True,
        written_by=by.handle,
        came_at=now,
    )


def _keep(row: PeerReview, said: Turn, *, by: Officer, doing: Act, written_by: str = "") -> None:
    kept = laying.lay_turn(row, said, turn_document(said, review=row.uid), now=doing.now)
    author, second = (written_by, by.handle) if written_by else (by.handle, "")
    ReviewTurn.objects.filter(pk=kept.pk).update(written_by=author, approved_by=second)
    telling.tell(row, doing=doing)


def _waiting(by: Officer, uid: str, turn: str, now: datetime) -> tuple[queries.Review, ReviewTurn, Turn]:
    review = queries.review_for(by, uid, today=now.date())
    found = next(((row, said) for row, said in review.pending if row.uid == turn), None)
    if found is None:
        raise NotFound(kind="turn")
    return review, *found


def _take_away(waiting: ReviewTurn) -> None:
    """Take a turn out of what waits, which one officer alone can do."""
    if not ReviewTurn.objects.filter(pk=waiting.pk).delete()[0]:
        raise NotFound(kind="turn")


def _check(problems: Problems) -> None:
    if problems:
        found: dict[str, str] = {}
        for field, why in problems:
            found.setdefault(field, why)
        raise ReviewIncomplete(fields=", ".join(f"{field} {why}" for field, why in found.items()))
