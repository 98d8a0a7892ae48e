"""What is well known of the routes of Europe is found in the published series, and quiet months stay quiet."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from corridor.core.displacement.codes import Change, Lack
from corridor.core.displacement.records import Assessed, Course, Estimate
from corridor.core.displacement.rules.assessing import assessed
from corridor.core.kernel.months import between

FRONTEX = (
    Path(__file__).resolve().parents[4] / "shared" / "data" / "border-crossings" / "frontex-detections-2009-2022.csv"
)

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FRONTEX.is_file(), reason="the public data is not here")]

EAST, BALKAN, CENTRE = "Eastern Mediterranean Route", "Western Balkan Route", "Central Mediterranean Route"
STATEMENT = "2016-03-20"
"""The day from which the statement of the European Union and Türkiye was applied."""


@cache
def courses() -> dict[str, Course]:
    """Return the detections on each route; a month in which a route is not named has none."""
    sums: dict[str, Counter[str]] = {}
    with FRONTEX.open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            sums.setdefault(row["route"], Counter())[row["t"]] += int(row["n"])
    months = list(between(min(map(min, sums.values())), max(map(max, sums.values()))))
    return {route: Course(route, months[0], tuple(float(some[one]) for one in months)) for route, some in sums.items()}


def at(route: str, since: str, *without: str) -> Assessed:
    """Assess a day on a route against all others, but for some."""
    others = [one for one in courses().values() if one.area not in without]
    return assessed(courses()[route], others, since=since, until="", seed=7)[1]


def test_the_fall_on_the_eastern_route_after_the_statement_of_2016_is_beyond_chance() -> None:
    found = at(EAST, STATEMENT, BALKAN).interrupted

    assert isinstance(found, Estimate)
    assert (found.change, found.chance < 0.01) == (Change.FELL, True)
    assert found.high < 0.5


def test_that_fall_is_farther_off_than_in_any_other_year_of_the_route() -> None:
    """A placebo in time: the same day in the years in which no such statement was made."""
    real = at(EAST, STATEMENT).interrupted
    assert isinstance(real, Estimate)

    for year in (2012, 2013, 2014, 2018, 2019, 2021):
        placebo = at(EAST, f"{year}-03-20").interrupted
        assert isinstance(placebo, Estimate)
        assert placebo.chance > real.chance
        assert placebo.factor > 4 * real.factor


def test_people_on_the_balkan_route_fell_in_the_same_months() -> None:
    found = at(BALKAN, "2016-03-08", EAST).interrupted

    assert isinstance(found, Estimate)
    assert found.change is Change.FELL


@pytest.mark.parametrize("since", ["2014-05-01", "2018-09-01", "2019-06-01"])
def test_a_month_of_no_measure_on_a_quiet_route_is_no_finding(since: str) -> None:
    found = at("Eastern Borders Route", since)

    assert isinstance(found.interrupted, Estimate)
    assert found.interrupted.change is Change.NOT_TOLD_APART


def test_where_too_little_is_told_nothing_is_said() -> None:
    assert at(EAST, "2010-06-01").interrupted is Lack.TOO_FEW_BEFORE
    assert at(EAST, "2022-10-01").interrupted is Lack.TOO_FEW_AFTER
    assert at("Black Sea Route", "2016-06-01").interrupted is Lack.MOSTLY_ZERO
