"""How long the attack on a release takes, and how many small counts it still finds after protection.

`analysis.attack`: the thorough attack on a protected release of twelve tables that hang together: deadly incidents by
route and cause in each of eight years, and four tables of their sums. `analysis.cells_recovered`: counts that any
attack finds known too well after protection, summed over all releases below. What the same attacks find when only small
cells are hidden and sums are shown, as is often done, stands beside it in `results/analysis-disclosure.json`.

The releases are made of public data: Missing Migrants incidents of 2014 to 2021, and people apprehended in Mexico.
"""

from __future__ import annotations

import csv
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.engines import ROOT, Engine
from bench.figures import Figure
from corridor.core.disclosure.attacking import attack
from corridor.core.disclosure.codes import TOTAL, UNKNOWN, Method, State
from corridor.core.disclosure.records import Attack, Axis, Key, Policy, Protected, Published, Shown, Table
from corridor.core.disclosure.rules import protect
from corridor.core.disclosure.tables import keys_of, summed, with_unknown

DATA = ROOT.parent / "shared" / "data"
RESULTS = Path(__file__).parent / "results" / "analysis-disclosure.json"
SECRET = b"only for measuring"

Row = Mapping[str, str]
POLICIES = {
    "suppression": Policy(),
    "rounding": Policy(method=Method.ROUNDING),
}


@dataclass(frozen=True)
class Release:
    """Tables that are published one group after the other; `groups` in the order of time."""

    name: str
    groups: tuple[tuple[Table, ...], ...]


def measure(engine: Engine) -> list[Figure]:
    """Protect and attack every release; without the public data, nothing is measured."""
    if engine.address or not DATA.exists():
        return []
    incidents = _rows(DATA / "missing-migrants" / "iom-harmonised-2014-2021.csv")
    yearly, twelve = _by_year(incidents)
    others = [Release("eight yearly tables, route by cause", (yearly,)), *_others(incidents)]
    done = [one for release in others for one in _tried(release, tuple(POLICIES))]
    linked = Release("twelve linked tables, route by cause by year", (yearly[:2] if engine.is_quick else twelve,))
    ledger, told = _protected(linked, "suppression", _before(linked))
    since = time.perf_counter()
    again = attack(ledger)
    seconds = time.perf_counter() - since
    done.append(told)
    if not engine.is_quick:
        RESULTS.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")
    recovered = len(again.found) + sum(one["after"]["found"] for one in done)
    return [Figure("analysis.attack", seconds, None), Figure("analysis.cells_recovered", float(recovered), None)]


def _tried(release: Release, methods: Sequence[str]) -> list[dict[str, Any]]:
    before = _before(release)
    return [_protected(release, method, before)[1] for method in methods]


def _before(release: Release) -> Attack:
    return attack([_naive(table, number) for number, group in enumerate(release.groups, 1) for table in group])


def _protected(release: Release, method: str, before: Attack) -> tuple[list[Published], dict[str, Any]]:
    """Return what is published in the end, and what the attacks before and after protection found."""
    policy = POLICIES[method]
    ledger: list[Published] = []
    made: list[Protected] = []
    for number, group in enumerate(release.groups, 1):
        made.append(protect(group, policy, secret=SECRET, ledger=ledger, release=number))
        ledger += made[-1].published
    cells = [shown for one in ledger for shown in one.cells.values()]
    return ledger, {
        "release": release.name,
        "method": method,
        "threshold": policy.threshold,
        "tables": sum(map(len, release.groups)),
        "before": _told(before),
        "after": {
            **_told(made[-1].attack),
            "cells": len(cells),
            "hidden": sum(shown.state is State.HIDDEN for shown in cells),
            "hidden_for_others": sum(why == "for-others" for one in made for why in one.reasons.values()),
            "refused": [one.reason for each in made for one in each.refused],
        },
    }


def _told(done: Attack) -> dict[str, Any]:
    widths = done.widths
    return {
        "looked_at": done.looked_at,
        "found": len(done.found),
        "exactly": done.exactly,
        "within_one": done.within_one,
        "narrowest": widths[0] if widths else None,
        "widest": widths[1] if widths else None,
        "assumed": done.assumed.value,
    }


def _naive(table: Table, release: int) -> Published:
    """Return a table whose small cells are hidden and whose sums are all shown."""
    counts = summed(table, table.cells)
    cells: dict[Key, Shown] = {}
    for key in keys_of(table):
        is_hidden = TOTAL not in key and 0 < counts[key] < POLICIES["suppression"].threshold
        cells[key] = Shown(State.HIDDEN) if is_hidden else Shown(State.SHOWN, counts[key])
    return Published(table.name, table.axes, cells, counted=table.counted, within=table.within, release=release)


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _axis(name: str, values: Iterable[str], unknown: str | None = None) -> Axis:
    return Axis(name, tuple(sorted({*values, *([unknown] if unknown else [])})), unknown)


def _counted(name: str, axes: Sequence[Axis], rows: Iterable[Row], of: Callable[[Row], Key], **within: str) -> Table:
    told = {axis: (value,) for axis, value in within.items()}
    return Table(name, tuple(axes), dict(Counter(of(row) for row in rows)), counted="incidents", within=told)


