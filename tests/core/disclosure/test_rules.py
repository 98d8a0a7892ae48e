"""Whoever lays all published tables together still does not know a small count."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.disclosure.attacking import attack
from corridor.core.disclosure.codes import TOTAL, Assumed, Method, Refused, State, Why
from corridor.core.disclosure.records import Axis, Key, Policy, Published, Table
from corridor.core.disclosure.rules import protect
from corridor.core.disclosure.tables import combined, keys_of, summed
from tests.core.disclosure import make

FEW = settings(max_examples=8, deadline=None)
FEWER = settings(max_examples=3, deadline=None)
sparse = st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 60))


def small() -> st.SearchStrategy[list[int]]:
    """Return counts of nine cells, many of them small."""
    return st.lists(sparse, min_size=9, max_size=9)


@FEW
@given(small(), st.sampled_from(Method))
def test_no_published_table_tells_a_small_count(counts: list[int], method: Method) -> None:
    table = make.table((make.SEX, make.MONTH), counts)

    done = protect([table], Policy(method=method), secret=make.SECRET)

    assert done.attack.found == ()
    assert attack(done.published).found == ()


@FEWER
@given(st.lists(sparse, min_size=27, max_size=27))
def test_linked_tables_of_three_axes_tell_no_small_count_together(counts: list[int]) -> None:
    whole = make.table((make.SEX, make.AGE, make.MONTH), counts)
    tables = [whole, *(projected(whole, some) for some in itertools.combinations(range(3), 2))]

    done = protect(tables, make.SMALL_CELLS, secret=make.SECRET)

    assert attack(done.published).found == ()


@FEW
@given(st.lists(st.integers(0, 7), min_size=4, max_size=4))
def test_counting_through_all_tables_finds_no_narrower_interval_than_was_promised(counts: list[int]) -> None:
    policy = Policy(threshold=5, base=3)
    table = make.table((Axis("sex", ("female", "unknown")), Axis("month", ("1", "2"), None)), counts)

    done = protect([table], policy, secret=make.SECRET)

    for published in done.published:
        possible = list(whole_tables(published, most=16))
        assert possible
        for key, shown in published.cells.items():
            seen = [one[key] for one in possible]
            if shown.state is State.HIDDEN and min(seen) < policy.threshold and max(seen) > 0:
                assert max(seen) - min(seen) >= policy.width


@FEW
@given(st.lists(st.integers(0, 7), min_size=4, max_size=4))
def test_the_attack_knows_what_counting_through_all_tables_knows(counts: list[int]) -> None:
    table = make.table((Axis("sex", ("female", "unknown")), Axis("month", ("1", "2"), None)), counts)
    published = make.naive(table, Policy(threshold=5, base=3))

    found = attack([published])

    possible = list(whole_tables(published, most=20))
    for (_, _, key), (low, high) in found.intervals.items():
        assert (low, high) == (min(one[key] for one in possible), max(one[key] for one in possible))


def projected(table: Table, kept: tuple[int, ...]) -> Table:
    """Return a table summed over the axes that are not kept."""
    cells: dict[Key, int] = {}
    for key, count in table.cells.items():
        short = tuple(key[place] for place in kept)
        cells[short] = cells.get(short, 0) + count
    return Table("-".join(map(str, kept)), tuple(table.axes[place] for place in kept), cells)


def whole_tables(published: Published, most: int) -> Iterator[dict[Key, int]]:
    """Yield every whole table that agrees with a published one, counting each cell up to `most`."""
    plain = Table("any", published.axes, {})
    inner = [key for key in keys_of(plain) if TOTAL not in key]
    parts = {key: [at for at, one in enumerate(inner) if summed(plain, {one: 1})[key]] for key in published.cells}
    ends = {key: published.bounds(key) for key in published.cells}

    def filled(counts: list[int]) -> Iterator[list[int]]:
        if len(counts) == len(inner):
            yield counts
            return
        low, high = ends[inner[len(counts)]]
        for count in range(low, (most if high is None else high) + 1):
            longer = [*counts, count]
            told = {key: sum(longer[at] for at in places if at < len(longer)) for key, places in parts.items()}
            if all(high is None or told[key] <= high for key, (_, high) in ends.items()):
                yield from filled(longer)

    for counts in filled([]):
        told = {key: sum(counts[at] for at in places) for key, places in parts.items()}
        if all(low <= told[key] for key, (low, _) in ends.items()):
            yield told


def test_a_group_of_28_never_becomes_nobody() -> None:
    table = make.table((make.SEX, make.MONTH), [28, 1, 0, 131, 323, 40, 28, 28, 28])

    for base in (3, 5, 10):
        (published,) = protect([table], replace(make.ROUNDED, base=base), secret=make.SECRET).published
        for key, count in table.cells.items():
            shown = published.cells[key]
            assert shown.value is None or (shown.value == 0) is (count == 0)
            assert shown.value is None or abs(shown.value - count) < base


def test_the_same_tables_give_the_same_answer_in_any_order() -> None:
    whole = make.table((make.SEX, make.AGE, make.MONTH), [3, 0, 12, 41, 7, 2, 0, 0, 18] * 3)
    tables = [whole, *(projected(whole, some) for some in itertools.combinations(range(3), 2))]

    first = protect(tables, make.SMALL_CELLS, secret=make.SECRET)
    second = protect(list(reversed(tables)), make.SMALL_CELLS, secret=make.SECRET)

    assert first == second
    assert attack(first.published) == attack(list(reversed(first.published)))


def test_the_same_people_are_rounded_alike_in_every_table_and_release() -> None:
    month = {"month": ("2021-01",)}
    one = make.table((make.SEX, make.AGE), [33, 21, 47, 58, 62, 14, 19, 26, 77], "one", month)
    other = make.table((make.AGE, make.SEX), [33, 58, 19, 21, 62, 26, 47, 14, 77], "other", month)

    (first,) = protect([one], make.ROUNDED, secret=make.SECRET).published
    (again,) = protect([other], make.ROUNDED, secret=make.SECRET, ledger=[first]).published

    assert {key: shown.value for key, shown in first.cells.items()} == {
        key[::-1]: shown.value for key, shown in again.cells.items()
    }


def test_a_sum_is_rounded_as_the_same_people_are_in_a_table_that_does_not_tell_them_apart() -> None:
    by_both = make.table((make.SEX, make.MONTH), [33, 21, 47, 58, 62, 14, 19, 26, 77], "both")
    by_month = make.table((make.MONTH,), [110, 109, 138], "months")
    by_sex = make.table((make.SEX,), [101, 134, 122], "sexes", {"month": make.MONTHS})

    done = protect([by_both, by_month, by_sex], make.ROUNDED, secret=make.SECRET)

    both, months, sexes = done.published
    assert {key: both.cells[TOTAL, *key] for key in months.cells} == dict(months.cells)
    assert {key: both.cells[*key, TOTAL] for key in sexes.cells} == dict(sexes.cells)


def test_a_cell_that_is_one_incident_in_truth_is_hidden_though_it_is_large() -> None:
    counts = [210, 220, 230, 240, 250, 260, 270, 280, 290]
    key = ("female", "2021-01")
    table = replace(make.table((make.SEX, make.MONTH), counts), units={key: {"a": 200, "b": 6, "c": 4}})

    done = protect([table], make.SMALL_CELLS, secret=make.SECRET)

    assert done.published[0].cells[key].state is State.HIDDEN
    assert done.reasons["table", key] is Why.DOMINATED
    low, high = done.attack.intervals[1, "table", key]
    assert high is None or high - low >= 20


def test_an_authority_that_takes_itself_away_knows_no_small_rest() -> None:
    counts = [40, 50, 60, 70, 80, 90, 55, 65, 75]
    key = ("female", "2021-01")
    told = {one: {"XA": count // 2, "XC": count - count // 2}
            for one, count in make.table((make.SEX, make.MONTH), counts).cells.items()}  # fmt: skip
    told[key] = {"XA": 37, "XC": 3}
    table = replace(make.table((make.SEX, make.MONTH), counts), tellers=told)

    mine = summed(table, {one: parts["XA"] for one, parts in told.items()})
    own = {(1, "table", one): mine[one] for one in keys_of(table)}
    unprotected = attack([make.bare(table)], own=own, teller="XA")
    done = protect([table], replace(make.SMALL_CELLS, dominance=None), secret=make.SECRET)

    assert [(found.key, found.low, found.teller) for found in unprotected.found] == [(key, 3, "XA")]
    assert done.reasons["table", key] is Why.REST_SMALL
    assert done.is_safe


def test_what_a_later_release_adds_is_not_told_where_it_is_few() -> None:
    months = [40, 50, 60, 70, 80, 90, 55, 65, 75]
    earlier = protect([make.table((make.SEX, make.MONTH), months)], make.SMALL_CELLS, secret=make.SECRET)
    later = make.table((make.SEX, make.MONTH), [43, *months[1:]])

    unprotected = attack([*earlier.published, make.bare(later, release=2)])
    done = protect([later], make.SMALL_CELLS, secret=make.SECRET, ledger=earlier.published)

    assert unprotected.assumed is Assumed.GROWN
    assert unprotected.exactly
    assert done.is_safe
    assert done.published[0].cells["female", "2021-01"].state is State.HIDDEN


def test_what_a_later_release_takes_away_is_not_told_where_it_is_few() -> None:
    months = [40, 50, 60, 70, 80, 90, 55, 65, 75]
    earlier = protect([make.table((make.SEX, make.MONTH), months)], make.SMALL_CELLS, secret=make.SECRET)
    later = make.table((make.SEX, make.MONTH), [38, *months[1:]])

    unprotected = attack([*earlier.published, make.bare(later, release=2)])
    done = protect([later], make.SMALL_CELLS, secret=make.SECRET, ledger=earlier.published)

    assert unprotected.assumed is Assumed.CHANGED
    assert unprotected.exactly
    assert done.is_safe


def test_months_that_were_added_up_before_are_not_told_by_a_longer_table() -> None:
    months = ("2021-01", "2021-02")
    two = Axis("month", months, None)
    first = make.table((make.SEX, two), [40, 50, 70, 80, 55, 65])
    earlier = protect([replace(first, totals=("sex", "month"))], make.SMALL_CELLS, secret=make.SECRET)
    sums = Table("sums", (make.SEX,), {("female",): 93, ("male",): 180, ("unknown",): 150},
                 within={"month": (*months, "2021-03")})  # fmt: skip

    unprotected = attack([*earlier.published, make.bare(sums, release=2)])
    done = protect([sums], make.SMALL_CELLS, secret=make.SECRET, ledger=earlier.published)

    assert [(found.table, found.low, found.high) for found in unprotected.found] == [("", 3, 3)]
    assert done.is_safe
    assert done.published[0].cells["female",].state is State.HIDDEN


def test_one_corrected_figure_does_not_hide_what_the_others_of_two_releases_tell() -> None:
    months = ("2021-01", "2021-02")
    first = make.table((make.SEX, Axis("month", months, None)), [40, 50, 70, 80, 55, 65])
    earlier = protect([first], make.SMALL_CELLS, secret=make.SECRET)
    counts: dict[Key, int] = {("female",): 93, ("male",): 130, ("unknown",): 150}
    sums = Table("sums", (make.SEX,), counts, within={"month": (*months, "2021-03")})

    unprotected = attack([*earlier.published, make.bare(sums, release=2)])
    done = protect([sums], make.SMALL_CELLS, secret=make.SECRET, ledger=earlier.published)

    assert unprotected.assumed is Assumed.CHANGED
    assert (3, 3) in {(found.low, found.high) for found in unprotected.found}
    assert done.is_safe
    assert done.published[0].cells["female",].state is State.HIDDEN


def test_a_true_sum_gives_away_what_a_node_hides_and_a_sum_of_what_was_published_does_not() -> None:
    counts = {"XA": [40, 3, 60, 4, 80, 90, 55, 65, 75], "XB": [41, 52, 63, 74, 85, 96, 57, 68, 79]}
    parts = [
        protect([make.table((make.SEX, make.MONTH), told, node, {"node": (node,)})], make.SMALL_CELLS,
                secret=make.SECRET).published[0]
        for node, told in counts.items()
    ]  # fmt: skip
    true = make.table((make.SEX, make.MONTH), [a + b for a, b in zip(*counts.values(), strict=True)], "sum",
                      {"node": ("XA", "XB")})  # fmt: skip

    assert attack([*parts, make.bare(true)]).exactly
    assert attack([*parts, combined(parts, "sum")]).found == ()
    done = protect([true], make.SMALL_CELLS, secret=make.SECRET, ledger=parts)
    assert done.is_safe


def test_a_table_of_which_nothing_could_be_shown_is_refused_with_the_reason() -> None:
    table = make.table((make.SEX, make.MONTH), [1, 0, 0, 2, 0, 1, 0, 0, 0])

    done = protect([table], make.SMALL_CELLS, secret=make.SECRET)

    assert done.published == ()
    assert [(one.name, one.reason) for one in done.refused] == [("table", Refused.NOTHING_LEFT)]


def test_an_earlier_release_of_a_lower_threshold_does_not_make_a_new_one_unsafe() -> None:
    counts = [40, 7, 60, 70, 6, 90, 55, 65, 75]
    low = protect([make.table((make.SEX, make.MONTH), counts)], Policy(threshold=5), secret=make.SECRET)

    done = protect([make.table((make.SEX, make.MONTH), counts)], make.SMALL_CELLS, secret=make.SECRET,
                   ledger=low.published)  # fmt: skip

    assert done.is_safe or not done.published


def test_small_cells_alone_hidden_are_worked_out_from_the_sums() -> None:
    table = make.table((make.SEX, make.MONTH), [40, 3, 60, 70, 80, 90, 55, 65, 75])

    found = attack([make.naive(table)]).found

    assert [(one.key, one.low, one.high) for one in found] == [(("female", "2021-02"), 3, 3)]


@pytest.mark.parametrize(("totals", "cells"), [((), 9), (("sex",), 12), (None, 16)])
def test_only_the_sums_that_are_asked_for_are_published(totals: tuple[str, ...] | None, cells: int) -> None:
    table = replace(make.table((make.SEX, make.MONTH), [40] * 9), totals=totals)

    (published,) = protect([table], make.SMALL_CELLS, secret=make.SECRET).published

    assert len(published.cells) == cells
