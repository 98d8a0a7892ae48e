"""A question that, with what was answered before, leaves only a few people is not answered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.disclosure.asking import isolating
from corridor.core.disclosure.codes import Isolating
from corridor.core.disclosure.records import Policy, Query

POLICY = Policy(most_overlapping=6)


def ask(units: int, **within: str) -> Query:
    return Query({axis: tuple(codes.split()) for axis, codes in within.items()}, units)


WOMEN = ask(50, sex="female")


@pytest.mark.parametrize(
    ("history", "query", "reason"),
    [
        ([], ask(9, sex="female"), Isolating.TOO_FEW),
        ([], ask(0, sex="female"), Isolating.TOO_FEW),
        ([WOMEN], ask(47, sex="female", age="adult"), Isolating.NARROWED),
        ([ask(47, sex="female", age="adult")], WOMEN, Isolating.NARROWED),
        ([WOMEN], ask(53, sex="female"), Isolating.NARROWED),
        ([WOMEN], ask(47, sex="female"), Isolating.NARROWED),
        ([ask(40, month="1"), ask(30, month="2")], ask(74, month="1 2 3"), Isolating.NARROWED),
        ([ask(40 + at, sex="female", month=str(at)) for at in range(7)], WOMEN, Isolating.TOO_MANY),
        ([], WOMEN, None),
        ([WOMEN], WOMEN, None),
        ([WOMEN], ask(30, sex="female", age="adult"), None),
        ([WOMEN], ask(47, sex="male"), None),
    ],
)
def test_what_narrows_down_to_a_few_is_refused(history: list[Query], query: Query, reason: Isolating | None) -> None:
    refused = isolating(history, query, POLICY)

    assert (refused and refused.reason) == reason


def test_what_was_answered_about_something_else_does_not_count() -> None:
    detections = Query({"sex": ("female",)}, 47, counted="detections")

    assert isolating([detections], WOMEN, POLICY) is None


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.permutations(range(15)))
def test_no_order_of_questions_about_groups_of_months_ends_in_a_few_people(counts: list[int], order: list[int]) -> None:
    answered: list[tuple[int, int]] = []
    for number in order:
        chosen = number + 1
        units = sum(count for at, count in enumerate(counts) if chosen >> at & 1)
        history = [Query({"month": _months(one)}, many) for one, many in answered]
        if isolating(history, Query({"month": _months(chosen)}, units), Policy()) is None:
            answered.append((chosen, units))

    for one, many in answered:
        for other, more in answered:
            assert (one & other) != one or not 0 < more - many < 10


def _months(chosen: int) -> tuple[str, ...]:
    return tuple(str(at) for at in range(4) if chosen >> at & 1)
