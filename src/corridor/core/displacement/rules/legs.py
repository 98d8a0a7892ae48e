"""The months of single legs: how many people moved along each, and which legs are beside one.

A leg is from one place to another, in that direction; what several things tell of the same way is one leg.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from corridor.core.displacement.records import Course
from corridor.core.kernel.months import between
from corridor.core.kernel.text import fold
from corridor.core.picture.legs import Leg, People

MONTH = len("2021-03")
ARROW = " → "


@dataclass(frozen=True, slots=True)
class Way:
    """From where to where a leg leads, as its ends are told apart, how it is written, and the route it belongs to."""

    start: str
    end: str
    name: str
    route: str = ""

    @property
    def key(self) -> str:
        """The way in one word."""
        return f"{self.start}>{self.end}"

    def is_beside(self, other: Way) -> bool:
        """Tell whether two ways share a place: one goes on where the other ends, or stands in for it."""
        return self.key != other.key and bool({self.start, self.end} & {other.start, other.end})


def way_of(start: tuple[str, str], end: tuple[str, str], route: str = "") -> Way:
    """Return the way between two places, each its name and its country ("" where nobody says)."""
    first, last = (f"{fold(place)}|{country}" for place, country in (start, end))
    return Way(first, last, ARROW.join(one or "?" for one, _ in (start, end)), route)


def way_along(leg: Leg) -> Way:
    """Return the way of a leg; a place without a name is told apart by what it is."""
    sides = [(end.name or end.uid, end.country or "") for end in (leg.start, leg.end)]
    return way_of(sides[0], sides[1], leg.route)


def courses_of(legs: Iterable[Leg], *, last: str) -> Mapping[Way, Course]:
    """Return for each way on which anybody counts people their number by month, in the middle of what is told.

    Records of one thing that tell the same month compete and are spanned; different things are added. Months in which
    people are counted on another way and not on this one are none here; months in which nobody counts any are missing.

    Args:
        last: The last month that may be shown.
    """
    told: dict[str, dict[str, float]] = {}
    ways: dict[str, Way] = {}
    for leg in legs:
        way = way_along(leg)
        for month, middle in _months(leg.people).items():
            if month <= last:
                known = ways.setdefault(way.key, way)
                if way.route and not known.route:
                    ways[way.key] = replace(known, route=way.route)
                of_way = told.setdefault(way.key, {})
                of_way[month] = of_way.get(month, 0) + middle
    covered = {month for months in told.values() for month in months}
    if not covered:
        return {}
    every = tuple(between(min(covered), max(covered)))
    return {
        ways[key]: Course(key, every[0], tuple(months.get(one, 0.0) if one in covered else None for one in every))
        for key, months in sorted(told.items())
    }


def _months(people: Iterable[People]) -> dict[str, float]:
    """Return the middle of what is told of each month; a whole year says nothing of its months."""
    spans: dict[str, tuple[int, int]] = {}
    for one in people:
        if len(one.on) >= MONTH:
            low, high = spans.get(one.on[:MONTH], (one.low, one.high))
            spans[one.on[:MONTH]] = (min(low, one.low), max(high, one.high))
    return {month: (low + high) / 2 for month, (low, high) in spans.items()}
