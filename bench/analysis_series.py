"""How long the list of series takes among a million incidents, and how our sums compare with the engine's own SQL.

The world is that of `scale.py`, its incidents spread over 24 routes in 12 countries. An analyst asks for the list of
series of incidents and deaths, by route and by country, turn by turn; the whole request is timed as in `pages.py`.

`analysis.page`: the slowest of these pages, in s; the median of some rounds after a first.
`analysis.series`: the facts of all incidents as a Parquet file, from which every series by route is worked out: through
the expressions that run on DuckDB and on Spark alike, and by SQL written by hand for DuckDB, turn by turn.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import reads, scale, world
from bench.figures import Figure, median, median_pair

if TYPE_CHECKING:
    from bench.engines import Engine

ROUNDS = 5
ROUTES, COUNTRIES = 24, 12
PAGES = tuple(
    f"/analysis/series/?counted={counted}&by={by}" for counted in ("incidents", "deaths") for by in ("route", "country")
)

BY_HAND = """
WITH cell AS (
  SELECT source, edition, route, month, count(low) AS told, sum(low) AS low, sum(high) AS high
  FROM read_parquet($1) GROUP BY ALL
), covered AS (
  SELECT DISTINCT source, edition, month FROM cell WHERE length(month) = 7
), known AS (
  SELECT DISTINCT source, edition, route FROM cell WHERE route <> ''
)
SELECT source, edition, route, month,
  CASE WHEN told IS NULL THEN 'zero' WHEN told = 0 THEN 'missing' ELSE 'told' END,
  CASE WHEN told > 0 THEN low ELSE 0 END, CASE WHEN told > 0 THEN high ELSE 0 END,
  CASE WHEN told > 0 THEN told ELSE 0 END
FROM known JOIN covered USING (source, edition) LEFT JOIN cell USING (source, edition, route, month)
"""


def measure(engine: Engine) -> list[Figure]:
    """Measure the pages and the sums on one engine."""
    prepare(engine)
    pages = engine.run(scale.NODE, "analysis_series.pages")
    for address, seconds in pages.items():
        sys.stderr.write(f"  {address}: {seconds:.2f} s\n")
    figures = [Figure(f"analysis.page{engine.suffix}", max(pages.values()), None)]
    if not engine.suffix:
        ours, raw = engine.run(scale.NODE, "analysis_series.sums", engine.folder / "facts.parquet")
        figures.append(Figure("analysis.series", ours, raw))
    return figures


def prepare(engine: Engine) -> None:
    """Make the world of `scale.py`, unless it is there, and spread its incidents over routes and countries."""
    if not (engine.folder / scale.NODE).exists():
        incidents, markings = (10_000, 500) if engine.is_quick else (scale.INCIDENTS, reads.MARKINGS)
        series = scale.write(engine.folder / "scale.csv", incidents)
        engine.run(scale.NODE, "scale.make", series, markings)
    engine.run(scale.NODE, "analysis_series.spread")


def spread() -> int:
    """Give each incident a route and a country; how many."""
    from django.db import connection

    from corridor.web.base.ledger import turn

    with turn.write(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE fact SET route = 'Route ' || (record %% %s), "
            "country = 'X' || substr('ABCDEFGHIJKL', 1 + record %% %s, 1)",
            [ROUTES, COUNTRIES],
        )
        return int(cursor.rowcount)


def pages() -> dict[str, float]:
    """Ask for each page in turn; the median seconds of each after a first round."""
    from bench.pages import _signed_in

    client = _signed_in()
    took: dict[str, list[float]] = {address: [] for address in PAGES}
    for _ in range(ROUNDS + 1):
        for address in PAGES:
            begun = time.perf_counter()
            response = client.get(address, HTTP_HOST="localhost")
            took[address].append(time.perf_counter() - begun)
            if response.status_code != 200 or (b"Route 7" not in response.content and "by=route" in address):
                raise SystemExit(f"{address} answered {response.status_code}")
    return {address: median(samples[1:]) for address, samples in took.items()}


def sums(path: str) -> tuple[float, float]:
    """Return how long the series of a file of facts take through our expressions and by hand, in s: one pair."""
    from corridor.core.series.codes import Counted
    from corridor.web.desk.series import outward

    facts = Path(path)
    outward.write_facts(by=world.officer(), counted=Counted.DEATHS, path=facts, invented=False, now=world.now())
    answers, pairs = (through_expressions(facts), by_hand(facts)), []
    if answers[0] != answers[1] or not answers[0]:
        raise SystemExit("the expressions and the SQL answer differently")
    for _ in range(ROUNDS):
        raw = _once(lambda: by_hand(facts))
        pairs.append((_once(lambda: through_expressions(facts)), raw))
    return median_pair(pairs)


def through_expressions(facts: Path) -> Any:
    """Return every series by route, in order, through the expressions."""
    from corridor.core.series import expressions
    from corridor.web.desk.series import running

    along = ("source", "edition", "route")
    with running.opened(facts) as read:
        cells = read.kept(expressions.cells(read.frame, along))
        return running.rows_of(expressions.values(cells, along))[1]


def by_hand(facts: Path) -> Any:
    """Return the same by SQL written by hand."""
    from corridor.web.desk.series.engine import engine

    with engine(file=facts) as database:
        return sorted(database.execute(BY_HAND, [str(facts)]).fetchall())


def _once(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
