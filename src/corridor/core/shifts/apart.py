"""The scan as work that is done in a process of its own: what JSON can hold goes in and comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from corridor.core.kernel.months import month_of, number_of
from corridor.core.shifts.records import Family, Side
from corridor.core.shifts.rules.along import check_along
from corridor.core.shifts.rules.rivals import rivals_of
from corridor.core.shifts.rules.scanning import scan
from corridor.core.shifts.rules.sizes import taken_up


def work(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Scan every family and return its shifts with their sizes and rivals.

    Args:
        inputs: `along`, `seed`, and `families`: for each its `key`, `first` month, `names`, `rows` of figures with null
            where nothing is known, `breaks` and `revised` as months, and whether it `is_of_reports`.
    Raises:
        AlongRefused: The families run along something else than routes or countries (R-24).
    """
    check_along(str(inputs["along"]))
    return {"families": [_scanned(one, int(inputs["seed"])) for one in inputs["families"]]}


def family_of(told: Mapping[str, Any]) -> Family:
    """Return a family from its written form; months of which nothing is known are filled from their neighbours."""
    rows = [[np.nan if figure is None else float(figure) for figure in row] for row in told["rows"]]
    figures = np.array(rows)
    unknown = np.isnan(figures)
    months = np.arange(figures.shape[1])
    for row, gaps in zip(figures, unknown, strict=True):
        if gaps.any():
            row[gaps] = np.expm1(np.interp(months[gaps], months[~gaps], np.log1p(row[~gaps])))
    begun = number_of(told["first"])
    return Family(
        names=tuple(told["names"]),
        first=told["first"],
        figures=figures,
        missing=frozenset(np.flatnonzero(unknown.any(0)).tolist()),
        breaks=tuple(tuple(number_of(month) - begun for month in months) for months in told["breaks"]),
        revised=frozenset(number_of(month) - begun for month in told["revised"]),
    )


def _scanned(told: Mapping[str, Any], seed: int) -> dict[str, Any]:
    family = family_of(told)
    chance = np.random.Generator(np.random.PCG64(seed))
    scanned = scan(family, chance=chance)
    begun = number_of(family.first)
    shifts = []
    for shift in scanned.shifts:
        share = taken_up(shift, scanned, family.names, chance=chance)
        rivals = rivals_of(shift, family, scanned, is_of_reports=bool(told["is_of_reports"]))
        shifts.append(
            {
                "fall": _side(shift.fall, begun, scanned.window),
                "rise": _side(shift.rise, begun, scanned.window),
                "lag": shift.lag,
                "since": month_of(begun + shift.since),
                "until": month_of(begun + shift.until),
                "chance": shift.chance,
                "is_alike": shift.is_alike,
                "share": None if share is None else asdict(share),
                "rivals": [
                    {"kind": one.kind, "weight": one.weight, "figures": dict(one.figures), "routes": list(one.routes)}
                    for one in rivals
                ],
            }
        )
    return {
        "key": told["key"],
        "pairs": scanned.pairs,
        "window": scanned.window,
        "shifts": shifts,
    }


def _side(one: Side, begun: int, window: int) -> dict[str, Any]:
    now = begun + one.since
    months = {"since": month_of(now), "until": month_of(now + window - 1)}
    return {**asdict(one), **months, "year_before": [month_of(now - 12), month_of(now - 13 + window)]}
