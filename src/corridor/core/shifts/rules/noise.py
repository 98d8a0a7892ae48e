"""How much a route usually changes: what remains about its own level of a year, read as a first-order autoregression.

A level that moves and stays is left out of what is usual by taking each month's distance from the mean of the year
around it; what that distance shows of a series in which each month carries over a part of the month before is known in
closed form, and read backwards. So a series of that kind is judged by its true variation, and one that rests at a level
and then leaves it is judged by how it varied at rest. Where few months are told, what carries over is read from all
routes of a family together.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from corridor.core.shifts.records import Floats, Usual

YEAR = 12
SHORT_SPAN = 4
"""Where too few months are told, a month's own level is the mean of so many around it and not of a year."""

CARRIED = np.linspace(0.0, 0.97, 98)
"""The parts that a month may carry over from the month before, among which the fitting one is found."""

LONG_FROM = 72
"""From so many months on a year is averaged, and what each month of the year usually adds is taken out first."""

LEAST = 1e-3
"""A spread below this is that of figures that do not vary; on the logarithmic scale, a thousandth."""


def even(figures: Floats) -> Floats:
    """Return counts on the scale on which equal steps are equal proportions."""
    return np.log1p(figures)


def usual(values: Floats, window: int) -> Usual:
    """Return how much routes usually vary.

    Args:
        values: Figures on the even scale; the months run along the last axis.
        window: How many months are averaged.
    """
    is_long = values.shape[-1] >= LONG_FROM
    span = YEAR if is_long else SHORT_SPAN
    rest = _distances(values, span)
    freedom = rest.shape[-1]
    if is_long:
        rest = _without_season(rest)
        freedom -= YEAR
    square = (rest * rest).sum(-1) / freedom
    next_to = (rest[..., 1:] * rest[..., :-1]).sum(-1) / freedom
    alike = np.divide(next_to, square, out=np.zeros_like(square), where=square > 0)
    if not is_long:
        alike = np.broadcast_to(alike.mean(-1, keepdims=True), alike.shape)
    squares, alikes, levels, changes = _known(window, span)
    carried = np.interp(alike, alikes, CARRIED)
    single = square / np.interp(carried, CARRIED, squares)
    spread = np.maximum(np.sqrt(single * np.interp(carried, CARRIED, changes)), LEAST)
    level = np.maximum(np.sqrt(single * np.interp(carried, CARRIED, levels)), LEAST)
    return Usual(carried, level, spread)


def changes(values: Floats, window: int) -> Floats:
    """Return, for each month from which a year before is known, the mean change of the window that begins there."""
    yearly = values[..., YEAR:] - values[..., :-YEAR]
    sums = np.concatenate([np.zeros((*yearly.shape[:-1], 1)), np.cumsum(yearly, -1)], -1)
    return np.asarray((sums[..., window:] - sums[..., :-window]) / window)


def invented(carried: Floats, months: int, times: int, chance: np.random.Generator) -> Floats:
    """Return series without any shift that carry over as much as the routes do: so many times all of them."""
    steps = chance.standard_normal((months, times, len(carried)))
    steps[0] /= np.sqrt(1 - carried * carried)
    for month in range(1, months):
        steps[month] += carried * steps[month - 1]
    return np.moveaxis(steps, 0, -1)


def _distances(values: Floats, span: int) -> Floats:
    """Return how far each month is from the mean of so many around it; the half of them at both ends has none."""
    sums = np.concatenate([np.zeros((*values.shape[:-1], 1)), np.cumsum(values, -1)], -1)
    means = (sums[..., span:] - sums[..., :-span]) / span
    return np.asarray(values[..., span // 2 : -(span // 2)] - (means[..., 1:] + means[..., :-1]) / 2)


def _without_season(rest: Floats) -> Floats:
    found = np.empty_like(rest)
    for month in range(YEAR):
        same = rest[..., month::YEAR]
        found[..., month::YEAR] = same - same.mean(-1, keepdims=True)
    return found


@lru_cache(maxsize=8)
def _known(window: int, span: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Return, for each part carried over, what a unit of variation shows.

    That is: the square of a month's distance from its own level, how alike those of neighbouring months are, the
    square of the mean of a window, and that of the difference of two windows a year apart.
    """
    distance = np.eye(1, span + 1, span // 2)[0] - np.array([0.5, *[1.0] * (span - 1), 0.5]) / span
    mean = np.zeros(YEAR + window)
    mean[:window] = 1 / window
    between = mean - np.roll(mean, YEAR)
    squares = np.array([_product(distance, distance, part) for part in CARRIED])
    ahead = np.array([_product(np.append(distance, 0), np.append(0, distance), part) for part in CARRIED])
    levels = np.array([_product(mean, mean, part) for part in CARRIED])
    return squares, ahead / squares, levels, np.array([_product(between, between, part) for part in CARRIED])


def _product(one: Floats, other: Floats, carried: float) -> float:
    """Return the covariance of two weighted sums of a series that carries over a part of the month before."""
    places = np.arange(len(one))
    return float(one @ carried ** np.abs(places[:, None] - places[None, :]) @ other)
