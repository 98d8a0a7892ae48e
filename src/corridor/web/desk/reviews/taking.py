"""Carrying out what partners send of reviews. All of it is hostile: who may say what is asked anew."""

from __future__ import annotations

from datetime import date, timedelta

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.kernel.identifiers import is_uid
from corridor.core.reviews.codes import OF_THE_STATE, REFERS_TO, Say, Tell
from corridor.core.reviews.errors import ReviewUnreadable
from corridor.core.reviews.exchange import closing_from, opening_from, told_in, turn_from
from corridor.core.reviews.records import Turn
from corridor.core.reviews.rules import MOST_TURNS, opening_problems, speakers, turn_problems
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.reviews import laying, queries
from corridor.web.desk.reviews.models import PeerReview, ReviewTurn
from corridor.web.desk.reviews.screening import named_in

MOST_REVIEWS = 200
"""So many reviews of one forum may stand here."""


def take_review(came: Arrived, *, doing: Act) -> None:
    """Take that a review was opened, what was said in it, or that it is closed.

    Raises:
        ContentRefused: It cannot be carried out; nothing of it is kept.
    """
    if not is_uid(came.content.about):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    try:
        tell = told_in(came.content.body)
        if tell is Tell.OPENED:
            _take_opening(came, doing)
        elif tell is Tell.SAID:
            _take_turn(came, doing)
        else:
            _take_closing(came, doing)
    except ReviewUnreadable:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED) from None
    doing.note(Event.REVIEW_RECEIVED, about=came.content.about, partner=came.partner, tell=tell.value)


def _take_opening(came: Arrived, doing: Act) -> None:
    opening = opening_from(came.content.about, came.content.originator, came.content.body)
    space = ForumSpace.objects.filter(uid=opening.forum, closed_at=None).first()
    if space is None:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN)
    if opening.opened_by not in (space.host, opening.reviewed):
        raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)
    before = PeerReview.objects.filter(uid=opening.uid).first()
    if before is not None:
        if before.document != dict(came.content.body) or before.opened_by != opening.opened_by:
            raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)
        return
    tomorrow = doing.now.date() + timedelta(days=1)  # the other clock may be in another zone
    members = queries.subjects_of(space.uid)
    if opening.opened_on > tomorrow or opening_problems(opening, members=members, items=None):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    if PeerReview.objects.filter(forum=space.uid).count() >= MOST_REVIEWS:
        raise ContentRefused(reason=Reason.TOO_MUCH_ASIDE)
    laying.lay_opening(opening, dict(came.content.body), now=doing.now, node=came.partner)


def _take_turn(came: Arrived, doing: Act) -> None:
    turn = turn_from(came.content.about, came.content.originator, came.content.body)
    row = PeerReview.objects.filter(uid=came.content.body["review"]).first()
    if row is None:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN)
    before = ReviewTurn.objects.filter(uid=turn.uid).first()
    if before is not None:
        if before.document != dict(came.content.body) or before.authority != turn.authority:
            raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)
        return
    opening = queries.opening_of(row)
    if turn.authority not in speakers(turn.say, opening, bodies=queries.bodies_of(row.forum)):
        raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)
    if turn_problems(turn, opening) or named_in(turn) or not _is_in_time(row, turn, doing):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    _check_place(row, turn)
    laying.lay_turn(row, turn, dict(came.content.body), now=doing.now, node=came.partner)


def _is_in_time(row: PeerReview, turn: Turn, doing: Act) -> bool:
    """Return whether a turn bears a day that can be: not before the review, and not ahead."""
    return queries.opening_of(row).opened_on <= turn.on <= doing.now.date() + timedelta(days=1)


def _check_place(row: PeerReview, turn: Turn) -> None:
    """Refuse what has no place in the review: words after its close that did not count, or a second answer.

    What a turn refers to may come later, over another line.
    """
    target = row.turns.filter(uid=turn.to).first() if turn.to else None
    if not _counts(row, turn, target):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    if row.turns.count() >= MOST_TURNS:
        raise ContentRefused(reason=Reason.TOO_MUCH_ASIDE)
    if target is not None and Say(target.say) not in REFERS_TO[turn.say]:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    is_once = turn.say in OF_THE_STATE and turn.say is not Say.FOLLOW_UP
    if is_once and row.turns.filter(to=turn.to, say=turn.say.value, is_pending=False).exists():
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)


def _counts(row: PeerReview, turn: Turn, target: ReviewTurn | None) -> bool:
    """Return whether a turn is one of a review that is open, or one that its close leaves open.

    The lead reviewer may not have known of a submission when it closed the review, nor of the reply to it.
    """
    if row.closed_on is None or turn.say is Say.FOLLOW_UP or turn.uid in row.closing:
        return True
    if turn.say is Say.SUBMISSION:
        return turn.on <= row.closed_on
    return turn.say is Say.REPLY and (target is None or target.say == Say.SUBMISSION)


def _had_its_reply(row: PeerReview, turns: tuple[str, ...], on: date) -> bool:
    """Return whether the State of this node heard of all that counts at a close, and could reply to what was found."""
    last = on + timedelta(days=1)  # the lead reviewer's clock may be in another zone
    found = row.turns.filter(say=Say.FINDING.value, is_pending=False)
    is_awaited = found.filter(shown_from=None).exists() or found.filter(shown_from__gt=last).exists()
    return not is_awaited and row.turns.filter(uid__in=turns).count() == len(set(turns))


def _take_closing(came: Arrived, doing: Act) -> None:
    on, turns = closing_from(came.content.body)
    row = PeerReview.objects.filter(uid=came.content.about).first()
    if row is None:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN)
    opening = queries.opening_of(row)
    if came.content.originator != opening.lead or opening.lead in lines.own_authorities():
        raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS)
    if row.closed_on is not None:
        return
    if not opening.opened_on <= on <= doing.now.date() + timedelta(days=1):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    if opening.reviewed in lines.own_authorities() and not _had_its_reply(row, turns, on):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    PeerReview.objects.filter(pk=row.pk).update(closing=list(turns), closed_on=on)
