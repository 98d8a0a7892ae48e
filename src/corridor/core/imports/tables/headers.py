"""Finds the header of a table among its first rows: below titles, over one or two lines, above a line of hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from corridor.core.imports.codes import COLUMN_LIMIT, HEADER_LIMIT
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Cells, Layout
from corridor.core.kernel.text import clean, fold, storable

Records = Iterator[tuple[int, Cells]]

_PEEK = 25
_TAG = re.compile(r"#\s*[A-Za-z][\w-]*(?:\s*\+\s*[A-Za-z]\w*)*\s*")
_FIGURE = re.compile(r"\s*[<>~]?\s*[-+]?\d[\d.,:/\sT-]*%?\s*", re.ASCII)


class Headed(NamedTuple):
    """A header, the rows below it, and the hashtags that stood between them."""

    header: tuple[str, ...]
    rows: Records
    tags: tuple[str, ...]


def headed(records: Records, layout: Layout, *, is_sheet: bool = False) -> Headed:
    """Return the header of a table and the rows below it.

    Args:
        records: All rows of the file with their lines.
        is_sheet: Rows end with their last cell that is filled, as in a sheet; they are filled up to the header.
    Raises:
        FileRefused: There is no header, or it has too many columns.
    """
    if layout.header:
        records = (record for record in records if record[0] >= layout.header)
    peeked = list(islice(records, _PEEK))
    if not peeked:
        raise FileRefused(fault="empty", line=1)
    rows = [_texts(cells) for _, cells in peeked]
    first, last = _lines(rows, layout)
    header = _named(rows[first : last + 1])
    if is_sheet:
        # Notes beside a table stand in columns without a name.
        widest = max(len(row) for row in rows[first:] if len(row) <= COLUMN_LIMIT or row is rows[first])
        header += ("",) * (widest - len(header))
    if len(header) > COLUMN_LIMIT:
        raise FileRefused(fault="columns", line=1)
    below = peeked[last + 1 :]
    tags: tuple[str, ...] = ()
    if below and type(below[0][1]) is list and is_tags(rows[last + 1]):
        tags = tuple(folded_tag(tag) for tag in rows[last + 1][: len(header)])
        del below[0]
    return Headed(header, _rows(chain(below, records), len(header), is_sheet), tags)


def checked(header: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns as they can be kept.

    Raises:
        FileRefused: They are longer than is accepted.
    """
    if sum(map(len, header)) > HEADER_LIMIT:
        raise FileRefused(fault="header", line=1)
    return tuple(map(storable, header))


def is_tags(texts: Sequence[str]) -> bool:
    """Say whether a row holds nothing but hashtags."""
    filled = [text for text in texts if text]
    return bool(filled) and all(_TAG.fullmatch(text) for text in filled)


def folded_tag(text: str) -> str:
    """Return a hashtag as it is compared: `#country+name`, its attributes in the order of the alphabet."""
    head, *attributes = "".join(text.casefold().split()).split("+")
    return "+".join((head, *sorted(attributes)))


def _texts(cells: Cells) -> list[str]:
    texts = [(cell or "").strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _lines(rows: list[list[str]], layout: Layout) -> tuple[int, int]:
    """Return the first and the last line of the header."""
    filled = [sum(1 for text in row if text) for row in rows]
    widest = max(filled)
    if not widest:
        raise FileRefused(fault="empty", line=1)
    # The first row that is about as wide as the table: titles and notes above it are narrower.
    found = next(i for i, count in enumerate(filled) if count * 2 > widest or count == widest)
    for row in rows[max(0, found - 1) : found + 1]:
        checked(row)
    first = 0 if layout.header else found
    if layout.header_rows:
        return first, min(first + layout.header_rows, len(rows)) - 1
    if first + 1 < len(rows) and _goes_on(rows[first], rows[first + 1], rows[first + 2 :]):
        return first, first + 1
    if first and not layout.header and _began_above(rows[first - 1], rows[first]):
        return first - 1, first
    return first, first


def _goes_on(top: list[str], bottom: list[str], below: list[list[str]]) -> bool:
    """Say whether a header goes on in the next line: merged cells above, their parts below, figures only under both."""
    width = max(len(top), len(bottom))
    upper, lower = _padded(top, width), _padded(bottom, width)
    begun = next((i for i, text in enumerate(upper) if text), width)
    gaps = [i for i in range(begun + 1, width) if not upper[i]]
    if not any(lower[i] for i in gaps) or any(_FIGURE.fullmatch(text) for text in lower if text) or is_tags(bottom):
        return False
    # A name that spans nothing has nothing below it, if it is merged with the line below.
    single = [i for i in range(width) if upper[i] and i + 1 not in gaps]
    if single and all(lower[i] for i in single):
        return False
    parts = [i for i in range(width) if lower[i]]
    rows = [row for row in below if not is_tags(row)]
    return any(i < len(row) and _FIGURE.fullmatch(row[i]) for row in rows for i in parts)


def _began_above(above: list[str], row: list[str]) -> bool:
    """Say whether a header began above: its names repeat, or lack one, and the line above tells them apart."""
    joined = _named([above, row])
    names = [fold(name) for name in _padded(row, len(joined))]
    repeats = len(set(filter(None, names))) < len(list(filter(None, names)))
    lacks = any(not name and text for name, text in zip(names, _padded(above, len(joined)), strict=True))
    folded = [fold(name) for name in joined]
    return (repeats or (lacks and sum(map(bool, above)) > 1)) and len(set(folded)) == len(folded) and all(folded)


def _named(lines: list[list[str]]) -> tuple[str, ...]:
    """Return the names of the columns; the names of merged cells stand before those of their parts."""
    width = max(map(len, lines))
    if len(lines) == 1:
        return tuple(_name(text) for text in lines[0])
    names = [""] * width
    *above, last = (_padded(line, width) for line in lines)
    for line in above:
        spanning = ""
        for i, text in enumerate(line):
            spanning = text or spanning
            # A name spans on only over columns that have a part of it below.
            if text or any(below[i] for below in (*above[above.index(line) + 1 :], last)):
                names[i] = f"{names[i]} {spanning}".strip()
    return tuple(_name(f"{name} {part}") for name, part in zip(names, last, strict=True))


def _name(text: str) -> str:
    return clean(text) if "\n" in text or "\r" in text else text.strip()


def _padded(texts: list[str], width: int) -> list[str]:
    return texts + [""] * (width - len(texts))


def _rows(records: Records, width: int, is_sheet: bool) -> Records:
    """Pass on the rows; drop empty ones and blank cells beyond the header."""
    for line, cells in records:
        if len(cells) > width and type(cells) is list and not any(cell and cell.strip() for cell in cells[width:]):
            del cells[width:]
        if not any(cells):
            continue
        if is_sheet and len(cells) < width:
            cells += [None] * (width - len(cells))
        yield line, cells
