"""Tables with a column for each year, month, country, route or code: what is proposed, and what they then bring in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.imports.describing import Because, Confidence, Description
from corridor.core.imports.language import mapping_from
from corridor.core.imports.proposing import propose
from corridor.core.imports.records import Row
from corridor.core.imports.widening import is_month, is_span, period_of
from corridor.core.imports.written import description_from, document_from
from tests.core.imports import scoring
from tests.core.imports.make import outcomes, registry, schemes
from tests.core.imports.test_proposing import named


def proposed(text: str, name: str = "arrivals.csv", **changes: object) -> Description:
    return replace(scoring.proposal(text.encode(), name).description, **changes)  # type: ignore[arg-type]  # its fields


def imported(text: str, described: Description, name: str = "arrivals.csv") -> Counter[tuple[str, ...]]:
    """Return what the figures of a table add up to, by all else that its rows say."""
    mapping = mapping_from(document_from(named(described), registry()), registry(), schemes())
    found: Counter[tuple[str, ...]] = Counter()
    for one in outcomes(text.encode(), mapping, name=name):
        if not isinstance(one.result, Row):
            found["refused", *(problem.code for problem in one.result.problems)] += 1
            continue
        said = {prop: value for prop, value, _ in one.result.claims}
        figure = next((said[prop] for prop in ("people", "detections", "figure") if prop in said), "")
        told = (said.get(prop, "") for prop in ("period", "nationality", "country", "route", "border_type"))
        found[tuple(filter(None, told))] += int(figure or 0)
    return found


YEARS = "Country,2019,2020,Total\nItaly,10,20,30\nSpain,1,,1\nTotal,11,20,31\n"


def test_a_column_for_each_year_becomes_rows_and_no_total_is_counted_twice() -> None:
    described = proposed(YEARS)

    assert imported(YEARS, described) == {("2019", "IT"): 10, ("2020", "IT"): 20, ("2019", "ES"): 1}
    assert next(plan.because for plan in described.columns if plan.header == "Total") == Because.TOTAL


def test_a_year_that_a_later_release_adds_is_read_without_a_new_layout() -> None:
    later = YEARS.replace("2020", "2020,2021").replace("20,30", "20,5,30").replace("1,,1", "1,,2,1")

    assert imported(later, proposed(YEARS))["2021", "IT"] == 5


@pytest.mark.parametrize(
    "header",
    [
        *("2019-01,2019-02", "Jan 2019,Feb 2019", "janv-19,févr-19", "01/2019,02/2019", "2019-01-01,2019-02-01"),
        *("X2019-01,X2019-02", "2019-01*,2019-02 (p)", "enero 2019,febrero 2019"),
    ],
)
def test_months_are_read_however_their_headers_write_them(header: str) -> None:
    text = f"Nationality,{header}\nXA,3,4\nXB,8,6\n"

    found = imported(text, proposed(text))

    assert found == {("2019-01", "XA"): 3, ("2019-02", "XA"): 4, ("2019-01", "XB"): 8, ("2019-02", "XB"): 6}


def test_months_without_their_year_take_it_from_another_column() -> None:
    text = "Année;janv.;févr.;mars;Total\n2020;1 200;2;3;1 205\n2021;4;5;6;15\n"

    found = imported(text, proposed(text))

    assert found["2020-01",] == 1200
    assert sum(found.values()) == 1220


def test_months_of_an_unknown_year_are_not_read() -> None:
    assert proposed("Country,Jan,Feb,Mar\nIT,1,2,5\nES,3,4,1\n").wide is None


def test_a_year_beside_its_months_is_their_total() -> None:
    text = "Country,2019-01,2019-02,2019\nItaly,1,2,3\nMalta,9,5,14\n"

    assert sum(imported(text, proposed(text)).values()) == 17


def test_nationalities_as_headers_are_what_the_file_says_they_are() -> None:
    text = "Month,Syria,Mali,Guinea,Other,Total\n2021-01,5,6,7,1,19\n2021-02,8,9,1,2,20\n"

    by_name = proposed(text, "arrivals-by-nationality.csv")
    unclear = proposed(text, "arrivals.csv")

    assert imported(text, by_name)["2021-01", "SY"] == 5
    assert {plan.prop for plan in by_name.columns} >= {"nationality"}
    plan = next(plan for plan in unclear.columns if plan.prop == "country")
    assert (plan.confidence, plan.because) == (Confidence.GUESS, Because.WIDE)


def test_a_header_that_is_no_known_country_refuses_its_rows_and_is_not_left_out_unseen() -> None:
    text = "Month,Syria,Mali,Guinea,Occupied Territories,Other\n2021-01,5,6,7,15,1\n2021-02,8,9,1,,2\n"

    found = imported(text, proposed(text, "arrivals-by-nationality.csv"))

    assert found["refused", "nationality-unknown"] == 3
    assert found["2021-01", "SY"] == 5


def test_a_count_beside_wide_columns_is_not_counted_again_with_each_of_them() -> None:
    text = "Country,Boats,2020,2021\nItaly,7,10,20\nMalta,8,1,2\n"

    described = proposed(text)

    assert [(plan.header, plan.prop, plan.because) for plan in described.columns][1] == ("Boats", "", Because.BESIDE)


def test_routes_and_known_codes_may_be_headers_too() -> None:
    routes = "Month,Central Mediterranean,Western Balkans\n2021-01,5,6\n2021-02,8,1\n"
    borders = "Month,Sea,Land,Total\n2021-01,5,6,11\n2021-02,7,8,15\n"

    assert imported(routes, proposed(routes, "detections.csv"), "detections.csv")["2021-02", "Western Balkans"] == 1
    assert imported(borders, proposed(borders))["2021-01", "sea"] == 5


@pytest.mark.parametrize("header", ["Q1 2020,Q2 2020", "2020Q1,2020Q2", "2020-W05,2020-W06"])
def test_quarters_and_weeks_are_left_out_with_their_reason(header: str) -> None:
    described = proposed(f"Country,{header}\nIT,15,22\nES,35,4\n")

    assert described.kind == "SeriesObservation"
    assert [plan.because for plan in described.columns[1:]] == [Because.SPAN, Because.SPAN]


def test_headers_that_may_be_either_day_or_month_are_not_wide() -> None:
    assert proposed("Country,01/02/2020,02/02/2020\nIT,15,22\nES,35,4\n").wide is None


def test_wide_columns_can_be_described_one_by_one_instead() -> None:
    table = [["Italy", "10", "20"], ["Spain", "1", "2"]]
    found = propose(["Country", "2019", "2020"], table, "a.csv", scoring.ground(), widen=False)

    assert [plan.header for plan in found.description.columns] == ["Country", "2019", "2020"]


@pytest.mark.parametrize("text", [YEARS, "Year;Nationality;jan;feb;mar\n2021;XA;1;2;7\n2021;XB;9;2;1\n"])
def test_a_wide_layout_is_the_same_after_it_was_written_as_a_mapping(text: str) -> None:
    described = named(proposed(text))
    written = document_from(described, registry())
    header = [plan.header for plan in described.columns]

    again = description_from(written, header, registry())

    assert again is not None
    assert document_from(again, registry()) == written


def test_what_headers_say() -> None:
    assert [period_of(text) for text in ("2019", "2019.0", "2019 [YR2019]", "Y2019", "Mars 2019")] == [
        *["2019"] * 4,
        "2019-03",
    ]
    assert not any(map(period_of, ("", "12", "Total", "2019/20", "2019-2020", "31/12/2019", "May", "1999 people")))
    assert all(map(is_month, ("Jan", "févr.", "agosto")))
    assert not any(map(is_month, ("", "12", "Total", "Jan 2019")))
    assert is_span("T1 2019")
    assert not is_span("2019")


FIGURES = st.lists(st.lists(st.integers(0, 9999), min_size=3, max_size=3), min_size=2, max_size=5)


@settings(max_examples=25, deadline=None)
@given(
    FIGURES, st.sampled_from(["2019,2020,2021", "2019-01,2019-02,2019-03", "Jan 2019,Feb 2019,Mar 2019"]), st.booleans()
)
def test_what_is_read_of_a_wide_table_adds_up_to_its_cells(
    figures: list[list[int]], header: str, has_totals: bool
) -> None:
    names = ["IT", "ES", "MT", "GR", "CY"]
    lines = [",".join([name, *map(str, row), str(sum(row))]) for name, row in zip(names, figures, strict=False)]
    sums = [sum(column) for column in zip(*figures, strict=True)]
    foot = ",".join(["Total", *map(str, sums), str(sum(sums))])
    text = "\n".join([f"Country,{header},Total", *lines, *([foot] if has_totals else [])]) + "\n"

    assert sum(imported(text, proposed(text)).values()) == sum(sums)
