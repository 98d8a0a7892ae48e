"""The nouns of watching: what contributors told of a month, what was found in it, and the spells that alerts are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.core.watching.codes import Counted, Finding, Nature, Way


@dataclass(frozen=True, slots=True)
class Subject:
    """What somebody watches: what is counted, and what narrows it. Empty text means "all"."""

    counted: Counted
    route: str = ""
    country: str = ""
    place: str = ""
    kind: str = ""
    method: str = ""
    transport: str = ""
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one month: a count, in `of` incidents; so many `of` so many; or the middle of `of` prices.

    `spread` is the sum of the squares of what each incident counts, or how far the logarithms of prices lie apart.
    """

    value: float
    of: int = 1
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """What one contributor told of one month on one day.

    `arrived_on` is the day on which it was released or filed, "" where the reader may not know; `edition` is what the
    figures are defined by. `value` is a count in `of` incidents, as many where each counts as one; a part `of` a
    whole; or one price.
    """

    contributor: str
    month: str
    arrived_on: str
    value: float
    of: int = 1
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """What one watch counts, as its reader may see it.

    `covered` gives the months of which each contributor told anything at all, whatever a watch narrows: what it did not
    cover is not zero. `last` is the last month that may be tested.
    """

    nature: Nature
    told: tuple[Told, ...]
    covered: Mapping[str, frozenset[str]]
    last: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one month.

    `chance` is how probable the month is if nothing changed, None where it was not tested; `expected`, `low` and `high`
    are what is normal. `finding` is `RAISED` where it is beyond normal, before the watches of one reader are judged
    together.
    """

    month: str
    finding: Finding
    way: Way = Way.EITHER
    observed: float | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    rests_on: int = 0
    contributors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spell:
    """One alert: from the first month that is beyond normal to the last, with what was found in the first."""

    since: str
    until: str
    way: Way
    reading: Reading


@dataclass(frozen=True, slots=True)
class Watched:
    """All that was found for one watch, by month; `spells` are its alerts, oldest first."""

    readings: tuple[Reading, ...] = ()
    spells: tuple[Spell, ...] = field(default=())
