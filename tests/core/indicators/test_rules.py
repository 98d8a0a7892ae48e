"""How a definition becomes a reading, and when it does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.indicators.codes import Per, Period, Uncomputed
from corridor.core.indicators.records import Definition, Reading, Told
from corridor.core.indicators.rules import band_of, latest_periods, months_of, period_of, reading_of

COUNT = Definition("Detections", "crossings detected", "detections", "", Per.ONE, Period.QUARTER, "as told")
RATE = Definition("Deaths", "for a thousand", "deaths", "detections", Per.THOUSAND, Period.QUARTER, "as told")


def told(**months: float | tuple[float, float]) -> Told:
    """Return what is told of months of 2021, named `m01`."""
    spans = {name: value if isinstance(value, tuple) else (value, value) for name, value in months.items()}
    return Told({f"2021-{name[1:]}": span for name, span in spans.items()})


def read(definition: Definition, above: Told, below: Told | None = None, period: str = "2021-Q1") -> Reading:
    return reading_of(definition, period, above, below, this_month="2022-06", as_of="2022-06-20")


def test_a_count_of_a_quarter_is_the_sum_of_its_months() -> None:
    found = read(COUNT, told(m01=4, m02=(5, 7), m03=1, m04=100))

    assert (found.low, found.high, found.coverage, found.is_least) == (10, 12, 1, False)


def test_a_count_with_a_missing_month_is_the_least_that_it_can_be_and_says_so() -> None:
    found = read(COUNT, told(m01=4, m03=1))

    assert (found.low, found.told, found.months, found.is_least) == (5, 2, 3, True)


def test_a_ratio_is_made_of_the_months_that_both_parts_tell_and_spans_what_both_can_be() -> None:
    found = read(RATE, told(m01=(2, 4), m02=100), told(m01=(1000, 2000), m03=7))

    assert (found.low, found.high, found.told) == (1, 4, 1)


@pytest.mark.parametrize(
    ("above", "below", "why"),
    [
        (Told(), None, Uncomputed.NOTHING_TOLD),
        (Told(reason=Uncomputed.NOT_READABLE), None, Uncomputed.NOT_READABLE),
        (told(m01=1), told(m02=1), Uncomputed.NO_MONTH_IN_COMMON),
        (told(m01=1), told(m01=(0, 5)), Uncomputed.ZERO_BELOW),
        (Told({"2021-01": (1, 1)}, since="2021-02"), None, Uncomputed.BROKEN),
        (Told(by_quarter={"2021-Q1": (0, 9)}), told(m01=1), Uncomputed.BANDED),
    ],
)
def test_what_cannot_be_computed_has_a_reason_and_no_figure(above: Told, below: Told | None, why: Uncomputed) -> None:
    found = read(RATE if below else COUNT, above, below)

    assert (found.low, found.high, found.reason) == (None, None, why)


def test_a_period_that_is_not_over_is_not_computed() -> None:
    found = reading_of(COUNT, "2021-Q1", told(m01=1, m02=1), None, this_month="2021-03", as_of="2021-03-31")

    assert found.reason is Uncomputed.NOT_OVER


def test_what_is_told_in_bands_by_quarter_has_no_figure_for_a_month() -> None:
    bands = Told(by_quarter={"2021-Q1": band_of(7), "2021-Q2": band_of(23)})

    assert read(COUNT, bands, period="2021-02").reason is Uncomputed.BY_QUARTER_ONLY
    assert (read(COUNT, bands).low, read(COUNT, bands).high) == (0, 9)
    assert read(COUNT, bands, period="2021").reason is Uncomputed.NOTHING_TOLD


@given(st.integers(0, 10_000), st.integers(0, 9))
@settings(max_examples=30)
def test_a_band_hides_every_count_below_its_width(count: int, further: int) -> None:
    low, high = band_of(count)

    assert low <= count <= high
    assert band_of(int(low) + further) == (low, high)


@given(st.dictionaries(st.integers(1, 12), st.integers(0, 50)), st.dictionaries(st.integers(1, 12), st.integers(0, 50)))
@settings(max_examples=50)
def test_a_reading_has_either_a_figure_or_a_reason(above: dict[int, int], below: dict[int, int]) -> None:
    def of(found: dict[int, int]) -> Told:
        return Told({f"2021-{month:02d}": (float(n), float(n)) for month, n in found.items()})

    found = read(RATE, of(above), of(below), period="2021")

    assert (found.low is None) == (found.high is None) == (found.reason is not None)
    assert 0 <= found.coverage <= 1


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Period.MONTH, ("2020-12", "2021-01")),
        (Period.QUARTER, ("2020-Q3", "2020-Q4")),
        (Period.YEAR, ("2019", "2020")),
    ],
)
def test_the_latest_periods_are_those_that_are_over(kind: Period, expected: tuple[str, ...]) -> None:
    assert latest_periods(kind, "2021-02", 2) == expected
    assert all(period_of(kind, months_of(period)[0]) == period for period in expected)


@pytest.mark.parametrize("period", ["2021-Q5", "21", "2021-13", "", "2021-Q1; DROP"])
def test_what_is_no_period_has_no_months(period: str) -> None:
    assert months_of(period) == ()
