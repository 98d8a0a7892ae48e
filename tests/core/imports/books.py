"""Workbooks for the tests, made part by part, so that each part can be missing, wrong or hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import AUTOMATIC, Layout
from corridor.core.imports.tables import tables

Rows = list[tuple[int, list[str | None]]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def packed(parts: Mapping[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet(rows: str) -> bytes:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def row(number: int, *cells: object) -> str:
    """Write a row with texts inline, figures as figures, and what begins with < as it is."""
    return f'<row r="{number}">{"".join(_cell(number, i, cell) for i, cell in enumerate(cells))}</row>'


def _cell(number: int, column: int, cell: object) -> str:
    if cell is None:
        return ""
    at = f"{chr(65 + column)}{number}"
    if isinstance(cell, int | float):
        return f'<c r="{at}"><v>{cell}</v></c>'
    if str(cell).startswith("<"):
        return f'<c r="{at}">{cell}</c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{cell}</t></is></c>'


def xlsx(
    sheets: Mapping[str, str | bytes],
    *,
    states: Sequence[str] = (),
    shared: bytes | None = None,
    styles: bytes | None = None,
    extra: Mapping[str, bytes] | None = None,
    without: Iterable[str] = (),
    properties: str = "",
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Make a workbook of named sheets, each the XML of its rows or of the whole part."""
    states = [*states, *["visible"] * (len(sheets) - len(states))]
    entries = "".join(
        f'<sheet name="{name}" sheetId="{i}" state="{states[i - 1]}" r:id="rId{i}"/>'
        for i, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{_RELATED}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}">{properties}'
        f"<sheets>{entries}</sheets></workbook>".encode(),
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>".encode(),
        **{
            f"xl/worksheets/sheet{i}.xml": content if isinstance(content, bytes) else sheet(content)
            for i, content in enumerate(sheets.values(), 1)
        },
        **({"xl/sharedStrings.xml": shared} if shared is not None else {}),
        **({"xl/styles.xml": styles} if styles is not None else {}),
        **(extra or {}),
    }
    kept = {name: content for name, content in parts.items() if name not in without}
    return packed(kept, compression=compression)


def ods(sheets: str, *, styles: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """Make an ODS workbook from the XML of its sheets."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            **(extra or {}),
        }
    )


def read(content: bytes, layout: Layout = AUTOMATIC, name: str = "file") -> dict[str, tuple[tuple[str, ...], Rows]]:
    """Return the header and rows of each sheet."""
    found = tables(io.BytesIO(content), name, layout)
    return {one.sheet: (one.header, list(one.rows)) for one in found}


def fault(content: bytes, name: str = "file") -> str:
    """Return for what a file is refused as a whole; an empty text where it is read."""
    try:
        read(content, name=name)
    except FileRefused as refused:
        return str(refused.params["fault"])
    return ""
