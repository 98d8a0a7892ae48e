"""Where a table begins: below titles, under merged cells of two lines, above a line of hashtags."""

from __future__ import annotations

import io

import pytest

from corridor.core.imports.records import Layout
from corridor.core.imports.tables import table
from tests.core.imports.books import read, row, xlsx


def header(*lines: str) -> tuple[str, ...]:
    return table(io.BytesIO("\n".join(lines).encode()), "file").header


def test_parts_of_merged_cells_carry_the_name_above_them() -> None:
    found = header("Country,Arrivals,,,Total", ",Men,Women,Children,", "XA,1,2,3,6", "XB,0,1,,1")

    assert found == ("Country", "Arrivals Men", "Arrivals Women", "Arrivals Children", "Total")


def test_equal_parts_are_told_apart_by_a_sparse_line_above() -> None:
    found = header("A table about arrivals", ",2019,,2020,", "Country,Men,Women,Men,Women", "XA,1,2,3,4")

    assert found == ("Country", "2019 Men", "2019 Women", "2020 Men", "2020 Women")


def test_a_name_that_stands_above_a_blank_belongs_to_the_header() -> None:
    found = header("Country,Arrivals by sex,,,,,,", ",Men,Women,Boys,Girls,Other,Unknown,All", "XA,1,2,3,4,5,6,7")

    assert found[:3] == ("Country", "Arrivals by sex Men", "Arrivals by sex Women")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("ref,,n", "R1,x,5", "R2,y,6"), ("ref", "", "n")),
        (("name,,town", "Ann,x,Paris", "Bob,y,Rome"), ("name", "", "town")),
        (("a,b", "x,y", "1,2"), ("a", "b")),
        (("Title", "a,b,c", "1,2,3"), ("a", "b", "c")),
        (("Title,,", "a,b,b", "1,2,3"), ("a", "b", "b")),
        (("a,,", "1,2,3", "4,5,6"), ("1", "2", "3")),
    ],
    ids=["data-below", "texts-only", "no-gap", "title", "title-and-twice", "mostly-blank"],
)
def test_one_line_is_taken_where_nothing_says_two(lines: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert header(*lines) == expected


def test_a_sheet_with_titles_and_merged_cells_is_read_below_them() -> None:
    content = xlsx(
        {
            "S": row(1, "Returns, by state")
            + row(3, "State", "People", None, "Note")
            + row(4, None, "Men", "Women")
            + row(5, "XA", 1, 2)
            + row(6, "XB", 3, 4, "late")
        }
    )

    found = read(content)["S"]

    assert found[0] == ("State", "People Men", "People Women", "Note")
    assert found[1] == [(5, ["XA", "1", "2", None]), (6, ["XB", "3", "4", "late"])]


def test_hashtags_below_the_header_are_kept_apart_from_the_rows() -> None:
    content = "Pays,Total,\n#Country + Name,#affected +m+f,\nXA,1,\n#1,2,\n"

    found = table(io.BytesIO(content.encode()), "file")

    assert found.tags == ("#country+name", "#affected+f+m")
    assert list(found.rows) == [(3, ["XA", "1"]), (4, ["#1", "2"])]


def test_a_mapping_may_say_where_the_header_is() -> None:
    content = b"x,y,z\n1,2,3\nref,people,\n,men,women\nR1,2,3\n"

    found = table(io.BytesIO(content), "file", Layout(header=3, header_rows=2))

    assert found.header == ("ref", "people men", "people women")
    assert list(found.rows) == [(5, ["R1", "2", "3"])]


def test_a_mapping_may_name_the_encoding() -> None:
    content = "البلد,العدد\nمصر,3\n".encode("cp1256")

    found = table(io.BytesIO(content), "file", Layout(encoding="cp1256"))

    assert found.header == ("البلد", "العدد")
    assert list(found.rows) == [(2, ["مصر", "3"])]
