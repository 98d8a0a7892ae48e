"""Which legs cannot be as they are told: their transport cannot connect their places, or not in that time.

Every rule knows only places, means, hours and kilometres; none knows who travels (R-24). A rule that lacks what it
needs says nothing: silence is not a finding that a leg is possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from corridor.core.picture.codes import Doubt, Means
from corridor.core.picture.ground import Ground, distance_km
from corridor.core.picture.legs import End, Flag, Leg
from corridor.core.picture.places import SLACK_KM

AIRPORT_KM = 60.0
"""So far from an airport a leg by air may be told to begin or end."""

INLAND_KM = 15.0
"""So far from the sea a port may lie beside what its precision leaves open."""


RIVER = "river"
"""The danger that explains a boat far from the sea."""


class Reach(NamedTuple):
    """What a means moves over, and how far it comes at most in an hour and in a day of 24 hours."""

    over: Means
    kmh: float
    km_day: float

    def farthest_km(self, hours: float) -> float:
        """Return how far it comes at most in so many hours."""
        return min(self.kmh * hours, self.km_day * max(1.0, hours / 24))


def flags_of(leg: Leg, reaches: Mapping[str, Reach], ground: Ground) -> tuple[Flag, ...]:
    """Return every doubt about a leg, each once, in the order of its means."""
    found: list[Flag] = []
    for transport in leg.transports:
        if transport in reaches:
            found += _over(leg, transport, reaches[transport].over, ground)
            found += _speed(leg, transport, reaches[transport])
    found += _distance(leg)
    return tuple(dict.fromkeys(found))


def slack_km(end: End) -> float | None:
    """Return how far from its point a place may lie; None where too little is known to judge anything."""
    return None if end.point is None else SLACK_KM.get(end.precision or "exact")


def _over(leg: Leg, transport: str, over: Means, ground: Ground) -> Iterator[Flag]:
    ends = [(end, end.point, slack_km(end)) for end in (leg.start, leg.end)]
    known = [(end, point, slack) for end, point, slack in ends if point is not None and slack is not None]
    if over is Means.WATER and RIVER not in leg.hazards:
        for end, (lat, lon), slack in known:
            if not ground.is_sea_near(lat, lon, slack + INLAND_KM):
                yield Flag(Doubt.START_INLAND if end is leg.start else Doubt.END_INLAND, transport)
    elif over is Means.AIR and ground.airports:
        if any(not ground.is_airport_near(lat, lon, slack + AIRPORT_KM) for _, (lat, lon), slack in known):
            yield Flag(Doubt.NO_AIRPORT, transport)
    elif over is Means.LAND and len(known) == 2:
        (_, one, one_slack), (_, other, other_slack) = known
        if distance_km(one, other) > one_slack + other_slack and not (
            ground.landmasses_near(*one, one_slack) & ground.landmasses_near(*other, other_slack)
        ):
            yield Flag(Doubt.SEA_BETWEEN, transport)


def _speed(leg: Leg, transport: str, reach: Reach) -> Iterator[Flag]:
    """Compare the straight line, shortened by what the places leave open, with the longest duration that is told."""
    straight = least_km(leg)
    if straight is not None and leg.hours and max(leg.hours) > 0:
        possible = reach.farthest_km(max(leg.hours))
        if straight > possible:
            yield Flag(Doubt.TOO_FAST, transport, told=round(straight), possible=round(possible))


def _distance(leg: Leg) -> Iterator[Flag]:
    straight = least_km(leg)
    if straight is not None and leg.distances_km and max(leg.distances_km) < straight * 0.95:
        yield Flag(Doubt.DISTANCE_TOO_SHORT, told=round(max(leg.distances_km)), possible=round(straight))


def least_km(leg: Leg) -> float | None:
    """Return the shortest distance that the places of a leg allow."""
    one, other = leg.start.point, leg.end.point
    one_slack, other_slack = slack_km(leg.start), slack_km(leg.end)
    if one is None or other is None or one_slack is None or other_slack is None:
        return None
    return max(0.0, distance_km(one, other) - one_slack - other_slack)
