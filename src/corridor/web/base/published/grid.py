"""A table as a page shows it: the last axis runs across, the others stand in front of each row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from django.utils.translation import gettext

from corridor.core.disclosure.codes import TOTAL, State
from corridor.core.disclosure.records import Published, Shown
from corridor.web.base.published.wording import axis_word, code_word
from corridor.web.design import shown


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its figure as written, or what stands instead."""

    text: str
    is_hidden: bool = False
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: what stands in front of it, and its cells."""

    heads: tuple[str, ...]
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as a page shows it; `across` names the axis of the columns, "" where there is but one column."""

    corner: tuple[str, ...]
    across: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


def grid_of(table: Published, language: str) -> Grid:
    """Return a table as a grid; a table with one axis runs down."""
    axes = table.axes
    down, across = (axes[:-1], axes[-1]) if len(axes) > 1 else (axes, None)
    front = [[code for code in (*axis.codes, TOTAL) if _has(table, n, code)] for n, axis in enumerate(down)]
    columns = [code for code in (*across.codes, TOTAL) if _has(table, len(axes) - 1, code)] if across else [""]
    rows = []
    for key in product(*front):
        heads = tuple(code_word(axis.name, code, language) for axis, code in zip(down, key, strict=True))
        keys = [(*key, column) if across else key for column in columns]
        rows.append(GridRow(heads, tuple(_cell(table.cells.get(one), TOTAL in one, language) for one in keys)))
    return Grid(
        corner=tuple(axis_word(axis.name) for axis in down),
        across=axis_word(across.name) if across else "",
        columns=tuple(code_word(across.name, code, language) for code in columns) if across else (gettext("Figure"),),
        rows=tuple(rows),
    )


def _has(table: Published, place: int, code: str) -> bool:
    return code != TOTAL or any(key[place] == TOTAL for key in table.cells)


def _cell(found: Shown | None, is_sum: bool, language: str) -> GridCell:
    if found is None or found.state is State.HIDDEN or found.value is None:
        return GridCell(gettext("not told"), is_hidden=True, is_sum=is_sum)
    return GridCell(shown.number(found.value, language), is_sum=is_sum)
