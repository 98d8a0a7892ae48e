"""Finds the sheets of a workbook, XLSX or ODS, that may hold a table; hidden ones only where a mapping names them."""

from __future__ import annotations

from collections.abc import Iterator

from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Layout
from corridor.core.imports.tables import limits
from corridor.core.imports.tables.headers import Headed, Records, headed
from corridor.core.imports.tables.office import sheets as xlsx_sheets
from corridor.core.imports.tables.opendocument import sheets as ods_sheets
from corridor.core.imports.tables.packed import Archive
from corridor.core.kernel.text import fold

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MACROS = ("vbaproject.bin", "basic/script-lc.xml", "scripts/python/")


def sheets_of(archive: Archive, layout: Layout) -> tuple[str, Iterator[tuple[str, Headed]]]:
    """Return the format of a workbook, and its sheets that have a header, with their names.

    Raises:
        FileRefused: It is no workbook, holds macros, is protected or damaged.
    """
    if any(part.casefold().endswith(_MACROS) or "scripts/python/" in part.casefold() for part in archive):
        raise FileRefused(fault="macros")
    if "mimetype" in archive and archive.text("mimetype", 200).strip().startswith(_ODS):
        return "ods", _with_header(_wanted(ods_sheets(archive, layout.is_computed), layout), layout)
    if archive.found("[Content_Types].xml") is None or archive.found("xl/workbook.xml") is None:
        is_binary = archive.found("xl/workbook.bin") is not None
        raise FileRefused(fault="old-workbook" if is_binary else "packed")
    return "xlsx", _with_header(_wanted(xlsx_sheets(archive, layout.is_computed), layout), layout)


def _wanted(sheets: Iterator[tuple[str, bool, Records]], layout: Layout) -> Iterator[tuple[str, Records]]:
    for name, is_hidden, rows in sheets:
        if layout.sheets:
            if any(pattern.fullmatch(fold(name)) for pattern in layout.sheets):
                yield name, rows
        elif not is_hidden:
            yield name, rows


def _with_header(sheets: Iterator[tuple[str, Records]], layout: Layout) -> Iterator[tuple[str, Headed]]:
    for number, (name, rows) in enumerate(sheets):
        if number >= limits.SHEETS:
            raise FileRefused(fault="parts")
        try:
            found = headed(_counted(rows), layout, is_sheet=True)
        except FileRefused as refused:
            # A sheet of pictures, or one that is no table, says nothing about the others.
            if refused.params["fault"] not in ("empty", "columns"):
                raise
            continue
        yield name, found


def _counted(rows: Records) -> Records:
    for number, row in enumerate(rows):
        if number >= limits.ROWS:
            raise FileRefused(fault="sheet-size")
        yield row
