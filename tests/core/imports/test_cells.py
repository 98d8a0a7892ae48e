from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.imports.formulas import is_formula
from corridor.core.imports.records import Refused, Row
from tests.core.imports.make import HEADER, claims, codes, document, read_cell, read_row


def test_a_row_becomes_claims_that_begin_with_the_kind() -> None:
    row = read_row(["R1", "14/03/2021", "12", "Turkey", "36.5, 27.25", "Two &amp; more", "https://example.org/a"])

    assert row == Row(
        "R1",
        [
            ("kind", "Incident", None),
            ("incident_kind", "landing", None),
            ("occurred_on", "2021-03-14", "14/03/2021"),
            ("people", "12", None),
            ("country", "TR", "Turkey"),
            ("point", "36.5,27.25", "36.5, 27.25"),
            ("summary", "Two & more", "Two &amp; more"),
            ("url", "https://example.org/a", None),
        ],
    )


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_a_blank_cell_says_nothing(blank: str | None) -> None:
    assert read_cell("people", blank) == Row("R1", [("kind", "Incident", None), ("incident_kind", "landing", None)])


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("people", "-3", "count-negative"),
        ("people", "\u22123", "count-negative"),
        ("people", "three", "count-form"),
        ("people", "1.5", "count-form"),
        ("people", "1,022", "count-form"),
        ("people", "99999999999", "count-size"),
        ("people", "=1+1", "formula"),
        ("people", "9" * 5000, "count-form"),
        ("day", "2021-02-30", "date-form"),
        ("day", "2026-01-02", "date-future"),
        ("day", "2027", "date-future"),
        ("position", "91, 0", "point-outside"),
        ("position", "0, 0", "point-zero"),
        ("position", "here", "point-form"),
        ("position", "=A1", "formula"),
        ("country", "Atlantis", "country-unknown"),
        ("country", "ZZ", "country-unknown"),
        ("country", "Stateless", "country-unknown"),
        ("note", "=HYPERLINK(1)", "formula"),
        ("note", "&#61;1+1", "formula"),
        ("note", "a\u202eb", "control-characters"),
        ("note", "a\x00b", "control-characters"),
        ("note", "a&#8238;b", "control-characters"),
        ("link", "javascript:alert(1)", "url-form"),
        ("link", "www.example.org", "url-form"),
    ],
)
def test_a_bad_cell_refuses_its_row_with_the_column_and_the_reason(column: str, cell: str, code: str) -> None:
    result = read_cell(column, cell)

    assert codes(result) == [code]
    assert isinstance(result, Refused)
    assert result.problems[0].column == column
    assert column in result.problems[0].message


def test_a_refused_row_names_every_reason_and_repeats_no_cell() -> None:
    result = read_row(["R1", "Zaphod", "-Zaphod", "Zaphod", "Zaphod", "=Zaphod", "Zaphod"])

    assert codes(result) == ["date-form", "count-form", "country-unknown", "point-form", "formula", "url-form"]
    assert "Zaphod" not in str(result)


def test_a_date_that_may_already_have_begun_is_not_in_the_future() -> None:
    assert claims(read_cell("day", "2026"), "occurred_on") == [("2026", None)]


def test_a_row_without_a_key_is_refused() -> None:
    assert codes(read_row(["", "2021", "", "", "", "", ""])) == ["key-missing"]


@pytest.mark.parametrize("cells", [["R1"], ["R1"] * 8, []])
def test_a_row_of_another_width_is_refused(cells: list[str]) -> None:
    result = read_row(cells)

    assert codes(result) == ["cell-count"]
    assert isinstance(result, Refused)
    assert result.problems[0].params == {"found": len(cells), "expected": 7}


