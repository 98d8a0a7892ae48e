"""What tables are before anybody protects them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.disclosure.codes import TOTAL, UNKNOWN, State
from corridor.core.disclosure.errors import PolicyInvalid, TableInvalid, TablesTooLarge
from corridor.core.disclosure.records import Axis, Key, Policy, Shown, Table
from corridor.core.disclosure.rounding import rounded
from corridor.core.disclosure.rules import protect
from corridor.core.disclosure.tables import behind, combined, merged, summed, with_unknown
from tests.core.disclosure import make


def test_what_nobody_told_apart_is_unknown_and_never_spread() -> None:
    cells = with_unknown({("female", "2021-01"): 4, ("male", "2021-01"): 5}, {("2021-01",): 20, ("2021-02",): 7}, at=0)

    assert cells[UNKNOWN, "2021-01"] == 11
    assert cells[UNKNOWN, "2021-02"] == 7
    assert cells["female", "2021-01"] == 4


def test_parts_that_are_more_than_their_whole_are_refused() -> None:
    with pytest.raises(TableInvalid):
        with_unknown({("female",): 4}, {(): 3}, at=0)


def test_an_axis_has_its_code_for_unknown_or_says_that_it_has_none() -> None:
    with pytest.raises(TableInvalid):
        Axis("sex", ("female", "male"))

    assert Axis("month", ("2021-01",), None).codes == ("2021-01",)


@pytest.mark.parametrize("cells", [{("female",): 1}, {("female", "1999-01"): 1}, {("female", "2021-01"): -1}])
def test_what_is_no_table_of_counts_is_refused(cells: dict[tuple[str, ...], int]) -> None:
    with pytest.raises(TableInvalid):
        Table("table", (make.SEX, make.MONTH), cells)


@pytest.mark.parametrize("wrong", [{"threshold": 4}, {"base": 2}, {"base": 11}, {"narrowest": 1}])
def test_a_policy_that_does_not_protect_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(PolicyInvalid):
        Policy(**wrong)  # type: ignore[arg-type]  # the wrong ones are all numbers


def test_codes_that_were_merged_hold_the_same_people() -> None:
    table = make.table((make.SEX, make.MONTH), [1, 2, 3, 4, 5, 6, 7, 8, 9])

    quarter = merged(table, "month", {"2021-Q1": make.MONTHS})

    assert quarter.cells == {("female", "2021-Q1"): 6, ("male", "2021-Q1"): 15, ("unknown", "2021-Q1"): 24}
    assert quarter.axes[1].finest("2021-Q1") == make.MONTHS
    assert summed(quarter, quarter.cells)[TOTAL, TOTAL] == 45


def test_an_incident_in_two_cells_is_one_in_their_sum() -> None:
    units: dict[Key, dict[str, int]] = {("female", "2021-01"): {"a": 2}, ("male", "2021-01"): {"a": 3, "b": 1}}
    table = replace(make.table((make.SEX, make.MONTH), [2, 0, 0, 4, 0, 0, 0, 0, 0]), units=units)

    assert behind(table, table.units)[TOTAL, "2021-01"] == {"a": 5, "b": 1}


def test_a_sum_of_nodes_is_hidden_where_one_of_them_hides() -> None:
    made = [
        make.naive(make.table((make.SEX,), counts, node, {"node": (node,)}))
        for node, counts in {"XA": [40, 3, 50], "XB": [20, 30, 40]}.items()
    ]

    whole = combined(made, "sum")

    assert whole.cells["female",] == Shown(State.SHOWN, 60)
    assert whole.cells["male",] == Shown(State.HIDDEN)
    assert whole.within == {"node": ("XA", "XB")}


def test_parts_that_overlap_are_not_added_up() -> None:
    one = make.naive(make.table((make.SEX,), [40, 50, 60], "one", {"node": ("XA",)}))

    with pytest.raises(TableInvalid):
        combined([one, one], "sum")


def test_tables_with_too_many_combinations_are_refused_before_any_work() -> None:
    axes = tuple(Axis(name, tuple(map(str, range(200))), None) for name in "abc")
    tables = [Table(axis.name, (axis,), {("0",): 50}) for axis in axes]

    with pytest.raises(TablesTooLarge):
        protect(tables, make.SMALL_CELLS, secret=make.SECRET)


@given(st.integers(0, 500), st.sampled_from([3, 5, 10]))
def test_rounding_moves_by_less_than_the_base_and_makes_nobody_of_somebody(count: int, base: int) -> None:
    shown = rounded(count, base, secret=make.SECRET, counted="people", place=(), units={})

    assert shown % base == 0
    assert abs(shown - count) < base
    assert (shown == 0) is (count == 0)


def test_another_secret_rounds_otherwise_and_the_mean_is_right() -> None:
    def one(number: int) -> int:
        return rounded(22, 5, secret=number.to_bytes(4), counted="people", place=(), units={})

    shown = [one(number) for number in range(2000)]

    assert set(shown) == {20, 25}
    assert abs(sum(shown) / len(shown) - 22) < 0.3


def test_the_same_people_under_another_description_are_rounded_alike() -> None:
    units = {"a": 12, "b": 10}

    one = rounded(22, 5, secret=make.SECRET, counted="people", place=(("sex", ("female",)),), units=units)
    other = rounded(22, 5, secret=make.SECRET, counted="people", place=(("age", ("adult",)),), units=units)

    assert one == other
