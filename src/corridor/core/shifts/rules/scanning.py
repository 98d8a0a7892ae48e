"""All ordered pairs of a family: which falls as the other rises, and what of that is beyond chance.

A pair is as clear as the less clear of its two movements, so that both must be beyond the usual (Berger 1982), at its
clearest month and lag. How often chance is as clear is asked of invented families of the same size without any shift,
judged in the same way. Over all pairs of a family the part of false proposals is held down (Benjamini and Hochberg
1995): where there is no shift at all, the family raises an alarm at most once in 33 times.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from corridor.core.shifts.records import Family, Floats, Scanned, Shift, Side
from corridor.core.shifts.rules import noise
from corridor.core.shifts.rules.along import LEVEL
from corridor.core.shifts.rules.noise import YEAR

LAGS = 6
"""A rise may begin so many months after the fall."""

TIMES = 2000
"""So many invented families say what chance does."""

BATCH = 100
TINY = 1e-6
NORMAL95 = 1.959964

LONG_WINDOW, SHORT_WINDOW = 12, 6
CLEARLY = 1.644854
"""What chance alone does to one route once in twenty times; a shift that is found lasts while both are beyond it."""


def window_of(months: int) -> int:
    """Return how many months are averaged: a year where six years are told, else half a year."""
    return LONG_WINDOW if months >= noise.LONG_FROM else SHORT_WINDOW


def scan(family: Family, *, chance: np.random.Generator, times: int = TIMES, level: float = LEVEL) -> Scanned:
    """Return every pair of routes of which one falls as the other rises beyond chance, clearest first.

    Args:
        family: At least two routes and `FEWEST_MONTHS` months.
        chance: Where the invented families come from; equal generators give equal answers.
        times: How many are invented.
        level: Which part of what is proposed may be chance alone.
    """
    window = window_of(family.length)
    values = noise.even(family.figures)
    usual = noise.usual(values, window)
    beyond = _unbroken(noise.changes(values, window) / usual.change[:, None], family, window)
    clear = clearest(beyond)
    pairs = len(clear) * (len(clear) - 1)
    judged = _judged(clear, by_chance(clear, usual.carried, family.length, window, chance, times))
    raised = judged <= level
    bound = float(clear[raised].min()) if raised.any() else float("inf")
    found = []
    for fall, rise in np.argwhere(raised):
        for since, until, peak, lag in _runs(beyond[fall], beyond[rise], bound):
            falling = side(family, values, fall, peak, usual.change[fall], window)
            rising = side(family, values, rise, peak + lag, usual.change[rise], window)
            if falling.after < falling.before and rising.after > rising.before:
                ends = since + YEAR, until + lag + YEAR + window - 1
                found.append(Shift(falling, rising, lag, *ends, float(judged[fall, rise])))
    found.sort(key=lambda one: -one.clear)
    return Scanned(tuple(found), pairs, window, usual)


def by_chance(
    clear: Floats, carried: Floats, months: int, window: int, chance: np.random.Generator, times: int
) -> Floats:
    """Return for each pair how often pairs of invented families without a shift are at least as clear.

    Those of the pair itself and those of all pairs are asked; the larger share is returned.
    """
    own, every = np.zeros_like(clear), np.zeros_like(clear)
    routes = len(clear)
    apart = ~np.eye(routes, dtype=bool)
    for begun in range(0, times, BATCH):
        series = noise.invented(carried, months, min(BATCH, times - begun), chance)
        spread = noise.usual(series, window).change[..., None]
        drawn = clearest(noise.changes(series, window) / spread)
        own += (drawn >= clear).sum(0)
        ordered = np.sort(drawn[:, apart], axis=None)
        every += len(ordered) - np.searchsorted(ordered, clear)
    return np.asarray(np.maximum(own / times, (1 + every) / (1 + times * routes * (routes - 1))))


def _judged(clear: Floats, shares: Floats) -> Floats:
    """Return for each pair how large a part of the pairs proposed down to it is expected to be chance alone.

    After Benjamini and Hochberg 1995.
    """
    routes = len(clear)
    apart = np.flatnonzero(~np.eye(routes, dtype=bool))
    found = np.ones(routes * routes)
    order = apart[np.argsort(shares.ravel()[apart], kind="stable")]
    ranked = shares.ravel()[order] * len(order) / np.arange(1, len(order) + 1)
    found[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1)
    return found.reshape(routes, routes)


def clearest(beyond: Floats) -> Floats:
    """Return for each ordered pair how clear it is at its clearest: the first falls, the second rises.

    Args:
        beyond: Changes in units of the usual one; routes along the last axis but one, months along the last.
    """
    falls, rises = np.maximum(-beyond, 0).astype(np.float32), _within_lags(np.maximum(beyond, 0)).astype(np.float32)
    routes = beyond.shape[-2]
    found = np.zeros((*beyond.shape[:-1], routes))
    for fall in range(routes):
        found[..., fall, :] = np.minimum(falls[..., fall, None, :], rises).max(-1)
        found[..., fall, fall] = 0
    return found


def side(family: Family, values: Floats, route: int, place: int, spread: float, window: int) -> Side:
    """Return what a route did in the window that begins at a place, counted from the second year."""
    now = slice(place + YEAR, place + YEAR + window)
    ago = slice(place, place + window)
    change = float((values[route, now] - values[route, ago]).mean())
    reach = NORMAL95 * float(spread)
    by, low, high = (float(np.expm1(one)) for one in (change, change - reach, change + reach))
    before, after = (float(family.figures[route, part].sum()) for part in (ago, now))
    return Side(family.names[route], place + YEAR, before, after, by, low, high, change / float(spread))


def _within_lags(rises: Floats) -> Floats:
    """Return for each month the largest rise that begins in it or up to so many months later."""
    found = rises.copy()
    for lag in range(1, min(LAGS, rises.shape[-1] - 1) + 1):
        found[..., :-lag] = np.maximum(found[..., :-lag], rises[..., lag:])
    return found


def _unbroken(beyond: Floats, family: Family, window: int) -> Floats:
    """Return the changes without those that compare months before a break in definition with months after it."""
    found = beyond.copy()
    for route, places in enumerate(family.breaks):
        for place in places:
            found[route, max(0, place - YEAR - window + 1) : max(0, place)] = 0
    return found


def _runs(falling: Floats, rising: Floats, bound: float) -> Iterator[tuple[int, int, int, int]]:
    """Yield each stretch of months in which a pair is beyond the bound: both ends, the clearest month, its lag."""
    rises = np.maximum(rising, 0)
    clear = np.minimum(np.maximum(-falling, 0), _within_lags(rises))
    above = np.flatnonzero(clear >= min(bound - TINY, CLEARLY))
    for run in np.split(above, np.flatnonzero(np.diff(above) > 1) + 1):
        if len(run) and clear[run].max() >= bound - TINY:
            peak = int(run[clear[run].argmax()])
            yield int(run[0]), int(run[-1]), peak, int(rises[peak : peak + LAGS + 1].argmax())
