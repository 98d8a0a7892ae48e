"""How much of what one route lost was taken up by the other."""

from __future__ import annotations

import numpy as np

from corridor.core.shifts.records import Floats, Scanned, Share, Shift

DRAWS = 4000


def taken_up(shift: Shift, scanned: Scanned, names: tuple[str, ...], *, chance: np.random.Generator) -> Share | None:
    """Return the rise as a part of the fall; None where the fall is not sure enough to divide by.

    Each sum varies as the mean of a window of its route usually does.
    """
    fall = _drawn(shift.fall.before, shift.fall.after, _spread(scanned, names, shift.fall.route), chance)
    rise = _drawn(shift.rise.after, shift.rise.before, _spread(scanned, names, shift.rise.route), chance)
    if np.quantile(fall, 0.025) <= 0:
        return None
    low, high = np.quantile(rise / fall, (0.025, 0.975))
    return Share(shift.part, max(0.0, float(low)), float(high))


def _spread(scanned: Scanned, names: tuple[str, ...], route: str) -> float:
    return float(scanned.usual.level[names.index(route)])


def _drawn(larger: float, smaller: float, spread: float, chance: np.random.Generator) -> Floats:
    """Return differences of two sums, each as it might have come out."""
    steps = np.exp(spread * chance.standard_normal((2, DRAWS)))
    return np.asarray(larger * steps[0] - smaller * steps[1])
