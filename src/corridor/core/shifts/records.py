"""The nouns of shifts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corridor.core.shifts.codes import Rival, Weight

Floats = NDArray[np.float64]

ORDER = 10
"""Movements that differ by more than this factor are not of one order of size."""


@dataclass(frozen=True)
class Family:
    """All routes that stand in one line: a figure for each of them and each month, a row for each route.

    `missing` are months of which nothing is known, filled from their neighbours; `breaks` gives for each route the
    places of the months from which its figures mean something else.
    """

    names: tuple[str, ...]
    first: str
    figures: Floats
    missing: frozenset[int] = frozenset()
    breaks: tuple[tuple[int, ...], ...] = ()
    revised: frozenset[int] = frozenset()

    @property
    def length(self) -> int:
        """How many months there are."""
        return int(self.figures.shape[1])


@dataclass(frozen=True, slots=True)
class Usual:
    """How routes usually vary, a figure for each: what carries over from month to month, and the spread of a change.

    `level` is the spread of the mean of one window of months; `change` that of the difference of two, a year apart.
    """

    carried: Floats
    level: Floats
    change: Floats


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two routes did: sums of the months compared, and the change with its interval of 95 %.

    `by` is the change of a typical month as a part of what it was: -0.8 is a fall by four fifths.
    """

    route: str
    since: int
    before: float
    after: float
    by: float
    low: float
    high: float
    beyond: float


@dataclass(frozen=True, slots=True)
class Shift:
    """One route falls and another rises: since and until which month, so many months later, and how surely.

    `chance` is which part of all that is proposed, down to this one, is expected to be chance alone.
    """

    fall: Side
    rise: Side
    lag: int
    since: int
    until: int
    chance: float

    @property
    def clear(self) -> float:
        """How clear it is: by how many usual changes the less clear of the two moved."""
        return min(-self.fall.beyond, self.rise.beyond)

    @property
    def part(self) -> float:
        """The rise as a part of the fall, in what is counted."""
        return (self.rise.after - self.rise.before) / (self.fall.before - self.fall.after)

    @property
    def is_alike(self) -> bool:
        """Whether the two movements are of one order of size, so that one could be taken up by the other at all."""
        return 1 / ORDER <= self.part <= ORDER


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan found: the shifts, of how many pairs, and by windows of how many months."""

    shifts: tuple[Shift, ...]
    pairs: int
    window: int
    usual: Usual


@dataclass(frozen=True, slots=True)
class RivalFound:
    """What the figures say of one other explanation: for it, against it or nothing, and by which figures or routes."""

    kind: Rival
    weight: Weight
    figures: Mapping[str, float] = field(default_factory=dict)
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """The rise as a part of the fall, in what is counted, with its interval of 95 %."""

    middle: float
    low: float
    high: float
