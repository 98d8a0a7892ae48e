"""What may leave as a warning, and how coarse it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.forecasting.codes import NAIVE, Verdict
from corridor.core.forecasting.errors import NoBetterThanNaive
from corridor.core.forecasting.records import Interval
from corridor.core.forecasting.rules.backtest import forecast_of
from corridor.core.forecasting.rules.leaving import (
    check_exportable,
    coarse,
    exportable,
    is_told_coarsely,
    rounded,
    unit_of,
)
from corridor.core.forecasting.rules.scoring import scored
from corridor.core.series.codes import Counted
from corridor.core.series.records import Break, Scope
from tests.core.forecasting.figures import FIRST, around_a_level, series

BETTER = forecast_of(FIRST, around_a_level(), library=None)


def test_only_what_is_better_than_both_naive_rules_may_leave() -> None:
    assert exportable(BETTER)
    assert not exportable(replace(BETTER, verdict=Verdict.NO_BETTER))
    assert not any(exportable(replace(BETTER, rule=rule)) for rule in NAIVE)
    assert not exportable(replace(BETTER, steps=()))


def test_the_order_raises_so_that_nobody_can_forget_to_look() -> None:
    with pytest.raises(NoBetterThanNaive):
        check_exportable(replace(BETTER, verdict=Verdict.NO_BETTER))


@pytest.mark.parametrize(
    ("scope", "is_coarse"),
    [
        (Scope(Counted.DETECTIONS, source="frontex"), False),
        (Scope(Counted.PEOPLE, source="a-ministry"), False),
        (Scope(Counted.DETECTIONS), True),
        (Scope(Counted.DEATHS, source="missing-migrants"), True),
        (Scope(Counted.INCIDENTS, source="border-guard"), True),
    ],
)
def test_what_rests_on_reports_or_single_incidents_is_told_coarsely(scope: Scope, is_coarse: bool) -> None:
    assert is_told_coarsely(scope) is is_coarse


@given(st.integers(min_value=0, max_value=2_000_000))
def test_a_coarse_figure_has_two_figures_that_count_and_is_near(figure: int) -> None:
    told = rounded(figure)

    assert told % unit_of(figure) == 0
    assert abs(told - figure) <= unit_of(figure) / 2
    assert len(str(told).rstrip("0")) <= 2


def test_a_coarse_interval_is_never_narrower() -> None:
    told = coarse(BETTER)

    assert told.is_coarse
    for fine, rough in zip(BETTER.steps, told.steps, strict=True):
        assert rough.most.low <= fine.most.low
        assert rough.most.high >= fine.most.high
        assert rough.middle == rounded(fine.middle)
    assert coarse(told) == told


def test_a_kept_forecast_is_scored_with_what_came_of_it() -> None:
    step = replace(BETTER.steps[0], month="2022-01", middle=1000, most=Interval(600, 1500), previous=1600)
    later = replace(step, month="2022-02")
    known = series([*around_a_level(), 1200.0, None])

    first, second = scored([step, later], known, last="2021-12")

    assert (first.truth, first.error, first.is_inside, first.is_nearer) == (1200, 200, True, True)
    assert (second.truth, second.error, second.is_inside, second.is_nearer) == (None, None, None, None)


def test_a_figure_that_means_something_else_is_no_truth() -> None:
    known = series([*around_a_level(), 1200.0], breaks=(Break("2022-01", "definition-changed"),))
    step = replace(BETTER.steps[0], month="2022-01")

    assert [one.truth for one in scored([step], known, last="2021-12")] == [None]
    assert [one.truth for one in scored([step], known, last="2022-01")] == [1200]
