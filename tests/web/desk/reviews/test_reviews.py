"""Peer reviews at one node: who may say what, who sees it first, and what a closed review still takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.progress.codes import Status
from corridor.core.reviews.codes import Say
from corridor.core.reviews.errors import NotForYou, NotNow, ReviewIncomplete, SecondPersonNeeded
from corridor.core.reviews.rules import REPLY_DAYS
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.reviews import actions, queries
from tests import cast
from tests.web.desk.reviews.rooms import (
    NOW,
    WORDS,
    add_body,
    approved,
    opened,
    opened_forum,
    planned,
    say,
    seen,
    turn,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=REPLY_DAYS)


def test_a_review_runs_from_question_to_a_finding_with_its_reply_and_is_frozen_then_followed_up() -> None:
    review = opened()
    question = say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION))
    approved(review, turn(Say.ANSWER, to=question))
    finding = say(cast.RAPPORTEUR_XC, review, turn(Say.FINDING))
    approved(review, turn(Say.REPLY, to=finding))
    actions.close(by=cast.officer(cast.RAPPORTEUR_XA), uid=review, now=NOW)
    approved(review, turn(Say.FOLLOW_UP, to=finding, status=Status.UNDER_WAY, period="2026-H2"))

    known = queries.review_for(cast.officer(cast.RAPPORTEUR_XB), review, today=NOW.date())
    assert [one.say for one in known.known.turns] == [
        *(Say.QUESTION, Say.ANSWER, Say.FINDING, Say.REPLY),
        Say.FOLLOW_UP,
    ]
    assert known.missing == 0
    for member, late in ((cast.RAPPORTEUR_XA, turn(Say.QUESTION)), (cast.RAPPORTEUR_XC, turn(Say.FINDING))):
        with pytest.raises(NotNow):
            say(member, review, late)


def test_what_the_state_says_is_approved_by_a_second_officer_and_nobody_else_sees_it_before() -> None:
    review = opened()
    question = say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION))
    pending = say(cast.RAPPORTEUR_XB, review, turn(Say.ANSWER, to=question))
    author = replace(cast.officer(cast.FOCAL_XB), handle=cast.RAPPORTEUR_XB.handle)

    with pytest.raises(SecondPersonNeeded):
        actions.approve(by=author, uid=review, turn=pending, now=NOW)
    with pytest.raises(NotFound):
        actions.approve(by=cast.officer(cast.FOCAL_XA), uid=review, turn=pending, now=NOW)

    assert seen(cast.RAPPORTEUR_XA, review) == [Say.QUESTION]
    assert len(queries.review_for(cast.officer(cast.FOCAL_XB), review, today=NOW.date()).pending) == 1
    assert queries.review_for(cast.officer(cast.RAPPORTEUR_XA), review, today=NOW.date()).pending == ()


def test_what_a_colleague_approved_a_moment_ago_is_neither_approved_again_nor_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    review = opened()
    question = say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION))
    pending = say(cast.RAPPORTEUR_XB, review, turn(Say.ANSWER, to=question))
    focal = cast.officer(cast.FOCAL_XB)
    waiting = actions._waiting(focal, review, pending, NOW)
    actions.approve(by=focal, uid=review, turn=pending, now=NOW)
    monkeypatch.setattr(actions, "_waiting", lambda *_: waiting)

    for again in (actions.approve, actions.drop):
        with pytest.raises(NotFound):
            again(by=focal, uid=review, turn=pending, now=NOW)

    assert seen(cast.RAPPORTEUR_XA, review) == [Say.QUESTION, Say.ANSWER]


def test_what_waits_can_be_dropped_and_written_anew_but_not_written_twice() -> None:
    review = opened()
    question = say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION))
    pending = say(cast.RAPPORTEUR_XB, review, turn(Say.ANSWER, to=question))
    with pytest.raises(NotNow):
        say(cast.RAPPORTEUR_XB, review, turn(Say.ANSWER, to=question))

    actions.drop(by=cast.officer(cast.FOCAL_XB), uid=review, turn=pending, now=NOW)
    approved(review, turn(Say.ANSWER, to=question))

    assert seen(cast.RAPPORTEUR_XA, review) == [Say.QUESTION, Say.ANSWER]


def test_a_finding_reaches_the_forum_after_thirty_days_and_the_state_and_its_reviewers_at_once() -> None:
    review = opened(opened_forum("XA-POL", "XB-BRD", "XC-POL"), near="XC-POL", far="")
    say(cast.RAPPORTEUR_XC, review, turn(Say.FINDING))

    assert seen(cast.RAPPORTEUR_XB, review) == seen(cast.RAPPORTEUR_XC, review) == [Say.FINDING]
    assert seen(cast.RAPPORTEUR_XA, review, now=LATER - timedelta(days=1)) == []
    assert seen(cast.RAPPORTEUR_XA, review, now=LATER) == [Say.FINDING]


def test_a_reply_shows_the_finding_to_the_forum_with_it() -> None:
    review = opened(near="XC-POL", far="")
    finding = say(cast.RAPPORTEUR_XC, review, turn(Say.FINDING))
    assert seen(cast.RAPPORTEUR_XA, review) == []

    approved(review, turn(Say.REPLY, to=finding))

    assert seen(cast.RAPPORTEUR_XA, review) == [Say.FINDING, Say.REPLY]


def test_questions_and_answers_stay_with_the_parties_for_ever() -> None:
    review = opened(near="XC-POL", far="")
    question = say(cast.RAPPORTEUR_XC, review, turn(Say.QUESTION))
    approved(review, turn(Say.ANSWER, to=question))

    assert seen(cast.RAPPORTEUR_XA, review, now=LATER + timedelta(days=999)) == []


def test_who_is_no_member_does_not_know_that_there_is_a_review() -> None:
    review = opened(opened_forum("XB-BRD", "XC-POL"), near="XC-POL", far="")

    with pytest.raises(NotFound):
        queries.review_for(cast.officer(cast.OUTSIDER), review, today=NOW.date())
    assert queries.reviews_for(cast.officer(cast.OUTSIDER), today=NOW.date()) == ()


def test_nobody_reviews_its_own_state_and_no_state_reviews_twice() -> None:
    forum = opened_forum()
    host = cast.officer(cast.RAPPORTEUR_XA)
    for changed in ({"near": "XB-BRD"}, {"near": "XC-POL", "far": "XC-POL"}, {"near": "", "far": ""}):
        with pytest.raises(ReviewIncomplete):
            actions.open_review(by=host, planned=planned(forum, **changed), now=NOW)


def test_a_review_is_opened_by_the_host_or_the_state_itself_and_by_nobody_else() -> None:
    forum = opened_forum()
    with pytest.raises(NotForYou):
        actions.open_review(by=cast.officer(cast.RAPPORTEUR_XC), planned=planned(forum), now=NOW)
    with pytest.raises(NotPermitted):
        actions.open_review(by=cast.officer(cast.ANALYST_XB), planned=planned(forum), now=NOW)

    uid = actions.open_review(by=cast.officer(cast.RAPPORTEUR_XB), planned=planned(forum), now=NOW)

    assert [one.row.uid for one in queries.reviews_for(cast.officer(cast.RAPPORTEUR_XC), today=NOW.date())] == [uid]


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        (cast.RAPPORTEUR_XA, Say.QUESTION),
        (cast.RAPPORTEUR_XB, Say.FINDING),
        (cast.RAPPORTEUR_XC, Say.SUBMISSION),
        (cast.RAPPORTEUR_XB, Say.SUBMISSION),
    ],
)
def test_each_authority_says_only_what_is_its_own_to_say(member: cast.Member, kind: Say) -> None:
    review = opened(near="XC-POL", far="")
    source = "Lantern League" if kind is Say.SUBMISSION else ""

    with pytest.raises(NotForYou):
        say(member, review, turn(kind, source=source))


def test_a_submission_is_a_layer_of_its_own_that_the_state_sees_first() -> None:
    review = opened(near="XC-POL", far="")
    say(cast.RAPPORTEUR_XA, review, turn(Say.SUBMISSION, source="Lantern League (invented)"))

    assert seen(cast.RAPPORTEUR_XB, review) == [Say.SUBMISSION]
    assert seen(cast.RAPPORTEUR_XC, review) == []
    assert seen(cast.RAPPORTEUR_XC, review, now=LATER) == [Say.SUBMISSION]


def test_an_organisation_of_the_forum_is_a_body_through_which_civil_society_speaks() -> None:
    add_body()
    forum = opened_forum("XB-BRD", "XC-POL", "CV-LIG")

    assert queries.bodies_of(forum) == {"XA-POL", "CV-LIG"}


def test_no_finding_while_a_question_waits_for_its_answer_until_the_clock_has_run_out() -> None:
    review = opened(months=1)
    say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION))
    with pytest.raises(NotNow):
        say(cast.RAPPORTEUR_XC, review, turn(Say.FINDING))

    say(cast.RAPPORTEUR_XC, review, turn(Say.FINDING), now=NOW + timedelta(days=62))


def test_a_review_is_not_closed_while_a_right_of_reply_runs_nor_by_anybody_but_its_lead() -> None:
    review = opened()
    say(cast.RAPPORTEUR_XC, review, turn(Say.FINDING))
    with pytest.raises(NotNow):
        actions.close(by=cast.officer(cast.RAPPORTEUR_XA), uid=review, now=NOW)
    with pytest.raises(NotForYou):
        actions.close(by=cast.officer(cast.RAPPORTEUR_XC), uid=review, now=LATER)

    actions.close(by=cast.officer(cast.RAPPORTEUR_XA), uid=review, now=LATER)


def test_the_state_replies_to_a_submission_also_after_the_close_that_did_not_know_of_it() -> None:
    review = opened(near="XC-POL", far="")
    finding = say(cast.RAPPORTEUR_XC, review, turn(Say.FINDING))
    approved(review, turn(Say.REPLY, to=finding))
    submission = say(cast.RAPPORTEUR_XA, review, turn(Say.SUBMISSION, source="Lantern League (invented)"))
    actions.close(by=cast.officer(cast.RAPPORTEUR_XC), uid=review, now=NOW)

    approved(review, turn(Say.REPLY, to=submission))

    assert seen(cast.RAPPORTEUR_XC, review) == [Say.FINDING, Say.REPLY, Say.SUBMISSION, Say.REPLY]


def test_words_that_name_somebody_are_refused_and_never_reach_the_ledger() -> None:
    review = opened()
    with pytest.raises(ReviewIncomplete) as refused:
        say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION, text="Call Mr Oskar Lindqvist at +33 6 12 34 56 78."))

    say(cast.RAPPORTEUR_XA, review, turn(Say.QUESTION))

    assert "names-somebody" in refused.value.message
    assert "Lindqvist" not in refused.value.message
    entry = LedgerEntry.objects.get(event=Event.REVIEW_ASKED)
    assert WORDS not in str(entry.detail)
