"""How far off a forecast may be, from how far off the same rule was: as many of its past errors fit in as promised.

Errors are compared on a logarithmic scale that bends to a plain one near nothing, where a share means little.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from corridor.core.forecasting.records import Interval

LOOKS_BACK = 60
"""Intervals rest on the errors of the last five years."""

FEWEST = 12
"""Fewer errors than this give no interval of 80 percent."""

BEND = 0.1
"""Where the scale bends: this share of the middle figure of the last five years, at least one."""


def bend_of(known: Sequence[float]) -> float:
    """Return where the scale bends for a series as it is known."""
    return max(1.0, BEND * median(known[-LOOKS_BACK:]))


def within(figure: float, past: Sequence[tuple[float, float]], *, share: float, bend: float) -> Interval:
    """Return the interval around a forecast that would have held this share of what is past.

    Args:
        past: What the rule said at earlier origins, and what came.
        share: 0.5 or 0.8.
        bend: Where the scale bends.
    """
    errors = sorted(abs(math.log(said + bend) - math.log(came + bend)) for said, came in past[-LOOKS_BACK:])
    rank = min(len(errors), math.ceil(share * (len(errors) + 1)))
    away = errors[rank - 1]
    low = math.exp(math.log(figure + bend) - away) - bend
    high = math.exp(math.log(figure + bend) + away) - bend
    return Interval(max(0, math.floor(low)), math.ceil(high))