def test_a_formula_in_a_column_that_is_not_read_refuses_the_row_too() -> None:
    fields = {"incident_kind": {"constant": "landing"}}

    assert codes(read_cell("note", "=cmd|'/C calc'!A0", fields=fields)) == ["formula"]
    assert codes(read_cell("note", "@user", fields=fields)) == []


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "=cmd|'/C calc'!A0",
        "+cmd|'/C calc'!A0",
        "@SUM(A1:A9)",
        "-A1+5",
        "+1+2",
        "-2+3+cmd|' /C calc'!A0",
        "＝1+1",
        " =1+1",
        "-(1+2)*3",
        '=HYPERLINK("http://x","y")',
        "+[book.xls]Sheet1!A1",
        "@hyperlink (1)",
        "--A1",
    ],
)
def test_what_a_spreadsheet_would_carry_out_is_a_formula(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "- en route",
        "@user",
        "@HS_Barboza",
        "+33 6 12 34 56",
        "-3.5",
        "-23.8148, 32",
        "- Melilla (Spain)",
        "a=b",
        "--",
    ],
)
def test_ordinary_text_is_no_formula(text: str) -> None:
    assert not is_formula(text)


def test_counts_carry_sex_and_age_and_read_thousands_ranges_and_decimals_that_are_whole() -> None:
    fields = {
        "incident_kind": {"constant": "landing"},
        "people": [{"column": "people", "sex": "female", "age": "child", "thousands": ",", "between": "-"}],
    }

    read = {
        cell: claims(read_cell("people", cell, fields=fields), "people")[0][0]
        for cell in ("1,022", "12.0", "3-5", "7..")
    }

    assert read == {
        "1,022": "1022|female|child",
        "12.0": "12|female|child",
        "3-5": "3..5|female|child",
        "7..": "7..|female|child",
    }


def test_several_nationalities_may_share_a_cell_even_when_a_name_holds_the_separator() -> None:
    fields = {"incident_kind": {"constant": "landing"}, "nationality": {"column": "note", "several": ","}}

    result = read_cell("note", "AFG, Iran, Islamic Republic of,Stateless,Unknown,AFG", fields=fields)

    assert [value for value, _ in claims(result, "nationality")] == ["AF", "IR", "stateless", "unknown"]


def test_codes_come_from_the_table_of_the_mapping_and_the_rest_is_kept_as_text() -> None:
    fields = {
        "incident_kind": {"constant": "landing"},
        "cause": {
            "column": "note",
            "codes": {"drowning": ["*drown*"], "violence": ["Shot*"], "sickness": ["Ill"]},
            "combined": "mixed-or-unknown",
            "otherwise": "text:cause_text",
        },
    }

    assert claims(read_cell("note", "Presumed drowning", fields=fields), "cause") == [("drowning", "Presumed drowning")]
    assert claims(read_cell("note", "ill", fields=fields), "cause") == [("sickness", "ill")]
    assert claims(read_cell("note", "violence", fields=fields), "cause") == [("violence", None)]
    assert claims(read_cell("note", "Shot and drowned", fields=fields), "cause")[0][0] == "mixed-or-unknown"
    assert claims(read_cell("note", "Bear", fields=fields), "cause_text") == [("Bear", None)]


def test_without_a_way_out_an_unknown_code_refuses_the_row() -> None:
    fields = {"incident_kind": {"constant": "landing"}, "border_type": "note"}

    assert claims(read_cell("note", "Sea", fields=fields), "border_type") == [("sea", "Sea")]
    assert codes(read_cell("note", "Swamp", fields=fields)) == ["code-unknown"]


def test_a_missing_mark_is_a_blank_and_a_required_blank_is_refused() -> None:
    fields = {
        "incident_kind": {"constant": "landing"},
        "people": {"column": "people", "missing": ["n/a", "-"], "required": True},
    }

    for blank in ("", "N/A", "-"):
        assert codes(read_cell("people", blank, fields=fields)) == ["value-missing"]


