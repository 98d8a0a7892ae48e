from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.imports.codes import Reason
from corridor.core.imports.records import Broken, Cells, problem
from corridor.core.imports.tables import table
from corridor.core.imports.tables.compound import FLAGS, unfolded
from corridor.core.imports.tables.headers import Headed

HEADER = "freq,citizen,sex,geo\\TIME_PERIOD\t2022 \t2023 \n"


def rows(text: str) -> list[tuple[int, list[str | None]]]:
    return list(table(io.BytesIO(text.encode()), "estat_migr.tsv").rows)


def test_a_compound_first_column_becomes_columns_and_each_figure_a_row_with_what_its_letters_mean() -> None:
    found = table(io.BytesIO(f"{HEADER}A,SY,F,EL\t1230 \t45 bp\nA,AF,M,AT\t: \t: c\n".encode()), "estat.tsv")

    assert found.header == ("freq", "citizen", "sex", "geo", "TIME_PERIOD", "OBS_VALUE", "Observation status")
    assert list(found.rows) == [
        (2, ["A", "SY", "F", "EL", "2022", "1230", ""]),
        (2, ["A", "SY", "F", "EL", "2023", "45", "break in time series; provisional"]),
        (3, ["A", "AF", "M", "AT", "2023", "", "confidential"]),
    ]


def test_commas_within_the_first_column_do_not_make_the_table_one_of_commas() -> None:
    assert rows("freq,unit,age,sex,geo\\time\t2022M03 \nM,PER,Y,F,IT\t7\n") == [
        (2, ["M", "PER", "Y", "F", "IT", "2022-03", "7", ""])
    ]


@pytest.mark.parametrize("line", ["A,SY,F\t1\t2", "A,SY,F,EL,extra\t1\t2", "A,SY,F,EL\t1", "A,SY,F,EL\t1\t2\t3", "A"])
def test_a_line_that_says_more_or_less_than_the_header_is_refused_as_one_and_the_rest_is_read(line: str) -> None:
    found = rows(f"{HEADER}{line}\nA,SY,F,EL\t1\t2\n")

    assert isinstance(found[0][1], Broken)
    assert found[0][1].problem.code == "cell-count"
    assert [cells[-2] for _, cells in found[1:]] == ["1", "2"]


def test_a_first_cell_that_every_figure_would_repeat_is_bounded() -> None:
    wide = "freq,unit,geo\\TIME_PERIOD" + "".join(f"\t{year}" for year in range(1900, 2026))
    found = rows(f"{wide}\nA,{'x' * 30_000},IT" + "\t1" * 126 + "\n")
    dimensions = ",".join(f"d{number}" for number in range(1000))

    assert len(found) == 1
    assert isinstance(found[0][1], Broken)
    assert "OBS_VALUE" not in table(io.BytesIO(f"{dimensions}\\t\t1\n".encode()), "file").header


def test_what_is_no_figure_is_not_made_one() -> None:
    assert [cells[-2:] for _, cells in rows(f"{HEADER}A,SY,F,EL\t=1+1\t12 people\n")] == [
        ["=1+1", ""],
        ["12 people", ""],
    ]


@pytest.mark.parametrize(
    "header", ["a,b\t2022", "geo\\time,2022", "a,a\\b\t2022", "a,obs_value\\b\t2022", "C:\\x y\t1"]
)
def test_another_table_stays_as_it_is(header: str) -> None:
    assert "OBS_VALUE" not in table(io.BytesIO(f"{header}\n1\t2\n".encode()), "file").header


FIGURES = st.tuples(st.integers(0, 10**9), st.text(sorted(FLAGS), max_size=2, min_size=0))


@given(st.lists(st.one_of(st.none(), FIGURES), min_size=2, max_size=2))
def test_every_figure_comes_out_once_under_its_own_header(cells: list[tuple[int, str] | None]) -> None:
    written = "\t".join(": " if cell is None else f"{cell[0]} {cell[1]}" for cell in cells)

    said = {cells[4]: cells[5:] for _, cells in rows(f"{HEADER}A,SY,F,EL\t{written}\n")}

    expected = {year: cell for year, cell in zip(("2022", "2023"), cells, strict=True) if cell is not None}
    assert said == {
        year: [str(number), "; ".join(FLAGS[flag] for flag in flags)] for year, (number, flags) in expected.items()
    }


def test_a_row_that_is_refused_already_or_is_empty_passes_as_it_is() -> None:
    broken = Broken([], problem(Reason.CELL_TOO_LONG, limit=1))
    rows: list[Cells] = [broken, []]

    found = unfolded(Headed(("freq,geo\\TIME_PERIOD", "2022"), enumerate(rows, start=2), ()))

    assert list(found.rows) == [(2, broken), (3, [])]
