"""Which prices can be compared, and in what money; and how the middle of several prices lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import comb
from typing import NamedTuple

from corridor.core.fees.codes import Apart, Scope
from corridor.core.fees.rates import Rates, Unit
from corridor.core.fees.records import Aside, Price, Told

FEWEST_PRICES = 12
FEWEST_CONTRIBUTORS = 3
"""With fewer prices, or told by fewer authorities, no figure is given."""

FOR_MOVEMENT = frozenset({"", "fee", "asked", "agreed", "paid", "advertised", "unknown"})
"""Purposes and kinds of a price that are for a movement; a bribe, a share or a ransom is something else."""

SCOPES = {"person-leg": Scope.LEG, "person-journey": Scope.JOURNEY, "family": None, "group": None}
"""What each unit of a price is for; a family or group travels the way that the price names, leg or journey alike."""


def compared(told: Told, rates: Rates, unit: Unit) -> Price | Aside:
    """Return a price for one person in the money of the unit, or why it cannot be compared.

    Nothing is guessed: without date, way, unit, number of people or rate it stands apart.
    Source: WG7-2024 para. 4
    """
    if told.purpose not in FOR_MOVEMENT:
        return Aside(told, Apart.OTHER_PURPOSE)
    if not told.on:
        return Aside(told, Apart.NO_DATE)
    if told.way is None:
        return Aside(told, Apart.NO_LEG)
    if told.unit not in SCOPES:
        return Aside(told, Apart.NO_UNIT)
    scope = SCOPES[told.unit]
    if scope is None and told.heads is None:
        return Aside(told, Apart.NO_HEADS)
    least, most = (1, 1) if scope else (told.heads or (1, 1))
    if least < 1:
        return Aside(told, Apart.NO_HEADS)
    year = int(told.on[:4])
    low, high = rates.convert(told.low, year, unit), rates.convert(told.high or told.low, year, unit)
    if low.amount is None or high.amount is None:
        missing = told.low.currency if low.amount is None else (told.high or told.low).currency
        return Aside(told, low.why or high.why or Apart.NO_RATE, {"currency": missing, "year": str(year)})
    return Price(
        told=told,
        way=told.way,
        scope=scope or (Scope.LEG if told.way.is_leg else Scope.JOURNEY),
        low=low.amount / most,
        high=None if told.is_open else high.amount / least,
        is_provisional=low.is_provisional or high.is_provisional,
    )


def contributors(prices: Iterable[Price]) -> frozenset[str]:
    """Return the authorities that tell some prices."""
    return frozenset().union(*(price.told.contributors for price in prices))


class Middle(NamedTuple):
    """The median of prices, the interval in which it lies with at least 95 of 100, and the lowest and highest price.

    Without a median there are too few prices or contributors.
    """

    prices: int
    contributors: int
    lowest: float | None = None
    highest: float | None = None
    median: float | None = None
    low: float | None = None
    high: float | None = None


def middle(prices: Sequence[Price]) -> Middle:
    """Return where the middle of some prices lies; no figure where they are too few or told by too few.

    Prices without an upper end are counted and not averaged. The interval goes from one told price to another, so it
    assumes nothing about how prices spread, but that they are told independently of each other.
    """
    closed = sorted(price.middle for price in prices if price.middle is not None)
    sayers = len(contributors(price for price in prices if price.middle is not None))
    if len(closed) < FEWEST_PRICES or sayers < FEWEST_CONTRIBUTORS:
        return Middle(len(closed), sayers)
    n = len(closed)
    cut = _cut(n)
    half = n // 2
    median = closed[half] if n % 2 else (closed[half - 1] + closed[half]) / 2
    return Middle(n, sayers, closed[0], closed[-1], median, closed[cut], closed[n - 1 - cut])


def _cut(n: int) -> int:
    """Return how many prices may be left out on each side so that the interval still holds the median 95 of 100."""
    total, below = 2**n, 0
    for left_out in range(n // 2):
        below += comb(n, left_out)
        if below / total > 0.025:
            return max(0, left_out - 1)
    return 0
