"""Rules that need no library: each takes the figures up to an origin, without a gap, and says the months ahead.

What is neither level nor season is looked at on a logarithmic scale, since routes grow and shrink by shares.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from typing import Final

from corridor.core.forecasting.codes import Rule
from corridor.core.forecasting.records import HORIZON, Ahead

YEAR = 12
RECENT = 3
KEPT_A_MONTH = 0.8
"""What is left after each month of the distance from the level of the last year."""

SEASONS = 2
"""From how many earlier years the change of a season is taken."""

SEASON_SHARE = 0.5
"""The share of that change which is expected again."""


def previous_month(known: Sequence[float]) -> Ahead:
    """Expect the last figure again."""
    return (known[-1],) * HORIZON


def last_year(known: Sequence[float]) -> Ahead:
    """Expect the figure of the same month one year earlier."""
    return tuple(known[len(known) - YEAR + ahead] for ahead in range(HORIZON))


def recent_mean(known: Sequence[float]) -> Ahead:
    """Expect the mean of the last three figures, without a drift."""
    return (fmean(known[-RECENT:]),) * HORIZON


def damped(known: Sequence[float]) -> Ahead:
    """Expect a return towards the level of the last year, a fifth of the way a month."""
    level = fmean(math.log1p(figure) for figure in known[-YEAR:])
    away = math.log1p(known[-1]) - level
    return tuple(math.expm1(level + away * KEPT_A_MONTH ** (ahead + 1)) for ahead in range(HORIZON))


def season(known: Sequence[float]) -> Ahead:
    """Expect, from the last figure on, half the change that the last two years had between the same months."""
    now = len(known) - 1
    said = []
    for ahead in range(1, HORIZON + 1):
        changes = [
            math.log1p(known[now + ahead - YEAR * years]) - math.log1p(known[now - YEAR * years])
            for years in range(1, SEASONS + 1)
            if now - YEAR * years >= 0
        ]
        said.append(math.expm1(max(0.0, math.log1p(known[-1]) + SEASON_SHARE * fmean(changes))))
    return tuple(said)


RULES: Final[Mapping[Rule, Callable[[Sequence[float]], Ahead]]] = {
    Rule.PREVIOUS_MONTH: previous_month,
    Rule.LAST_YEAR: last_year,
    Rule.RECENT_MEAN: recent_mean,
    Rule.DAMPED: damped,
    Rule.SEASON: season,
}


def said_by_all(known: Sequence[float], library: Mapping[Rule, Ahead]) -> dict[Rule, Ahead]:
    """Return what every rule says, and the middle of those that follow the series.

    Args:
        known: At least thirteen figures, none missing.
        library: What the rules of a library say; empty without one.
    """
    said = {rule: make(known) for rule, make in RULES.items()} | dict(library)
    following = [said[rule] for rule in (Rule.DAMPED, Rule.SEASON, *library)]
    said[Rule.MIDDLE] = tuple(median(ahead) for ahead in zip(*following, strict=True))
    return said
