"""The nouns of disclosure control: tables of counts, how they are protected, what leaves, what an attack finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corridor.core.disclosure.codes import (
    FLOOR,
    TOTAL,
    UNKNOWN,
    Assumed,
    Isolating,
    Method,
    Refused,
    Risk,
    State,
    Why,
)
from corridor.core.disclosure.errors import PolicyInvalid, TableInvalid

Key = tuple[str, ...]
"""One code of each axis, in the order of the axes; TOTAL for all codes of an axis together."""

Place = tuple[tuple[str, tuple[str, ...]], ...]
"""What a cell counts, whatever table it stands in: sorted axes, each with the sorted codes that are in it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One way in which people or incidents are told apart.

    `codes` are all there are, in the order shown; `unknown_code` is the one of those of whom it is not known, None
    where that cannot be. `groups` gives, for a code that stands for several finer ones, which (a quarter its months).
    """

    name: str
    codes: tuple[str, ...]
    unknown_code: str | None = UNKNOWN
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what is no axis."""
        finest = [one for code in self.codes for one in self.finest(code)]
        if not self.codes or TOTAL in self.codes or len(set(finest)) != len(finest):
            raise TableInvalid(reason="codes of an axis")
        if self.unknown_code is not None and self.unknown_code not in self.codes:
            raise TableInvalid(reason="an axis without its code for unknown")

    def finest(self, code: str) -> tuple[str, ...]:
        """Return the finest codes that a code stands for; TOTAL for all of the axis."""
        if code == TOTAL:
            return tuple(one for each in self.codes for one in self.finest(each))
        return tuple(self.groups.get(code, (code,)))


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by one or more axes, as they are, with the sums that are to be published.

    `cells` holds the finest counts; what is left out is 0. `totals` names the axes whose sums are published, None for
    all. `counted` says what is counted: only tables of the same are attacked together. `within` says what the table is
    narrowed to on axes that it does not show (a year, a node); where a table says nothing, it counts everything.
    `units` tells, for a cell, the incidents behind it and how many of its count are of each; `tellers` the authorities.
    Both are for rules and attacks and are never published. Where `is_lasting`, an incident is called the same in every
    table and release, and rounding goes by the incidents.
    """

    name: str
    axes: tuple[Axis, ...]
    cells: Mapping[Key, int]
    totals: tuple[str, ...] | None = None
    counted: str = "people"
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[Key, Mapping[str, int]] = field(default_factory=dict)
    tellers: Mapping[Key, Mapping[str, int]] = field(default_factory=dict)
    is_lasting: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no table of counts."""
        check_axes(self.axes, self.within)
        known = [frozenset(axis.codes) for axis in self.axes]
        for key in (*self.cells, *self.units, *self.tellers):
            if len(key) != len(known) or any(code not in codes for code, codes in zip(key, known, strict=True)):
                raise TableInvalid(reason="a cell that is not on the axes")
        told = [*self.cells.values()]
        told += [count for parts in (self.units, self.tellers) for one in parts.values() for count in one.values()]
        if any(isinstance(count, bool) or not isinstance(count, int) or count < 0 for count in told):
            raise TableInvalid(reason="a count that is no whole number or negative")
        if not set(self.totals or ()) <= {axis.name for axis in self.axes}:
            raise TableInvalid(reason="a sum along an axis that is not there")

    @property
    def summed(self) -> tuple[bool, ...]:
        """Whether sums along each axis are published."""
        return tuple(self.totals is None or axis.name in self.totals for axis in self.axes)


