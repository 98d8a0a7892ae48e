"""What may be told of computed values: no number below ten, and none that follows from several."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.progress.codes import Computation
from corridor.core.progress.computing import (
    FEW,
    UNITS,
    Before,
    Counted,
    Measured,
    Span,
    gives_away,
    read,
    span_of,
    written,
)
from corridor.shelf import commitments as shelf

WHOLE = Measured("deaths", {"half": ("2026-H1",)})
NORTH = Measured("deaths", {"half": ("2026-H1",), "route": ("north",)})
SOUTH = Measured("deaths", {"half": ("2026-H1",), "route": ("south",)})
CHECKED = Measured("deaths", {"half": ("2026-H1",)}, "checked")


def span(low: int, high: int) -> Span:
    return Decimal(low), Decimal(high)


def counted(measured: Measured, low: int, high: int | None = None, **more: object) -> Counted:
    return Counted(measured, low, low if high is None else high, **more)  # type: ignore[arg-type]


def told(measured: Measured, low: int | Decimal) -> Before:
    return Before(measured, Decimal(low), Decimal(low))


def is_refused(one: Counted, *before: Before) -> bool:
    span = span_of(one)
    assert span is not None
    return gives_away(one, span, before)


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(0, 0, FEW), (3, 3, FEW), (9, 9, FEW), (3, 14, span(0, 14)), (10, 10, span(10, 10)), (12, 15, span(12, 15))],
)
def test_fewer_than_ten_are_never_told_as_a_number(low: int, high: int, shown: Span) -> None:
    assert span_of(counted(WHOLE, low, high)) == shown


@given(st.integers(0, 300), st.integers(0, 300))
def test_whatever_is_counted_no_end_of_a_span_tells_of_one_to_nine_and_the_count_lies_in_it(a: int, b: int) -> None:
    low, high = span_of(counted(WHOLE, min(a, b), max(a, b))) or FEW

    assert low <= min(a, b)
    assert max(a, b) <= high
    assert low == 0 or low >= 10
    assert high >= 10 or (low, high) == FEW


def test_a_share_of_fewer_than_ten_cases_is_not_told() -> None:
    assert span_of(counted(CHECKED, 9, of=9)) is None
    assert span_of(counted(CHECKED, 9, of=10)) == span(90, 90)
    assert span_of(counted(CHECKED, 9, of=9, is_named=True)) is None


@given(st.integers(10, 500), st.integers(0, 500))
def test_one_share_fits_several_numbers_of_cases_so_that_it_tells_none(of: int, held: int) -> None:
    share = span_of(counted(CHECKED, min(held, of), of=of))

    others = [other for other in range(of + 11) if other >= 10 and other != of]
    assert any(span_of(counted(CHECKED, part, of=other)) == share for other in others for part in range(other + 1))


def test_a_part_is_refused_where_the_rest_of_a_whole_that_was_told_would_be_few() -> None:
    assert is_refused(counted(NORTH, 20), told(WHOLE, 25))
    assert not is_refused(counted(NORTH, 20), told(WHOLE, 45))


def test_a_whole_is_refused_where_its_parts_were_told_and_leave_a_few() -> None:
    assert is_refused(counted(WHOLE, 43), told(NORTH, 20), told(SOUTH, 20))
    assert not is_refused(counted(WHOLE, 63), told(NORTH, 20), told(SOUTH, 20))


def test_a_value_told_anew_may_not_tell_that_a_few_came_to_it() -> None:
    assert is_refused(counted(WHOLE, 27), told(WHOLE, 25))
    assert not is_refused(counted(WHOLE, 25), told(WHOLE, 25))
    assert not is_refused(counted(WHOLE, 45), told(WHOLE, 25))


def test_the_upper_end_of_a_range_is_guarded_like_the_lower() -> None:
    assert is_refused(counted(WHOLE, 5, 27), told(WHOLE, 25))
    assert is_refused(counted(NORTH, 12, 20), Before(WHOLE, Decimal(40), Decimal(26)))


def test_a_share_is_refused_where_its_cases_were_counted_and_it_would_tell_of_a_few() -> None:
    assert is_refused(counted(CHECKED, 23, of=25), told(WHOLE, 25))
    assert not is_refused(counted(CHECKED, 23, of=25))
    assert not is_refused(counted(CHECKED, 25, of=50), told(WHOLE, 50))


def test_a_count_is_refused_where_a_share_of_it_was_told_and_it_would_tell_of_a_few() -> None:
    assert is_refused(counted(WHOLE, 25), told(CHECKED, 90))
    assert not is_refused(counted(WHOLE, 50), told(CHECKED, 50))


def test_fewer_than_ten_beside_a_whole_give_nothing_away_but_the_other_part_does() -> None:
    few = Before(NORTH, *FEW)

    assert not is_refused(counted(WHOLE, 25), few)
    assert is_refused(counted(SOUTH, 18), few, told(WHOLE, 25))


def test_values_of_other_half_years_or_of_something_else_are_no_part_of_each_other() -> None:
    other_half = Measured("deaths", {"half": ("2025-H2",)})

    assert not is_refused(counted(WHOLE, 27), told(other_half, 25))
    assert not is_refused(counted(WHOLE, 27), told(Measured("measures", WHOLE.within), 25))


def test_what_everybody_can_count_case_by_case_gives_nothing_away() -> None:
    assert not is_refused(counted(WHOLE, 27, is_open=True), told(WHOLE, 25))
    assert not is_refused(counted(CHECKED, 1, of=12, is_named=True), told(WHOLE, 12))


@settings(max_examples=25, deadline=None)
@given(st.integers(10, 60), st.integers(0, 60))
def test_a_whole_and_a_part_that_are_both_told_leave_no_few_on_either_side(whole: int, part: int) -> None:
    part = min(part, whole)
    one = counted(NORTH, part)
    span = span_of(one)
    assert span is not None
    if span != FEW and not gives_away(one, span, [told(WHOLE, whole)]):
        assert part >= 10
        assert whole - part not in range(1, 10)


def test_what_a_value_measures_comes_back_as_it_was_kept() -> None:
    for measured in (WHOLE, CHECKED, NORTH):
        assert read(written(measured, "own:x")) == (measured, "own:x")


def test_every_computation_is_told_in_a_unit() -> None:
    assert set(UNITS) == set(Computation)


def test_every_indicator_is_told_in_the_unit_of_the_computation_that_the_catalogue_names() -> None:
    units = {one.id: one.unit for item in shelf.catalogue().items.values() for one in item.indicators}

    assert {name: UNITS[one] for name, one in shelf.computations().items()} == {
        name: units[name] for name in shelf.computations()
    }
