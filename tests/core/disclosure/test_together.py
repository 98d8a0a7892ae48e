"""Tables that are harmless one by one tell no few people when they are laid together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from corridor.core.disclosure.asking import isolating
from corridor.core.disclosure.attacking import attack
from corridor.core.disclosure.codes import Assumed, Isolating, State
from corridor.core.disclosure.records import Axis, Key, Policy, Published, Query, Shown, Table
from corridor.core.disclosure.rules import protect
from corridor.core.disclosure.space import lines_of, space_of
from corridor.core.disclosure.tables import sets_of
from tests.core.disclosure import make


def months(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"2021-{month:02d}" for month in range(first, last + 1))


Counts = Mapping[str, Sequence[int]]
USUAL = (40, 50, 30)
FEW_FIRST: Counts = {
    **dict.fromkeys(months(1, 12), USUAL),
    "2021-01": (1, 1, 0),
    "2021-02": (0, 1, 0),
    "2021-03": (1, 0, 1),
}


def by_sex(counts: Counts, chosen: Iterable[str], name: str) -> Table:
    told = tuple(chosen)
    parts = [sum(counts[month][at] for month in told) for at in range(3)]
    return make.table((make.SEX,), parts, name, {"month": told})


def test_three_tables_that_leave_a_few_are_found_though_nobody_is_surely_in_any_part_of_them() -> None:
    year, second, rest = (
        make.bare(by_sex(FEW_FIRST, chosen, name))
        for name, chosen in (("year", months(1, 12)), ("second", months(4, 6)), ("rest", months(7, 12)))
    )
    cells = {key: shown if key == ("_T",) else Shown(State.HIDDEN) for key, shown in rest.cells.items()}

    found = attack([year, second, replace(rest, cells=cells)]).found

    assert ("", 5, 5) in {(one.table, one.low, one.high) for one in found}


def test_the_third_of_three_tables_that_would_leave_a_few_does_not_leave() -> None:
    ledger: list[Published] = []
    for name, chosen in (("year", months(1, 12)), ("second", months(4, 6)), ("rest", months(7, 12))):
        done = protect([by_sex(FEW_FIRST, chosen, name)], Policy(), secret=make.SECRET, ledger=ledger)
        assert done.is_safe
        ledger += done.published

    assert [one.name for one in ledger if one.cells["_T",].value is not None] == ["year", "second"]


FOUR = months(1, 4)
parts_of_year = st.lists(st.sets(st.sampled_from(FOUR), min_size=1).map(sorted), min_size=2, max_size=4)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 4), st.integers(20, 40)), min_size=12, max_size=12), parts_of_year)
def test_no_sum_of_months_and_sexes_is_known_to_be_a_few(counts: list[int], chosen: list[list[str]]) -> None:
    people = {month: counts[3 * at : 3 * at + 3] for at, month in enumerate(FOUR)}
    ledger: list[Published] = []
    for number, some in enumerate([list(FOUR), *chosen]):
        table = by_sex(people, some, f"table-{number}")
        ledger += protect([table], Policy(), secret=make.SECRET, ledger=ledger).published

    for which in itertools.product((False, True), repeat=12):
        sums = np.array(which).reshape(4, 3)
        if sums.any() and np.array_equal(sums, np.outer(sums.any(axis=1), sums.any(axis=0))):
            assert not 0 < _known(ledger, sums.ravel().astype(float)) < 9


def _known(ledger: Sequence[Published], wanted: np.ndarray) -> float:
    """Return what a sum of months and sexes must be, -1 where it may be several numbers."""
    rows, told = [], []
    for one in ledger:
        for key, shown in one.cells.items():
            if shown.value is not None:
                sets = sets_of(one.axes, one.within, key)
                inside = [month in sets["month"] and sex in sets["sex"] for month in FOUR for sex in make.SEXES]
                rows.append([float(each) for each in inside])
                told.append(shown.value)
    if not rows:
        return -1
    least, most = (linprog(sign * wanted, A_eq=rows, b_eq=told) for sign in (1, -1))
    is_settled = least.status == most.status == 0 and abs(least.fun + most.fun) < 1e-6
    return float(least.fun) if is_settled else -1


def test_a_code_of_which_nobody_is_counted_does_not_keep_two_tables_apart() -> None:
    late = Axis("month", ("2021", "unknown"), "unknown", {"2021": months(4, 12)})
    whole = make.bare(Table("whole", (make.SEX,), {("female",): 525}, within={"month": months(1, 12)}))
    counts: dict[Key, int] = {("2021", "female"): 522}
    undated = {**counts, ("unknown", "female"): 20}

    told, held = (
        space_of([line for one in (whole, make.bare(table)) for line in lines_of(one)], frozenset({"sex", "month"}))
        for table in (Table("late", (late, make.SEX), counts), Table("late", (late, make.SEX), undated))
    )

    pair = (("_T", "female"), ("female",))
    assert pair in {(told.lines[one].key, told.lines[other].key) for one, other in told.differences}
    assert pair not in {(held.lines[one].key, held.lines[other].key) for one, other in held.differences}


YEARS = Axis("year", ("2020", "2021"), None)
DEAD, MISSING = [40, 61, 20, 33, 50, 15], [1, 14, 12, 2, 11, 13]


def fates(counted: str, counts: Sequence[int]) -> Table:
    return replace(make.table((YEARS, make.SEX), counts, counted), counted=counted)


BOTH = [one + other for one, other in zip(DEAD, MISSING, strict=True)]


def test_the_dead_and_the_missing_are_laid_together_with_the_sum_of_both() -> None:
    found = attack([make.bare(fates("dead-or-missing", BOTH)), make.bare(fates("dead", DEAD))]).found

    assert {1, 2} <= {one.low for one in found if one.low == one.high}


def test_what_is_invented_is_laid_together_with_what_is_invented_alone() -> None:
    real, invented = fates("dead-or-missing", BOTH), fates("dead (invented)", DEAD)
    both = replace(real, counted="dead-or-missing (invented)")

    assert attack([make.bare(real), make.bare(invented)]).found == ()
    assert attack([make.bare(both), make.bare(invented)]).exactly


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_no_two_of_the_dead_the_missing_and_both_give_away_a_few(order: tuple[int, ...]) -> None:
    tables = [fates("dead-or-missing", BOTH), fates("dead", DEAD), fates("missing", MISSING)]
    ledger: list[Published] = []
    for at in order:
        done = protect([tables[at]], Policy(), secret=make.SECRET, ledger=ledger)
        assert done.is_safe
        ledger += done.published

    shown = {one.counted: one.cells for one in ledger}
    for key in shown.get("dead-or-missing", {}):
        told = [shown[name][key].value for name in ("dead-or-missing", "dead", "missing") if name in shown]
        if len(told) == 3 and None not in told[:2]:
            assert not 0 < (told[0] or 0) - (told[1] or 0) < 10


def test_a_question_for_the_dead_is_laid_together_with_one_for_the_dead_or_missing() -> None:
    both, dead = (Query({"sex": ("female",)}, units, name) for units, name in ((41, "dead-or-missing"), (39, "dead")))

    refused = isolating([both], dead, Policy())

    assert refused is not None
    assert refused.reason is Isolating.NARROWED


QUARTERS = tuple(f"{year}-Q{quarter}" for year in (2020, 2021) for quarter in (1, 2, 3, 4))
BY_QUARTER = Axis("month", QUARTERS, None, {
    code: tuple(f"{code[:4]}-{3 * int(code[-1]) - 2 + at:02d}" for at in range(3)) for code in QUARTERS
})  # fmt: skip
BY_YEAR = Axis("month", ("2020", "2021"), None, {
    year: tuple(f"{year}-{month:02d}" for month in range(1, 13)) for year in ("2020", "2021")
})  # fmt: skip
CHANGES = [(3, -40), (40, -3), (3, -3), (3, -1), (-40, 5)]


def quarters_and_years(changed: tuple[int, int]) -> tuple[Table, Table]:
    """Return quarters, and years that changed since."""
    quarters = [100 + 7 * at for at in range(8)]
    years = [sum(quarters[:4]) + changed[0], sum(quarters[4:]) + changed[1]]
    return make.table((BY_QUARTER,), quarters, "quarters"), make.table((BY_YEAR,), years, "years")


@pytest.mark.parametrize("changed", CHANGES)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_what_changed_by_a_few_since_is_found_in_other_sums_too(changed: tuple[int, int], is_reversed: bool) -> None:
    first, second = quarters_and_years(changed)[:: -1 if is_reversed else 1]

    done = attack([make.bare(first), make.bare(second, release=2)])

    few = {abs(by) for by in (*changed, sum(changed)) if 0 < abs(by) < 10}
    assert done.assumed is Assumed.CHANGED
    assert few <= {one.low for one in done.found if one.low == one.high}


@pytest.mark.parametrize("changed", CHANGES)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_what_changed_by_a_few_is_not_told_by_sums_of_another_release(
    changed: tuple[int, int], is_reversed: bool
) -> None:
    first, second = quarters_and_years(changed)[:: -1 if is_reversed else 1]
    earlier = protect([first], Policy(), secret=make.SECRET).published

    done = protect([second], Policy(), secret=make.SECRET, ledger=earlier)

    assert done.is_safe or not done.published
    years, quarters = (_months_of([*earlier, *done.published], name) for name in ("years", "quarters"))
    for year in ("2020", "2021"):
        parts = [quarters.get((f"{year}-Q{quarter}",)) for quarter in (1, 2, 3, 4)]
        told = years.get((year,))
        if told is not None and None not in parts:
            assert not 0 < abs(told - sum(part or 0 for part in parts)) < 10


def _months_of(published: Sequence[Published], name: str) -> dict[Key, int | None]:
    return {key: shown.value for one in published if one.name == name for key, shown in one.cells.items()}
