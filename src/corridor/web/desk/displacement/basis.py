"""What an assessment rests on, written so that it can be worked out apart, found again, kept and shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from corridor.core.access.records import Officer
from corridor.core.displacement.codes import Outcome
from corridor.core.displacement.records import Course
from corridor.core.displacement.rules.legs import way_along, way_of
from corridor.core.displacement.rules.windows import DAY, MONTH, MOST_AFTER, MOST_BEFORE
from corridor.core.fees.codes import Scope as PriceScope
from corridor.core.fees.records import Way as PricedWay
from corridor.core.kernel.months import after, between
from corridor.core.picture.codes import Scope as Drawn
from corridor.core.picture.ground import distance_km
from corridor.core.picture.legs import Leg
from corridor.core.picture.records import Question
from corridor.core.series.records import Scope
from corridor.web.desk.displacement.areas import (
    Areas,
    Chosen,
    Line,
    Typed,
    along_asked,
    areas_for,
    chosen_among,
    key_of,
    own_area,
)
from corridor.web.desk.displacement.queries import Known
from corridor.web.desk.fees.queries import Question as PriceQuestion
from corridor.web.desk.fees.queries import fees_for
from corridor.web.desk.picture import facts
from corridor.web.desk.picture.legs import course_for, datasets_of
from corridor.web.desk.series.queries import marks_of
from corridor.web.desk.series.resting import loads_of

KIND = "displacement.2"
MOST_LINES = 16
PRICES_BEFORE = 24
"""Prices and ways of so many months before are compared with those of a year after."""


@dataclass(frozen=True)
class LookedAt:
    """A measure with the areas that were chosen, and everything that its assessment rests on."""

    known: Known
    areas: Areas
    chosen: Chosen
    inputs: dict[str, Any]


def looked_at(officer: Officer, measure: Known, typed: Typed, *, today: date) -> LookedAt:
    """Return what is looked at of a measure.

    Args:
        typed: The choice, as the parameters of an address; what it leaves open is proposed.
    """
    usual, own = own_area(officer, measure)
    areas = areas_for(officer, measure, along_asked(typed, usual), today=today)
    chosen = chosen_among(areas, typed, own, measure.since, measure.first("until"))
    return LookedAt(measure, areas, chosen, inputs_of(officer, measure, areas, chosen))


def inputs_of(officer: Officer, measure: Known, areas: Areas, chosen: Chosen) -> dict[str, Any]:
    """Return everything that the assessment of a measure rests on, as the reader may count it."""
    lines = sorted(areas.told_in(chosen.area), key=lambda line: (list(Outcome).index(line.outcome), line.scope.key))
    told: dict[str, Any] = {
        "since": measure.since,
        "until": measure.first("until"),
        "area": areas.names.get(chosen.area, chosen.area),
        "along": chosen.along,
        "courses": [line_told(line, areas, chosen, measure.since) for line in lines[:MOST_LINES]],
        **samples(officer, measure, chosen),
    }
    return {**told, "seed": int.from_bytes(hashlib.sha256(json.dumps(told, sort_keys=True).encode()).digest()[:6])}


def line_told(line: Line, areas: Areas, chosen: Chosen, since: str) -> dict[str, Any]:
    """Return what one source counts of the area, of those beside it and of those compared, in months that matter."""

    def told(areas_named: Iterable[str]) -> list[dict[str, Any]]:
        return [_course_told(line.courses[key], areas.names[key], since) for key in areas_named if key in line.courses]

    return {
        "outcome": line.outcome.value,
        "counted": line.scope.counted.value,
        "kind": line.scope.kind,
        "source": line.scope.source,
        "publisher": line.publisher,
        "covered": list((line.covered or {}).get(chosen.area, ())),
        "target": told([chosen.area])[0],
        "beside": told(chosen.beside),
        "compared": told(chosen.compared),
    }


def _course_told(course: Course, name: str, since: str) -> dict[str, Any]:
    """Return the months of a course that can matter to a measure."""
    months: Mapping[str, float | None] = dict(zip(course.months, course.figures, strict=True))
    if len(since) >= MONTH:
        asked = between(after(since[:MONTH], -MOST_BEFORE), after(since[:MONTH], MOST_AFTER))
        months = {month: months[month] for month in asked if month in months}
    first = next(iter(months), course.first)
    breaks = [month for month in course.breaks if month in months and month != first]
    return {"area": name, "first": first, "figures": list(months.values()), "breaks": breaks}


# --- prices and ways -------------------------------------------------------------------------------------------------


def samples(officer: Officer, measure: Known, chosen: Chosen) -> dict[str, Any]:
    """Return the prices on the route and the lengths of its legs, those told before and those told after."""
    sides = _sides(measure)
    if sides is None:
        return {"samples": [], "sampled": []}
    prices: list[list[float]] = []
    lengths: list[list[float]] = []
    for since, until in sides:
        question = PriceQuestion(scope=PriceScope.LEG, since=since, until=until, invented=measure.is_invented)
        found = fees_for(officer, question).prices
        mine = [price for price in found if chosen.area and chosen.area == _area_of_price(price.way, chosen.along)]
        prices.append([round(price.middle, 2) for price in mine if price.middle is not None])
        legs = course_for(officer, Question(invented=measure.is_invented, since=since, until=until)).legs
        own = (leg for leg in legs if chosen.area and chosen.area == _area_of_leg(leg, chosen.along))
        told = (length_km(leg) for leg in own if any(since <= on[:MONTH] <= until for on in leg.told_on))
        lengths.append([round(one, 1) for one in told if one])
    return {"samples": [prices, lengths], "sampled": [Outcome.PRICE.value, Outcome.DETOUR.value]}


def _sides(measure: Known) -> tuple[tuple[str, str], tuple[str, str]] | None:
    if len(measure.since) < MONTH:
        return None
    month = measure.since[:MONTH]
    begins = month if measure.since[MONTH:DAY] == "-01" else after(month, 1)
    return (after(month, -PRICES_BEFORE), after(month, -1)), (begins, after(begins, MOST_AFTER - 1))


def _area_of_price(way: PricedWay, along: str) -> str:
    """Return the area to which a price belongs."""
    if along == "leg":
        return way_of((way.start, way.start_country), (way.end, way.end_country)).key
    return key_of(way.route, "route") if along == "route" else way.start_country


def _area_of_leg(leg: Leg, along: str) -> str:
    """Return the area to which the length of a leg belongs."""
    if along == "leg":
        return way_along(leg).key
    return key_of(leg.route, "route") if along == "route" else leg.start.country or ""


def length_km(leg: Leg) -> float | None:
    """Return how long a leg is: the middle of what is told, else the straight line between its ends."""
    if leg.distances_km:
        told = sorted(leg.distances_km)
        return told[len(told) // 2]
    if leg.start.point is None or leg.end.point is None:
        return None
    return distance_km(leg.start.point, leg.end.point)


# --- what it rests on ------------------------------------------------------------------------------------------------


def scopes_of(areas: Areas, chosen: Chosen) -> list[Scope]:
    """Return the scopes of the series that an assessment rests on; legs are counted in none."""
    if areas.along == "leg":
        return []
    lines = areas.told_in(chosen.area)
    return [line.scope for line in lines] + [line.crossings for line in lines if line.crossings is not None]


def rests_on(officer: Officer, measure: Known, areas: Areas, chosen: Chosen) -> frozenset[int]:
    """Return the marks of everything that an assessment rests on."""
    marks = set(measure.marks) | marks_of(officer, scopes_of(areas, chosen))
    marks |= fees_for(officer, PriceQuestion(scope=PriceScope.LEG, invented=measure.is_invented)).marks
    question = Question(invented=measure.is_invented)
    datasets = datasets_of(question)
    for scope in (Drawn.LEG, Drawn.PLACE):
        marks |= {row.mark for row in facts.told_of(officer.reader_class, scope, question, datasets)}
    return frozenset(marks)


def loads_behind(officer: Officer, looked_at: LookedAt) -> tuple[int, ...]:
    """Return the loads that brought what an assessment rests on: its series, or every leg and place."""
    if looked_at.areas.along != "leg":
        return loads_of(officer, scopes_of(looked_at.areas, looked_at.chosen))
    datasets = datasets_of(Question(invented=looked_at.known.is_invented))
    scopes = (Drawn.LEG, Drawn.PLACE)
    return tuple(sorted(set().union(*(facts.homes(officer.reader_class, scope, datasets) for scope in scopes))))