def test_two_columns_make_a_point_or_a_date() -> None:
    fields = {
        "incident_kind": {"constant": "landing"},
        "point": {"columns": ["people", "country"], "order": "lon,lat"},
        "occurred_on": {"columns": ["day", "note"], "style": "2019-Oct"},
    }

    row = read_row(["R1", "2014", "-21.137810725783", "23.612954", "", "January", ""], fields=fields)

    assert claims(row, "point") == [("23.61295,-21.13781", "23.612954, -21.137810725783")]
    assert claims(row, "occurred_on") == [("2014-01", "2014-January")]
    assert codes(read_row(["R1", "", "-21.1", "", "", "", ""], fields=fields)) == ["point-half"]
    assert codes(read_row(["R1", "", "-21.1", "123", "", "", ""], fields=fields)) == ["point-outside"]


def test_money_carries_its_currency() -> None:
    fields = {"incident_kind": {"constant": "movement"}, "fee": {"column": "note", "currency": "EUR", "thousands": ","}}

    assert claims(read_cell("note", "1,500", fields=fields), "fee") == [("1500.00 EUR", "1,500")]
    assert claims(read_cell("note", "20.5 USD", fields=fields), "fee") == [("20.50 USD", "20.5 USD")]
    assert codes(read_cell("note", "-5", fields=fields)) == ["money-form"]


def test_several_addresses_share_a_cell_and_a_bad_one_is_kept_as_text_where_the_mapping_says_so() -> None:
    fields = {
        "incident_kind": {"constant": "landing"},
        "url": {"column": "link", "several": True, "otherwise": "text:reported_by"},
    }

    result = read_cell("link", "http://a.org/1,2, https://http://b.org", fields=fields)

    assert claims(result, "url") == [("http://a.org/1,2", None)]
    assert claims(result, "reported_by") == [("https://http://b.org", None)]


def test_a_check_is_enforced_only_where_the_mapping_asks() -> None:
    checks = [{"total": "people", "at_least": ["note", "link"]}]
    fields = {"incident_kind": {"constant": "landing"}, "people": "people"}
    cells = ["R1", "", "5", "", "", "3", "4"]

    assert codes(read_row(cells, fields=fields)) == []
    assert codes(read_row(cells, fields=fields, checks=checks)) == ["check-failed"]


def test_a_grade_is_read_from_its_column_and_never_invented() -> None:
    grade = {"column": "note", "scheme": "admiralty-6x6", "codes": {"B2": ["usually reliable"]}}

    graded, blank = read_cell("note", "Usually reliable", grade=grade), read_cell("note", "", grade=grade)

    assert isinstance(graded, Row)
    assert isinstance(blank, Row)
    assert (graded.grade, blank.grade) == ("admiralty-6x6:B2", None)
    assert codes(read_cell("note", "rumour", grade=grade)) == ["grade-unknown"]


def test_a_table_is_no_way_around_the_safeguards() -> None:
    fields = {"incident_kind": {"constant": "movement"}, "smuggling": "note", "benefit": "link"}

    assert codes(read_row(["R1", "", "", "", "", "yes", ""], fields=fields)) == ["safeguard"]
    assert codes(read_row(["R1", "", "", "", "", "yes", "financial"], fields=fields)) == []


def test_keys_of_several_columns_cannot_be_confused() -> None:
    one = read_row(["a|b", "", "", "", "", "c", ""], key=["ref", "note"])
    other = read_row(["a", "", "", "", "", "b|c", ""], key=["ref", "note"])

    assert isinstance(one, Row)
    assert isinstance(other, Row)
    assert one.key != other.key


@given(st.lists(st.none() | st.text(max_size=20), min_size=len(HEADER), max_size=len(HEADER)))
def test_any_row_is_read_or_refused_and_never_fails(cells: list[str | None]) -> None:
    result = read_row(cells)

    assert isinstance(result, Row | Refused)
    if isinstance(result, Row):
        assert set(document()["fields"]) >= {claim[0] for claim in result.claims} - {"kind"}
