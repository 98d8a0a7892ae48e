"""How wrong the forecasts that would have been shown were, and how often their intervals held.

`analysis.forecast_ratio`: the six main routes of Frontex, months from 2018 on, all horizons together: the error of what
would have been shown over the error of the previous month. `analysis.coverage`: the share of truths in the intervals of
80 percent. At each origin everything is chosen from what was past then. The table by route, by horizon and of every
other series at hand goes to `results/analysis-forecasts.json`.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from bench.engines import ROOT, Engine
from bench.figures import Figure
from corridor.core.forecasting.library import said_by_library
from corridor.core.forecasting.records import HORIZON, Forecast, Judged, Score
from corridor.core.forecasting.rules.backtest import forecast_of, score_of
from corridor.core.forecasting.rules.leaving import exportable
from corridor.core.forecasting.rules.refusing import refusal, usable
from corridor.core.kernel.months import after, between
from corridor.core.series.codes import Counted, State
from corridor.core.series.records import Scope, Series, Value

RESULTS = Path(__file__).parent / "results" / "analysis-forecasts.json"
SHARED = ROOT.parent / "shared" / "data" / "border-crossings"
MAIN_ROUTES = (
    "Central Mediterranean Route",
    "Western Balkan Route",
    "Eastern Mediterranean Route",
    "Western African Route",
    "Western Mediterranean Route",
    "Eastern Borders Route",
)
SINCE = "2018-01"

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Table:
    """One file beside the project: its months, figures and, where it holds several series, their names."""

    name: str
    file: str
    month: str = "t"
    figure: str = "n"
    by: str = ""


TABLES = (
    Table("Mexico, irregular entries", "mexico-irregular-by-nationality-to-2022.csv"),
    Table("Mexico, expulsions", "mexico-expulsions-to-2022.csv"),
    Table("Honduras, irregular entries", "honduras-by-nationality-to-2022.csv"),
    Table("Darién, transits", "darien-by-nationality-to-2022.csv"),
    Table("United Kingdom, Channel", "uk-channel-small-boats-daily-2018-2022.csv", "full_date", "migrants_arrived"),
    Table("United States, south-west", "us-southwest-border-encounters-to-fy2022.csv", by="component"),
)


def measure(engine: Engine) -> list[Figure]:
    """Judge the forecasts of every series at hand, and write the table."""
    if engine.address:
        return []
    found = dict(forecasts(detections(), named=Counted.DETECTIONS, quick=engine.is_quick))
    main = [one for name in MAIN_ROUTES if (known := found.get(name)) for one in _since(known, SINCE)]
    score = score_of(main)
    if score is None or score.ratio is None:
        return []
    if not engine.is_quick:
        others = {**dict(forecasts(beside(), named=Counted.PEOPLE)), **dict(forecasts(deaths(), named=Counted.DEATHS))}
        RESULTS.write_text(_document(found, others, score, main), encoding="utf-8")
    return [
        Figure("analysis.forecast_ratio", score.ratio, None),
        Figure("analysis.coverage", score.in_most, None),
    ]


def forecasts(
    counted: Iterable[tuple[str, Counts, str]], *, named: Counted, quick: bool = False
) -> Iterator[tuple[str, Forecast | str]]:
    """Yield each series with its forecast, or with why there is none; the quick way goes without the library."""
    for name, figures, last in counted:
        months = between(min(figures), last)
        values = tuple(_value(month, figures.get(month, 0)) for month in months)
        series = Series(Scope(named, route=name), values)
        today = date.fromisoformat(f"{after(last, 2)}-01")
        if reason := refusal(series, today=today):
            yield name, reason.value
            continue
        known = usable(series, today=today)
        made = forecast_of(known.first, known.middles, library=None if quick else said_by_library)
        sys.stderr.write(f"  {name}: {len(known.values)} months, {made.rule}, {made.verdict}\n")
        yield name, made


def _value(month: str, figure: int) -> Value:
    return Value(month, State.TOLD, figure, figure, 1) if figure else Value(month, State.ZERO)


def detections() -> Iterator[tuple[str, Counts, str]]:
    """Yield the detections of Frontex that ship with Corridor, by route."""
    text = files("corridor.demo.series").joinpath("frontex-reduced.csv").read_text("utf-8")
    yield from _by(csv.DictReader(io.StringIO(text)), "route", "period", "detections", str)


def deaths() -> Iterator[tuple[str, Counts, str]]:
    """Yield the dead and missing of Missing Migrants that ship with Corridor, by route."""
    packed = files("corridor.demo.series").joinpath("missing-migrants-reduced.csv.gz").read_bytes()
    rows = csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8")))
    dated = (row for row in rows if len(row["occurred_on"]) >= len("2021-03") and row["route"])
    yield from _by(dated, "route", "occurred_on", "dead_or_missing", "{}, dead and missing".format)


def beside() -> Iterator[tuple[str, Counts, str]]:
    """Yield the series of the files beside the project, where they are."""
    for table in TABLES:
        path = SHARED / table.file
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as file:
                named = (f"{table.name}, {{}}" if table.by else table.name).format
                yield from _by(csv.DictReader(file), table.by, table.month, table.figure, named)


def _by(
    rows: Iterable[dict[str, str]], by: str, month: str, figure: str, named: Callable[[str], str]
) -> Iterator[tuple[str, Counts, str]]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        told = (row[figure] or "0").replace(",", "")
        counted[row[by] if by else ""][row[month][:7]] += int(float(told)) if told != "NA" else 0
    first = min(one for each in counted.values() for one in each)
    last = max(one for each in counted.values() for one in each)
    for name, each in sorted(counted.items()):
        yield named(name), {first: 0, **each}, last


def _since(found: Forecast | str, month: str) -> list[Judged]:
    return [] if isinstance(found, str) else [one for one in found.judged if one.month >= month]


def _document(
    routes: Mapping[str, Forecast | str], others: Mapping[str, Forecast | str], pooled: Score, main: list[Judged]
) -> str:
    rest = [one for found in others.values() for one in _since(found, "")]
    rest += [one for name, found in routes.items() if name not in MAIN_ROUTES for one in _since(found, "")]
    document = {
        "pooled": {"since": SINCE, "routes": list(MAIN_ROUTES), **_told(pooled), "by_horizon": _horizons(main)},
        "others_pooled": {**_told(score_of(rest)), "by_horizon": _horizons(rest)},
        "routes": [_row(name, found, SINCE) for name, found in routes.items()],
        "others": [_row(name, found, "") for name, found in others.items()],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _row(name: str, found: Forecast | str, since: str) -> dict[str, Any]:
    if isinstance(found, str):
        return {"series": name, "refused": found}
    judged = _since(found, since)
    shown = Counter(one.rule.value for one in judged if one.horizon == 1)
    return {
        "series": name,
        "now": found.rule.value,
        "verdict": found.verdict.value,
        "may_leave": exportable(found),
        **_told(score_of(judged)),
        "by_horizon": _horizons(judged),
        "shown": dict(shown.most_common()),
        "rules": {
            one.rule.value: {"chosen": one.chosen, "errors": [round(error, 1) for error in one.errors]}
            for one in found.tried
        },
    }


def _horizons(judged: list[Judged]) -> list[dict[str, Any]]:
    return [_told(score_of(one for one in judged if one.horizon == ahead)) for ahead in range(1, HORIZON + 1)]


def _told(score: Score | None) -> dict[str, Any]:
    if score is None:
        return {"months": 0}
    return {
        "months": score.months,
        "error_shown": round(score.shown, 1),
        "error_previous_month": round(score.previous, 1),
        "error_last_year": round(score.last_year, 1),
        "ratio": None if score.ratio is None else round(score.ratio, 4),
        "coverage_50": round(score.in_half, 4),
        "coverage_80": round(score.in_most, 4),
    }
