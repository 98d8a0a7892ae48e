"""Lays a table out as a mapping reads it: the sheet that it means, wide columns as rows, footers left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from corridor.core.imports.codes import Reason
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Broken, Cells, ImportMapping, Layout, Table, Wide, problem
from corridor.core.kernel.dates import DateInvalid, parse_date
from corridor.core.kernel.text import fold

SHEET = "sheet"
"""The column that names the sheet of a row, where a mapping reads several sheets together."""

Rows = Iterator[tuple[int, Cells]]


class _Widened(NamedTuple):
    """The columns that stay, and those that become rows, each with the texts that its header stands for."""

    kept: tuple[int, ...]
    columns: tuple[tuple[int, tuple[str, ...]], ...]


def arranged_header(
    header: Sequence[str], mapping: ImportMapping, *, tags: Sequence[str] = (), sheet: str = ""
) -> tuple[str, ...]:
    """Return the header that a mapping reads: columns found by their hashtags named, wide columns gone into two."""
    named = _named(_below_title(header, mapping.layout)[0], tags, mapping)
    widened = _widened(named, mapping)
    if widened is not None and mapping.wide is not None:
        named = (*(named[i] for i in widened.kept), *mapping.wide.made)
    return (*named, SHEET) if mapping.layout.together and sheet else named


def reads(header: Sequence[str], mapping: ImportMapping) -> bool:
    """Say whether an arranged header has every column that a mapping cannot do without, and none that it excludes."""
    folded = {fold(name) for name in header} - {""}
    present = {column for column, names in mapping.columns.items() if not folded.isdisjoint(names)}
    return needed(mapping) <= present and folded.isdisjoint(mapping.recognition.without)


def needed(mapping: ImportMapping) -> frozenset[str]:
    """Return the columns that a mapping cannot do without."""
    return mapping.recognition.needs | (frozenset(mapping.key) - mapping.spare)


def means(sheet: str, mapping: ImportMapping) -> bool:
    """Say whether a mapping may read a sheet of this name; a text file has no sheets, and any mapping may read it."""
    patterns = mapping.layout.sheets
    return not patterns or not sheet or any(pattern.fullmatch(fold(sheet)) for pattern in patterns)


def chosen(tables: Iterable[Table], mapping: ImportMapping) -> Table:
    """Return the table of a file that a mapping reads, laid out as it reads it; of several, the first or all together.

    Raises:
        FileRefused: The file holds several tables, and none has the columns that the mapping needs.
    """
    first: Table | None = None
    fitting: list[Table] = []
    for table in tables:
        first = first or table
        found = arranged(table, mapping)
        if means(table.sheet, mapping) and reads(found.header, mapping):
            fitting.append(found)
            if not mapping.layout.together:
                break
    if fitting:
        return fitting[0] if len(fitting) == 1 else _together(fitting)
    if first is None:
        raise FileRefused(fault="no-sheet" if mapping.layout.sheets else "empty", line=1)
    if first.sheet and mapping.layout.sheets:
        raise FileRefused(fault="no-sheet")
    return arranged(first, mapping)


def arranged(table: Table, mapping: ImportMapping) -> Table:
    """Return a table as a mapping reads it."""
    header = arranged_header(table.header, mapping, tags=table.tags, sheet=table.sheet)
    rows = table.rows
    if mapping.layout.blocks:
        named, first = _below_title(table.header, mapping.layout)
        rows = _in_blocks(rows, named, first, mapping.layout) if first else rows
        table = replace(table, header=named)
    if mapping.layout.skip:
        rows = _without(rows, mapping.layout.skip)
    if mapping.layout.skip_in:
        rows = _without_in(rows, table.header, mapping.layout.skip_in)
    named = _named(table.header, table.tags, mapping)
    if (widened := _widened(named, mapping)) is not None:
        rows = _spread(rows, widened, len(table.header))
    if mapping.layout.together and table.sheet:
        rows = ((line, _added(cells, table.sheet)) for line, cells in rows)
    return Table(table.name, table.format, header, rows, table.sheet, table.tags)


def _below_title(header: Sequence[str], layout: Layout) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return a header without the title of the first block, which stands above it, and what that title says."""
    found: dict[str, str] = {}
    names = []
    for name in header:
        title = next((match for one in layout.blocks if (match := one.match(name))), None)
        below = name[title.end() :].strip() if title else ""
        if title is not None and below:
            found = found or title.groupdict()
        names.append(below or name)
    return (*names, *layout.told_by_titles) if found else tuple(header), found


def _in_blocks(rows: Rows, header: Sequence[str], first: Mapping[str, str], layout: Layout) -> Rows:
    """Give each row what the title of its block says; titles and repeated headers are no rows."""
    told, names = dict(first), layout.told_by_titles
    folded = [fold(name) for name in header[: -len(names)]]
    for line, cells in rows:
        if type(cells) is not list:
            yield line, cells
            continue
        title = next((match for cell in cells if cell for one in layout.blocks if (match := one.fullmatch(cell))), None)
        if title is not None:
            told = title.groupdict()
        elif any(cell and fold(cell) != name for cell, name in zip(cells, folded, strict=False)):
            yield line, [*cells, *(told.get(name) for name in names)]


