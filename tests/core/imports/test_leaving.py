"""Rows that are totals of others or notes: they are found in a sample and left out of what a layout reads."""

from __future__ import annotations

import pytest

from corridor.core.imports.language import mapping_from
from corridor.core.imports.leaving import without_totals
from corridor.core.imports.records import Row
from corridor.core.imports.written import document_from
from tests.core.imports import scoring
from tests.core.imports.make import outcomes, registry, schemes
from tests.core.imports.test_proposing import named


def total(text: str, of: str, name: str = "arrivals.csv") -> tuple[int, int]:
    """Return the sum of a count of all rows that the proposal for a table reads, and how many rows it refuses."""
    described = named(scoring.proposal(of.encode(), name).description)
    mapping = mapping_from(document_from(described, registry()), registry(), schemes())
    found = [one.result for one in outcomes(text.encode(), mapping, name=name)]
    counts = [value for row in found if isinstance(row, Row) for prop, value, _ in row.claims if prop == "people"]
    return sum(map(int, counts)), sum(not isinstance(row, Row) for row in found)


@pytest.mark.parametrize("word", ["Total", "TOTAL GENERAL", "Grand total", "Total général", "Ensemble", "المجموع"])
def test_a_total_below_the_table_is_not_counted(word: str) -> None:
    text = f"Region,Month,Arrivals\nNorth,2021-01,5\nSouth,2021-01,6\n{word},,11\n"

    assert total(text, text) == (11, 0)


def test_a_total_further_down_than_the_sample_reaches_is_not_counted_either() -> None:
    rows = "".join(f"Place {chr(97 + n % 26)}{chr(97 + n // 26)},2021-01,1\n" for n in range(300))
    text = f"Region,Month,Arrivals\n{rows}Total,2021-01,300\n"

    assert total(text, text) == (300, 0)


def test_totals_in_another_column_are_not_counted() -> None:
    text = (
        "Month,Region,Arrivals\n2021-01,North,5\n2021-01,South,6\n2021-01,Total,11\n2021-02,North,1\n2021-02,Total,1\n"
    )

    assert total(text, text) == (12, 0)


def test_notes_beneath_the_table_are_no_rows() -> None:
    text = "Month;Nationality;Arrivals\n2021-01;XA;5\n2021-02;XB;6\n* provisional;;\nSource: the ministry;;\n"

    assert total(text, text) == (11, 0)


def test_a_table_of_totals_only_is_kept() -> None:
    rows = [["Total", "2021", "5"], ["Total", "2022", "6"]]

    kept, left = without_totals(["what", "year", "n"], rows, scoring.ground().wording)

    assert (kept, left.skip_in) == (rows, {})


def test_everybody_together_is_a_group_like_the_others_and_no_total_that_is_left_out() -> None:
    rows = [["2021", "Male", "5"], ["2021", "Female", "6"], ["2021", "Total", "11"]]

    assert without_totals(["year", "sex", "n"], rows, scoring.ground().wording)[0] == rows
