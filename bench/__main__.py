"""`python -m bench [area …] [--engine sqlite|postgresql] [--quick]`: measure, print a table, keep the results.

Without arguments everything is measured on both engines and `bench/results/latest.json` is written anew; a part of it
replaces only its own figures there. Ends with 1 when a promise is not kept.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import (
    analysis_disclosure,
    analysis_forecasts,
    analysis_series,
    analysis_shifts,
    commitments,
    crash,
    engines,
    exchange,
    exchange_killed,
    hostile,
    ingest,
    ledger,
    markings,
    matching,
    memory,
    pages,
    reads,
    scale,
    wall,
)
from bench.engines import Engine
from bench.figures import BOUNDS, Figure

RESULTS = Path(__file__).resolve().parent / "results" / "latest.json"
AREAS: dict[str, Callable[[Engine], list[Figure]]] = {
    "ingest": ingest.measure,
    "reads": reads.measure,
    "markings": markings.measure,
    "ledger": ledger.measure,
    "matching": matching.measure,
    "pages": pages.measure,
    "scale": scale.measure,
    "memory": memory.measure,
    "hostile": hostile.measure,
    "crash": crash.measure,
    "wall": wall.measure,
    "series": analysis_series.measure,
    "shifts": analysis_shifts.measure,
    "forecasts": analysis_forecasts.measure,
    "disclosure": analysis_disclosure.measure,
    "exchange": lambda engine: [*exchange.measure(engine), *exchange_killed.measure(engine)],
    "commitments": commitments.measure,
}
ENGINES = {"sqlite": engines.sqlite, "postgresql": engines.postgresql}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; return 0 when every promise is kept."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure what the project promises.")
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"any of {', '.join(AREAS)}; all when left out")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="one engine only")
    parser.add_argument("--quick", action="store_true", help="small worlds and few rounds; the results are not kept")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.areas) - AREAS.keys():
        parser.error(f"no such area: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    for name in chosen.engine or ENGINES:
        with ENGINES[name](quick=chosen.quick) as engine:
            for area in chosen.areas or AREAS:
                begun = time.monotonic()
                told = AREAS[area](engine)
                figures += told
                sys.stderr.write(f"measured {area} on {name} in {time.monotonic() - begun:.0f} s\n{table(told)}")
                if not chosen.quick:
                    keep(told)
    where = engines.workplace() or "the temporary folder"
    sys.stdout.write(table(figures))
    sys.stdout.write(f"nodes stood in {where}; a durable write to the disk takes {engines.commit_ms():.2f} ms here\n")
    return 0 if all(figure.holds for figure in figures) else 1


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines of text: value, baseline, ratio, promise, and whether it is kept."""
    lines = [f"{'figure':24}{'value':>12} {'unit':13}{'baseline':>12}{'ratio':>8}  {'promise':16}"]
    for figure in figures:
        bound = figure.bound
        promise = f"{bound.on} {'≥' if bound.least is not None else '≤'} {bound.least or bound.most:,g}"
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        baseline = "" if figure.baseline is None else f"{figure.baseline:,.4g}"
        kept = "kept" if figure.holds else "NOT KEPT"
        lines.append(
            f"{figure.name:24}{_plain(figure.value):>12} {bound.unit:13}{baseline:>12}{ratio:>8}  {promise:22}{kept}"
        )
    return "\n".join(lines) + "\n"


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number >= 1000 else f"{number:,.3g}"


def keep(figures: Sequence[Figure]) -> None:
    """Write the results; figures that were not measured this time stay as they were."""
    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    known = {entry["name"]: entry for entry in before}
    known.update({figure.name: figure.document() for figure in figures})
    order = [name + suffix for suffix in ("", ".pg") for name in BOUNDS if not name.endswith(".pg")]
    RESULTS.parent.mkdir(exist_ok=True)
    written = [known[name] for name in order if name in known]
    RESULTS.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
