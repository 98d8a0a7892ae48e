"""What an interview must have, whether it was asked before, and when months may be released and by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.interviews.codes import ANSWERS, ONE_OF, SOME_OF, Fault, Repeated
from corridor.core.interviews.errors import InterviewRefused
from corridor.core.interviews.exchange import interview_from, told_of
from corridor.core.interviews.records import Interview, Problem
from corridor.core.interviews.rules import LEAST_DELAY_DAYS, month_after, month_of, months_open, problems, repeated
from tests.core.interviews.test_tables import interview

SLIP = "0000-0000-0000"
LISTS = {name: set(shelf.vocabularies()[name].terms) for name in (*ONE_OF.values(), *SOME_OF.values(), ANSWERS)}
plain = st.none() | st.booleans() | st.integers() | st.text(max_size=9)
json_like = (
    plain | st.lists(plain, max_size=3) | st.dictionaries(st.sampled_from(["given", "to", "x"]), plain, max_size=3)
)
calm = settings(deadline=None, max_examples=60)


def found(one: Interview, *, looks_personal: bool = False) -> tuple[Problem, ...]:
    return problems(one, lists=LISTS, versions={1}, countries={"XA", "XB"}, looks_personal=looks_personal)


def test_a_whole_interview_with_consent_has_no_problem() -> None:
    assert found(interview(slip=SLIP)) == ()


def test_every_wording_of_consent_is_there_in_four_languages_and_says_the_same_number_of_things() -> None:
    for wording in shelf.consent_wordings():
        assert set(wording.paragraphs) == {"en", "fr", "es", "ar"}
        assert len({len(paragraphs) for paragraphs in wording.paragraphs.values()}) == 1


def test_a_child_is_asked_only_beside_who_looks_after_it() -> None:
    child = interview(slip=SLIP, age="under-18")

    assert Problem("guardian", Fault.MISSING) in found(child)
    assert found(replace(child, guardian=True)) == ()


def test_what_looks_personal_is_taken_only_when_it_was_looked_at() -> None:
    assert found(interview(slip=SLIP), looks_personal=True) == (Problem("words", Fault.LOOKS_PERSONAL),)
    assert found(interview(slip=SLIP, confirmed=True), looks_personal=True) == ()


def test_what_is_written_down_is_read_as_the_same() -> None:
    one = interview(slip=SLIP, words="It rained.", uid="ab" * 16)

    assert interview_from(told_of(one)) == one


@calm
@given(json_like)
def test_whatever_a_telephone_sends_is_an_interview_with_consent_or_refused(told: object) -> None:
    with pytest.raises(InterviewRefused):
        interview_from(told)


@calm
@given(st.sampled_from(sorted(told_of(interview(uid="ab" * 16, slip=SLIP)))), json_like)
def test_one_field_that_is_something_else_never_gets_through_as_it_is(field: str, value: object) -> None:
    told = {**told_of(interview(uid="ab" * 16, slip=SLIP)), field: value}

    try:
        read = interview_from(told)
    except InterviewRefused as refused:
        assert set(str(refused.params["fields"]).split(", ")) <= {*told, "interview"}
    else:
        assert read.consent.given


@pytest.mark.parametrize(
    ("body", "before", "answer"),
    [
        ("INT-MPA", None, Repeated.NO),
        ("INT-MPA", "INT-MPA", Repeated.SAME_BODY),
        ("INT-MPA", "XB-NGO", Repeated.OTHER_BODY),
    ],
)
def test_asking_again_is_told_by_whose_interview_it_was(body: str, before: str | None, answer: Repeated) -> None:
    assert repeated(body=body, before=before) == answer


@calm
@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(-5, 400))
def test_no_month_opens_before_the_delay_is_over_whatever_is_asked_for(today: date, delay: int) -> None:
    for month in months_open(since="2026-01", today=today, delay_days=delay):
        over = date.fromisoformat(f"{month_after(month)}-01")
        assert (today - over).days >= max(delay, LEAST_DELAY_DAYS)


@calm
@given(st.dates(date(2000, 1, 1), date(2099, 11, 30)))
def test_the_next_month_is_the_next_one(day: date) -> None:
    assert month_of(day) < month_after(month_of(day))
