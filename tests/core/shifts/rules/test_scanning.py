"""The scan: finds what was moved, stays quiet where nothing was, and counts no change across a break."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.kernel.months import after
from corridor.core.shifts.records import Family, Scanned
from corridor.core.shifts.rules.scanning import clearest, scan
from tests.core.shifts import make


def scanned(family: Family, *, times: int = 400) -> Scanned:
    return scan(family, chance=make.chance(7), times=times)


def test_a_route_that_takes_up_what_another_loses_is_found_with_its_months_and_sizes() -> None:
    found = scanned(make.shifted(at=60, lag=2)).shifts

    assert [(one.fall.route, one.rise.route) for one in found[:1]] == [("Route 0", "Route 1")]
    assert found[0].since <= 60 + 2 <= found[0].until
    assert found[0].lag <= 6
    assert found[0].fall.low < -0.8 < found[0].fall.high
    assert found[0].rise.low < 4 < found[0].rise.high
    assert found[0].chance < 0.03


def test_a_shift_is_found_in_three_years_of_half_yearly_means() -> None:
    rows = make.figures(2, 36, season=0.2)
    rows[0, 18:] *= 0.2
    rows[1, 18:] *= 5

    found = scanned(make.of(rows))

    assert found.window == 6
    assert [(one.fall.route, one.rise.route) for one in found.shifts] == [("Route 0", "Route 1")]


def test_two_routes_that_fall_together_are_no_shift() -> None:
    rows = make.figures(3, 120)
    rows[:2, 60:] *= 0.2

    assert scanned(make.of(rows)).shifts == ()


def test_a_rise_a_year_after_the_fall_is_no_shift() -> None:
    rows = make.figures(2, 120)
    rows[0, 40:] *= 0.2
    rows[1, 80:] *= 5

    assert scanned(make.of(rows)).shifts == ()


def test_a_change_across_a_break_in_definition_is_never_counted() -> None:
    moved = make.shifted(at=60)
    broken = replace(moved, breaks=((60,), *[()] * 4))

    assert scanned(moved).shifts
    assert all(one.fall.route != "Route 0" for one in scanned(broken).shifts)


def test_months_in_shuffled_order_and_seasonal_series_raise_next_to_nothing() -> None:
    real = make.detections()
    mixed = make.chance(3)
    alarms = 0
    for seed in range(20):
        shuffled = np.stack([row.reshape(-1, 3)[mixed.permutation(len(row) // 3)].ravel() for row in real.figures])
        alarms += bool(scanned(replace(real, figures=shuffled), times=300).shifts)
        alarms += bool(scanned(make.family(carried=0.5, seed=seed), times=300).shifts)

    assert alarms <= 4  # of 40; were 3 in 100 expected, five or more would come once in 150 runs


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(4)), st.integers(1, 1000))
def test_the_order_of_routes_and_the_unit_of_counting_do_not_matter(order: list[int], seed: int) -> None:
    rows = np.random.default_rng(seed).standard_normal((4, 90))

    assert clearest(rows[order]) == pytest.approx(clearest(rows)[np.ix_(order, order)])


def test_equal_chance_gives_equal_answers() -> None:
    family = make.shifted()

    one, other = scanned(family), scanned(family)

    assert one.shifts == other.shifts


def test_the_well_known_shifts_of_the_real_series_are_found() -> None:
    real = make.detections()

    found = {(one.fall.route, one.rise.route): one for one in scanned(real, times=2000).shifts if one.is_alike}

    begun = {pair: after(real.first, one.since) for pair, one in found.items()}
    assert "2017-01" <= begun["Central Mediterranean Route", "Western Mediterranean Route"] <= "2018-02"
    assert "2018-09" <= begun["Western Mediterranean Route", "Western African Route"] <= "2019-07"
    assert ("Western African Route", "Western Mediterranean Route") not in found