def _by_year(rows: Sequence[Row]) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """Return one table for each year, and the same with four tables of their sums."""
    route, cause = _axis("route", (row["route"] for row in rows)), _axis("cause", (row["cause"] for row in rows))
    year = _axis("year", (row["t"][:4] for row in rows))
    yearly = tuple(
        _counted(f"route-cause-{code}", (route, cause), (row for row in rows if row["t"][:4] == code),
                 lambda row: (row["route"], row["cause"]), year=code)
        for code in year.codes
    )  # fmt: skip
    sums = (
        _counted("year-route", (year, route), rows, lambda row: (row["t"][:4], row["route"])),
        _counted("year-cause", (year, cause), rows, lambda row: (row["t"][:4], row["cause"])),
        _counted("route-cause", (route, cause), rows, lambda row: (row["route"], row["cause"])),
        _counted("route", (route,), rows, lambda row: (row["route"],)),
    )
    return yearly, (*yearly, *sums)


def _others(rows: Sequence[Row]) -> list[Release]:
    last = [row for row in rows if row["t"][:4] == "2021"]
    return [
        Release("dead and missing by sex, month and region, three linked tables", (_by_sex(),)),
        Release("apprehended by sex, age and month, four linked tables", (_by_age(),)),
        Release("route by cause, the year to date in four monthly releases", _to_date(last)),
        Release("route by cause, three nodes and then their true sum", _nodes(last)),
    ]


def _by_sex() -> tuple[Table, ...]:
    """Return people dead and missing of one year; of whom nobody told the sex, it is unknown."""
    rows = json.loads((DATA / "missing-migrants" / "api-2021.json").read_text(encoding="utf-8"))
    parts: Counter[Key] = Counter()
    wholes: Counter[Key] = Counter()
    for row in rows:
        about = (row["reported_date"][:7], row["region"])
        told = {sex: int(row[f"number_of_{sex}"] or 0) for sex in ("female", "male")}
        wholes[about] += max(int(row["total_dead_and_missing"] or 0), sum(told.values()))
        for sex, count in told.items():
            parts[sex, *about] += count
    cells = with_unknown(parts, wholes, at=0)
    axes = (
        Axis("sex", ("female", "male", UNKNOWN)),
        _axis("month", (key[1] for key in cells)),
        _axis("region", (key[2] for key in cells)),
    )
    return tuple(_projected(f"dead-{at}", axes, cells, kept) for at, kept in enumerate([(0, 1), (0, 2), (1, 2)]))


def _by_age() -> tuple[Table, ...]:
    rows = _rows(DATA / "border-crossings" / "mexico-irregular-by-sex-age-to-2022.csv")
    cells: dict[Key, int] = {
        (row["sex"], row["age"], row["t"]): int(row["n"]) for row in rows if row["t"][:4] == "2020"
    }
    axes = (
        _axis("sex", (key[0] for key in cells), UNKNOWN),
        _axis("age", (key[1] for key in cells), UNKNOWN),
        _axis("month", (key[2] for key in cells)),
    )
    kept = [(0, 1, 2), (0, 1), (0, 2), (1, 2)]
    return tuple(_projected(f"apprehended-{at}", axes, cells, one) for at, one in enumerate(kept))


def _projected(name: str, axes: Sequence[Axis], cells: Mapping[Key, int], kept: tuple[int, ...]) -> Table:
    counts: Counter[Key] = Counter()
    for key, count in cells.items():
        counts[tuple(key[at] for at in kept)] += count
    return Table(name, tuple(axes[at] for at in kept), dict(counts))


def _to_date(rows: Sequence[Row]) -> tuple[tuple[Table, ...], ...]:
    """Return the year to date as it is published anew after each of four months."""
    route, cause = _axis("route", (row["route"] for row in rows)), _axis("cause", (row["cause"] for row in rows))
    months = sorted({row["m"][:7] for row in rows})
    releases = []
    for end in (6, 7, 8, 9):
        some = [row for row in rows if row["m"][:7] in months[:end]]
        table = _counted("to-date", (route, cause), some, lambda row: (row["route"], row["cause"]))
        releases.append((replace(table, within={"month": tuple(months[:end])}),))
    return tuple(releases)


def _nodes(rows: Sequence[Row]) -> tuple[tuple[Table, ...], ...]:
    """Return what three nodes publish, each of the incidents in its countries, and then their true sum."""
    route, cause = _axis("route", (row["route"] for row in rows)), _axis("cause", (row["cause"] for row in rows))
    places = [code for code, _ in Counter(row["geo"] for row in rows).most_common(2)]
    nodes = {"one": [places[0]], "two": [places[1]], "three": sorted({row["geo"] for row in rows} - set(places))}
    parts = [
        _counted(f"node-{node}", (route, cause), (row for row in rows if row["geo"] in codes),
                 lambda row: (row["route"], row["cause"]), node=node)
        for node, codes in nodes.items()
    ]  # fmt: skip
    whole = _counted("sum", (route, cause), rows, lambda row: (row["route"], row["cause"]))
    return (*((part,) for part in parts), (replace(whole, within={"node": tuple(nodes)}),))
