"""Reads of reviews: those of an officer's forums, and what this officer may know of what was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.forums.rules import key_of
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.reviews.codes import ABOUT_THE_STATE, OF_THE_STATE, Say
from corridor.core.reviews.exchange import opening_from, turn_from
from corridor.core.reviews.records import Known, Opening, Turn
from corridor.core.reviews.rules import is_state, refusal, speakers
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.forums.queries import members_of, spaces_for
from corridor.web.desk.reviews.models import PeerReview, ReviewTurn


@dataclass(frozen=True, slots=True)
class Review:
    """A review as one officer may know it: its row, and what was said as far as this officer may see it.

    `shown` is from which day each finding and submission is shown to the forum; `pending` waits for the approval of
    the officer's own authority.
    """

    row: PeerReview
    known: Known
    shown: Mapping[str, date]
    pending: tuple[tuple[ReviewTurn, Turn], ...] = ()

    @property
    def opening(self) -> Opening:
        """How it was opened."""
        return self.known.opening

    @property
    def missing(self) -> int:
        """How many of the turns that counted at its close are not here."""
        return len(set(self.row.closing) - {one.uid for one in self.known.turns})


def opening_of(row: PeerReview) -> Opening:
    """Return a review as it was opened."""
    return opening_from(row.uid, row.opened_by, row.document)


def turn_of(row: ReviewTurn) -> Turn:
    """Return what a turn says."""
    return turn_from(row.uid, row.authority, row.document)


def reviews_for(officer: Officer, *, today: date) -> tuple[Review, ...]:
    """Return the reviews that an officer may know of, the last opened first.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = list(PeerReview.objects.order_by("-opened_at", "-pk"))
    seen = visible_marks(officer.reader_class, {row.mark for row in rows}, Use.READ)
    return tuple(_as_known(officer, row, today) for row in rows if row.mark in seen)


def review_for(officer: Officer, uid: str, *, today: date) -> Review:
    """Return one review.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    row = PeerReview.objects.filter(uid=uid).first() if is_uid(uid) else None
    if row is None or not visible_marks(officer.reader_class, {row.mark}, Use.READ):
        raise NotFound(kind="review")
    return _as_known(officer, row, today)


def _as_known(officer: Officer, row: PeerReview, today: date) -> Review:
    rows = list(row.turns.order_by("came_at", "pk"))
    marks = {one.mark for one in rows} | {one.forum_mark for one in rows if one.forum_mark is not None}
    seen = visible_marks(officer.reader_class, marks, Use.READ)
    said = [one for one in rows if not one.is_pending and _is_seen(one, seen, today)]
    known = Known(opening_of(row), tuple(turn_of(one) for one in said), row.closed_on is not None)
    pending = [one for one in rows if one.is_pending] if writes_for(officer, row.reviewed) else []
    shown = {one.uid: one.shown_from for one in said if one.shown_from is not None}
    return Review(row, known, shown, tuple((one, turn_of(one)) for one in pending))


def _is_seen(row: ReviewTurn, seen: set[int], today: date) -> bool:
    """Return whether a turn is for a reader: at once, or with the forum once its day has come."""
    if row.mark in seen:
        return True
    return row.forum_mark in seen and row.shown_from is not None and row.shown_from <= today


def writes_for(officer: Officer, authority: str) -> bool:
    """Return whether an officer writes in reviews for an authority."""
    return officer.reader.authority == authority and Permission.REVIEW_WRITE in officer.permissions


def may_say(officer: Officer, review: Review, say: Say, *, to: str = "", today: date) -> bool:
    """Return whether an officer may say something in a review as it stands."""
    if Permission.REVIEW_WRITE not in officer.permissions:
        return False
    if officer.reader.authority not in speakers(say, review.opening, bodies=bodies_of(review.row.forum)):
        return False
    if say in OF_THE_STATE and any(one.to == to and one.say is say for _, one in review.pending):
        return False
    return refusal(say, review.known, to=to, today=today) is None


def bodies_of(forum: str) -> frozenset[str]:
    """Return the authorities through which civil society may speak in a forum: its organisations, and its host."""
    hosts = ForumSpace.objects.filter(uid=forum, closed_at=None).values_list("host", flat=True)
    return frozenset({*hosts, *(one.authority for one in members_of([forum]) if not is_state(one.subject))})


def subjects_of(forum: str) -> Mapping[str, str]:
    """Return for whom each member of a forum speaks, by its authority."""
    return {one.authority: one.subject for one in members_of([forum])}


def items_of(space: ForumSpace) -> tuple[str, ...]:
    """Return what may be reviewed in a forum: what its instruments and its own decisions ask for, by instrument."""
    followed = {*space.instruments, key_of(space.uid)}
    return tuple(key for key, item in catalogue().items.items() if item.is_asked and item.instrument in followed)


def opens_for(officer: Officer) -> tuple[ForumSpace, ...]:
    """Return the forums in which an officer may open a review: those that it hosts, and those where its State is one.

    Who hosts opens a review of any member; a State one of itself.
    """
    if Permission.REVIEW_WRITE not in officer.permissions:
        return ()
    return tuple(space for space in spaces_for(officer) if reviewable(officer, space))


def reviewable(officer: Officer, space: ForumSpace) -> tuple[str, ...]:
    """Return the members of a forum of which an officer may open a review."""
    ours = officer.reader.authority
    states = [code for code, subject in subjects_of(space.uid).items() if is_state(subject)]
    return tuple(code for code in states if space.host == ours or code == ours)


def replies_in(row: PeerReview) -> Mapping[str, ReviewTurn]:
    """Return the reply to each thing said about the State, by what it replies to; for writes alone."""
    return {one.to: one for one in row.turns.filter(say=Say.REPLY.value, is_pending=False)}


def about_the_state(row: PeerReview) -> tuple[ReviewTurn, ...]:
    """Return what was said about the State in a review; for writes alone."""
    said = row.turns.filter(say__in=[one.value for one in ABOUT_THE_STATE])
    return tuple(said.order_by("came_at", "pk"))
