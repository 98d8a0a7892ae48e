"""Reads the sheets of an ODS workbook row by row.

A sheet says how often a row or a cell repeats, often thousands of blank ones at its end; only what is filled is made.
The sheets follow each other in one part, so that each is read from the beginning of the part.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from itertools import count

from corridor.core.imports.codes import CELL_LIMIT, COLUMN_LIMIT
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Cells
from corridor.core.imports.tables import limits
from corridor.core.imports.tables.cells import figure, within_limit
from corridor.core.imports.tables.headers import Records
from corridor.core.imports.tables.markup import Attributes, read
from corridor.core.imports.tables.packed import Archive

_LEFT_OUT = frozenset(("annotation", "tracked-changes", "shapes", "named-expressions", "database-ranges", "ruby-text"))


def sheets(archive: Archive, is_computed: bool) -> Iterator[tuple[str, bool, Records]]:
    """Yield each sheet of a workbook with its name, whether it is hidden, and its rows.

    Args:
        is_computed: Take what a formula came to, instead of its text.
    """
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.text("META-INF/manifest.xml", 1 << 20):
        raise FileRefused(fault="encrypted")
    content = archive.found("content.xml")
    if content is None:
        raise FileRefused(fault="damaged")
    names = list(read(archive.pieces(content), _Names()))
    # Each sheet is read from the beginning of the part: many sheets of much content would be read over and over.
    if len(names) * archive.size(content) > limits.PART:
        raise FileRefused(fault="parts")
    for number, (name, is_hidden) in zip(count(), names[: limits.SHEETS], strict=False):
        found = read(archive.pieces(content), _Sheet(number, is_computed=is_computed))
        yield name, is_hidden, _repeated(found)


def _repeated(found: Iterator[tuple[int, int, Cells]]) -> Records:
    for first, times, row in found:
        for line in range(first, first + times):
            yield line, copy(row)


class _Names:
    """Makes the names of the sheets, each with whether its style hides it."""

    def __init__(self) -> None:
        self.made: list[tuple[str, bool]] = []
        self._hidden: set[str] = set()
        self._style = ""
        self._depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._style)
        elif name == "table":
            if not self._depth:
                style = attributes.get("table:style-name", "")
                self.made.append((attributes.get("table:name", ""), style in self._hidden))
            self._depth += 1

    def end(self, name: str) -> None:
        if name == "table":
            self._depth -= 1

    def text(self, text: str) -> None:
        pass


class _Sheet:
    """Makes the rows of the sheet of one number: line, how often it repeats, cells up to the last that is filled."""

    def __init__(self, number: int, *, is_computed: bool) -> None:
        self.made: list[tuple[int, int, Cells]] = []
        self._number = number
        self._is_computed = is_computed
        self._at = -1
        self._depth = 0
        self._left_out = 0
        self._line = 1
        self._lines = self._columns = 1
        self._cells: Cells = []
        self._column = 0
        self._said: str | None = None
        self._parts: list[str] | None = None
        self._size = 0
        self._is_paragraph = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _LEFT_OUT:
            self._left_out += 1
        elif name == "table":
            self._depth += 1
            if self._depth == 1:
                self._at += 1
        elif self._at != self._number or self._depth != 1 or self._left_out:
            return
        elif name == "table-row":
            self._lines = _times(attributes.get("table:number-rows-repeated"))
            self._cells, self._column = [], 0
        elif name in ("table-cell", "covered-table-cell"):
            self._columns = _times(attributes.get("table:number-columns-repeated"))
            self._said = self._typed(attributes)
            self._parts, self._size = [], 0
        else:
            self._written(name, attributes)

    def _typed(self, attributes: Attributes) -> str | None:
        """Return what a cell's attributes say; nothing where its paragraphs say it."""
        formula = attributes.get("table:formula")
        if formula is not None and not self._is_computed:
            return f"={formula.partition('=')[2] or 'formula'}"
        kind = attributes.get("office:value-type")
        if kind in ("float", "percentage", "currency"):
            return figure(attributes.get("office:value", ""))
        if kind == "date":
            return attributes.get("office:date-value", "").removesuffix("T00:00:00")
        if kind == "boolean":
            return attributes.get("office:boolean-value")
        return attributes.get("office:string-value")

    def _written(self, name: str, attributes: Attributes) -> None:
        if self._parts is None:
            return
        if name == "p":
            if self._parts:
                self._add("\n")
            self._is_paragraph = True
        elif name == "s":
            self._add(" " * min(_times(attributes.get("text:c")), CELL_LIMIT))
        elif name in ("tab", "line-break"):
            self._add("\t" if name == "tab" else "\n")

    def text(self, text: str) -> None:
        if self._is_paragraph and not self._left_out:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._parts is not None and self._size <= CELL_LIMIT:
            self._parts.append(text[: CELL_LIMIT + 1 - self._size])
            self._size += len(text)

    def end(self, name: str) -> None:
        if name in _LEFT_OUT:
            self._left_out -= 1
        elif name == "table":
            self._depth -= 1
        elif self._at != self._number or self._depth != 1 or self._left_out:
            return
        elif name == "p":
            self._is_paragraph = False
        elif name in ("table-cell", "covered-table-cell"):
            self._put("".join(self._parts or ()) if self._said is None else self._said)
            self._parts = None
        elif name == "table-row":
            self._end_row()

    def _put(self, said: str) -> None:
        if said:
            first = min(self._column, COLUMN_LIMIT)
            last = min(self._column + self._columns, COLUMN_LIMIT + 1)
            self._cells += [None] * (first - len(self._cells))
            self._cells[first:] = [said[: CELL_LIMIT + 1]] * max(1, last - first)
        self._column += self._columns

    def _end_row(self) -> None:
        if self._cells:
            if self._line + self._lines - 1 > limits.ROWS:
                raise FileRefused(fault="sheet-size")
            self.made.append((self._line, self._lines, within_limit(self._cells)))
        self._line += self._lines
        self._cells = []


def _times(repeated: str | None) -> int:
    return int(repeated) if repeated and repeated.isdecimal() and len(repeated) < 10 and int(repeated) else 1
