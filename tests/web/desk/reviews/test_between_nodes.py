"""Reviews between two nodes: what a partner can make a node hold, and when what is found reaches whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.exchange.codes import Kind
from corridor.core.partners.codes import Ground
from corridor.core.reviews.codes import Say
from corridor.core.reviews.exchange import closing_document, turn_document
from corridor.core.reviews.records import Turn
from corridor.web.base import identity
from corridor.web.base.ledger import turn as turns
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.models import Came, Posted
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.partners import actions as partners
from corridor.web.desk.reviews import actions, queries, telling
from corridor.web.desk.reviews.models import PeerReview, ReviewTurn
from tests import cast
from tests.exchanging import XA, XB, Pair, at, settle, two_nodes
from tests.web.desk.reviews.rooms import approved, opened, opened_forum, say, turn


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: object, tmp_path: Path) -> Iterator[Pair]:
    with django_db_blocker.unblock(), two_nodes(tmp_path) as nodes:  # type: ignore[attr-defined]  # private type
        yield nodes


def begun(pair: Pair, *, near: str = XA, reviewed: str = XB, days_ago: int = 0) -> str:
    """Open a forum of both and a review of one by the other, known at both nodes."""
    at_first = timezone.now() - timedelta(days=days_ago)
    forum = opened_forum(XA, XB, now=at_first)
    review = opened(forum, reviewed=reviewed, near=near, far="", now=at_first)
    settle(pair)
    return review


def seen(member: cast.Member, review: str) -> list[Say]:
    known = queries.review_for(cast.officer(member), review, today=timezone.now().date())
    return [one.say for one in known.known.turns]


def forged(body: dict[str, Any], *, about: str = "", version: int = 1) -> str:
    """Put an item that XB signs in the log for XA, past everything that XB's own pages would refuse."""
    about = about or str(identity.uid())
    saying = Saying(Kind.REVIEW, XB, about, version, body, purpose="strategic-analysis")
    with turns.write():
        lines.post(to=XA, saying=saying, now=timezone.now())
    return about


def told(kind: Say, **changed: Any) -> Turn:
    return replace(turn(kind, **{"text": "Said by XB.", **changed}), on=timezone.now().date())


def reason_at_xa() -> str:
    return Came.objects.order_by("-pk").values_list("reason", flat=True).first() or ""


def test_a_question_and_its_answer_cross_and_stay_with_the_parties(pair: Pair) -> None:
    review = begun(pair)
    question = say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION), now=timezone.now())
    settle(pair)
    with at(pair.xb):
        assert seen(cast.RAPPORTEUR_XB, review) == [Say.QUESTION]
        approved(review, turn(Say.ANSWER, to=question), now=timezone.now())
    settle(pair)

    assert seen(cast.RAPPORTEUR_XA, review) == [Say.QUESTION, Say.ANSWER]
    with pytest.raises(Exception, match="review not found"):
        seen(cast.RAPPORTEUR_XC, review)


def test_what_waits_for_approval_never_leaves_its_node(pair: Pair) -> None:
    review = begun(pair)
    question = say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION), now=timezone.now())
    settle(pair)
    with at(pair.xb):
        say(cast.RAPPORTEUR_XB, review, turn(Say.ANSWER, to=question), now=timezone.now())
        telling.resend(timezone.now())
        assert not Posted.objects.filter(kind=Kind.REVIEW.value).exists()


@pytest.mark.parametrize("kind", [Say.QUESTION, Say.FINDING, Say.SUBMISSION])
def test_the_reviewed_state_cannot_say_what_its_reviewers_say(pair: Pair, kind: Say) -> None:
    review = begun(pair)
    with at(pair.xb):
        source = "Lantern League" if kind is Say.SUBMISSION else ""
        forged(turn_document(told(kind, source=source), review=review))
    settle(pair)

    assert reason_at_xa() == "not-the-originators"
    assert not ReviewTurn.objects.exists()


def test_nothing_is_taken_of_a_review_that_nobody_opened_nor_a_day_that_lies_ahead(pair: Pair) -> None:
    review = begun(pair, near=XB, reviewed=XA)
    ahead = timezone.now().date() + timedelta(days=40)
    with at(pair.xb):
        forged(turn_document(told(Say.QUESTION), review="e" * 32))
        forged(turn_document(replace(told(Say.FINDING), on=ahead), review=review))
        forged({**turn_document(told(Say.QUESTION), review=review), "more": "x"})
    settle(pair)

    reasons = list(Came.objects.filter(kind=Kind.REVIEW.value).values_list("reason", flat=True))
    assert reasons == ["nothing-known-of-it", "content-refused", "content-refused"]
    assert not ReviewTurn.objects.exists()


