"""The rules of reviews: clocks that never move, a right of reply that no date shortens, and hostile words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.progress.codes import Status
from corridor.core.reviews.codes import OF_THE_STATE, Kind, Say, Step, Why
from corridor.core.reviews.errors import ReviewUnreadable
from corridor.core.reviews.exchange import (
    closing_document,
    closing_from,
    opening_document,
    opening_from,
    told_in,
    turn_document,
    turn_from,
)
from corridor.core.reviews.records import Known, Opening, Turn
from corridor.core.reviews.rules import (
    REPLY_DAYS,
    clocks,
    closing_refusal,
    due_of,
    next_half,
    opening_problems,
    refusal,
    shown_from,
    speakers,
    step_of,
    turn_problems,
)

DAY = date(2026, 8, 31)
MEMBERS = {"XA-POL": "XA", "XB-BRD": "XB", "XC-POL": "XC", "CV-LIG": "CV-LIG"}
OPENING = Opening(
    uid="a" * 32,
    forum="f" * 32,
    subject="XB",
    reviewed="XB-BRD",
    near="XA-POL",
    far="XC-POL",
    period="2026-H1",
    items=("ga-2023-prevention-01",),
    months=6,
    opened_by="XA-POL",
    opened_on=DAY,
)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def said(say: Say, uid: str = "1", *, to: str = "", on: date = DAY, **changed: Any) -> Turn:
    kind = Kind.GAP if say is Say.FINDING else None
    return Turn(uid * 32, say, "XC-POL", on, "Words.", to=to * 32, **{"kind": kind, **changed})


def test_the_clocks_follow_from_the_day_of_opening_alone() -> None:
    asked = Known(OPENING, (said(Say.QUESTION, on=DAY + timedelta(days=200)),))
    dues = [one.due for one in clocks(Known(OPENING, ()))]

    assert dues == [date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29), date(2028, 8, 31)]
    assert [one.due for one in clocks(asked)] == dues
    assert [one.is_late(date(2027, 3, 1)) for one in clocks(asked)] == [True, False, False, False]


@given(on=days, came=days, replied=st.none() | days)
@settings(max_examples=25)
def test_nothing_is_shown_before_the_reply_or_thirty_days_after_it_came(
    on: date, came: date, replied: date | None
) -> None:
    finding = said(Say.FINDING, on=on)
    reply = said(Say.REPLY, "2", to="1", on=replied) if replied else None
    shown = shown_from(finding, reply, came_on=came)

    assert shown >= min(came + timedelta(days=REPLY_DAYS), replied or date.max)
    assert shown <= max(on, came) + timedelta(days=REPLY_DAYS)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"near": "XB-BRD"}, ("near", "own-state")),
        ({"near": "XC-POL"}, ("far", "same-state")),
        ({"near": "", "far": ""}, ("near", "missing")),
        ({"near": "CV-LIG"}, ("near", "unknown")),
        ({"subject": "XC"}, ("reviewed", "unknown")),
        ({"reviewed": "CV-LIG", "subject": "CV-LIG"}, ("reviewed", "unknown")),
        ({"period": "2026-H3"}, ("period", "malformed")),
        ({"items": ("nothing",)}, ("items", "unknown")),
        ({"items": ()}, ("items", "missing")),
        ({"months": 0}, ("months", "malformed")),
    ],
)
def test_an_opening_that_breaks_a_rule_is_told_so(changed: dict[str, Any], problem: tuple[str, str]) -> None:
    assert problem in opening_problems(replace(OPENING, **changed), members=MEMBERS, items=OPENING.items)


def test_an_opening_with_one_reviewer_is_no_problem() -> None:
    assert opening_problems(replace(OPENING, far=""), members=MEMBERS, items=OPENING.items) == ()


@pytest.mark.parametrize("say", list(Say))
def test_no_authority_speaks_both_for_the_state_and_about_it(say: Say) -> None:
    may = speakers(say, OPENING, bodies={"XA-POL", "XB-BRD", "CV-LIG"})

    assert may == {"XB-BRD"} if say in OF_THE_STATE else "XB-BRD" not in may


@pytest.mark.parametrize(
    ("turn", "field"),
    [
        (replace(said(Say.QUESTION), text=" "), "text"),
        (replace(said(Say.QUESTION), text="x" * 2001), "text"),
        (replace(said(Say.QUESTION), text="x\u202e"), "text"),
        (replace(said(Say.QUESTION), item="elsewhere"), "item"),
        (said(Say.ANSWER), "to"),
        (replace(said(Say.FINDING), kind=None), "kind"),
        (said(Say.SUBMISSION), "source"),
        (said(Say.FINDING, source="League"), "source"),
        (said(Say.FOLLOW_UP, to="1", status=Status.DONE, period="2026-H1"), "status"),
    ],
)
def test_a_turn_that_breaks_a_rule_is_told_so(turn: Turn, field: str) -> None:
    assert field in {one for one, _ in turn_problems(turn, OPENING)}


def test_what_may_be_said_follows_from_what_was_said() -> None:
    question, answer = said(Say.QUESTION), said(Say.ANSWER, "2", to="1")
    finding, reply = said(Say.FINDING, "3"), said(Say.REPLY, "4", to="3")
    late = due_of(OPENING, Step.ANSWERING) + timedelta(days=1)

    def why(say: Say, *turns: Turn, to: str = "", today: date = DAY, is_closed: bool = False) -> Why | None:
        return refusal(say, Known(OPENING, turns, is_closed), to=to * 32, today=today)

    assert why(Say.FINDING, question) is Why.UNANSWERED
    assert why(Say.FINDING, question, answer) is why(Say.FINDING, question, today=late) is None
    assert why(Say.ANSWER, question, answer, to="1") is why(Say.REPLY, finding, reply, to="3") is Why.SAID_ALREADY
    assert why(Say.ANSWER, finding, to="3") is why(Say.REPLY, question, to="1") is Why.NOTHING_THERE
    assert why(Say.FOLLOW_UP, finding, to="3") is Why.NOT_CLOSED
    assert why(Say.QUESTION, is_closed=True) is Why.CLOSED
    assert why(Say.FOLLOW_UP, finding, to="3", is_closed=True) is None


def test_a_review_is_closed_once_something_was_found_and_every_right_of_reply_is_over() -> None:
    finding = said(Say.FINDING, "3")
    known, over = Known(OPENING, (finding,)), DAY + timedelta(days=REPLY_DAYS)
    shown = {finding.uid: over}

    assert closing_refusal(Known(OPENING, ()), {}, DAY) is Why.NOTHING_THERE
    assert closing_refusal(known, shown, over - timedelta(days=1)) is Why.UNSHOWN
    assert closing_refusal(known, {}, over) is Why.UNSHOWN
    assert closing_refusal(known, shown, over) is None
    assert closing_refusal(replace(known, is_closed=True), shown, over) is Why.CLOSED


def test_where_a_review_stands_is_the_first_step_that_is_not_done() -> None:
    question, answer, finding = said(Say.QUESTION), said(Say.ANSWER, "2", to="1"), said(Say.FINDING, "3")

    steps = [step_of(Known(OPENING, turns)) for turns in ((), (question,), (question, answer), (finding,))]

    assert steps == [Step.ASKING, Step.ANSWERING, Step.FINDING, Step.REPLYING]
    assert step_of(Known(OPENING, (), is_closed=True)) is Step.CLOSED
    assert next_half(date(2026, 12, 31)) == "2027-H1"


def test_what_is_written_is_read_back_as_it_was() -> None:
    for turn in (
        said(Say.QUESTION, item=OPENING.items[0]),
        said(Say.FINDING),
        said(Say.SUBMISSION, source="League"),
        said(Say.FOLLOW_UP, to="1", status=Status.DONE, period="2026-H2"),
    ):
        assert turn_from(turn.uid, turn.authority, turn_document(turn, review=OPENING.uid)) == turn
    assert opening_from(OPENING.uid, OPENING.opened_by, opening_document(OPENING)) == OPENING
    assert closing_from(closing_document(("b" * 32,), on=DAY)) == (DAY, ("b" * 32,))


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
BODIES = (
    opening_document(OPENING),
    turn_document(said(Say.FINDING), review=OPENING.uid),
    closing_document(("b" * 32,), on=DAY),
)


@given(body=st.sampled_from(BODIES), data=st.data())
@settings(max_examples=25)
def test_whatever_stands_in_a_field_is_read_or_refused_and_nothing_else(
    body: dict[str, Any], data: st.DataObject
) -> None:
    changed = {**body, data.draw(st.sampled_from(sorted(body))): data.draw(json)}
    try:
        tell = told_in(changed)
        if tell == "opened":
            opening_from(OPENING.uid, "XA-POL", changed)
        elif tell == "said":
            turn_from("c" * 32, "XC-POL", changed)
        else:
            closing_from(changed)
    except ReviewUnreadable:
        pass


def test_a_field_more_or_less_is_refused() -> None:
    for body in BODIES:
        for wrong in ({**body, "more": 1}, {key: body[key] for key in list(body)[1:]}, {**body, "form": "2"}):
            with pytest.raises(ReviewUnreadable):
                told_in(wrong)
