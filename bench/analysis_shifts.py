"""How long a scan for shifts takes, how often it cries wolf, and which of the well-known shifts it finds.

`analysis.scan`: all pairs of the real routes and 30 invented ones over 150 months, from the question to the answer of
the process of its own. `analysis.false_shifts`: the share of collections without a shift in which anything is proposed:
the real routes with their months in another order, and invented seasonal ones in which each month carries over a part
of the one before. What is found in the real series, and how often real histories that are slid along each other meet by
accident, goes to `results/analysis-shifts.json`.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from bench.engines import ROOT, Engine
from bench.figures import Figure
from corridor.core.kernel.months import between, number_of
from corridor.core.shifts.apart import family_of, work
from corridor.core.shifts.records import Family, Floats
from corridor.core.shifts.rules.scanning import scan
from corridor.web.desk.series.apart import worked_apart

RESULTS = Path(__file__).parent / "results" / "analysis-shifts.json"
SHARED = ROOT.parent / "shared" / "data" / "border-crossings"
ROUTES, MONTHS = 30, 150
EACH, QUICK, SLID = 50, 3, 40
TIMES = 1000
MOSTLY = 0.5

KNOWN = (
    ("Central Mediterranean Route", "Western Mediterranean Route", "2017-06", "2018-12"),
    ("Western Mediterranean Route", "Western African Route", "2019-01", "2020-12"),
    ("Western Balkan Route", "Central Mediterranean Route", "2016-03", "2016-12"),
    ("Eastern Mediterranean Route", "Central Mediterranean Route", "2016-03", "2016-12"),
)
"""Shifts that are spoken of: which route fell, which rose, and when."""

Makes = Callable[[np.random.Generator], Floats]


def measure(engine: Engine) -> list[Figure]:
    """Scan real, shuffled and invented routes, and write what was found."""
    if engine.address:
        return []
    real = detections()
    seconds = _timed(real)
    each = QUICK if engine.is_quick else EACH
    alarms = {name: alarms_in(makes, each) for name, makes in quiet(family_of(real).figures).items()}
    share = sum(alarms.values()) / (each * len(alarms))
    if not engine.is_quick:
        document = {
            "scan_seconds": round(seconds, 2),
            "false_shifts": {
                "share": round(share, 4),
                "collections": each * len(alarms),
                "alarms": {name: {"of": each, "with_an_alarm": count} for name, count in alarms.items()},
            },
            "slid_histories": {"of": SLID, "with_an_alarm": alarms_in(_slid(family_of(real).figures), SLID)},
            "known": known(real),
            "found": {name: found(told) for name, told in {"Frontex": real, **beside()}.items()},
        }
        RESULTS.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [Figure("analysis.scan", seconds, None), Figure("analysis.false_shifts", share, None)]


def _timed(real: Mapping[str, Any]) -> float:
    """Return how long all pairs of the real routes and the invented ones take, in a process of its own."""
    invented = seasonal(0.5, ROUTES, MONTHS)(np.random.default_rng(1))
    rows = [*(row[-MONTHS:] for row in real["rows"]), *invented.tolist()]
    names = [*real["names"], *(f"Invented {place}" for place in range(ROUTES))]
    begun = time.perf_counter()
    worked_apart("shifts.1", {"along": "route", "seed": 1, "families": [written(names, real["first"], rows)]})
    return time.perf_counter() - begun


def alarms_in(makes: Makes, each: int) -> int:
    """Return in how many collections anything is proposed."""
    count = 0
    for seed in range(each):
        rows = makes(np.random.default_rng(seed))
        family = Family(tuple(f"Route {place}" for place in range(len(rows))), "2009-01", rows)
        count += bool(scan(family, chance=np.random.default_rng([seed, 1]), times=TIMES).shifts)
    return count


def quiet(real: Floats) -> dict[str, Makes]:
    """Return the kinds of collections in which no route takes up what another loses."""
    return {
        "real, months in any order": _ordered(real, 1),
        "real, quarters in any order": _ordered(real, 3),
        "real, half years in any order": _ordered(real, 6),
        **{
            f"invented, {carried} carried over, {months} months": seasonal(carried, 7, months)
            for carried, months in ((0.3, 168), (0.5, 168), (0.7, 168), (0.5, 72), (0.5, 30))
        },
    }


def _ordered(real: Floats, block: int) -> Makes:
    """Return what puts the months of each route into another order, so many together."""

    def made(chance: np.random.Generator) -> Floats:
        blocks = [row.reshape(-1, block) for row in real]
        return np.stack([row[chance.permutation(len(row))].ravel() for row in blocks])

    return made


def _slid(real: Floats) -> Makes:
    """Return what slides the whole history of each route: its movements stay, and what meets, meets by accident."""

    def made(chance: np.random.Generator) -> Floats:
        return np.stack([np.roll(row, 12 * int(chance.integers(1, real.shape[1] // 12))) for row in real])

    return made


def seasonal(carried: float, routes: int, months: int) -> Makes:
    """Return what invents seasonal routes in which each month carries over a part of the one before."""

    def made(chance: np.random.Generator) -> Floats:
        steps = 0.4 * chance.standard_normal((routes, months))
        steps[:, 0] /= np.sqrt(1 - carried * carried)
        for month in range(1, months):
            steps[:, month] += carried * steps[:, month - 1]
        phase = chance.integers(0, 12, (routes, 1))
        season = 0.8 * np.sin(2 * np.pi * (np.arange(months)[None, :] + phase) / 12)
        return np.asarray(np.round(np.exp(6 + chance.standard_normal((routes, 1)) + season + steps)), np.float64)

    return made


def known(real: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return which of the shifts that are spoken of the scan proposes."""
    shifts = found(real)
    answer = []
    for fall, rise, since, until in KNOWN:
        met = [one for one in shifts if (one["fall"], one["rise"]) == (fall, rise)]
        met = [one for one in met if one["since"] <= until and since <= one["until"]]
        moved = {f"{side}_by": _moved(real, route, since, until) for side, route in (("fall", fall), ("rise", rise))}
        spoken_of = {"fall": fall, "rise": rise, "since": since, "until": until}
        answer.append({**spoken_of, **moved, "is_proposed": bool(met)})
    return answer


