"""A forecast as a file of comma-separated values: first what it is worth, then the months ahead."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from corridor.core.forecasting.records import Forecast
from corridor.core.forecasting.rules.backtest import score_of
from corridor.web.desk.forecasting.queries import Found
from corridor.web.desk.imports.queries import defused

COLUMNS = ("month", "forecast", "low_50", "high_50", "low_80", "high_80", "previous_month", "same_month_of_last_year")
DECIDES = "a forecast decides nothing; it needs a named human decision"


def csv_of(found: Found, made: Forecast, *, now: datetime) -> str:
    """Return a forecast as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for name, said in _about(found, made, now):
        writer.writerow([f"# {name}", defused(said)])
    writer.writerow(COLUMNS)
    for one in made.steps:
        ends = (one.half.low, one.half.high, one.most.low, one.most.high)
        writer.writerow([one.month, one.middle, *ends, one.previous, one.last_year])
    return out.getvalue()


def _about(found: Found, made: Forecast, now: datetime) -> Iterator[tuple[str, str]]:
    one = found.series
    yield "made at", now.isoformat(timespec="seconds")
    yield "note", DECIDES
    yield "invented", "yes" if one.scope.is_invented else "no"
    yield "series", one.scope.key
    yield "publisher", one.publisher.name or one.publisher.title
    yield "credit", one.publisher.credit
    yield "licence", one.publisher.licence
    yield "released on", one.publisher.released_on
    yield "loaded on", one.publisher.loaded_on
    yield "last month", one.last
    is_over = bool(made.steps) and made.steps[-1].month <= now.date().isoformat()[:7]
    yield "the months ahead are over already", "yes" if is_over else "no"
    yield "rule", made.rule.value
    yield "rounded", "yes" if made.is_coarse else "no"
    if score := score_of(made.judged):
        yield "forecasts judged", f"{score.months} since {made.since}"
        yield "mean error of what was shown", f"{score.shown:.1f}"
        yield "mean error of the previous month", f"{score.previous:.1f}"
        yield "mean error of the same month of last year", f"{score.last_year:.1f}"
        yield "truths in the interval of 50 percent", f"{score.in_half:.2f}"
        yield "truths in the interval of 80 percent", f"{score.in_most:.2f}"
