"""What a plan needs before anybody approves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.displacement.codes import Part, Verdict
from corridor.core.displacement.errors import ApprovalIncomplete, SecondPersonMissing
from corridor.core.displacement.records import Consultation, HarmCheck, Plan, Review
from corridor.core.displacement.rules.harm import (
    check_approval,
    consultation_problems,
    harm_problems,
    is_result_incomplete,
    is_review_date,
    missing_parts,
    plan_problems,
    review_problems,
)

TODAY = date(2030, 5, 4)
SOON = TODAY + timedelta(days=90)
PLAN = Plan("Night closure of the port", "closure", "2030-07-01", country="XB")
CHECK = HarmCheck(*["It pushes people to the longer crossing in the south."] * 5)
MEETING = Consultation("The fishing cooperative of Morrin", date(2030, 4, 2), "They fear for their income.", "None")
REVIEW = Review("Landings moved south within two months.", ("displacement",), Verdict.CHANGE, SOON)


def missing(*, check: bool = True, meeting: bool = True, on: date | None = SOON) -> tuple[Part, ...]:
    return missing_parts(has_check=check, has_consultation=meeting, review_on=on, since=PLAN.since, today=TODAY)


@pytest.mark.parametrize("parts", list(product([True, False], repeat=3)))
def test_nothing_is_approved_without_all_three(parts: tuple[bool, bool, bool]) -> None:
    found = missing(check=parts[0], meeting=parts[1], on=SOON if parts[2] else None)

    if all(parts):
        check_approval(found, by="b", writers={"a"})
    else:
        with pytest.raises(ApprovalIncomplete):
            check_approval(found, by="b", writers={"a"})


def test_nobody_approves_what_they_wrote_a_part_of() -> None:
    with pytest.raises(SecondPersonMissing):
        check_approval((), by="b", writers={"a", "b"})


@pytest.mark.parametrize("days", [-400, -1, 0, 800])
def test_a_review_is_to_come_and_within_a_year_of_the_beginning(days: int) -> None:
    assert missing(on=TODAY + timedelta(days=days)) == (Part.REVIEW_DATE,)


@given(st.integers(-2000, 2000))
def test_a_day_that_has_passed_is_never_a_day_of_review(days: int) -> None:
    on = TODAY + timedelta(days=days)

    assert not (is_review_date(on, since=PLAN.since, today=TODAY) and on <= TODAY)


@pytest.mark.parametrize("name", HarmCheck.__slots__)
def test_each_question_of_a_harm_check_needs_an_answer(name: str) -> None:
    assert harm_problems(CHECK) == ()
    assert harm_problems(replace(CHECK, **{name: ""})) == ((name, "missing"),)
    assert harm_problems(replace(CHECK, **{name: "no"})) == ((name, "too-short"),)


def test_a_consultation_has_taken_place_and_says_what_remains_unmet() -> None:
    assert consultation_problems(MEETING, today=TODAY) == ()
    assert consultation_problems(replace(MEETING, unmet=""), today=TODAY) == (("unmet", "missing"),)
    for on in (None, TODAY + timedelta(days=1)):
        assert consultation_problems(replace(MEETING, on=on), today=TODAY) == (("on", "no-day"),)


def test_a_plan_says_what_where_and_when() -> None:
    def wrong(**changed: str) -> list[str]:
        found = plan_problems(replace(PLAN, **changed), kinds=["closure"], countries=["XB"])
        return [field for field, _ in found]

    assert wrong() == []
    assert wrong(name="") == ["name"]
    assert wrong(kind="raid") == ["kind"]
    assert wrong(since="soon") == ["since"]
    assert wrong(until="2030-06-01") == ["until"]
    assert wrong(country="") == ["country"]
    assert wrong(country="", route="Northern crossing") == []
    assert wrong(country="QQ") == ["country"]


def test_a_review_says_what_harm_there_was_and_when_it_is_looked_at_next() -> None:
    harms = ["none-found", "displacement", "death"]

    def wrong(**changed: object) -> list[str]:
        found = review_problems(replace(REVIEW, **changed), harms=harms, today=TODAY)  # type: ignore[arg-type]  # fields
        return [field for field, _ in found]

    assert wrong() == []
    assert wrong(harm=()) == ["harm"]
    assert wrong(harm=("none-found", "death")) == ["harm"]
    assert wrong(verdict=None) == ["verdict"]
    assert wrong(next_on=TODAY) == ["next_on"]
    assert wrong(verdict=Verdict.END, next_on=None) == []


def test_a_result_without_a_word_on_harm_is_incomplete_once_it_is_over() -> None:
    assert is_result_incomplete(until="2030-03", harm=(), today=TODAY)
    assert not is_result_incomplete(until="2030-03", harm=("none-found",), today=TODAY)
    assert not is_result_incomplete(until="2030-05", harm=(), today=TODAY)
    assert not is_result_incomplete(until="", harm=(), today=TODAY)