def _moved(real: Mapping[str, Any], route: str, since: str, until: str) -> list[int]:
    """Return what a route had in the year before some months, and in the last of them, as many months each."""
    row, first = real["rows"][real["names"].index(route)], number_of(real["first"])
    begun, ended = number_of(since) - first, number_of(until) - first + 1
    months = min(ended - begun, 12)
    return [round(sum(row[begun - 12 : begun - 12 + months])), round(sum(row[ended - months : ended]))]


def found(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the scan proposes, as the page shows it."""
    answer = work({"along": "route", "seed": 1, "families": [told]})["families"][0]
    return [
        {
            "fall": one["fall"]["route"],
            "rise": one["rise"]["route"],
            **{name: one[name] for name in ("since", "until", "lag", "is_alike")},
            "lost": round(one["fall"]["before"] - one["fall"]["after"]),
            "gained": round(one["rise"]["after"] - one["rise"]["before"]),
            "chance": round(one["chance"], 4),
            "rivals_for": [rival["kind"] for rival in one["rivals"] if rival["weight"] == "for"],
        }
        for one in answer["shifts"]
    ]


def detections() -> dict[str, Any]:
    """Return the detections of Frontex that ship with Corridor: the routes that are seen in most months."""
    text = files("corridor.demo.series").joinpath("frontex-reduced.csv").read_text("utf-8")
    return _by(csv.DictReader(io.StringIO(text)), "route", "period", "detections")


def beside() -> dict[str, dict[str, Any]]:
    """Return another real series beside the project: sectors of a land border: places, never nationalities."""
    path = SHARED / "us-southwest-border-encounters-to-fy2022.csv"
    if not path.exists():
        sys.stderr.write("  the public data is not beside the project\n")
        return {}
    with path.open(encoding="utf-8") as rows:
        return {"United States, south-west border": _by(csv.DictReader(rows), "area", "t", "n")}


def _by(rows: csv.DictReader[str], name: str, month: str, figure: str) -> dict[str, Any]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row[name]][row[month]] += int(float(row[figure] or 0))
    told = {one for counted in counts.values() for one in counted}
    months = list(between(min(told), max(told)))
    names = sorted(
        one for one, counted in counts.items() if sum(counted[on] > 0 for on in months) > MOSTLY * len(months)
    )
    return written(names, months[0], [[counts[one][on] for on in months] for one in names])


def written(names: list[str], first: str, rows: list[Any]) -> dict[str, Any]:
    """Return a family in its written form."""
    lacks = {"breaks": [[] for _ in names], "revised": [], "is_of_reports": False}
    return {"key": "routes", "first": first, "names": names, "rows": rows, **lacks}
