"""A published table as CSV that says of itself what it is: source, method, coverage and the legend stand above it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from corridor.core.disclosure.codes import FLOOR, TOTAL, UNKNOWN, Method, State
from corridor.core.disclosure.records import Published
from corridor.core.kernel.cells import defuse
from corridor.core.publishing.formats import in_order
from corridor.core.publishing.records import Coverage, Publication
from corridor.core.publishing.rules import band_of

LEGEND: Final = (
    ("value", "people counted; empty where the cell is not told"),
    (State.SHOWN.value, "the figure as counted"),
    (State.HIDDEN.value, "not told: it is small, or would give away another cell; it is not zero"),
    (State.ROUNDED.value, "moved by keyed noise, the same in every table; rows need not add up"),
    (TOTAL, "all codes together"),
    (UNKNOWN, "not told by the source; never spread over the other codes"),
)


def plain_csv(publication: Publication, table: Published) -> str:
    """Return a table as CSV; lines that begin with # come first and tell what it is and how it was protected."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for name, told in (*_told(publication), *_protected(publication, table)):
        writer.writerow([f"# {name}", defuse(told)])
    writer.writerow([*(axis.name for axis in table.axes), "value", "status"])
    for key, shown in in_order(table):
        writer.writerow([*map(defuse, key), "" if shown.value is None else shown.value, shown.state.value])
    return out.getvalue()


def _told(publication: Publication) -> Iterator[tuple[str, str]]:
    release, asked, coverage = publication.release, publication.asked, publication.coverage
    yield "table", f"{release.uid} version {release.number}"
    yield "published by", f"{release.authority} on {release.on}"
    if release.supersedes:
        yield "supersedes", f"version {release.supersedes}: {release.why}"
    for source in publication.sources:
        yield "source", "; ".join(part for part in (source.title or source.code, source.edition, source.credit) if part)
        if source.licence:
            yield "licence", source.licence
    if asked is not None:
        yield "counted", asked.counted.value
        yield "time", f"{asked.since or 'all'} to {asked.until or 'all'}"
        if asked.is_invented:
            yield "invented", "these figures are invented for a demonstration"
    least = asked.threshold if asked is not None else FLOOR
    told = {name: _band(getattr(coverage, name), least) for name in Coverage.__slots__}
    yield (
        "coverage",
        "records with a figure {told}, without {untold}, of unknown period {undated}, with a range {ranges} (the "
        "lowest figure counts; the highest exceed it by {spread}), not broken down by sex or age {unbroken}, parts at "
        "odds with their total {contradictory}".format(**told),
    )


def _band(count: int, threshold: int) -> str:
    low, high = band_of(count, threshold)
    return f"{low} to {high}" if low else f"fewer than {high + 1}"


def _protected(publication: Publication, table: Published) -> Iterator[tuple[str, str]]:
    if table.method is Method.ROUNDING:
        yield "method", f"cell-key rounding to {table.base}"
    else:
        yield "method", f"cells below {table.threshold} and those that would give them away are not told"
    found = publication.attack
    yield (
        "attack",
        f"digest of what was attacked {publication.content_digest}; cells not told {table.hidden}, worked out exactly "
        f"{found.get('exactly', 0)}, to within one {found.get('within_one', 0)}",
    )
    shown = {one.state for one in table.cells.values()}
    for name, told in LEGEND:
        if name not in set(State) or State(name) in shown:
            yield f"legend {name}", told