def _named(header: Sequence[str], tags: Sequence[str], mapping: ImportMapping) -> tuple[str, ...]:
    """Give columns that the mapping knows by their hashtag only the name under which it reads them."""
    if not tags or not mapping.tags:
        return tuple(header)
    folded = {fold(name) for name in header}
    missing = {column for column, names in mapping.columns.items() if folded.isdisjoint(names)}
    found = list(header)
    for index, tag in enumerate(tags[: len(found)]):
        if mapping.tags.get(tag) in missing:
            found[index] = mapping.tags[tag]
            missing.discard(mapping.tags[tag])
    return tuple(found)


def _widened(header: Sequence[str], mapping: ImportMapping) -> _Widened | None:
    """Return which columns are rows, each with the text that it stands for, and which stay; nothing where none is."""
    if (wide := mapping.wide) is None:
        return None
    return _wide_columns(header, wide, {name for names in mapping.columns.values() for name in names})


def _wide_columns(header: Sequence[str], wide: Wide, known: Container[str]) -> _Widened | None:
    texts: dict[int, str] = {}
    for index, name in enumerate(header):
        folded = fold(name)
        if folded in wide.columns:
            texts[index] = wide.columns[folded]
        elif wide.styles and folded and folded not in known:
            try:
                texts[index] = parse_date(name, wide.styles)
            except DateInvalid:
                continue
    if not texts:
        return None
    kept = tuple(i for i in range(len(header)) if i not in texts)
    if not wide.group:
        return _Widened(kept, tuple((i, (text,)) for i, text in texts.items()))
    return _Widened(kept, tuple((i, (text, wide.groups.get(fold(header[i]), ""))) for i, text in texts.items()))


def melted(header: Sequence[str], rows: Rows, wide: Wide) -> tuple[tuple[str, ...], Rows]:
    """Return a header and rows in which wide columns have become rows; as they are where no column is wide."""
    widened = _wide_columns(header, wide, ())
    if widened is None:
        return tuple(header), rows
    return (*(header[i] for i in widened.kept), *wide.made), _spread(rows, widened, len(header))


def _spread(rows: Rows, widened: _Widened, width: int) -> Rows:
    """Give each wide cell that says something a row of its own; a row in which none does stays, with a blank."""
    for line, cells in rows:
        if type(cells) is not list:
            yield line, cells
            continue
        if len(cells) != width:
            yield line, Broken(cells, problem(Reason.CELL_COUNT, found=len(cells), expected=width))
            continue
        kept = [cells[i] for i in widened.kept]
        said = [(texts, cells[i]) for i, texts in widened.columns if (cells[i] or "").strip()]
        for texts, cell in said or [(widened.columns[0][1], None)]:
            yield line, [*kept, *texts, cell]


def _without(rows: Rows, skip: Sequence[re.Pattern[str]]) -> Rows:
    for line, cells in rows:
        first = fold(next((cell for cell in cells if cell and cell.strip()), ""))
        if not any(one.fullmatch(first) for one in skip):
            yield line, cells


def _without_in(rows: Rows, header: Sequence[str], skip_in: Mapping[str, Sequence[re.Pattern[str]]]) -> Rows:
    """Leave out the rows in which a column says that they are no records."""
    folded = [fold(name) for name in header]
    told = [(folded.index(name), texts) for name, texts in skip_in.items() if name in folded]
    for line, cells in rows:
        said = ((fold(cells[at] or ""), texts) for at, texts in told if at < len(cells))
        if not any(one.fullmatch(text) for text, texts in said for one in texts):
            yield line, cells


def _added(cells: Cells, sheet: str) -> Cells:
    if isinstance(cells, Broken):
        return cells
    return [*cells, sheet]


def _together(tables: Sequence[Table]) -> Table:
    """Lay tables of one workbook one below the other, in the columns of the first; lines are counted on."""
    first = tables[0]
    names = [fold(name) for name in first.header]

    def rows() -> Rows:
        before = last = 0
        for table in tables:
            place = _aligned([fold(name) for name in table.header], names)
            for line, cells in table.rows:
                last = before + line
                yield last, cells if place is None or type(cells) is not list else place(cells)
            before = last

    return Table(first.name, first.format, first.header, rows(), first.sheet, first.tags)


def _aligned(header: Sequence[str], wanted: Sequence[str]) -> Callable[[Cells], Cells] | None:
    """Return what puts the cells of a table in the order of another; what the other lacks refuses its rows, if said."""
    if list(header) == list(wanted):
        return None
    places = [header.index(name) if name and name in header else -1 for name in wanted]
    beyond = [i for i, name in enumerate(header) if name not in wanted]

    def place(cells: Cells) -> Cells:
        if len(cells) != len(header):
            return Broken(cells, problem(Reason.CELL_COUNT, found=len(cells), expected=len(header)))
        if any(cells[i] for i in beyond):
            return Broken(cells, problem(Reason.UNKNOWN_KEY))
        return [cells[i] if i >= 0 else None for i in places]

    return place
