"""Reads a stream of bytes as a table: a header and rows, one after the other, in flat memory.

CSV is read here, JSON in `elements.py`. Encoding, separator and header line are found out; what cannot be read as a
whole is refused with its line, what cannot be read in one row is refused as that row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO, cast

from corridor.core.imports.codes import CELL_LIMIT, COLUMN_LIMIT, Reason
from corridor.core.imports.elements import json_table
from corridor.core.imports.encodings import decoded
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Broken, Cells, Table, problem
from corridor.core.kernel.text import storable

_SEPARATORS = ",;\t|"
_CHUNK = 1 << 16
_PEEK = 25
_LARGEST_ROW = 2_000_000


def table(stream: Iterable[bytes] | BinaryIO, name: str) -> Table:
    """Return the table that a stream of bytes holds.

    Args:
        stream: The bytes of the file, as an open binary file or in pieces.
        name: The name of the file; only kept, never trusted to tell the format.
    Raises:
        FileRefused: The file is no table. Reading the rows may raise it too, when the damage shows further down.
    """
    text = decoded(_chunks(stream))
    first = next((piece for piece in text if piece.strip()), "")
    text = chain([first], text)
    if first.lstrip()[:1] in ("[", "{"):
        header, rows = json_table(text)
        return Table(name, "json", tuple(map(storable, header)), rows)
    header, rows = _csv_table(_Lines(text))
    return Table(name, "csv", tuple(map(storable, header)), rows)


def _chunks(stream: Iterable[bytes] | BinaryIO) -> Iterator[bytes]:
    read = getattr(stream, "read", None)
    return iter(lambda: read(_CHUNK), b"") if callable(read) else iter(stream)


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


def _csv_table(lines: _Lines) -> tuple[tuple[str, ...], Iterator[tuple[int, Cells]]]:
    source = iter(lines)
    start = list(islice(source, _PEEK))
    separator = None
    if start and start[0].lower().startswith("sep=") and len(start[0].rstrip()) == 5:
        separator = start[0][4]
        start[0] = "\n"
    separator = separator or _separator(start)
    lines.number = lines.size = 0
    records = _records(lines, chain(_again(lines, start), source), separator)
    peeked = list(islice(records, _PEEK))
    if not peeked:
        raise FileRefused(fault="empty", line=1)
    index = _header_index([cells for _, cells in peeked])
    header = _header(peeked[index][1])
    return header, _rows(chain(peeked[index + 1 :], records), len(header))


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
            if "unexpected end" in str(error) or "field larger" in str(error):
                raise FileRefused(fault="quote-open", line=begun) from None
            cells = Broken([lines.last[:CELL_LIMIT].rstrip("\n")], problem(Reason.ROW_BROKEN))
            yield begun, cells
            continue
        if lines.size > CELL_LIMIT and any(len(cell or "") > CELL_LIMIT for cell in cells):
            shortened: Cells = [(cell or "")[:CELL_LIMIT] for cell in cells]
            cells = Broken(shortened, problem(Reason.CELL_TOO_LONG, limit=CELL_LIMIT))
        if cells and (len(cells) > 1 or cells[0]):
            yield begun, cells


def _header_index(records: list[Cells]) -> int:
    """Take the first row that is about as wide as the table: titles and notes above it are narrower."""
    filled = [sum(1 for cell in cells if cell and cell.strip()) for cells in records]
    widest = max(filled)
    if not widest:
        raise FileRefused(fault="empty", line=1)
    return next(i for i, count in enumerate(filled) if count * 2 > widest or count == widest)


def _header(cells: Cells) -> tuple[str, ...]:
    names = [(cell or "").strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > COLUMN_LIMIT:
        raise FileRefused(fault="columns", line=1)
    return tuple(names)


def _rows(records: Iterator[tuple[int, Cells]], width: int) -> Iterator[tuple[int, Cells]]:
    """Pass on the rows; drop empty ones, blank cells beyond the header, and a line of hashtags under the header."""
    first = True
    for line, cells in records:
        if len(cells) > width and type(cells) is list and not any(cell and cell.strip() for cell in cells[width:]):
            del cells[width:]
        if not any(cells):
            continue
        if first and type(cells) is list:
            first = False
            if all(not cell or cell.startswith("#") for cell in cells):
                continue
        yield line, cells
