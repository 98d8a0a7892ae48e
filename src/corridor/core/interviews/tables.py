"""Fixed tables of released interviews, in bands of ten, in which no cell below ten can be worked out.

Three things stand together. A cell below the least is not shown. What is shown is a band, so that a difference of shown
cells is never an exact number. And each line of cells with a known sum is looked at as somebody would who knows the sum
exactly: where what is left for a hidden cell is too narrow, further cells of the line are hidden, until it is wide.

Tables are crossed only where the rows do not add up to anything, since a person may name several; of these a row is
shown with all its large columns, or not at all.

Source: R-28
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from corridor.core.interviews.records import Band, Interview, Table

LEAST: Final = 10
"""Fewer are never shown, and bands are as wide."""

NARROWEST: Final = 4
"""So far apart are at least the lowest and the highest number that a hidden cell can have."""

Key = tuple[str, ...]
Codes = Callable[[Interview], Iterable[str]]
ROUTE_UNKNOWN: Final = "?"
REST: Final[Key] = ("", "rest")
"""Who did not name a code, where several can be named."""


def _one(name: str) -> Codes:
    return lambda interview: (getattr(interview, name),)


def _some(name: str) -> Codes:
    return lambda interview: sorted(getattr(interview, name))


def _route(interview: Interview) -> Iterable[str]:
    return (f"{interview.origin or ROUTE_UNKNOWN}>{interview.destination or ROUTE_UNKNOWN}",)


AXES: Final[Mapping[str, Codes]] = {
    "route": _route,
    "sex": _one("sex"),
    "age": _one("age"),
    "way": _one("way"),
    "price": _one("price"),
    "told_before": _one("told_before"),
    "reasons": _some("reasons"),
    "sources": _some("sources"),
    "abuses": _some("abuses"),
}
SEVERAL: Final = frozenset({"reasons", "sources", "abuses"})
"""Axes on which one interview may stand several times."""

CROSSED: Final = (("abuses", "sex"), ("abuses", "age"), ("reasons", "sex"))
TABLES: Final[tuple[tuple[str, ...], ...]] = (*((name,) for name in AXES), *CROSSED)
"""Every table of a release; nobody asks for another."""


def tables(
    interviews: Sequence[Interview],
    *,
    codes: Mapping[str, Collection[str]],
    least: int = LEAST,
    narrowest: int = NARROWEST,
) -> tuple[Table, ...]:
    """Return the tables of one release: the cells that are shown, each in its band.

    A cell that is not there may be small, empty, or kept back for the sake of another one; nothing tells which.

    Args:
        interviews: All that were received in the months of the release.
        codes: Every code that an axis can have; of an axis without an entry, those that occur.
        least: Fewer are not shown; bands are so wide.
        narrowest: How far apart the possible numbers of a hidden cell are at least.
    """
    counts = {axis: _counts(interviews, axis, codes.get(axis, ())) for axis in AXES}
    whole = len(interviews)
    shown = {axis: _shown(axis, counts[axis], whole, least, narrowest) for axis in AXES}
    made = [Table(axis, (axis,), _rows(counts[axis], shown[axis], least)) for axis in AXES]
    for several, single in CROSSED:
        cells: Counter[Key] = Counter(
            (row, column) for one in interviews for row in AXES[several](one) for column in AXES[single](one)
        )
        found = {
            key
            for (row,) in shown[several]
            for key in shown_row(
                {(row, c[0]): cells[row, c[0]] for c in counts[single]}, counts[single], least, narrowest
            )
        }
        made.append(Table(f"{several}-{single}", (several, single), _rows(cells, found, least)))
    return tuple(made)


def _counts(interviews: Sequence[Interview], axis: str, known: Collection[str]) -> dict[Key, int]:
    counts: Counter[Key] = Counter((code,) for one in interviews for code in AXES[axis](one))
    return {**{(code,): 0 for code in known}, **counts}


def _shown(axis: str, counts: Mapping[Key, int], whole: int, least: int, narrowest: int) -> set[Key]:
    """Return which cells of a table with one axis are shown."""
    if axis not in SEVERAL:
        return set(counts) - hidden_cells(counts, whole, least=least, narrowest=narrowest)
    found = set()
    for key, count in counts.items():
        pair = {key: count, REST: whole - count}
        found |= {key} - hidden_cells(pair, whole, least=least, narrowest=narrowest)
    return found


def _rows(counts: Mapping[Key, int], shown: Collection[Key], least: int) -> tuple[tuple[Key, Band], ...]:
    return tuple((key, band(counts[key], least)) for key in sorted(shown))


def band(count: int, width: int = LEAST) -> Band:
    """Return the band that a count lies in."""
    low = count - count % width
    return Band(low, low + width - 1)


def hidden_cells(
    counts: Mapping[Key, int], total: int, *, least: int = LEAST, narrowest: int = NARROWEST
) -> frozenset[Key]:
    """Return the cells of a line that are not shown: those below the least, and those that would give them away."""
    hidden = {key for key, count in counts.items() if count < least}
    while True:
        bands = {key: band(counts[key], least) for key in counts if key not in hidden}
        if not bands or not gives_away(counts, total, hidden, least, narrowest):
            return frozenset(hidden)
        # By bands alone, so that which cells were chosen tells nothing that the bands do not.
        lowest = min(one.low for one in bands.values())
        hidden.update(key for key, one in bands.items() if one.low == lowest)


def gives_away(
    counts: Mapping[Key, int],
    total: int,
    hidden: Collection[Key],
    least: int,
    narrowest: int,
    bands: Mapping[Key, Band] | None = None,
) -> bool:
    """Return whether somebody who knows the sum of a line knows too well what a hidden cell of it is.

    Args:
        bands: What the cells that are shown can be, where that is narrower than their bands.
    """
    unseen = [key for key in counts if key in hidden]
    known = bands or {key: band(counts[key], least) for key in counts if key not in hidden}
    if not unseen:
        return False
    most = total - sum(one.low for one in known.values())
    left = total - sum(one.high for one in known.values())
    if any(counts[key] >= least for key in unseen):
        # One of them is not small, and nobody knows which: each can be anything that is left for all.
        return len(unseen) == 1 or most - max(left, 0) < narrowest or most < least
    lowest = max(0, left - (least - 1) * (len(unseen) - 1))
    return min(least - 1, most) - lowest < narrowest


def shown_row(
    row: Mapping[Key, int], columns: Mapping[Key, int], least: int = LEAST, narrowest: int = NARROWEST
) -> frozenset[Key]:
    """Return which cells of a row of a crossed table are shown: all of the large columns, or none.

    Args:
        row: How many of each column named what the row is about.
        columns: How many there are of each column, by its code alone.
    """
    large = {key for key in row if columns[key[1:]] >= least}
    small = [key for key in large if row[key] < least or columns[key[1:]] - row[key] < least]
    bands = {key: band(row[key], least) for key in large}
    # Who did not name it is not small either, which bounds what a cell can be.
    bounded = {key: Band(one.low, min(one.high, columns[key[1:]] - least)) for key, one in bands.items()}
    if small or gives_away(row, sum(row.values()), set(row) - large, least, narrowest, bounded):
        return frozenset()
    return frozenset(large)