def check_axes(axes: tuple[Axis, ...], within: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse axes that cannot stand in one table."""
    names = [axis.name for axis in axes]
    if not axes or len(set(names)) != len(names) or set(names) & set(within):
        raise TableInvalid(reason="axes named twice, or none")
    if any(not codes or len(set(codes)) != len(codes) for codes in within.values()):
        raise TableInvalid(reason="what a table is narrowed to")


@dataclass(frozen=True, slots=True)
class Dominance:
    """When a count is one of few incidents or authorities in truth.

    The `largest` of them hold more than `share_percent` of it, or the second largest would know the largest to within
    `within_percent` by taking itself away.
    """

    largest: int = 1
    share_percent: int = 85
    within_percent: int = 10


@dataclass(frozen=True, slots=True)
class Policy:
    """How tables are protected.

    Counts of 1 to `threshold` - 1 are never shown or known; whoever lays all that was published together still sees at
    least `narrowest` between the lowest and the highest number that a hidden or rounded count can have. None for what
    follows from the method: the threshold less one, or the base less one.
    """

    threshold: int = 10
    method: Method = Method.SUPPRESSION
    base: int = 5
    dominance: Dominance | None = field(default_factory=Dominance)
    narrowest: int | None = None
    most_overlapping: int = 20

    def __post_init__(self) -> None:
        """Refuse a policy that does not protect."""
        if self.threshold < FLOOR:
            raise PolicyInvalid(reason="threshold below the floor")
        if not 3 <= self.base <= self.threshold:
            raise PolicyInvalid(reason="base")
        if self.narrowest is not None and not 2 <= self.narrowest < 2 * self.threshold:
            raise PolicyInvalid(reason="narrowest")
        if self.most_overlapping < 1:
            raise PolicyInvalid(reason="overlapping questions")

    @property
    def width(self) -> int:
        """How far apart the lowest and the highest possible number are at least."""
        if self.narrowest is not None:
            return self.narrowest
        return (self.threshold if self.method is Method.SUPPRESSION else self.base) - 1


class Shown(NamedTuple):
    """What is published of one cell; a hidden one has no value."""

    state: State
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """One table as it leaves, with what its reader is told about the method: nothing else of it is ever sent or shown.

    `release` orders what was published in time; tables of one release have the same number. `cells` has every cell of
    the table and every sum that it publishes.
    """

    name: str
    axes: tuple[Axis, ...]
    cells: Mapping[Key, Shown]
    method: Method = Method.SUPPRESSION
    counted: str = "people"
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    threshold: int = 10
    base: int = 5
    width: int = 9
    release: int = 0

    def bounds(self, key: Key) -> tuple[int, int | None]:
        """Return the lowest and the highest number that a cell alone can have; None where nothing bounds it."""
        return bounds_of(self.cells[key], self.base)

    @property
    def hidden(self) -> int:
        """How many cells are not shown."""
        return sum(shown.state is State.HIDDEN for shown in self.cells.values())


def bounds_of(shown: Shown, base: int) -> tuple[int, int | None]:
    """Return the lowest and the highest number that one cell can have; None where nothing bounds it."""
    state, value = shown
    if state is State.HIDDEN or value is None:
        return 0, None
    if state is State.SHOWN or value == 0:
        return value, value
    return max(1, value - base + 1), value + base - 1


class Refusal(NamedTuple):
    """A table that cannot be published, and why."""

    name: str
    reason: Refused


@dataclass(frozen=True, slots=True)
class Found:
    """A count that somebody who lays all published tables together knows too well.

    `table` and `key` say which; of what no table shows, and which can be worked out as a difference, `table` is "" and
    `place` tells what it counts. `teller` is the authority that knows it by taking itself away, "" for anybody.
    """

    table: str
    key: Key
    place: Place
    low: int
    high: int
    risk: Risk
    release: int = 0
    teller: str = ""


@dataclass(frozen=True, slots=True)
class Attack:
    """What an attack on published tables found.

    `intervals` tells, for each release, table and hidden or rounded cell, the lowest and the highest number that linear
    programming leaves to it; where the attack was not thorough, how far apart whole tables were found. None for no end.
    """

    found: tuple[Found, ...]
    looked_at: int
    intervals: Mapping[tuple[int, str, Key], tuple[int, int | None]]
    assumed: Assumed
    is_thorough: bool

    @property
    def exactly(self) -> int:
        """How many counts are known exactly."""
        return sum(one.risk is Risk.EXACT for one in self.found)

    @property
    def within_one(self) -> int:
        """How many more are known to within one."""
        return sum(one.risk is Risk.WITHIN_ONE for one in self.found)

    @property
    def widths(self) -> tuple[int, int] | None:
        """The narrowest and the widest interval that has an end; None where none has."""
        ended = [high - low for low, high in self.intervals.values() if high is not None]
        return (min(ended), max(ended)) if ended else None


@dataclass(frozen=True, slots=True)
class Protected:
    """Tables ready to be published, those that cannot be, and the attack on exactly what would be published.

    `reasons` says why a cell is hidden and stays in the node.
    """

    published: tuple[Published, ...]
    refused: tuple[Refusal, ...]
    reasons: Mapping[tuple[str, Key], Why]
    attack: Attack

    @property
    def is_safe(self) -> bool:
        """Whether the attack found nothing."""
        return not self.attack.found


@dataclass(frozen=True, slots=True)
class Query:
    """A question for one count: on each axis that it names, the codes it is narrowed to; `units` is the answer."""

    within: Mapping[str, tuple[str, ...]]
    units: int
    counted: str = "people"


class Isolation(NamedTuple):
    """Why a question is not answered, and how many earlier ones it was laid together with."""

    reason: Isolating
    earlier: int
