"""Tables laid out as a mapping reads them: wide ones, several sheets, footers, hashtags; counts of several columns."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.imports.codes import Reason
from corridor.core.imports.errors import FileRefused, MappingInvalid
from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import ImportMapping, Refused, Row
from tests.core.imports.books import row, xlsx
from tests.core.imports.make import (
    claims,
    codes,
    document,
    mapping,
    outcomes,
    recognised,
    registry,
    schemes,
)


def used(**changes: Any) -> ImportMapping:
    return mapping_from(document(**changes), registry(), schemes())


def series(**changes: Any) -> ImportMapping:
    fields = {
        "series": {"constant": "arrivals"},
        "period": {"column": "month", "style": ["iso", "Oct 2019"], "required": True},
        "people": {"column": "n", "required": True},
        "country": "country",
    }
    return used(**{"entity": "SeriesObservation", "key": ["country", "month"], "fields": fields, **changes})


def test_columns_of_months_become_rows_and_a_row_without_figures_is_refused_not_lost() -> None:
    wide = {"style": ["Oct 2019"], "name": "month", "value": "n"}
    content = b"country,JAN2019,Feb 2019,Total\nXA,3,,3\nXB,,4,4\nXC,,,0\n"

    found = outcomes(content, series(wide=wide))

    assert [(one.line, one.result.key) for one in found if isinstance(one.result, Row)] == [
        (2, "XA|2019-01"),
        (3, "XB|2019-02"),
    ]
    assert codes(found[2].result) == ["value-missing"]


def test_wide_columns_may_stand_for_texts() -> None:
    fields = {
        "series": {"constant": "arrivals"},
        "period": "year",
        "country": {"column": "where", "codes": {"XA": ["a"], "XB": ["b"]}},
        "people": "n",
    }
    wide = {"columns": {"North arrivals": "a", "South arrivals": "b"}, "name": "where", "value": "n"}

    found = outcomes(
        b"year,North arrivals,South arrivals\n2019,1,2\n", series(fields=fields, key=["year", "where"], wide=wide)
    )

    assert [claims(one.result, "country") for one in found] == [[("XA", "a")], [("XB", "b")]]
    assert [claims(one.result, "people") for one in found] == [[("1", None)], [("2", None)]]


def test_a_wide_row_with_too_many_cells_is_refused_once() -> None:
    wide = {"style": ["Oct 2019"], "name": "month", "value": "n"}

    (found,) = outcomes(b"country,Jan 2019,Feb 2019\nXA,1,2,3\n", series(wide=wide))

    assert codes(found.result) == [Reason.CELL_COUNT]
    assert list(found.cells) == ["XA", "1", "2", "3"]


@given(st.lists(st.lists(st.sampled_from(["", "1", "25", "x", "=1+1"]), min_size=3, max_size=3), max_size=6))
def test_every_wide_cell_that_says_something_comes_out_once(rows: list[list[str]]) -> None:
    wide = {"style": ["iso"], "name": "month", "value": "n"}
    content = "country,2019-01,2019-02,2019-03\n" + "".join(f"XA,{','.join(cells)}\n" for cells in rows)

    found = outcomes(content.encode(), series(wide=wide))

    filled = [cell for cells in rows for cell in cells if cell]
    blank = sum(not any(cells) for cells in rows)
    assert len(found) == len(filled) + blank
    assert [one.cells[-1] for one in found if one.cells[-1]] == filled


def test_sheets_that_belong_together_are_read_as_one_table_with_their_names() -> None:
    head = row(1, "month", "n")
    content = xlsx(
        {
            "About": row(1, "nothing", "here"),
            "Arrivals - XA": head + row(2, "2019-01", 3) + row(3, "2019-02", 4),
            "Arrivals - XB": row(1, "n", "month") + row(2, 5, "2019-01"),
            "Arrivals - XC": row(1, "n", "month", "extra") + row(2, 5, "2019-01", "x"),
        }
    )
    fields = {
        "series": {"constant": "arrivals"},
        "period": "month",
        "people": "n",
        "country": {"column": "sheet", "codes": {"XA": ["Arrivals - XA"], "XB": ["Arrivals - XB"]}},
    }
    layout = {"sheet": ["Arrivals - *"], "together": True}

    found = outcomes(content, series(fields=fields, key=["sheet", "month"], layout=layout))

    assert [one.result.key for one in found if isinstance(one.result, Row)] == [
        "Arrivals - XA|2019-01",
        "Arrivals - XA|2019-02",
        "Arrivals - XB|2019-01",
    ]
    assert [one.line for one in found] == sorted({one.line for one in found})
    assert codes(found[3].result) == [Reason.UNKNOWN_KEY]


def test_of_several_sheets_the_first_that_fits_is_read() -> None:
    content = xlsx({"A": row(1, "x", "y") + row(2, 1, 2), "B": row(1, "ref", "people") + row(2, "R1", 3)})

    (found,) = outcomes(content, used())

    assert isinstance(found.result, Row)
    with pytest.raises(FileRefused) as refused:
        outcomes(content, used(layout={"sheet": "C"}))
    assert refused.value.params["fault"] == "no-sheet"


def test_totals_and_footnotes_are_left_out_where_the_mapping_says_so() -> None:
    content = b"ref,people\nR1,3\nTotal,3\nSource: the coast guard\n"

    found = outcomes(content, used(layout={"skip": ["Total*", "Source:*"]}))

    assert [one.line for one in found] == [2]
    assert [codes(one.result) for one in outcomes(content, used())] == [[], [], ["cell-count"]]


def test_a_column_is_found_by_its_hashtag_where_its_header_is_another() -> None:
    content = b"Numero,Personnes,Pays\n#event+id,#affected+total,#country+code\nR1,3,XA\n"
    columns = {"ref": ["#event+id"], "people": ["#affected+total"], "country": ["#country+code"]}

    (found,) = outcomes(content, used(columns=columns))

    assert isinstance(found.result, Row)
    assert found.result.key == "R1"
    assert claims(found.result, "people") == [("3", None)]


# ------------------------------------------------------------------------------------- counts of more than one column


def count(spec: object, content: str) -> list[tuple[str, str | None]] | list[str]:
    fields = {"incident_kind": {"constant": "landing"}, "people": spec}
    (found,) = outcomes(content.encode(), used(fields=fields))
    return claims(found.result, "people") if isinstance(found.result, Row) else codes(found.result)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<5", [("1..4", "<5")]),
        ("< 10", [("1..9", "< 10")]),
        ("*", [("1..4", "*")]),
        ("0", []),
        ('"1,234"', [("1234", "1,234")]),
        ("<1", ["count-form"]),
        ("<x", ["count-form"]),
        ("-3", ["count-negative"]),
        ("=1+1", ["formula"]),
    ],
)
def test_hidden_figures_stay_a_range(cell: str, expected: list[object]) -> None:
    spec = {"column": "n", "below": "<", "ranges": {"1..4": ["*"]}, "thousands": ",", "silent_zero": True}

    assert count(spec, f"ref,n\nR1,{cell}\n") == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("1,2,3", [("6|female|child", "1 + 2 + 3|female|child")]),
        ("1,,3", [("4..|female|child", "1 + 3|female|child")]),
        ("<5,1,0", [("2..5|female|child", "<5 + 1 + 0|female|child")]),
        (",,", []),
        ("1,x,2", ["count-form"]),
        ("1,=2,2", ["formula"]),
    ],
)
def test_parts_are_added_up_and_a_missing_part_leaves_the_sum_open(cells: str, expected: list[object]) -> None:
    spec = {"columns": ["a", "b", "c"], "sex": "female", "age": "child", "below": "<"}

    assert count(spec, f"ref,a,b,c\nR1,{cells}\n") == expected


@pytest.mark.parametrize(
    ("sex", "age", "expected"),
    [
        ("F", "18+", [("3|female|adult", None)]),
        ("M", "", [("3|male", None)]),
        ("Total", "0-17", [("3||child", None)]),
        ("Total", "Total", [("3", None)]),
        ("?", "18+", ["code-unknown"]),
    ],
)
def test_another_column_may_say_who_was_counted(sex: str, age: str, expected: list[object]) -> None:
    spec = {
        "column": "n",
        "sex": {"column": "sex", "codes": {"female": ["F"], "male": ["M"], "all": ["Total"]}},
        "age": {"column": "age", "codes": {"adult": ["18+"], "child": ["0-17"], "all": ["Total"]}},
    }

    assert count(spec, f"ref,n,sex,age\nR1,3,{sex},{age}\n") == expected


def test_the_codes_of_another_publisher_are_read_by_its_list_alone() -> None:
    fields = {
        "incident_kind": {"constant": "landing"},
        "country": [{"column": "iso"}, {"column": "own", "codes": "unhcr", "instead_of": "iso"}],
        "nationality": {"column": "nat", "codes": "unhcr"},
    }

    (by_iso,) = outcomes(b"ref,iso,own,nat\nR1,EGY,ARE,AUS\n", used(fields=fields))
    (by_own,) = outcomes(b"ref,own,nat\nR1,ARE,STA\n", used(fields=fields))
    (unknown,) = outcomes(b"ref,own,nat\nR1,DEU,EGY\n", used(fields=fields))

    assert claims(by_iso.result, "country") == [("EG", "EGY")]
    assert claims(by_iso.result, "nationality") == [("AT", "AUS")]
    assert claims(by_own.result, "country") == [("EG", "ARE")]
    assert claims(by_own.result, "nationality") == [("stateless", "STA")]
    assert codes(unknown.result) == ["country-unknown", "nationality-unknown"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"layout": 3}, ["layout"]),
        (
            {"layout": {"shet": "x", "header": -1, "header_rows": 9}},
            ["layout.shet", "layout.header", "layout.header_rows"],
        ),
        ({"layout": {"encoding": "rot13", "formulas": "yes"}}, ["layout.encoding", "layout.formulas"]),
        ({"layout": {"skip": ["*"], "together": "yes"}}, ["layout.together", "layout.skip"]),
        ({"wide": {"name": "a"}}, ["wide"]),
        ({"wide": {"name": "a", "value": "b"}}, ["wide.columns"]),
        ({"wide": {"name": "a", "value": "A", "columns": ["x"]}}, ["wide"]),
        ({"wide": {"name": "a", "value": "b", "style": "5 May"}}, ["wide.style"]),
        ({"recognise": {"file_name": [3.5, {}]}}, ["recognise.file_name"]),
        ({"fields": {"people": {"column": "n", "ranges": {"few": ["x"]}}}}, ["fields.people.ranges.few"]),
        ({"fields": {"people": {"column": "n", "sex": {"codes": {}}}}}, ["fields.people.sex"]),
        (
            {"fields": {"people": {"column": "n", "age": {"column": "a", "codes": {"old": ["x"]}}}}},
            ["fields.people.age.codes.old"],
        ),
        ({"fields": {"country": {"column": "c", "codes": "unesco"}}}, ["fields.country.codes"]),
    ],
)
def test_what_is_wrong_is_named_by_its_key(changes: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(MappingInvalid) as refused:
        used(**changes)

    found = [problem.key for problem in refused.value.problems]
    assert [key for key in expected if key in found] == expected
    assert all(problem.wrong and problem.remedy for problem in refused.value.problems)


# -------------------------------------------------------------------------------------------------- what is recognised


def test_the_name_of_a_file_tells_whose_table_it_is_where_its_columns_do_not() -> None:
    content = b"t,nat,n\n2023-01,CUB,5\n"

    assert recognised(content, "honduras-by-nationality-2023.csv") is mapping("honduras-nationality")
    assert recognised(content, r"C:\data\MEXICO_2023.csv") is mapping("mexico-nationality")
    assert recognised(content, "table.csv") is None


def test_the_detections_are_read_with_a_column_for_each_month_too() -> None:
    content = xlsx(
        {
            "Notes": row(1, "Detections, not persons"),
            "Data": row(1, "Route", "BorderType", "NationalityLong", "JAN2024", "FEB2024")
            + row(2, "Black Sea Route", "Sea", "Georgia", 3, 0)
            + row(3, "Black Sea Route", "Land", "Not specified", 1),
        }
    )

    found = outcomes(content, name="Monthly_detections_2024.xlsx")

    assert recognised(content) is mapping("frontex-detections-wide")
    assert [one.result.key for one in found if isinstance(one.result, Row)][:2] == [
        "Black Sea Route|Sea|Georgia|2024-01",
        "Black Sea Route|Sea|Georgia|2024-02",
    ]
    assert isinstance(found[2].result, Refused) or claims(found[2].result, "detections") == [("1", None)]


BLOCKS = (
    "No. 1;A/07 - Flight to XA & XB, 17 January 2012 (XC);;\n"
    ";Participants;Escorts;Costs\n"
    ";XC;35;62495.94\n"
    ";XB_cancelled;0;0\n"
    ";Sum;35;62495.94\n"
    "No. 2;Flight to XB, 07 February 2012 (XA);;\n"
    ";Participants;Escorts;Costs\n"
    ";XA;2;1.5\n"
)


def costs(**layout: Any) -> ImportMapping:
    titles = ["{number} - Flight to {places}, {day} ({by})", "Flight to {places}, {day} ({by})"]
    return used(
        entity="SeriesObservation",
        key=["day", "who"],
        columns={"who": "Participants"},
        layout={"blocks": titles, "skip": ["Sum"], "header": 1, "header_rows": 2, **layout},
        fields={
            "series": {"constant": "returns"},
            "identifier": "number",
            "period": {"column": "day", "style": "29 October 2019"},
            "country": {"column": "places", "several": "&"},
            "sent_from": {"column": "who", "codes": {"XB": ["XB_*"]}},
            "figure": "Escorts",
            "amount": {"column": "Costs", "currency": "EUR"},
        },
    )


def test_the_title_of_a_block_says_what_all_its_rows_share() -> None:
    found = outcomes(BLOCKS.encode(), costs())

    said = [{prop: value for prop, value, _ in one.result.claims} for one in found if isinstance(one.result, Row)]
    assert [(one.get("identifier"), one["period"], one["sent_from"], one["amount"]) for one in said] == [
        ("A/07", "2012-01-17", "XC", "62495.94 EUR"),
        ("A/07", "2012-01-17", "XB", "0.00 EUR"),
        (None, "2012-02-07", "XA", "1.50 EUR"),
    ]
    assert [value for prop, value, _ in found[0].result.claims if prop == "country"] == ["XA", "XB"]  # type: ignore[union-attr]  # a row
    assert len(found) == 3


def test_an_amount_needs_its_currency_and_is_never_a_count() -> None:
    fields = {"series": {"constant": "returns"}, "period": "day", "amount": "cost"}
    mapping = used(entity="SeriesObservation", key=["day"], fields=fields)

    bare, dollars = outcomes(b"day,cost\n2012,12.50\n2013,12.50 USD\n", mapping)

    assert codes(bare.result) == ["money-form"]
    assert claims(dollars.result, "amount") == [("12.50 USD", None)]
    assert str(registry().properties["amount"].type) == "money"


@pytest.mark.parametrize("title", ["no part", "{a}{b}", "{a} {a}", "{A} x"])
def test_titles_without_named_parts_are_refused(title: str) -> None:
    with pytest.raises(MappingInvalid):
        costs(blocks=[title])
