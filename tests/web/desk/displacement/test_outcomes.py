"""What is looked at of a measure: rates rest on months that both tell, and violence that is not told is not none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from corridor.core.displacement.codes import Outcome
from corridor.core.displacement.records import Course
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.desk.displacement import areas, basis, outcomes, queries
from corridor.web.desk.displacement.areas import Areas, Chosen, Line
from corridor.web.desk.displacement.wording import factor_text, sentence
from tests import cast, make
from tests.web.desk.displacement.test_measures import ROUTE, entered

TODAY = date(2026, 3, 1)


def line(counted: Counted, outcome: Outcome, **told: tuple[str, tuple[float | None, ...]]) -> Line:
    courses = {area: Course(area, first, figures) for area, (first, figures) in told.items()}
    return Line(outcome, Scope(counted, source="somebody"), "Somebody", courses)


def test_deaths_for_crossings_rest_on_months_that_both_tell_and_say_what_each_covers() -> None:
    dead = line(Counted.DEATHS, Outcome.DEATHS, north=("2020-01", (1, 2, None, 4, 5)))
    crossed = line(Counted.DETECTIONS, Outcome.MOVEMENTS, north=("2020-02", (1000, 500, 0, 2000, 100)))

    (rate,) = areas._dangers([dead, crossed])

    assert rate.courses["north"].first == "2020-02"
    assert rate.courses["north"].figures == (2.0, None, None, 2.5)
    assert rate.covered == {"north": ("2020-01", "2020-05", 4, "2020-02", "2020-06", 5)}


def test_sources_without_a_common_month_make_no_rate() -> None:
    dead = line(Counted.DEATHS, Outcome.DEATHS, north=("2019-01", (1, 2)))
    crossed = line(Counted.DETECTIONS, Outcome.MOVEMENTS, north=("2020-02", (1000, 500)))

    assert areas._dangers([dead, crossed]) == []


def test_routes_near_on_the_map_are_proposed_beside_and_never_for_comparison() -> None:
    names = {"40.0,20.0": "Near", "41.0,21.0": "Own", "5.0,-20.0": "Far"}
    courses = {key: Course(key, "2015-01", tuple(float(n % 7 + 1) for n in range(72))) for key in names}
    told = Areas("route", names, (Line(Outcome.MOVEMENTS, Scope(Counted.DETECTIONS), "", courses),))

    assert areas.proposed(told, "41.0,21.0", "2020-01-01", "") == Chosen(
        "route", "41.0,21.0", ("40.0,20.0",), ("5.0,-20.0",)
    )


@pytest.mark.django_db
def test_violence_counts_a_month_without_a_violation_as_none_and_an_untold_month_as_missing() -> None:
    by = cast.officer(cast.ANALYST_XA)
    for month, kind in (("2020-01", "landing"), ("2020-02", "rights-violation"), ("2020-04", "landing")):
        make.file(by, make.draft(None, "Incident", incident_kind=kind, occurred_on=f"{month}-05", route=ROUTE))
    known = queries.measure_for(by, entered().rstrip("/").rpartition("/")[2])

    told = areas.areas_for(by, known, "route", today=TODAY)

    (violence,) = [one for one in told.lines if one.outcome is Outcome.VIOLENCE]
    (course,) = violence.courses.values()
    assert course.figures == (0.0, 1.0, None, 0.0)


@pytest.mark.django_db
def test_a_measure_at_a_place_is_assessed_on_the_leg_there_and_never_silently_on_its_route() -> None:
    by = cast.officer(cast.ANALYST_XA)
    place = make.draft("ford", "Place", name="Ford of Ashmar", country="XA")
    other = make.draft("town", "Place", name="Zephyr", country="XB")
    leg = make.draft(None, "RouteLeg", route=ROUTE, from_place=make.uid("ford"), to_place=make.uid("town"))
    measure = make.draft(None, "Measure", measure_kind="closure", since="2020-01-01", place=make.uid("ford"))
    uid = make.file(by, measure, place, other, leg)

    assert areas.own_area(by, queries.measure_for(by, uid)) == ("leg", "ford of ashmar|XA>zephyr|XB")


@pytest.mark.django_db
def test_prices_and_ways_are_those_of_the_route_before_and_after() -> None:
    by = cast.officer(cast.ANALYST_XA)
    for month, fee, km in (("2019-05", "800.00 USD", "300"), ("2020-05", "1600.00 USD", "500")):
        said = {"route": ROUTE, "from_place": "Ashmar", "to_place": f"Port of {month}", "period": month}
        make.file(by, make.draft(None, "RouteLeg", **said, fee=fee, distance_km=km, transport="inflatable-boat"))
    known = queries.measure_for(by, entered().rstrip("/").rpartition("/")[2])

    found = basis.looked_at(by, known, {"area": [areas.key_of(ROUTE, "route")]}, today=TODAY)
    samples = basis.inputs_of(by, known, found.areas, Chosen("route", areas.key_of(ROUTE, "route"), (), ()))["samples"]

    assert samples[1] == [[300.0], [500.0]]
    assert [len(side) for side in samples[0]] == [1, 1]


@pytest.mark.parametrize(
    ("factor", "text"),
    [(0.02, "98"), (0.5, "50"), (1.0, "0 %"), (1.45, "+45"), (3.2, "3.2×"), (54.0, "54×"), (1e9, ">1000×")],
)
def test_a_factor_is_said_as_people_say_it(factor: float, text: str) -> None:
    assert text in factor_text(factor)


def test_what_is_not_told_apart_is_said_to_be_no_zero() -> None:
    told: Mapping[str, object] = {"change": "not-told-apart", "factor": 1.1, "low": 0.7, "high": 1.6}

    assert "not the same as no change" in sentence(told, "itself")
    assert outcomes.area_name("Northern crossing", "route", "en") == "Northern crossing"
