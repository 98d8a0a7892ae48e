"""Opens a file that was brought and finds the table of it that a mapping reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from corridor.core.imports.arranging import chosen
from corridor.core.imports.language import recognise
from corridor.core.imports.records import ImportMapping, Layout, Table
from corridor.web.desk.imports import files
from corridor.web.desk.imports.models import Upload
from corridor.web.desk.imports.tables_in import opened


@contextmanager
def content_for(upload: Upload, mapping: ImportMapping) -> Iterator[Table]:
    """Open a file that was brought and give the one table of it that a mapping reads, laid out as it reads it.

    Raises:
        FileRefused: The file is no table, or none of its sheets fits the mapping.
    """
    with opened(files.path_of(upload), upload.file_name, mapping.layout) as found:
        yield chosen(found, mapping)


def recognised(upload: Upload, mappings: Iterable[ImportMapping]) -> ImportMapping | None:
    """Return the mapping that knows a table of the file: of its first sheet that any mapping knows.

    Mappings that say where the header is, or in which encoding the file is, are asked after the others.

    Raises:
        FileRefused: The file is no table.
    """
    known = list(mappings)
    plain = [mapping for mapping in known if _finds_out(mapping.layout)]
    with opened(files.path_of(upload), upload.file_name) as found:
        for table in found:
            if (mapping := _of(table, plain)) is not None:
                return mapping
    for mapping in known:
        if mapping not in plain:
            with opened(files.path_of(upload), upload.file_name, mapping.layout) as found:
                if any(_of(table, [mapping]) for table in found):
                    return mapping
    return None


def _of(table: Table, mappings: list[ImportMapping]) -> ImportMapping | None:
    return recognise(table.header, mappings, tags=table.tags, sheet=table.sheet, file_name=table.name)


def _finds_out(layout: Layout) -> bool:
    return not (layout.header or layout.header_rows or layout.encoding)
