"""Reference figures: all of them are there, and none stands in a line with one that counts something else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from corridor import shelf
from corridor.core.indicators.codes import Differs
from corridor.core.indicators.errors import FiguresDiffer, FiguresInvalid
from corridor.core.indicators.figures import (
    ReferenceFigure,
    beside_each_other,
    check_line,
    current_of,
    differences,
    discrepancies_from,
    figures_from,
)

DOCUMENT = shelf.document("corridor.core.indicators", "figures.yaml")
FIGURES = figures_from(DOCUMENT)
KNOWN = {one.ref: one for one in FIGURES}
DISCREPANCIES = discrepancies_from(DOCUMENT, frozenset(KNOWN))
FULL = ReferenceFigure(
    *("a", "A", "topic", "some"), low=Decimal(1), unit="people", period="2016", scope="world", method="counted"
)


def test_every_figure_of_the_founding_documents_is_there_with_its_source() -> None:
    numbers = {one.number for one in FIGURES}

    assert numbers == set(range(27))
    assert all(one.publisher and one.document for one in FIGURES)
    assert all(one.item for one in FIGURES if one.number)


def test_all_ten_discrepancies_are_there() -> None:
    assert [one.number for one in DISCREPANCIES] == list(range(1, 11))


@pytest.mark.parametrize(
    ("ref", "results"),
    [
        ("market-size", ["1.17", "1.17", "2200", "2800", "6.75"]),
        ("central-mediterranean", ["1.58", "254.8"]),
        ("ukraine", ["8.13", "5.01"]),
    ],
)
def test_the_arithmetic_of_a_discrepancy_is_worked_out(ref: str, results: list[str]) -> None:
    (found,) = [one for one in DISCREPANCIES if one.ref == ref]

    assert [str(each.result) for each in found.sums] == results


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({"scope": "two routes"}, {Differs.SCOPE}),
        ({"method": "estimated"}, {Differs.METHOD}),
        ({"unit": "deaths"}, {Differs.UNIT}),
        ({"currency": "EUR"}, {Differs.UNIT}),
        ({"scope": "two routes", "method": "estimated"}, {Differs.SCOPE, Differs.METHOD}),
        ({"scope": ""}, {Differs.SCOPE, Differs.NOT_SAID}),
        ({"period": ""}, {Differs.NOT_SAID}),
        ({"low": None}, {Differs.NOT_SAID}),
    ],
)
def test_figures_that_count_something_else_are_refused_in_one_line_with_what_differs(
    changed: dict[str, str], differs: set[Differs]
) -> None:
    other = replace(FULL, ref="b", **changed)  # type: ignore[arg-type]  # the fields that are named

    with pytest.raises(FiguresDiffer) as refused:
        check_line([FULL, other])

    assert set(str(refused.value.params["by"]).split(", ")) == {str(one) for one in differs}


def test_figures_of_equal_unit_scope_and_method_may_stand_in_one_line() -> None:
    check_line([FULL, replace(FULL, ref="b", scope="  World ", period="2017", publisher="other")])


def test_no_two_shipped_figures_of_different_scope_pass() -> None:
    for one, other in combinations(FIGURES, 2):
        if one.scope != other.scope or one.method != other.method:
            assert differences([one, other])


def test_the_two_figures_of_deaths_that_count_the_same_may_be_drawn_and_those_of_the_market_may_not() -> None:
    assert not differences([KNOWN["deaths-2016"], KNOWN["deaths-2014-2023"]])
    assert differences([KNOWN["market-two-routes"], KNOWN["market-2016-range"]])
    assert differences([KNOWN["displaced-2023"], KNOWN["forced-migration-2020"]])
    assert differences([KNOWN["central-mediterranean-growth"], KNOWN["central-mediterranean-departures-growth"]])


def test_an_older_estimate_leads_to_what_replaced_it() -> None:
    older = KNOWN["central-mediterranean-2023"]

    assert current_of(older, KNOWN).ref == "central-mediterranean-smuggled-2023"


def test_figures_that_replace_each_other_in_a_circle_lead_nowhere_for_ever() -> None:
    circle = {"a": replace(FULL, superseded_by="b"), "b": replace(FULL, ref="b", superseded_by="a")}

    assert current_of(circle["a"], circle).ref in circle


def test_competing_figures_stand_side_by_side_and_those_that_were_replaced_come_last() -> None:
    market = beside_each_other(FIGURES)["market"]

    flags = [bool(one.superseded_by) for one in market]
    assert flags == sorted(flags)
    assert len(market) > 3


def test_what_nobody_checked_stays_marked() -> None:
    marked = {one.ref for one in FIGURES if one.from_memory}

    assert {one.ref for one in FIGURES if "(from memory)" in one.caveat} == marked
    assert marked


def test_every_mistake_of_the_file_is_named() -> None:
    broken = {"figures": {"x": {"topic": "t", "low": 3, "high": 2, "superseded_by": "y", "colour": 1}}}

    with pytest.raises(FiguresInvalid) as refused:
        figures_from(broken)

    found = str(refused.value.params["findings"])
    assert all(one in found for one in ("unknown colour", "title is missing", "unknown figure", "low above high"))
