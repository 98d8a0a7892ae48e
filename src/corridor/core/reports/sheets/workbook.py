"""Writes a workbook (Office Open XML) with lists to choose from and notes: the same bytes for the same sheets.

Every cell is a text, so that no program of spreadsheets makes dates or figures of what is typed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from corridor.core.reports.sheets.records import Column, Notes, Sheet

NOTE = 250
TITLE = 30
NAME = 31
"""What a note at a cell, its title and the name of a sheet may take."""

_BARRED = re.compile(r"[\[\]:*?/\\']")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" '
    'wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
TEXT, BOLD = 1, 2


def sheet_name(text: str) -> str:
    """Return a text as the name of a sheet may be written."""
    return _BARRED.sub(" ", text)[:NAME].strip()


def written(notes: Notes, sheets: Sequence[Sheet], lists: str, *, is_rtl: bool) -> bytes:
    """Return the workbook.

    Args:
        lists: The name of the sheet that holds the entries of all lists; it is left out where no column has one.
        is_rtl: Whether its language is written from right to left.
    """
    columns = [column for sheet in sheets for column in sheet.columns if column.choices]
    places = {id(column): number for number, column in enumerate(columns)}
    names = [notes.name, *(sheet.name for sheet in sheets), *([lists] if columns else [])]
    pages = [_notes(notes, is_rtl=is_rtl)]
    pages += [_sheet(sheet, places, lists, is_rtl=is_rtl) for sheet in sheets]
    pages += [_lists(columns, is_rtl=is_rtl)] if columns else []
    return _packed(names, pages)


def column_letter(number: int) -> str:
    """Return the letters of a column by its number, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _row(line: int, texts: Iterable[str], style: int) -> str:
    cells = "".join(
        f'<c r="{column_letter(n)}{line}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for n, text in enumerate(texts)
        if text
    )
    return f'<row r="{line}">{cells}</row>'


def _page(view: str, columns: str, rows: str, further: str = "") -> str:
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews>{view}</sheetViews>'
        f"<cols>{columns}</cols><sheetData>{rows}</sheetData>{further}</worksheet>"
    )


def _view(*, is_rtl: bool, is_frozen: bool) -> str:
    rtl = ' rightToLeft="1"' if is_rtl else ""
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if is_frozen else ""
    return f'<sheetView{rtl} workbookViewId="0">{pane}</sheetView>'


def _notes(notes: Notes, *, is_rtl: bool) -> str:
    rows = "".join(_row(line, [text], TEXT if line > 1 else BOLD) for line, text in enumerate(notes.sentences, 1))
    return _page(_view(is_rtl=is_rtl, is_frozen=False), f'<col min="1" max="1" width="100" style="{TEXT}"/>', rows)


def _sheet(sheet: Sheet, places: dict[int, int], lists: str, *, is_rtl: bool) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{max(14, min(40, len(column.heading) + 4))}" style="{TEXT}" customWidth="1"/>'
        for n, column in enumerate(sheet.columns, 1)
    )
    rows = _row(1, [column.heading for column in sheet.columns], BOLD)
    rows += "".join(_row(line, cells, TEXT) for line, cells in enumerate(sheet.rows, 2))
    checks = [_check(column, n, sheet.room + 1, places, lists) for n, column in enumerate(sheet.columns)]
    checks = [check for check in checks if check]
    further = f'<dataValidations count="{len(checks)}">{"".join(checks)}</dataValidations>' if checks else ""
    return _page(_view(is_rtl=is_rtl, is_frozen=True), widths, rows, further)


def _check(column: Column, number: int, last: int, places: dict[int, int], lists: str) -> str:
    """Return the list and the note of a column; nothing where it has neither."""
    note = ""
    if column.note:
        title, said = quoteattr(column.heading[:TITLE]), quoteattr(column.note[:NOTE])
        note = f' showInputMessage="1" promptTitle={title} prompt={said}'
    where = f"{column_letter(number)}2:{column_letter(number)}{last}"
    if not column.choices:
        return f'<dataValidation allowBlank="1"{note} sqref="{where}"/>' if note else ""
    letter = column_letter(places[id(column)])
    cells = escape(f"'{lists}'!${letter}$2:${letter}${len(column.choices) + 1}")
    return (
        f'<dataValidation type="list" allowBlank="1" errorStyle="warning" showErrorMessage="1"{note} sqref="{where}">'
        f"<formula1>{cells}</formula1></dataValidation>"
    )


def _lists(columns: Sequence[Column], *, is_rtl: bool) -> str:
    longest = max((len(column.choices) for column in columns), default=0)
    rows = _row(1, [column.heading for column in columns], BOLD)
    for line in range(longest):
        rows += _row(line + 2, [c.choices[line] if line < len(c.choices) else "" for c in columns], TEXT)
    widths = f'<col min="1" max="{max(1, len(columns))}" width="28" style="{TEXT}"/>'
    return _page(_view(is_rtl=is_rtl, is_frozen=True), widths, rows)


def _packed(names: Sequence[str], pages: Sequence[str]) -> bytes:
    numbers = range(1, len(pages) + 1)
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACK}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>' for n in numbers
        )
        + "</Types>",
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACK}/relationships"><Relationship Id="rId1" '
        f'Type="{_DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>'
        + "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACK}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{_DOC}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        + f'<Relationship Id="rId{len(pages) + 1}" Type="{_DOC}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{n}.xml": page for n, page in enumerate(pages, 1)},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
