"""The forms in which a published table is taken away: CSV with its metadata, SDMX-CSV 2.0, SDMX-JSON 2.0."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from corridor.core.disclosure.codes import TOTAL
from corridor.core.disclosure.records import Key, Published, Shown


def in_order(table: Published) -> Iterator[tuple[Key, Shown]]:
    """Yield the cells of a table in the order of its codes, the sums last."""
    codes = [(*axis.codes, TOTAL) for axis in table.axes]
    return ((key, table.cells[key]) for key in product(*codes) if key in table.cells)
