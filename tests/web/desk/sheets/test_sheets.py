"""Reports on a workbook: what is given out, what comes in, and what is refused row by row."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import pytest
import xlsxwriter
from django.http import HttpResponse
from django.test import Client
from python_calamine import CalamineWorkbook

from corridor import shelf
from corridor.core.reports.codes import State
from corridor.core.reports.sheets.layout import LANGUAGES
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.reports.models import Report
from corridor.web.desk.reports.queries import kept_of, own_for
from tests import cast

pytestmark = pytest.mark.django_db

Rows = Mapping[str, Sequence[Sequence[str]]]


@pytest.fixture
def filer() -> Client:
    return cast.client(cast.FIELD_OFFICER_XA)


def heading(path: str, language: str = "en") -> str:
    field = shelf.report_form().field(path)
    assert field is not None
    return field.labels[language]


def label(vocabulary: str, code: str, language: str = "en") -> str:
    return shelf.registry().vocabularies[vocabulary].terms[code].labels[language]


def english(*reports: Sequence[str], **further: Sequence[Sequence[str]]) -> Rows:
    """Return the sheets of a workbook in English: number, kind, day, country, words; and counts and legs."""
    paths: tuple[str, ...] = ("incident_kind", "occurred_on", "country", "summary")
    sheets: dict[str, Sequence[Sequence[str]]] = {
        "Reports": [("Number of the report", *(heading(path) for path in paths)), *reports]
    }
    if "counts" in further:
        paths = tuple(f"counts.0.{name}" for name in ("what", "range", "sex"))
        sheets["How many people"] = [("Number of the report", *(heading(path) for path in paths)), *further["counts"]]
    if "fees" in further:
        paths = tuple(f"fees.0.{name}" for name in ("amount", "currency", "leg"))
        sheets["Fee"] = [("Number of the report", *(heading(path) for path in paths)), *further["fees"]]
    return sheets


def workbook(sheets: Rows, *, formula: str = "") -> io.BytesIO:
    """Return a workbook as another program writes it."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if formula and cell == formula:
                    sheet.write_formula(line, place, "=1+1")
                elif cell:
                    sheet.write_string(line, place, cell)
    book.close()
    written.seek(0)
    written.name = "reports.xlsx"
    return written


def bring(browser: Client, sheets: Rows, **how: str) -> Any:
    return browser.post("/reports/sheet/", {"file": workbook(sheets, **how)})


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_workbook_opens_elsewhere_and_speaks_its_language(filer: Client, language: str) -> None:
    answer = filer.get(f"/reports/sheet/{language}/")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))

    rows = book.get_sheet_by_index(1).to_python()
    headings = rows[0]

    assert heading("occurred_on", language) in headings
    assert len(book.sheet_names) == 8
    assert len({row[0] for row in rows[1:]}) == 40
    assert (b'rightToLeft="1"' in _part(answer.content)) is (language == "ar")


def _part(content: bytes) -> bytes:
    import zipfile

    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet2.xml")


def test_two_workbooks_have_numbers_of_their_own(filer: Client) -> None:
    books = [CalamineWorkbook.from_filelike(io.BytesIO(filer.get("/reports/sheet/en/").content)) for _ in range(2)]

    numbers = [{row[0] for row in book.get_sheet_by_index(1).to_python()[1:]} for book in books]

    assert not numbers[0] & numbers[1]


def test_a_filled_report_becomes_a_draft_with_its_rows_and_comes_in_once(filer: Client) -> None:
    sheets = english(
        ("AB-1", label("incident-kinds", "shipwreck"), "2026-03-14", "XB", ""),
        counts=[("AB-1", heading_of("dead"), "3-5", ""), ("AB-1", heading_of("survivors"), "20+", "")],
    )

    first, second = bring(filer, sheets), bring(filer, sheets)

    (report,) = own_for(cast.officer(cast.FIELD_OFFICER_XA))
    values = kept_of(report).values
    assert first.status_code == HTTPStatus.OK
    assert report.state == State.DRAFT
    assert values["incident_kind"] == "shipwreck"
    assert [values[f"counts.{n}.{name}"] for n in (0, 1) for name in ("what", "range")] == [
        "dead",
        "3-5",
        "survivors",
        "20+",
    ]
    assert values["marking"]
    assert second.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "brought in before" in words(second)


def heading_of(prop: str) -> str:
    return shelf.registry().properties[prop].labels["en"]


def test_a_broken_report_is_refused_cell_by_cell_and_its_neighbour_comes_in(filer: Client) -> None:
    sheets = english(
        ("AB-1", label("incident-kinds", "shipwreck"), "2026-03-14", "XB", ""),
        ("AB-2", "a thing of no list ZEPHYR", "2026-03-14", "XB", ""),
        ("AB-3", label("incident-kinds", "landing"), "2199-01-01", "XB", ""),
        ("AB-3", label("incident-kinds", "landing"), "2026-01-01", "XB", ""),
        counts=[
            ("AB-1", heading_of("dead"), "2", ""),
            ("AB-9", heading_of("dead"), "2", ""),
            ("", heading_of("dead"), "2", ""),
        ],
        fees=[("AB-3", "300", "", "1")],
    )

    answer = bring(filer, sheets)

    said = words(answer)
    assert answer.status_code == HTTPStatus.OK
    assert len(own_for(cast.officer(cast.FIELD_OFFICER_XA))) == 1
    assert "ZEPHYR" not in said
    for sentence in ("no entry of the list", "number already", "No report with this number", "to which report"):
        assert sentence in said


