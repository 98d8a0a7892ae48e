"""Legs of a route: from where to where, by what, how many people, for how long it has been told.

A leg stands from the first month for which it is told until the day it is said to have ended; how long ago it was last
told stands beside it, because a route that nobody mentions any more may have closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corridor.core.kernel.dates import bounds
from corridor.core.picture.codes import Band, Doubt


class End(NamedTuple):
    """Where a leg begins or ends; without a point it is known by name alone, and `uid` is empty for a mere name."""

    name: str
    uid: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    country: str | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, where they are told."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


class People(NamedTuple):
    """How many people one record tells of a leg, and for when ("" where it does not say)."""

    on: str
    low: int
    high: int


class Flag(NamedTuple):
    """One doubt about a leg, with the means that it concerns ("" where it concerns all) and two figures to compare.

    `told` and `possible` are kilometres.
    """

    doubt: Doubt
    transport: str = ""
    told: int | None = None
    possible: int | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg as one reader's readable statements about it; words that several records differ in stand side by side."""

    uid: str
    start: End
    end: End
    route: str = ""
    transports: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    borders: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    fees: tuple[str, ...] = ()
    told_on: tuple[str, ...] = ()
    until: str = ""
    people: tuple[People, ...] = ()
    hours: tuple[float, ...] = ()
    distances_km: tuple[float, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def since(self) -> str:
        """The first date for which it is told; "" where no record says when."""
        return min(self.told_on, default="")

    @property
    def last_told(self) -> str:
        """The last date for which it is told."""
        return max(self.told_on, default="")


def stands(leg: Leg, since: str, until: str) -> bool:
    """Tell whether a leg stands in a period of whole months; an empty end of the period is open.

    A leg of which nobody says when stands in every period.
    """
    if until and leg.since and leg.since > until + "~":
        return False
    return not (since and leg.until and bounds(leg.until)[1] <= bounds(since)[0])


def volume(people: Iterable[People], since: str, until: str) -> tuple[int, int] | None:
    """Return the lowest and highest number of people told for a period; None where nobody tells one.

    Records of the same month compete and are spanned; different months are added; a year beside its own months is left
    out, as are records without a date beside dated ones.
    """
    told: dict[str, tuple[int, int]] = {}
    for one in people:
        if _falls(one.on, since, until):
            low, high = told.get(one.on[:7], (one.low, one.high))
            told[one.on[:7]] = (min(low, one.low), max(high, one.high))
    counted = [
        figures for on, figures in told.items() if not any(other != on and other.startswith(on) for other in told)
    ]
    return (sum(low for low, _ in counted), sum(high for _, high in counted)) if counted else None


def _falls(on: str, since: str, until: str) -> bool:
    if not on:
        return not since and not until
    first, after = bounds(on)
    return (not since or first >= bounds(since)[0]) and (not until or after <= bounds(until)[1])


def band_of(volume: tuple[int, int] | None) -> Band:
    """Return the band of a volume, by its higher figure."""
    if volume is None:
        return Band.UNTOLD
    steps: Sequence[tuple[int, Band]] = ((1000, Band.THOUSANDS), (100, Band.HUNDREDS), (10, Band.TENS))
    return next((band for least, band in steps if volume[1] >= least), Band.FEW)
