"""Tables of interviews, attacked: by who subtracts, by who knows the rule, and by who counts every possible answer."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.interviews.codes import ConsentFor, Offer
from corridor.core.interviews.records import Consent, Interview
from corridor.core.interviews.tables import LEAST, TABLES, Key, band, hidden_cells, shown_row, tables

SMALL = 3
"""The attacker tries every table there can be, which takes a smaller least."""


def interview(**told: object) -> Interview:
    fields = {
        "uid": "0" * 32,
        "month": "2026-10",
        "consent": Consent(1, "ar", True, frozenset({ConsentFor.FIGURES})),
        "offers": dict.fromkeys(Offer, "not-wished"),
        "sex": "woman",
        "age": "25-to-34",
        "origin": "XA",
        "destination": "XB",
        "way": "sea",
        "price": "500-to-1999",
        "told_before": "nobody-before",
        "reasons": frozenset({"no-papers"}),
        "sources": frozenset({"social-media"}),
        "abuses": frozenset({"violence"}),
        "slip": "",
    }
    return Interview(**{**fields, **told})  # type: ignore[arg-type]  # what a test says of it


def of(count: int, **told: object) -> list[Interview]:
    return [interview(**told)] * count


def worked_out(seen: Sequence[tuple[Mapping[Key, int], object, bool]]) -> list[object]:
    """Return what was shown where somebody who tries every table knows a small cell for certain.

    Each table comes with all that is seen of it, and with whether anything is.
    """
    alike = defaultdict(list)
    for counts, shown, _ in seen:
        alike[shown].append(counts)
    return [
        shown
        for _, shown, is_any in seen
        for key in alike[shown][0]
        if is_any and len({counts[key] for counts in alike[shown]}) == 1 and alike[shown][0][key] < SMALL
    ]


def every_table(keys: Sequence[Key], most: int) -> list[dict[Key, int]]:
    """Return every table of these cells with a sum up to the most."""
    cells = itertools.product(range(most + 1), repeat=len(keys))
    return [dict(zip(keys, one, strict=True)) for one in cells if sum(one) <= most]


def bands(counts: Mapping[Key, int], shown: Collection[Key]) -> tuple[object, ...]:
    return tuple(band(counts[key], SMALL) if key in shown else None for key in sorted(counts))


@pytest.mark.parametrize("cells", ["ab", "abc", "abcd"])
def test_nobody_works_out_a_small_cell_by_trying_every_table_and_knowing_the_sum(cells: str) -> None:
    seen = []
    for counts in every_table([(name,) for name in cells], 6 * SMALL - 1):
        total = sum(counts.values())
        shown = set(counts) - hidden_cells(counts, total, least=SMALL, narrowest=1)
        seen.append((counts, (total, bands(counts, shown)), bool(shown)))

    assert any(is_any for _, _, is_any in seen)
    assert worked_out(seen) == []


def test_hiding_small_cells_alone_would_give_some_of_them_away() -> None:
    seen = []
    for counts in every_table([("a",), ("b",)], 6 * SMALL - 1):
        shown = {key for key, count in counts.items() if count >= SMALL}
        seen.append((counts, (sum(counts.values()), bands(counts, shown)), bool(shown)))

    assert worked_out(seen) != []


@pytest.mark.parametrize("large", [(8, 8), (6, 9), (7, 8, 7)])
def test_nobody_works_out_a_small_cell_of_a_crossed_row_knowing_how_many_there_are_of_each_large_column(
    large: tuple[int, ...],
) -> None:
    seen = []
    for few in range(SMALL):
        columns: dict[Key, int] = {(name,): count for name, count in zip("abcd", (*large, few), strict=False)}
        for cells in itertools.product(*(range(count + 1) for count in columns.values())):
            row: dict[Key, int] = {("x", *key): count for key, count in zip(columns, cells, strict=True)}
            shown = shown_row(row, columns, SMALL, 1)
            both = {**row, **{("not", *key[1:]): columns[key[1:]] - count for key, count in row.items()}}
            seen.append((both, (sum(cells), bands(row, shown)), bool(shown)))

    assert any(is_any for _, _, is_any in seen)
    assert worked_out(seen) == []


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=6))
def test_no_cell_below_ten_is_ever_shown(counts: list[int]) -> None:
    ages = ("under-18", "18-to-24", "25-to-34", "35-to-49", "50-or-more", "age-not-said")
    told = [one for age, count in zip(ages, counts, strict=False) for one in of(count, age=age)]

    shown = {name.name: dict(name.rows) for name in tables(told, codes={"age": ages})}

    for age, count in zip(ages, counts, strict=False):
        if count < LEAST:
            assert (age,) not in shown["age"]
    assert all(one.low >= LEAST for table in shown.values() for one in table.values())


def test_what_is_left_over_after_subtracting_is_no_number() -> None:
    told = [*of(40, sex="man"), *of(27, sex="woman"), *of(3, sex="sex-not-said")]

    shown = {table.name: dict(table.rows) for table in tables(told, codes={})}

    assert set(shown["sex"]) == {("man",), ("woman",)}
    assert shown["told_before"]["nobody-before",].low - sum(one.low for one in shown["sex"].values()) != 3


def test_nine_interviews_show_nothing_at_all() -> None:
    assert all(table.rows == () for table in tables(of(9), codes={}))


def test_every_table_that_is_promised_is_made() -> None:
    assert {table.axes for table in tables(of(50), codes={})} == set(TABLES)