def test_a_fee_without_currency_and_a_day_to_come_are_refused_where_they_stand(filer: Client) -> None:
    sheets = english(
        ("AB-3", label("incident-kinds", "landing"), "2199-01-01", "XB", ""),
        counts=[("AB-3", heading_of("people"), "12", "")],
        fees=[("AB-3", "300", "", "1")],
    )

    answer = bring(filer, sheets)

    said = words(answer)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "has not come yet" in said
    assert "currency" in said
    assert Report.objects.count() == 0


def test_a_column_that_nobody_gave_out_is_told_by_its_letter_alone(filer: Client) -> None:
    sheets = english(("AB-1", label("incident-kinds", "shipwreck"), "2026-03-14", "XB", "", "Mara Ostrel"))
    sheets["Reports"][0] = (*sheets["Reports"][0], "Name of the driver ZEPHYR")  # type: ignore[index]  # a list

    said = words(bring(filer, sheets))

    assert "<bdi>F</bdi>" in said
    assert "ZEPHYR" not in said
    assert "Ostrel" not in said


def test_a_formula_is_refused(filer: Client) -> None:
    sheets = english(("AB-1", label("incident-kinds", "shipwreck"), "FORMULA", "XB", ""))

    assert "This is a formula" in words(bring(filer, sheets, formula="FORMULA"))
    assert Report.objects.count() == 0


def test_a_number_of_a_telephone_is_refused_and_neither_shown_nor_kept_nor_in_the_ledger(filer: Client) -> None:
    text = "Call +39 333 123 4567 about it"
    sheets = english(
        ("AB-1", label("incident-kinds", "shipwreck"), "2026-03-14", "XB", text),
        counts=[("AB-1", heading_of("dead"), "3", "")],
    )

    answer = bring(filer, sheets)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "333" not in words(answer)
    assert Report.objects.count() == 0
    assert not any("333" in entry.detail + entry.about for entry in LedgerEntry.objects.all())


def test_an_arabic_workbook_comes_in_with_its_own_digits_and_labels(filer: Client) -> None:
    rows: Rows = {
        "التقارير": [
            ("رقم التقرير", *(heading(path, "ar") for path in ("incident_kind", "occurred_on", "country"))),
            ("AR-1", label("incident-kinds", "shipwreck", "ar"), "٢٠٢٦-٠٣-١٤", "XB"),
        ],
        "كم عدد الأشخاص": [
            ("رقم التقرير", heading("counts.0.what", "ar"), heading("counts.0.range", "ar")),
            ("AR-1", shelf.registry().properties["dead"].labels["ar"], "٣"),
        ],
    }

    answer = bring(filer, rows)

    assert answer.status_code == HTTPStatus.OK
    (report,) = own_for(cast.officer(cast.FIELD_OFFICER_XA))
    assert kept_of(report).values["counts.0.what"] == "dead"


@pytest.mark.parametrize("content", [b"", b"number;day\n1;2\n", b"PK\x03\x04nonsense", b"\x00" * 64])
def test_what_is_no_workbook_is_refused_with_a_reason(filer: Client, content: bytes) -> None:
    file = io.BytesIO(content)
    file.name = "reports.xlsx"

    answer = filer.post("/reports/sheet/", {"file": file})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "file-problem" in answer.content.decode()


def test_a_workbook_of_something_else_is_refused_as_such(filer: Client) -> None:
    answer = bring(filer, {"Budget": [("a", "b"), ("1", "2")]})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_refused_rows_come_as_a_file_that_carries_nothing_out(filer: Client) -> None:
    rejects = '[["Reports", 2, "Day", "=cmd|1!A1"], ["too", "short"], 5]'

    answer = filer.post("/reports/sheet/rejects/", {"rejects": rejects})

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.decode("utf-8-sig").splitlines()[1:] == ["Reports,2,Day,'=cmd|1!A1"]
    assert filer.post("/reports/sheet/rejects/", {"rejects": "{"}).status_code == HTTPStatus.OK


def test_who_may_not_file_reports_gets_and_brings_no_workbook() -> None:
    overseer = cast.client(cast.OVERSEER_XA)

    assert overseer.get("/reports/sheet/").status_code == HTTPStatus.FORBIDDEN
    assert overseer.get("/reports/sheet/en/").status_code == HTTPStatus.FORBIDDEN
    assert bring(overseer, english()).status_code == HTTPStatus.FORBIDDEN
    assert (
        cast.client(cast.FIELD_OFFICER_XA).get("/reports/sheet/rejects/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    )
