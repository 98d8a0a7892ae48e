"""Reads CSV: finds out the separator, minds quotation marks, and refuses a row that cannot be read as that row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain, islice
from typing import cast

from corridor.core.imports.codes import CELL_LIMIT, Reason
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Broken, Cells, Layout, problem
from corridor.core.imports.tables.compound import is_compound, unfolded
from corridor.core.imports.tables.headers import Headed, headed

_SEPARATORS = ",;\t|"
_PEEK = 25
_LARGEST_ROW = 2_000_000


class _Lines:
    """Lines of a text, counted, with the characters handed out since the last row, to see the size of a row cheaply."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self.number = 0
        self.size = 0
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        rest = ""
        for piece in self._text:
            lines = (rest + piece).split("\n")
            rest = lines.pop()
            for line in lines:
                yield self._counted(line + "\n")
            if len(rest) > _LARGEST_ROW:
                raise FileRefused(fault="binary", line=self.number + 1)
        if rest:
            yield self._counted(rest)

    def _counted(self, line: str) -> str:
        self.number += 1
        self.size += len(line)
        self.last = line
        return line


def csv_table(text: Iterator[str], layout: Layout) -> Headed:
    """Return the header of a CSV text and its rows.

    Raises:
        FileRefused: There is no header. Reading on may raise it too, where a quotation mark is never closed.
    """
    lines = _Lines(text)
    source = iter(lines)
    start = list(islice(source, _PEEK))
    separator = None
    if start and start[0].lower().startswith("sep=") and len(start[0].rstrip()) == 5:
        separator = start[0][4]
        start[0] = "\n"
    separator = separator or _separator(start)
    lines.number = lines.size = 0
    found = headed(_records(lines, chain(_again(lines, start), source), separator), layout)
    return unfolded(found) if separator == "\t" else found


def _again(lines: _Lines, start: list[str]) -> Iterator[str]:
    """Hand out the first lines once more, counted as if for the first time."""
    for line in start:
        lines.number += 1
        lines.size += len(line)
        lines.last = line
        yield line


def _separator(start: list[str]) -> str:
    """Take the separator that stands most often, outside quotation marks, in the usual line and not in a title."""
    outside = ["".join(line.split('"')[::2]) for line in start if line.strip()]
    if not outside:
        return ","
    if is_compound(outside[0].split("\t")[0]) and "\t" in outside[0]:
        return "\t"  # Commas within its first column may stand more often.

    def weight(mark: str) -> tuple[int, int]:
        counts = sorted(line.count(mark) for line in outside)
        return counts[len(counts) // 2], counts[-1]

    return max(_SEPARATORS, key=weight)


def _records(lines: _Lines, source: Iterator[str], separator: str) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(source, delimiter=separator, strict=True)
    begun = 1
    while True:
        begun = lines.number + 1
        lines.size = 0
        try:
            cells: Cells = cast("Cells", next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            is_too_large = "field larger" in str(error)
            is_open = is_too_large and (lines.number > begun or '"' in lines.last)
            if is_open or "unexpected end" in str(error):
                raise FileRefused(fault="quote-open", line=begun) from None
            wrong = problem(Reason.CELL_TOO_LONG, limit=CELL_LIMIT) if is_too_large else problem(Reason.ROW_BROKEN)
            cells = Broken([lines.last[:CELL_LIMIT].rstrip("\n")], wrong)
            yield begun, cells
            continue
        if lines.size > CELL_LIMIT and any(len(cell or "") > CELL_LIMIT for cell in cells):
            shortened: Cells = [(cell or "")[:CELL_LIMIT] for cell in cells]
            cells = Broken(shortened, problem(Reason.CELL_TOO_LONG, limit=CELL_LIMIT))
        if cells and (len(cells) > 1 or cells[0]):
            yield begun, cells