def test_a_finding_that_its_author_dates_back_leaves_the_state_its_thirty_days(pair: Pair) -> None:
    review = begun(pair, near=XB, reviewed=XA, days_ago=90)
    early = timezone.now().date() - timedelta(days=80)
    with at(pair.xb):
        forged(turn_document(replace(told(Say.FINDING), on=early), review=review))
    settle(pair)

    assert ReviewTurn.objects.get().shown_from == timezone.now().date() + timedelta(days=30)


def test_what_never_reached_the_state_is_never_shown_to_the_forum(pair: Pair) -> None:
    review = begun(pair)
    partners.suspend(by=cast.officer(cast.OVERSEER_XA), partner=XB, ground=Ground.PRECAUTION, now=timezone.now())
    say(cast.RAPPORTEUR_XA, review, turn(Say.FINDING), now=timezone.now())
    telling.resend(timezone.now() + timedelta(days=90))

    assert ReviewTurn.objects.get().shown_from is None
    with pytest.raises(Exception, match="right-of-reply"):
        actions.close(by=cast.officer(cast.RAPPORTEUR_XA), uid=review, now=timezone.now() + timedelta(days=90))


def test_the_thirty_days_count_from_when_the_states_node_took_the_finding(pair: Pair) -> None:
    review = begun(pair, days_ago=40)
    say(cast.RAPPORTEUR_XA, review, turn(Say.FINDING), now=timezone.now() - timedelta(days=29))
    settle(pair)
    telling.resend(timezone.now())

    assert ReviewTurn.objects.get().shown_from == timezone.now().date() + timedelta(days=30)


def test_only_the_lead_reviewer_closes_and_nothing_else_counts_after_it(pair: Pair) -> None:
    review = begun(pair)
    with at(pair.xb):
        forged(closing_document((), on=timezone.now().date()), about=review, version=2)
    settle(pair)
    assert reason_at_xa() == "not-the-originators"

    finding = say(cast.RAPPORTEUR_XA, review, turn(Say.FINDING), now=timezone.now())
    settle(pair)
    with at(pair.xb):
        approved(review, turn(Say.REPLY, to=finding), now=timezone.now())
    settle(pair)
    actions.close(by=cast.officer(cast.RAPPORTEUR_XA), uid=review, now=timezone.now())
    with at(pair.xb):
        forged(turn_document(told(Say.ANSWER, to="d" * 32), review=review))
    settle(pair)
    assert reason_at_xa() == "content-refused"


def test_a_submission_that_the_close_did_not_know_of_is_taken_and_a_later_one_is_not(pair: Pair) -> None:
    review = begun(pair, days_ago=3)
    PeerReview.objects.filter(uid=review).update(closed_on=timezone.now().date() - timedelta(days=1))
    PeerReview.objects.filter(uid=review).update(document=party_elsewhere(review))
    early = timezone.now().date() - timedelta(days=2)
    with at(pair.xb):
        for on in (early, timezone.now().date()):
            forged(turn_document(replace(told(Say.SUBMISSION, source="Lantern League"), on=on), review=review))
    ForumSpace.objects.update(host=XB)
    settle(pair)

    assert [one.document["on"] for one in ReviewTurn.objects.all()] == [early.isoformat()]


def party_elsewhere(review: str) -> dict[str, Any]:
    """Return a review of somebody else by somebody else, so that XB is no party to it."""
    return {**PeerReview.objects.get(uid=review).document, "reviewed": "XC-POL", "subject": "XC"}


def test_a_second_answer_from_the_same_state_is_refused(pair: Pair) -> None:
    review = begun(pair)
    question = say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION), now=timezone.now())
    settle(pair)
    with at(pair.xb):
        for _ in range(2):
            forged(turn_document(told(Say.ANSWER, to=question), review=review))
    settle(pair)

    assert [one.say for one in ReviewTurn.objects.all()] == [Say.QUESTION, Say.ANSWER]


def test_words_that_name_somebody_are_not_held_wherever_they_come_from(pair: Pair) -> None:
    review = begun(pair, near=XB, reviewed=XA)
    with at(pair.xb):
        forged(turn_document(told(Say.QUESTION, text="Call Mr Oskar Lindqvist at +33 6 12 34 56 78."), review=review))
    settle(pair)

    assert reason_at_xa() == "content-refused"
