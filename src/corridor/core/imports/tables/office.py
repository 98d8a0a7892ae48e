"""Reads the sheets of an XLSX workbook row by row.

What the workbook says about itself (dimensions, counts) is not believed: only cells that are there count. A formula
comes as its text, so that its row is refused like one in CSV; links to other workbooks are never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corridor.core.imports.errors import FileRefused
from corridor.core.imports.tables import limits
from corridor.core.imports.tables.cells import Book, Sheet, Texts
from corridor.core.imports.tables.headers import Records
from corridor.core.imports.tables.markup import Attributes, read
from corridor.core.imports.tables.packed import Archive

# Numbers of the formats that every spreadsheet program has for dates and times.
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]|_.|\*.|general', re.IGNORECASE)
_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_KEPT = 100_000


def sheets(archive: Archive, is_computed: bool) -> Iterator[tuple[str, bool, Records]]:
    """Yield each sheet of a workbook with its name, whether it is hidden, and its rows.

    Args:
        is_computed: Take what a formula came to, instead of its text.
    """
    listed = _elements(archive, "xl/workbook.xml", "sheet", "workbookPr")
    links = {link.get("Id", ""): link for link in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")}
    is_1904 = any(one.get("date1904", "0") in ("1", "true") for one in listed)
    book = Book(_shared(archive), _date_styles(archive), is_1904=is_1904, is_computed=is_computed)
    entries = [one for one in listed if "name" in one]
    for number, entry in enumerate(entries, 1):
        link = links.get(entry.get("id", ""))
        if link is not None and not link.get("Type", "").endswith("/worksheet"):
            continue
        part = archive.found(_path(link.get("Target", "") if link else f"worksheets/sheet{number}.xml"))
        if part is not None:
            rows = read(archive.pieces(part), Sheet(book))
            yield entry["name"], entry.get("state", "visible") != "visible", rows
        elif link is not None:
            raise FileRefused(fault="damaged")


def _path(target: str) -> str:
    """Return which part a link means; one that does not begin at the root begins where the workbook is."""
    written = target.replace("\\", "/")
    parts: list[str] = [] if written.startswith("/") else ["xl"]
    for part in written.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


class _Elements:
    """Collects the attributes of the elements of some names, without the prefixes of their own names."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.made: list[dict[str, str]] = []
        self.count = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name in self.names:
            self.count += 1
            if self.count > _KEPT:
                raise FileRefused(fault="parts")
            self.made.append({"": name, **{key.rpartition(":")[2]: value for key, value in attributes.items()}})

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def _elements(archive: Archive, part: str, *names: str) -> list[dict[str, str]]:
    """Return the elements of these names in a part; none where the part is missing."""
    kept = archive.found(part)
    return [] if kept is None else list(read(archive.pieces(kept), _Elements(names)))


def _shared(archive: Archive) -> list[str]:
    """Return the texts that cells share; a workbook whose list of them is missing has none."""
    kept = archive.found("xl/sharedStrings.xml")
    texts: list[str] = []
    characters = 0
    for text in read(archive.pieces(kept), Texts()) if kept else ():
        texts.append(text)
        characters += len(text)
        if len(texts) > limits.SHARED_TEXTS or characters > limits.SHARED_CHARACTERS:
            raise FileRefused(fault="bomb")
    return texts


def _date_styles(archive: Archive) -> frozenset[str]:
    """Return the numbers of the styles under which a figure is shown as a date."""
    formats: set[str] = {str(number) for number in _DATES}
    styles: set[str] = set()
    is_cells = False
    at = 0
    for one in _elements(archive, "xl/styles.xml", "numFmt", "cellStyleXfs", "cellXfs", "xf", "cellStyles", "dxfs"):
        if one[""] == "numFmt":
            code = _NOT_LETTERS.sub("", one.get("formatCode", "").split(";")[0])
            (formats.add if _LETTERS.search(code) else formats.discard)(one.get("numFmtId", ""))
        elif one[""] == "xf":
            if is_cells:
                if one.get("numFmtId", "0") in formats:
                    styles.add(str(at))
                at += 1
        else:
            is_cells = one[""] == "cellXfs"
    return frozenset(styles)
