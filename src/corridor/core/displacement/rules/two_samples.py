"""Figures that come one by one, such as prices: those told before a measure against those told after."""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, sqrt

import numpy as np

from corridor.core.displacement.codes import Lack
from corridor.core.displacement.records import Estimate

LEAST = 6
NORMAL = 1.959964
"""95 % of a normal distribution lie so many of its spreads around its middle."""


def shifted(before: Sequence[float], then: Sequence[float]) -> Estimate | Lack:
    """Return by what factor single figures changed, or why it is not said.

    The factor is the middle of all ratios of one after to one before; its interval follows from ranks and supposes no
    shape (Hodges and Lehmann).

    Args:
        before: Figures above 0 told of the time before; at least six.
        then: Those told of the time after; at least six.
    """
    if len(before) < LEAST or len(then) < LEAST:
        return Lack.TOO_FEW_FIGURES
    one, other = np.log(np.array(before)), np.log(np.array(then))
    ratios = np.sort((other[:, None] - one[None, :]).ravel())
    n, m = len(one), len(other)
    spread = np.sqrt(n * m * (n + m + 1) / 12)
    reach = NORMAL * spread
    cut = max(0, int(np.floor(n * m / 2 - reach)))
    above = float(np.sum(ratios > 0) + np.sum(ratios == 0) / 2)
    chance = erfc(abs(above - n * m / 2) / spread / sqrt(2))
    return Estimate(
        factor=float(np.exp(np.median(ratios))),
        low=float(np.exp(ratios[cut])),
        high=float(np.exp(ratios[len(ratios) - 1 - cut])),
        chance=chance,
        before=n,
        after=m,
    )
