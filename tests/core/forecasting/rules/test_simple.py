"""The simple rules, and that the seasonal naive rule is the library's."""

from __future__ import annotations

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsforecast.models import SeasonalNaive

from corridor.core.forecasting.codes import NAIVE, SIMPLE, Rule
from corridor.core.forecasting.records import HORIZON
from corridor.core.forecasting.rules.simple import damped, last_year, previous_month, said_by_all, season
from tests.core.forecasting.figures import around_a_level, wandering

figures = st.lists(st.integers(min_value=0, max_value=200_000).map(float), min_size=13, max_size=40)


def test_the_naive_rules_say_the_last_month_and_the_same_month_of_last_year() -> None:
    known = [float(month) for month in range(1, 25)]

    assert previous_month(known) == (24.0, 24.0, 24.0)
    assert last_year(known) == (13.0, 14.0, 15.0)


def test_the_same_month_of_last_year_is_the_seasonal_naive_rule_of_the_library() -> None:
    known = wandering(60)

    said = SeasonalNaive(season_length=12).forecast(numpy.asarray(known), h=HORIZON)["mean"]

    assert last_year(known) == pytest.approx(list(said))


def test_a_peak_is_expected_to_return_towards_the_level_of_the_year() -> None:
    said = damped([100.0] * 12 + [1000.0])

    assert 1000 > said[0] > said[1] > said[2] > 100


def test_half_of_the_change_between_the_same_months_of_earlier_years_is_expected_again() -> None:
    rising = [float(100 + 100 * (month % 12 == 1)) for month in range(25)]  # every second month of a year doubles

    assert season(rising)[0] == pytest.approx(100 * math.sqrt(2), rel=0.02)


@settings(max_examples=25, deadline=None)
@given(figures)
def test_no_rule_says_less_than_nothing_or_what_is_no_number(known: list[float]) -> None:
    said = said_by_all(known, {})

    assert set(said) == {*SIMPLE, Rule.MIDDLE}
    assert all(
        len(ahead) == HORIZON and all(math.isfinite(one) and one >= 0 for one in ahead) for ahead in said.values()
    )


def test_only_two_rules_are_naive() -> None:
    assert [rule for rule in Rule if rule.is_naive] == list(NAIVE)
    assert around_a_level(3) == around_a_level(3)
