"""How the changes of two lines go together: rank correlation, a test by permuted blocks, an interval by drawn blocks.

Only work that runs apart imports this, since it needs numpy. Chance comes in as a generator made from a seed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corridor.core.causes.codes import Grain, Unassessed
from corridor.core.causes.records import Finding
from corridor.core.causes.rules import FEWEST
from corridor.core.kernel.months import after, number_of

Array = NDArray[np.float64]
Indexes = NDArray[np.int64]

DRAWS = 999
DRAWN = 499
INTERVAL = (2.5, 97.5)
FEWEST_STEPS = 4
"""So many different changes a line must have; one that hardly moves has no ranks to speak of."""


def step_back(period: str, steps: int) -> str:
    """Return the period so many years or months earlier."""
    return after(period, -steps) if len(period) > 4 else f"{int(period) - steps:04d}"


def changes(values: Mapping[str, float]) -> dict[str, float]:
    """Return by how much a line changed from each period to the next; a gap makes no change.

    Counts and amounts are told by their order of magnitude, so that one large change does not drown all others; figures
    that can be negative are taken as they are.
    """
    periods = sorted(values)
    told = np.array([values[period] for period in periods], dtype=np.float64)
    if told.size and told.min() >= 0:
        told = np.log1p(told)
    known = dict(zip(periods, told, strict=True))
    return {
        period: float(value - known[step_back(period, 1)])
        for period, value in known.items()
        if step_back(period, 1) in known
    }


def compared(
    line: str, lag: int, outcome: Mapping[str, float], indicator: Mapping[str, float], grain: Grain, *, seed: int
) -> Finding:
    """Return how the changes of an indicator, so many periods earlier, go together with those of the outcome.

    Args:
        outcome: Its figures by period; likewise the indicator's.
        seed: Where chance begins; the same figures and seed give the same answer.
    """
    after_that, before_that = changes(outcome), changes(indicator)
    shared = sorted(period for period in after_that if step_back(period, lag) in before_that)
    if len(shared) < FEWEST[grain]:
        return Finding(line, lag, len(shared), reason=Unassessed.TOO_SHORT)
    x = np.array([before_that[step_back(period, lag)] for period in shared])
    y = np.array([after_that[period] for period in shared])
    if min(len(np.unique(x)), len(np.unique(y))) < FEWEST_STEPS:
        return Finding(line, lag, len(shared), reason=Unassessed.STANDS_STILL)
    pair = _Pair(x, y, _seasons(shared, grain), _block(len(shared), grain))
    chance = np.random.Generator(np.random.PCG64([seed, lag]))
    rho = pair.correlation
    p = pair.by_chance(chance)
    low, high = pair.interval(chance)
    return Finding(line, lag, len(shared), round(rho, 6), round(low, 6), round(high, 6), p)


def _seasons(periods: Sequence[str], grain: Grain) -> Indexes:
    """Return the month of the year of each period, 0 for years."""
    if grain is Grain.YEAR:
        return np.zeros(len(periods), dtype=np.int64)
    return np.array([number_of(period) % 12 for period in periods], dtype=np.int64)


def _unseasoned(values: Array, seasons: Indexes) -> Array:
    """Return changes less the mean change of their month of the year."""
    counts = np.bincount(seasons)
    means = np.bincount(seasons, weights=values) / np.maximum(counts, 1)
    left: Array = values - means[seasons]
    return left


def _block(size: int, grain: Grain) -> int:
    """Return how many neighbouring changes stay together, so that what lingers in a line lingers in its shuffle."""
    root = round(math.cbrt(size))
    return max(2, root) if grain is Grain.YEAR else max(3, min(12, root * 2))


def _ranks(values: Array) -> Array:
    """Return ranks from 0, equal values sharing the mean of theirs."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + ends - 1) / 2.0)[inverse]


def _correlated(a: Array, b: Array) -> float:
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / size if size else 0.0


class _Pair:
    """The changes of an indicator and of the outcome at the same time, with their season taken out."""

    def __init__(self, x: Array, y: Array, seasons: Indexes, block: int) -> None:
        self.seasons, self.block, self.size = seasons, block, len(x)
        self.x, self.y = _unseasoned(x, seasons), _unseasoned(y, seasons)
        self.ranked = _ranks(self.y)
        self.correlation = _correlated(_ranks(self.x), self.ranked)

    def by_chance(self, chance: np.random.Generator) -> float:
        """Return how often shuffled blocks of the indicator go together with the outcome as much as it did.

        The season is taken out of each shuffle too, since taking it out leaves a trace that is no association.
        """
        starts = range(0, self.size, self.block)
        found = 0
        for _ in range(DRAWS):
            turned = np.roll(self.x, int(chance.integers(self.size)))
            parts = [turned[start : start + self.block] for start in starts]
            shuffled = np.concatenate([parts[number] for number in chance.permutation(len(parts))])
            rho = _correlated(_ranks(_unseasoned(shuffled, self.seasons)), self.ranked)
            found += abs(rho) >= abs(self.correlation) - 1e-12
        return (found + 1) / (DRAWS + 1)

    def interval(self, chance: np.random.Generator) -> tuple[float, float]:
        """Return between what the correlation lies when blocks of both lines are drawn anew."""
        many = -(-self.size // self.block)
        found = np.empty(DRAWN)
        for draw in range(DRAWN):
            starts = chance.integers(0, self.size, many)
            rows = ((starts[:, None] + np.arange(self.block)[None, :]) % self.size).ravel()[: self.size]
            found[draw] = _correlated(_ranks(self.x[rows]), _ranks(self.y[rows]))
        low, high = np.percentile(found, INTERVAL)
        return float(low), float(high)
