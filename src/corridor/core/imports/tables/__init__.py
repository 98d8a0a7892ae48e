"""Reads a stream of bytes as a table: a header and rows, one after the other, in flat memory.

The content tells what kind of file it is. Text is CSV or JSON, plain or packed with gzip; a workbook is XLSX or ODS and
may hold several tables. What cannot be read as a whole is refused with its line, what cannot be read in one row is
refused as that row.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from corridor.core.imports.elements import json_table
from corridor.core.imports.encodings import decoded
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import AUTOMATIC, Layout, Table
from corridor.core.imports.tables.delimited import csv_table
from corridor.core.imports.tables.headers import Headed, checked
from corridor.core.imports.tables.kinds import GZIP, PARQUET, ZIP, check_name, kind_of
from corridor.core.imports.tables.limits import CHUNK
from corridor.core.imports.tables.packed import Archive, unzipped
from corridor.core.imports.tables.workbooks import sheets_of
from corridor.core.kernel.text import storable

_SNIFFED = 4096


def table(stream: Iterable[bytes] | BinaryIO, name: str, layout: Layout = AUTOMATIC) -> Table:
    """Return the table that a stream of bytes holds; of a workbook, the first.

    Args:
        stream: The bytes of the file, as an open binary file or in pieces.
        name: The name of the file; it is kept, and may only not contradict the content.
        layout: How the table lies in the file, where that is not to be found out.
    Raises:
        FileRefused: The file is no table. Reading the rows may raise it too, when the damage shows further down.
    """
    found = next(tables(stream, name, layout), None)
    if found is None:
        raise FileRefused(fault="no-sheet" if layout.sheets else "empty", line=0 if layout.sheets else 1)
    return found


def tables(stream: Iterable[bytes] | BinaryIO, name: str, layout: Layout = AUTOMATIC) -> Iterator[Table]:
    """Yield the tables of a file: one of a text, one of each sheet of a workbook that has a header.

    Raises:
        FileRefused: The file is no table.
    """
    chunks = _chunks(stream)
    first = _beginning(chunks)
    kind = kind_of(first)
    check_name(name, kind)
    if kind == ZIP:
        yield from _of_workbook(stream, chain([first], chunks), name, layout)
        return
    if kind == PARQUET:
        # Its engine wants a path, which the core does not know.
        raise FileRefused(fault="parquet")
    pieces: Iterator[bytes] = chain([first], chunks)
    if kind == GZIP:
        pieces = unzipped(pieces)
        first = _beginning(pieces)
        if kind_of(first) in (GZIP, ZIP, PARQUET):
            raise FileRefused(fault="packed")
        pieces = chain([first], pieces)
    yield _of_text(pieces, name, layout)


def _chunks(stream: Iterable[bytes] | BinaryIO) -> Iterator[bytes]:
    read = getattr(stream, "read", None)
    return iter(lambda: read(CHUNK), b"") if callable(read) else iter(stream)


def _beginning(chunks: Iterator[bytes]) -> bytes:
    first = b""
    for chunk in chunks:
        first += chunk
        if len(first) >= _SNIFFED:
            break
    return first


def _of_text(pieces: Iterator[bytes], name: str, layout: Layout) -> Table:
    text = decoded(pieces, layout.encoding)
    first = next((piece for piece in text if piece.strip()), "")
    text = chain([first], text)
    if first.lstrip()[:1] in ("[", "{"):
        header, rows = json_table(text)
        return Table(name, "json", checked(header), rows)
    return _made(name, "csv", csv_table(text, layout))


def _of_workbook(
    stream: Iterable[bytes] | BinaryIO, pieces: Iterator[bytes], name: str, layout: Layout
) -> Iterator[Table]:
    # A part of a workbook may lie anywhere in the file; pieces that pass by once are kept to be read again.
    whole = stream if hasattr(stream, "seek") else io.BytesIO(b"".join(pieces))
    format, sheets = sheets_of(Archive(whole), layout)  # type: ignore[arg-type]  # what can seek is an open file
    for sheet, headed in sheets:
        yield _made(name, format, headed, sheet)


def _made(name: str, format: str, headed: Headed, sheet: str = "") -> Table:
    return Table(name, format, checked(headed.header), headed.rows, storable(sheet), headed.tags)
