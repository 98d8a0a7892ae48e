"""Courses whose truth is known: made by a seed, some with a change and some without."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from corridor.core.displacement.records import Course, Window
from corridor.core.kernel.months import after

FIRST = "2010-01"


def window(before: int, then: int) -> Window:
    """Return so many months before and after."""
    months = [after(FIRST, step) for step in range(before + then)]
    return Window(tuple(months[:before]), tuple(months[before:]))


def alike(rng: np.random.Generator, length: int, likeness: float) -> list[float]:
    """Return noise in which each month resembles the one before it."""
    found, last = [], 0.0
    for shock in rng.standard_normal(length + 50):
        last = likeness * last + float(shock)
        found.append(last)
    return found[50:]


def figures(
    seed: int,
    length: int,
    *,
    likeness: float = 0.5,
    level: float = 6.0,
    spread: float = 0.3,
    change: float = 0.0,
    at: int = 0,
) -> list[float]:
    """Return monthly figures around a level, with a season; from a month on they are changed, in logarithms."""
    rng = np.random.Generator(np.random.PCG64(seed))
    noise = alike(rng, length, likeness)
    season = np.sin(2 * np.pi * np.arange(length) / 12) * 0.3
    rises = [change if at and month >= at else 0.0 for month in range(length)]
    return [float(np.expm1(level + season[n] + spread * noise[n] + rises[n])) for n in range(length)]


def together(
    seed: int,
    count: int,
    length: int,
    *,
    change: float = 0.0,
    at: int = 0,
    likeness: float = 0.5,
    own: float | None = None,
) -> list[list[float]]:
    """Return areas that move with what they have in common; the first may be changed or alike otherwise."""
    rng = np.random.Generator(np.random.PCG64(seed))
    common, random = alike(rng, length, 0.7), Random(seed)
    found = []
    for n in range(count):
        alone, share = alike(rng, length, likeness if n or own is None else own), random.uniform(0.6, 1.1)
        rises = [change if not n and at and month >= at else 0.0 for month in range(length)]
        logs = (
            6 + 0.6 * share * one + 0.15 * two + three for one, two, three in zip(common, alone, rises, strict=True)
        )
        found.append([float(np.expm1(one)) for one in logs])
    return found


def course(told: Sequence[float | None], area: str = "here", breaks: tuple[str, ...] = ()) -> Course:
    """Return figures as the course of an area."""
    return Course(area, FIRST, tuple(told), breaks)
