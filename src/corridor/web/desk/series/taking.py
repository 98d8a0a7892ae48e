"""A series as a file of comma-separated values: first what the figures are, then the figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from corridor.core.series.codes import State
from corridor.core.series.records import Series
from corridor.web.desk.imports.queries import defused

COLUMNS = ("counted", "kind", "route", "country", "source", "edition", "month", "state", "low", "high", "of", "earlier")


def csv_of(series: Sequence[Series], *, now: datetime) -> str:
    """Return series as text; a missing month has a row without a figure, a zero month has the figure 0."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for name, said in _about(series, now):
        writer.writerow([f"# {name}", defused(said)])
    writer.writerow(COLUMNS)
    for one in series:
        writer.writerows(_rows(one))
    return out.getvalue()


def _about(series: Sequence[Series], now: datetime) -> Iterator[tuple[str, str]]:
    first = series[0]
    yield "made at", now.isoformat(timespec="seconds")
    yield "invented", "yes" if first.scope.is_invented else "no"
    for one in series:
        yield "series", one.scope.key
        yield "publisher", one.publisher.name or one.publisher.title
        yield "credit", one.publisher.credit
        yield "licence", one.publisher.licence
        yield "released on", one.publisher.released_on
        yield "loaded on", one.publisher.loaded_on
        yield "months", f"{one.first} to {one.last}"
        yield "missing months", " ".join(one.missing)
        yield "without a month", str(one.undated)
        for known in one.breaks:
            yield "break", f"{known.month} {known.reason} {known.words} {known.by}".strip()


def _rows(one: Series) -> Iterator[list[str]]:
    scope = one.scope
    about = [scope.counted.value, scope.kind, scope.route, scope.country, scope.source, scope.edition]
    for value in one.values:
        is_told = value.state is not State.MISSING
        figures = [str(value.low), str(value.high), str(value.of)] if is_told else ["", "", ""]
        earlier = "–".join(map(str, sorted(set(one.revised.get(value.month, ())))))
        yield [*map(defused, about), value.month, value.state.value, *figures, earlier]
