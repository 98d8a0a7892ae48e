"""A weighed mean of other areas stands for what was to be expected, and areas and months without a measure for chance.

Weights are never negative and add up to 1; they are chosen on the months before alone. Each area is taken as its
distance from its own mean, so that a small area may stand for the course of a large one.

Placebos of one area never share a month after: months that overlap tell the same chance twice. The measure is one of
all areas and all such stretches of months; where they are alike, it is the farthest of n by chance once in n.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridor.core.displacement.codes import Lack
from corridor.core.displacement.records import Estimate, Placebo, Weighed, Window
from corridor.core.displacement.rules.windows import LEAST_BEFORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Figures = Sequence[float | None]

LEAST_COMPARED = 2
LEAST_TOLD = LEAST_BEFORE - 2
LEAST_PLACEBOS = 19
LEAST_FIT = 0.25
MOST_ALIKE = 0.95
STRICT = 1e3
"""How much more the sum of the weights weighs than any month."""


class _Fit(NamedTuple):
    weights: Floats
    gaps: Floats
    change: float
    strays: float
    fit: float

    @property
    def distance(self) -> float:
        return self.change / max(self.strays, 1e-9)


def weighed(target: Figures, others: Mapping[str, Figures], window: Window) -> Weighed | Lack:
    """Return the change of an area against a weighed mean of others, with placebos, or why it is not said.

    Args:
        target: The figures of the area, one for each month of the window; None where one is missing.
        others: Those of the areas that it is compared with; a month that is missing in one of them is left out.
    """
    if len(others) < LEAST_COMPARED:
        return Lack.NO_COMPARISON
    names = sorted(others)
    told = [all(row[n] is not None for row in (target, *others.values())) for n in range(len(target))]
    split = sum(told[: len(window.before)])
    if split < LEAST_TOLD:
        return Lack.MONTHS_MISSING
    rows = [
        np.log1p(np.array([one for one, is_told in zip(row, told, strict=True) if is_told], dtype=float))
        for row in (target, *(others[name] for name in names))
    ]
    mine, theirs = rows[0], np.column_stack(rows[1:])
    then = len(mine) - split
    if not then:
        return Lack.TOO_FEW_AFTER
    found = _fitted(mine, theirs, split, then)
    if found.fit < LEAST_FIT:
        return Lack.POOR_FIT
    months = [month for month, is_told in zip(window.months, told, strict=True) if is_told]
    in_space = _in_space(months, names, theirs, split, then)
    in_time = _in_time(months, mine, theirs, split, then)
    distances = np.array([abs(one.distance) for one in (*in_space, *in_time)])
    if len(distances) < LEAST_PLACEBOS:
        return Lack.TOO_FEW_PLACEBOS
    reach = float(distances.max()) * found.strays
    expected = iter(np.expm1(np.maximum(mine - found.gaps, 0.0)))
    return Weighed(
        estimate=Estimate(
            factor=float(np.exp(found.change)),
            low=float(np.exp(found.change - reach)),
            high=float(np.exp(found.change + reach)),
            chance=(1 + int(np.sum(distances >= abs(found.distance)))) / (len(distances) + 1),
            before=split,
            after=then,
            expected=tuple(float(next(expected)) if is_told else None for is_told in told),
        ),
        weights={name: round(float(one), 4) for name, one in zip(names, found.weights, strict=True)},
        fit=found.fit,
        distance=found.distance,
        in_space=in_space,
        in_time=in_time,
    )


def _fitted(mine: Floats, theirs: Floats, split: int, then: int) -> _Fit:
    """Return the weights of the months before, and what they leave unexplained in so many months after."""
    from scipy.optimize import nnls

    goal = mine - mine[:split].mean()
    parts = theirs - theirs[:split].mean(axis=0)
    scale = max(float(np.abs(parts[:split]).max(initial=0.0)), 1e-9) * STRICT
    rows = np.vstack([parts[:split], np.full((1, parts.shape[1]), scale)])
    weights, _ = nnls(rows, np.append(goal[:split], scale))
    weights = weights / max(float(weights.sum()), 1e-12)
    gaps = goal - parts @ weights
    miss = float(np.sqrt(np.mean(gaps[:split] ** 2)))
    spread = float(np.mean(goal[:split] ** 2))
    fit = 1 - miss**2 / spread if spread > 1e-12 else 0.0
    return _Fit(
        weights, gaps, float(gaps[split : split + then].mean()), miss * _spread_of_means(gaps[:split], then), fit
    )


def _spread_of_means(gaps: Floats, then: int) -> float:
    """Return how far a mean of so many months strays, as a multiple of how far one month does.

    Areas differ in how much a month resembles the one before it: where it does closely, means stray nearly as far as
    single months. Of few months the likeness is found too low, by about as much as is added here (Kendall).
    """
    months = len(gaps)
    found = float(gaps[1:] @ gaps[:-1]) / max(float(gaps @ gaps), 1e-12)
    likeness = min(max((found * months + 1) / (months - 3), 0.0), MOST_ALIKE)
    lags = np.arange(1, then)
    return float(np.sqrt((1 + 2 * np.sum((1 - lags / then) * likeness**lags)) / then))


def _in_space(
    months: Sequence[str], names: Sequence[str], theirs: Floats, split: int, then: int
) -> tuple[Placebo, ...]:
    """Return what the same comparison says of each compared area, where no such measure was: then, and before."""
    if theirs.shape[1] < LEAST_COMPARED + 1:
        return ()
    return tuple(
        _placebo(name, _fitted(theirs[:, n], np.delete(theirs, n, axis=1), start, then), month)
        for n, name in enumerate(names)
        for start, month in (*((one, months[one]) for one in _starts(split, then)), (split, ""))
    )


def _in_time(months: Sequence[str], mine: Floats, theirs: Floats, split: int, then: int) -> tuple[Placebo, ...]:
    """Return what the same comparison says of months before, in which the measure is made believe to begin."""
    return tuple(_placebo(months[start], _fitted(mine, theirs, start, then)) for start in _starts(split, then))


def _starts(split: int, then: int) -> list[int]:
    """Return where a measure may be made believe to begin, so that no month after it belongs to two of them."""
    return sorted(range(split - then, LEAST_TOLD - 1, -then))


def _placebo(name: str, found: _Fit, month: str = "") -> Placebo:
    return Placebo(name, float(np.exp(found.change)), found.distance, month)
