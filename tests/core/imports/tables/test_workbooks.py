"""XLSX and ODS as people save them, and as programs break them."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import Broken, Layout, Refused, Row
from corridor.core.imports.tables import tables
from corridor.core.imports.tables.office import sheets as office_sheets
from corridor.core.imports.tables.opendocument import sheets as ods_sheets
from corridor.core.imports.tables.packed import Archive
from tests.core.imports.books import TYPES, fault, ods, packed, read, row, sheet, xlsx
from tests.core.imports.make import SHARED, codes, document, outcomes, registry, schemes

HEADED = row(1, "ref", "people") + row(2, "R1", 3) + row(3, "R2", 4.5)
EXPECTED = (("ref", "people"), [(2, ["R1", "3"]), (3, ["R2", "4.5"])])


def test_a_sheet_is_read_with_its_lines() -> None:
    assert read(xlsx({"Data": HEADED})) == {"Data": EXPECTED}


def test_dates_come_as_dates_and_figures_as_they_are_shown() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    day, moment, percent = (
        book.add_format({"num_format": shown}) for shown in ("dd/mm/yyyy", 'yyyy"y" hh:mm', "0.00%;[Red]-0%")
    )
    for column, name in enumerate(("day", "moment", "share", "sum", "yes", "long")):
        page.write(0, column, name)
    page.write_datetime(1, 0, dt.datetime(2021, 3, 14), day)  # noqa: DTZ001  # a sheet knows no zone
    page.write_datetime(1, 1, dt.datetime(2021, 3, 14, 8, 30), moment)  # noqa: DTZ001  # a sheet knows no zone
    page.write(1, 2, 0.1, percent)
    page.write(1, 3, 0.1 + 0.2)
    page.write(1, 4, True)
    page.write(1, 5, 123456789012)
    book.close()

    (_, rows) = read(stream.getvalue())["Sheet1"]

    assert rows == [(2, ["2021-03-14", "2021-03-14T08:30:00", "0.1", "0.3", "true", "123456789012"])]


@pytest.mark.parametrize(("written", "said"), [("0", "1904-01-01"), ("1462", "1908-01-02")])
def test_a_workbook_may_count_its_days_from_1904(written: str, said: str) -> None:
    styles = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = row(1, "a", "b") + f'<row r="2"><c r="A2" s="1"><v>{written}</v></c><c r="B2"><v>1</v></c></row>'

    found = read(xlsx({"S": rows}, styles=styles, properties='<workbookPr date1904="1"/>'))

    assert found["S"][1] == [(2, [said, "1"])]


def test_texts_are_shared_rich_or_inline_and_how_they_are_pronounced_is_left_out() -> None:
    shared = b"<sst><si><t>ref</t></si><si><r><t>Lam</t></r><r><t>pe</t></r><rPh><t>x</t></rPh></si></sst>"
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>n_x000a_o</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><t>in</t></is></c></row>'
    )

    assert read(xlsx({"S": rows}, shared=shared))["S"] == (("ref", "n o"), [(2, ["Lampe", "in"])])


def test_a_formula_refuses_its_row_and_no_other() -> None:
    used = mapping_from(document(), registry(), schemes())
    header = row(1, "ref", "day", "people", "country")
    content = xlsx(
        {
            "S": header
            + row(2, "R1", "2021-01-01", 3, "XA")
            + row(3, "R2", "2021-01-02", "<f>SUM(C2:C2)</f><v>3</v>", "XA")
            + row(4, "R3", "2021-01-03", 4, '<f t="shared" si="0"/><v>XA</v>')
        }
    )

    found = outcomes(content, used)

    assert [type(one.result) for one in found] == [Row, Refused, Refused]
    assert [codes(one.result) for one in found[1:]] == [["formula"], ["formula"]]
    assert [one.line for one in found] == [2, 3, 4]


def test_a_mapping_may_take_what_the_formulas_of_a_workbook_came_to() -> None:
    used = mapping_from(document(layout={"formulas": "computed"}), registry(), schemes())
    content = xlsx({"S": row(1, "ref", "people", "country") + row(2, "R1", "<f>1+2</f><v>3</v>", "XA")})

    (found,) = outcomes(content, used)

    assert isinstance(found.result, Row)
    assert ("people", "3", None) in found.result.claims


@pytest.mark.parametrize(
    "content",
    [
        xlsx({"Data": HEADED}, without=["xl/_rels/workbook.xml.rels"]),
        xlsx({"Data": sheet(HEADED).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')}),
        xlsx({"Data": sheet(HEADED).replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>')}),
        xlsx({"Data": re.sub(rb' r="[A-Z]?\d"', b"", sheet(HEADED))}),
        xlsx({"Data": re.sub(rb"<(/?)(\w)", rb"<\1x:\2", sheet(HEADED)).replace(b"xmlns=", b"xmlns:x=")}),
        xlsx({"Data": sheet(HEADED).decode().encode("utf-16")}),
        xlsx({"Data": HEADED}, extra={"xl/externalLinks/externalLink1.xml": b"<!DOCTYPE a><a/>"}),
    ],
    ids=["no-links", "dimension-too-large", "dimension-too-small", "no-references", "prefixes", "utf-16", "links-out"],
)
def test_a_workbook_that_is_wrong_about_itself_is_read_all_the_same(content: bytes) -> None:
    assert read(content) == {"Data": EXPECTED}


def test_parts_are_found_whatever_their_capitals_and_slashes() -> None:
    with_case = xlsx({"Data": HEADED}).replace(b"xl/worksheets/sheet1.xml", b"xl/Worksheets/Sheet1.xml")
    absolute = xlsx(
        {"Data": HEADED},
        without=["xl/_rels/workbook.xml.rels"],
        extra={
            "XL/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="rId1" '
            b'Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>'
        },
    )

    assert read(with_case) == read(absolute) == {"Data": EXPECTED}


def test_a_text_that_the_list_of_texts_lacks_is_an_error_of_its_cell() -> None:
    content = xlsx({"S": row(1, "ref", "n") + '<row r="2"><c r="A2" t="s"><v>7</v></c><c r="B2"><v>1</v></c></row>'})

    assert read(content)["S"][1] == [(2, ["#REF!", "1"])]


def test_hidden_sheets_are_passed_over_unless_a_mapping_names_them() -> None:
    content = xlsx({"Front": "", "Kept": HEADED, "Shown": HEADED}, states=["visible", "hidden", "visible"])

    named = Layout(sheets=(re.compile("kept"),))

    assert list(read(content)) == ["Shown"]
    assert list(read(content, named)) == ["Kept"]


def test_blank_cells_and_rows_cost_nothing_and_notes_beside_a_table_refuse_nothing() -> None:
    rows = row(1, "ref", "n") + '<row r="5"><c r="A5" s="3"/></row>' + row(900_000, "R1", 1, None, "a note")

    assert read(xlsx({"S": rows}))["S"] == (("ref", "n", "", ""), [(900_000, ["R1", "1", None, "a note"])])


def test_a_cell_of_absurd_size_refuses_its_row() -> None:
    (_, rows) = read(xlsx({"S": row(1, "a", "b") + row(2, "x" * 20_000, 1) + row(3, "y", 2)}))["S"]

    assert isinstance(rows[0][1], Broken)
    assert len(rows[0][1][0] or "") == 10_000
    assert rows[1] == (3, ["y", "2"])


ODS = (
    '<table:table table:name="Data" table:style-name="ta1">'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>ref</text:p></table:table-cell>'
    "<table:table-cell><text:p>peo<text:span>ple</text:span></text:p>"
    "<office:annotation><text:p>a note</text:p></office:annotation></table:table-cell>"
    "<table:table-cell><text:p>day</text:p></table:table-cell></table:table-row>"
    '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string">'
    "<text:p>R<text:s/>1</text:p></table:table-cell>"
    '<table:table-cell office:value-type="float" office:value="3"><text:p>3,00</text:p></table:table-cell>'
    '<table:table-cell office:value-type="date" office:date-value="2021-03-14T00:00:00"/></table:table-row>'
    '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
    '<table:table-cell table:formula="of:=[.A1]" office:value-type="float" office:value="1"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row></table:table>"
)


def test_an_ods_sheet_is_read_with_its_repeats_and_without_its_blank_end() -> None:
    assert read(ods(ODS)) == {
        "Data": (
            ("ref", "people", "day"),
            [
                (2, ["R 1", "3", "2021-03-14"]),
                (3, ["R 1", "3", "2021-03-14"]),
                (4, [None, None, "=[.A1]"]),
            ],
        )
    }


def test_a_hidden_ods_sheet_is_passed_over() -> None:
    style = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'

    assert read(ods(ODS + ODS.replace("Data", "Shown").replace("ta1", "ta2"), styles=style)).keys() == {"Shown"}


texts = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc")), max_size=8)
values = st.one_of(
    st.none(),
    texts.map(str.strip),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 6)),
    st.booleans(),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(values, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_a_program_writes_is_read_as_another_reader_reads_it(rows: list[list[object]]) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet()
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell not in (None, ""):
                page.write(number, column, cell)
    book.close()
    content = stream.getvalue()

    assert _mine(content) == _theirs(content)


def _mine(content: bytes) -> dict[str, dict[int, list[str | None]]]:
    archive = Archive(io.BytesIO(content))
    found = ods_sheets(archive, True) if "mimetype" in archive else office_sheets(archive, True)
    return {name: {line: list(cells) for line, cells in rows} for name, _, rows in found}


def _theirs(content: bytes) -> dict[str, dict[int, list[str | None]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    found: dict[str, dict[int, list[str | None]]] = {}
    for name in book.sheet_names:
        rows = {}
        for line, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1):
            said = [_text(cell) or None for cell in cells]
            while said and said[-1] is None:
                said.pop()
            if said:
                rows[line] = said
        found[name] = rows
    return found


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the public data is not here")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*/*.xlsx")) + sorted(SHARED.glob("*/*.ods")), ids=lambda p: p.stem)
def test_every_cell_of_the_public_workbooks_is_read_as_another_reader_reads_it(path: Path) -> None:
    content = path.read_bytes()

    assert _mine(content) == _theirs(content)


def test_a_packed_file_that_is_no_workbook_is_refused() -> None:
    assert fault(packed({"a.csv": b"a,b\n1,2\n"})) == "packed"
    assert fault(packed({"[Content_Types].xml": TYPES, "word/document.xml": b"<a/>"})) == "packed"
    assert fault(packed({"[Content_Types].xml": TYPES, "xl/workbook.bin": b""})) == "old-workbook"
    assert fault(xlsx({"S": HEADED}, without=["xl/worksheets/sheet1.xml"])) == "damaged"
    assert fault(xlsx({"S": b"<worksheet><sheetData><row"})) == "damaged"
    assert next(iter(tables(io.BytesIO(xlsx({"S": ""})), "file")), None) is None
