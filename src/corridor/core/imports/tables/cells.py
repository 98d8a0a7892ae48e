"""The cells of an XLSX sheet as text: figures, texts, dates, and formulas as what they are."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from corridor.core.imports.codes import CELL_LIMIT, COLUMN_LIMIT, Reason
from corridor.core.imports.records import Broken, Cells, problem
from corridor.core.imports.tables.markup import Attributes

_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})", re.ASCII)
_AFTER_TIME = 2_958_466
"""The day after 31 December 9999, the last that a sheet knows."""


class Book(NamedTuple):
    """What the cells of a workbook refer to."""

    shared: list[str]
    dates: frozenset[str]
    is_1904: bool
    is_computed: bool


class Texts:
    """Makes the texts of a list of shared texts; what says how they are pronounced is left out."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self._parts: list[str] = []
        self._size = 0
        self._is_text = False
        self._depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a text, or a part of it."""
        del attributes
        if name == "si":
            self._parts, self._size = [], 0
        elif name == "rPh":
            self._depth += 1
        elif name == "t":
            self._is_text = not self._depth

    def text(self, text: str) -> None:
        """Add to the text, up to one character more than a cell may have."""
        if self._is_text and self._size <= CELL_LIMIT:
            self._parts.append(text[: CELL_LIMIT + 1 - self._size])
            self._size += len(text)

    def end(self, name: str) -> None:
        """End a text."""
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._depth -= 1
        elif name == "si":
            self.made.append(unescaped("".join(self._parts)))


class Sheet:
    """Makes the rows of one sheet, each with its line and the cells up to its last one that is filled."""

    def __init__(self, book: Book) -> None:
        self.made: list[tuple[int, Cells]] = []
        self._book = book
        self._line = 0
        self._cells: Cells = []
        self._column = -1
        self._kind = self._style = ""
        self._parts: list[str] | None = None
        self._size = 0
        self._value = self._formula = ""
        self._has_formula = False
        self._depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a row, a cell, or what is in it."""
        if name == "c":
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._column = _column(attributes.get("r"), self._column + 1)
            self._value = self._formula = ""
            self._has_formula = False
        elif name in ("v", "t", "f"):
            if not self._depth:
                self._parts, self._size = [], 0
        elif name == "row":
            line = attributes.get("r", "")
            self._line = int(line) if line.isdecimal() and len(line) < 9 else self._line + 1
            self._cells, self._column = [], -1
        elif name == "rPh":
            self._depth += 1

    def text(self, text: str) -> None:
        """Add to what is in a cell, up to one character more than it may have."""
        if self._parts is not None and self._size <= CELL_LIMIT:
            self._parts.append(text[: CELL_LIMIT + 1 - self._size])
            self._size += len(text)

    def end(self, name: str) -> None:
        """End what is in a cell, a cell, or a row."""
        if name == "c":
            self._put(self._cell())
        elif name in ("v", "t", "f"):
            if self._parts is not None:
                said = "".join(self._parts)
                self._parts = None
                if name == "f":
                    self._formula, self._has_formula = said, True
                else:
                    self._value = self._value + said if name == "t" else said
        elif name == "row":
            if self._cells:
                self.made.append((self._line, within_limit(self._cells)))
            self._cells = []
        elif name == "rPh":
            self._depth -= 1

    def _put(self, said: str) -> None:
        """Put a cell into the row; one far outside counts as the first column too many, and costs no more."""
        if not said:
            return
        column = min(self._column, COLUMN_LIMIT)
        if (missing := column + 1 - len(self._cells)) > 0:
            self._cells += [None] * missing
        self._cells[column] = said

    def _cell(self) -> str:
        if self._has_formula and not self._book.is_computed:
            return f"={self._formula or 'formula'}"
        said = self._value
        if not said:
            return ""
        if self._kind == "s":
            shared = self._book.shared
            return shared[int(said)] if said.isdecimal() and int(said) < len(shared) else "#REF!"
        if self._kind == "n":
            return self._figure(said)
        if self._kind == "b":
            return "true" if said == "1" else "false"
        if self._kind == "d":
            return said.removesuffix("Z").removesuffix("T00:00:00")
        return unescaped(said) if "_x" in said else said

    def _figure(self, said: str) -> str:
        if self._style in self._book.dates:
            return day(said, is_1904=self._book.is_1904) or figure(said)
        return said if _INTEGER.fullmatch(said) else figure(said)


def _column(reference: str | None, following: int) -> int:
    """Return the column that a reference such as AB12 names, from 0; a cell that names none follows the one before."""
    found = _REFERENCE.fullmatch(reference) if reference else None
    if found is None:
        return following
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def figure(said: str) -> str:
    """Return a figure as a sheet shows it, not as it is kept: 0.1 and not 0.10000000000000001."""
    try:
        number = float(said)
    except ValueError:
        return said
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def day(said: str, *, is_1904: bool) -> str:
    """Return the date that a count of days means, or nothing where it means none."""
    try:
        days = float(said)
    except ValueError:
        return ""
    if not 0 <= days < _AFTER_TIME - (1462 if is_1904 else 0):
        return ""
    # A sheet counts 29 February 1900, which never was: days before it lie one later.
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30 if days >= 60 else 31)  # noqa: DTZ001  # a sheet knows no zone
    moment = first + timedelta(seconds=round(days * 86_400))
    if days < 1 and not is_1904:
        return moment.strftime("%H:%M:%S")
    return moment.isoformat().removesuffix("T00:00:00")


def unescaped(text: str) -> str:
    """Return a text in which a sheet wrote characters by their number, as _x000D_ for a line end."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def within_limit(cells: Cells) -> Cells:
    """Return the cells of a row; one with a cell that is too long is refused before it is read."""
    if any(cell is not None and len(cell) > CELL_LIMIT for cell in cells):
        return Broken([cell and cell[:CELL_LIMIT] for cell in cells], problem(Reason.CELL_TOO_LONG, limit=CELL_LIMIT))
    return cells
