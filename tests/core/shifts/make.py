"""Families of routes for tests: seasonal, each month carrying over a part of the one before, with or without shift."""

from __future__ import annotations

import csv
from collections import defaultdict
from importlib.resources import files
from typing import Any

import numpy as np

from corridor.core.kernel.months import after, between
from corridor.core.shifts.records import Family, Floats

FIRST = "2010-01"


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def figures(
    routes: int, months: int, *, carried: float = 0.4, seed: int = 1, spread: float = 0.3, season: float = 1.0
) -> Floats:
    steps = spread * chance(seed).standard_normal((routes, months))
    for month in range(1, months):
        steps[:, month] += carried * steps[:, month - 1]
    yearly = season * np.sin(2 * np.pi * (np.arange(months)[None, :] + 3 * np.arange(routes)[:, None]) / 12)
    return np.asarray(np.round(np.exp(6 + yearly + steps)), np.float64)


def family(routes: int = 5, months: int = 120, **kinds: Any) -> Family:
    return of(figures(routes, months, **kinds))


def of(rows: Floats, **more: Any) -> Family:
    return Family(tuple(f"Route {place}" for place in range(len(rows))), FIRST, rows, **more)


def shifted(*, at: int = 60, lag: int = 2, routes: int = 5, months: int = 120, seed: int = 1) -> Family:
    """The first route loses four fifths from a month on, the second takes up what it lost a little later."""
    rows = figures(routes, months, seed=seed)
    rows[0, at:] *= 0.2
    rows[1, at + lag :] *= 5
    return of(np.round(rows))


def written(one: Family, **more: Any) -> dict[str, Any]:
    rows = [[None if np.isnan(figure) else float(figure) for figure in row] for row in one.figures]
    told = {"key": "k", "first": one.first, "names": list(one.names), "rows": rows, "revised": []}
    return {**told, "breaks": [[] for _ in rows], "is_of_reports": False, **more}


def detections() -> Family:
    """The real series that ship with the demonstration: the routes that are seen in most of their months."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    text = files("corridor.demo.series").joinpath("frontex-reduced.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        counts[row["route"]][row["period"]] += int(row["detections"])
    told = {month for one in counts.values() for month in one}
    months = list(between(min(told), max(told)))
    usable = sorted(name for name, one in counts.items() if sum(one[month] > 0 for month in months) > len(months) / 2)
    rows = np.array([[float(counts[name][month]) for month in months] for name in usable])
    return Family(tuple(usable), months[0], rows)


def month(place: int) -> str:
    return after(FIRST, place)
