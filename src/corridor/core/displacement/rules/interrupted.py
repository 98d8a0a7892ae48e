"""An interrupted series: its course before a measure, carried on, against what was told after.

Figures are taken as logarithms of one more than they are, so that a change is a factor. The course is a trend and a
season; where figures stood away from it when the measure began, they are expected to come back to it as slowly as they
did before, since a month resembles the one before it. How much so is estimated without the bias of short series. Many
series without any measure that resemble themselves as much say how far the estimate strays by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridor.core.displacement.codes import Lack
from corridor.core.displacement.records import Estimate, Window
from corridor.core.displacement.rules.windows import lack_in
from corridor.core.kernel.months import number_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS = 999
WARMING = 60
ALIKE = tuple(step / 20 for step in range(-6, 20))
"""How much a month may resemble the one before it: correlations that are tried."""
TRIED = 150
TWO_WAVES = 36
OUTSIDE = 0.05
MOST = 40.0
"""The largest change of logarithms that is told."""


class _Design(NamedTuple):
    """The course without a measure, which rows of it are told, and how many of those lie before."""

    course: Floats
    numbers: Floats
    told: NDArray[np.bool_]
    split: int
    after: int

    @property
    def usual(self) -> Floats:
        """The rows of the course that are told before."""
        return self.course[self.told][: self.split]


class _Reading(NamedTuple):
    """What follows from told figures, each by one product: the figures expected after, the change, its slope."""

    expected: Floats
    change: Floats
    slope: Floats


def interrupted(figures: Sequence[float | None], window: Window, *, seed: int) -> Estimate | Lack:
    """Return by what factor figures changed after a measure, on average over the months after, or why it is not said.

    Args:
        figures: One for each month of the window, before and after; None where it is missing.
        seed: Makes the draws the same each time.
    """
    split = len(window.before)
    if (lack := lack_in(figures[:split], figures[split:])) is not None:
        return lack
    design = _design(figures, window)
    told = np.log1p(np.array([one for one in figures if one is not None], dtype=float))
    spread, alike, shocks = _noise(design, told)
    if spread < 1e-9:
        return Lack.NEVER_VARIES
    reading = _reading(design, alike)
    change = float(reading.change @ told)
    straying = _straying(design, reading, alike, shocks, np.random.Generator(np.random.PCG64(seed)))
    low, high = np.quantile(straying, [OUTSIDE / 2, 1 - OUTSIDE / 2])
    return Estimate(
        factor=_factor(change),
        low=_factor(change - high * spread),
        high=_factor(change - low * spread),
        chance=(1 + int(np.sum(np.abs(straying) >= abs(change) / spread))) / (DRAWS + 1),
        before=design.split,
        after=len(told) - design.split,
        slope=_factor(float(reading.slope @ told)),
        expected=(*[None] * split, *(float(np.expm1(np.clip(one, 0.0, MOST))) for one in reading.expected @ told)),
    )


def _factor(change: float) -> float:
    """Return a change of logarithms as a factor that any file can hold."""
    return float(np.exp(np.clip(change, -MOST, MOST)))


def _design(figures: Sequence[float | None], window: Window) -> _Design:
    numbers = np.array([number_of(month) for month in window.months], dtype=float)
    columns = [np.ones_like(numbers), (numbers - numbers[0]) / 12]
    for wave in (1, 2) if len(window.before) >= TWO_WAVES else (1,):
        turn = 2 * np.pi * wave * numbers / 12
        columns += [np.sin(turn), np.cos(turn)]
    told = np.array([one is not None for one in figures])
    return _Design(np.column_stack(columns), numbers, told, int(told[: len(window.before)].sum()), len(window.after))


def _reading(design: _Design, alike: float) -> _Reading:
    """Return how what is expected after, and the change, follow from figures that resemble their neighbours so much."""
    split, numbers = design.split, design.numbers[design.told]
    usual, then = numbers[:split], design.numbers[len(design.told) - design.after :]
    likeness = np.linalg.inv(_likeness(usual, usual, alike))
    course = design.usual
    by = np.linalg.solve(course.T @ likeness @ course, course.T @ likeness)
    lingering = _likeness(then, usual, alike) @ likeness
    beyond = design.course[len(design.told) - len(then) :]
    expected = np.zeros((len(then), len(numbers)))
    expected[:, :split] = beyond @ by + lingering @ (np.eye(split) - course @ by)
    is_told = design.told[len(design.told) - len(then) :]
    gaps = -expected[is_told]
    gaps[:, split:] += np.eye(int(is_told.sum()))
    since = numbers[split:] - numbers[split:].mean()
    return _Reading(expected, gaps.mean(axis=0), since @ gaps / (since @ since))


def _likeness(one: Floats, other: Floats, alike: float) -> Floats:
    """Return how much figures of some months resemble those of others; of their distance in months."""
    apart = np.abs(one[:, None] - other[None, :])
    return np.asarray(np.where(apart == 0, 1.0, np.sign(alike) ** apart * np.abs(alike) ** apart))


def _noise(design: _Design, told: Floats) -> tuple[float, float, Floats]:
    """Return how far figures before stray from month to month, how much alike neighbours are, and the shocks."""
    usual, before = design.usual, told[: design.split]
    rest = before - usual @ (np.linalg.pinv(usual) @ before)
    alike = _alike(design, rest)
    shocks = rest[1:] - alike * rest[:-1]
    shocks = shocks - shocks.mean()
    return float(np.sqrt(np.mean(shocks**2))), alike, shocks


def _alike(design: _Design, rest: Floats) -> float:
    """Return how much a month resembles the one before it, freed of the bias that a fitted course brings.

    Series of known likeness are fitted the same way; the likeness is that whose fitted series look like this one.
    """
    seen = _neighbours(rest[None, :])[0]
    usual = design.usual
    return float(np.interp(seen, _looks(usual.tobytes(), usual.shape), ALIKE))


@lru_cache(maxsize=64)
def _looks(course: bytes, shape: tuple[int, int]) -> tuple[float, ...]:
    """Return how alike neighbours look on average once a course is fitted, for each likeness that is tried."""
    usual = np.frombuffer(course).reshape(shape)
    shocks = np.random.Generator(np.random.PCG64(1)).standard_normal((TRIED, shape[0] + WARMING))
    away = np.eye(shape[0]) - usual @ np.linalg.pinv(usual)
    means = [float(np.mean(_neighbours(_series(shocks, one)[:, WARMING:] @ away))) for one in ALIKE]
    return tuple(np.maximum.accumulate(means).tolist())


def _neighbours(rest: Floats) -> Floats:
    """Return the correlation of each series with itself one month later."""
    return np.asarray(np.sum(rest[:, 1:] * rest[:, :-1], axis=1) / np.maximum(np.sum(rest**2, axis=1), 1e-12))


def _series(shocks: Floats, alike: float) -> Floats:
    """Return series in which each month resembles the one before it, made of shocks."""
    found = np.array(shocks.T, order="C")
    for month in range(1, len(found)):
        found[month] += alike * found[month - 1]
    return np.asarray(found.T)


def _straying(design: _Design, reading: _Reading, alike: float, shocks: Floats, rng: np.random.Generator) -> Floats:
    """Return how far the estimate strays in series without a measure, as a multiple of how far their months stray.

    How much their months resemble each other is drawn too, since it is known from few months only.
    """
    first, last = int(design.numbers[0]), int(design.numbers[-1])
    drawn = rng.choice(shocks, size=(DRAWS, last - first + 1 + WARMING), replace=True)
    every = np.empty((DRAWS, last - first + 1))
    doubt = np.sqrt((1 - alike**2) / design.split)
    likely = np.clip(np.round((alike + doubt * rng.standard_normal(DRAWS)) * 20) / 20, ALIKE[0], ALIKE[-1])
    for one in np.unique(likely):
        every[likely == one] = _series(drawn[likely == one], float(one))[:, WARMING:]
    series = every[:, (design.numbers[design.told] - first).astype(int)]
    usual, before = design.usual, series[:, : design.split]
    rest = before - before @ (usual @ np.linalg.pinv(usual)).T
    strays = rest[:, 1:] - alike * rest[:, :-1]
    spreads = np.sqrt(np.mean((strays - strays.mean(axis=1, keepdims=True)) ** 2, axis=1))
    return np.asarray(series @ reading.change / np.maximum(spreads, 1e-12))
