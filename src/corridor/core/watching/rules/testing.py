"""The test: is one month beyond the normal variation of the months it is compared with?

Student's prediction test on a scale on which counts, shares and prices vary evenly: the square root of counts, the
arcsine of shares, the logarithm of prices. The variation is that of the reference months, and never taken to be smaller
than chance alone makes it: that of a Poisson count, of a binomial share, of a median of so few prices.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corridor.core.watching.codes import Nature
from corridor.core.watching.records import Point

FEWEST_MONTHS = 8
"""Fewer reference months than this say nothing about what is normal."""


@dataclass(frozen=True, slots=True)
class Normal:
    """What the reference months lead one to expect: the middle, and on the even scale its error and freedom."""

    nature: Nature
    middle: float
    error: float
    freedom: int

    def chance_of_rise(self, point: Point) -> float:
        """Return how probable a month at least as high is, if nothing changed."""
        return upper_tail(self._distance(point), self.freedom)

    def chance_of_fall(self, point: Point) -> float:
        """Return how probable a month at least as low is, if nothing changed."""
        return upper_tail(-self._distance(point), self.freedom)

    def expected(self) -> float:
        """Return the middle as a figure: a count, a share from 0 to 1, a price."""
        return figure(self.middle, self.nature)

    def limits(self, level: float) -> tuple[float, float]:
        """Return the figures below and above which a month would be beyond normal variation at this level."""
        reach = quantile(level, self.freedom) * self.error
        return figure(self.middle - reach, self.nature), figure(self.middle + reach, self.nature)

    def _distance(self, point: Point) -> float:
        return (even(point, self.nature) - self.middle) / self.error


def normal_from(reference: Sequence[Point], tested: Point, nature: Nature) -> Normal | None:
    """Return what is normal by the reference months; None where they are too few.

    Args:
        tested: The month that will be compared; of a share or price it matters how many it rests on.
    """
    count = len(reference)
    if count < FEWEST_MONTHS:
        return None
    values = [even(point, nature) for point in reference]
    middle = math.fsum(values) / count
    spread = math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (count - 1))
    least = chance_alone(tested, reference, nature)
    return Normal(nature, middle, max(spread, least) * math.sqrt(1 + 1 / count), count - 1)


def even(point: Point, nature: Nature) -> float:
    """Return a month's figure on the scale on which it varies evenly (Anscombe 1948)."""
    if nature is Nature.COUNT:
        return math.sqrt(max(point.value, 0) + 0.375)
    if nature is Nature.SHARE:
        return math.asin(math.sqrt((point.value + 0.375) / (point.of + 0.75)))
    return math.log(max(point.value, 0.01))


def figure(value: float, nature: Nature) -> float:
    """Return the figure that stands at a place of the even scale."""
    if nature is Nature.COUNT:
        return max(0.0, max(value, 0.0) ** 2 - 0.375)
    if nature is Nature.SHARE:
        return math.sin(min(max(value, 0.0), math.pi / 2)) ** 2
    return math.exp(value)


def chance_alone(tested: Point, reference: Sequence[Point], nature: Nature) -> float:
    """Return how much a month varies on the even scale by chance alone.

    People die and travel together: a count of people varies by whole incidents, and so by the mean of the squares of
    their sizes over the mean of their sizes (a compound Poisson count).
    """
    if nature is Nature.COUNT:
        months = (*reference, tested)
        people = math.fsum(point.value for point in months)
        squares = math.fsum(point.spread or point.value**2 / max(point.of, 1) for point in months)
        return 0.5 * math.sqrt(max(squares / people, 1.0)) if people else 0.5
    if nature is Nature.SHARE:
        return 0.5 / math.sqrt(max(tested.of, 1) + 0.5)
    spreads = [point.spread for point in (*reference, tested) if point.of > 1]
    usual = math.fsum(spreads) / len(spreads) if spreads else 0.0
    return max(0.05, 1.2533 * usual / math.sqrt(max(tested.of, 1)))


def upper_tail(distance: float, freedom: int) -> float:
    """Return the chance that Student's t with so many degrees of freedom is at least so large."""
    half = _beta_part(freedom / (freedom + distance * distance), freedom / 2, 0.5) / 2
    return half if distance >= 0 else 1 - half


@lru_cache(maxsize=256)
def quantile(level: float, freedom: int) -> float:
    """Return the distance that Student's t exceeds with this chance."""
    low, high = 0.0, 1e4
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if upper_tail(middle, freedom) > level else (low, middle)
    return (low + high) / 2


def _beta_part(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_part(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    above, below = 1.0, 1 / _not_nothing(1 - (a + b) * x / (a + 1))
    fraction = below
    for step in range(1, 300):
        for term in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            below = 1 / _not_nothing(1 + term * below)
            above = _not_nothing(1 + term / above)
            fraction *= below * above
        if abs(below * above - 1) < 1e-12:
            break
    return front * fraction / a


def _not_nothing(value: float) -> float:
    return value if abs(value) > 1e-30 else 1e-30
