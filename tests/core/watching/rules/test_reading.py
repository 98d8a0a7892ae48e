"""What a month is found to be: raised, normal, or a change with another reason than a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.kernel.months import after, between
from corridor.core.watching.codes import Finding, Nature, Way
from corridor.core.watching.records import Reading, Series, Told
from corridor.core.watching.rules.reading import Judge
from corridor.core.watching.rules.spells import kept_together, readings_of, spells, watched

FIRST, LAST = "2024-01", "2025-01"
USUAL = (40, 52, 44, 47, 39, 50, 46, 43, 48, 41, 45, 49)


def told(by: str, month: str, value: int, *, on: str = "", edition: str = "") -> Told:
    return Told(by, month, on or f"{month}-28", value, value, edition)


def year(last: int, *, by: str = "XA") -> list[Told]:
    """Return thirteen months, the first twelve as usual."""
    return [told(by, after(FIRST, step), value) for step, value in enumerate((*USUAL, last))]


def series(rows: Iterable[Told], nature: Nature = Nature.COUNT, last: str = LAST) -> Series:
    rows = tuple(rows)
    covered: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        covered[row.contributor].add(row.month)
    return Series(nature, rows, {name: frozenset(months) for name, months in covered.items()}, last)


def found(rows: Iterable[Told], way: Way = Way.RISE, nature: Nature = Nature.COUNT) -> Reading:
    return Judge(series(rows, nature), way).reading(LAST)


def test_a_rise_and_a_fall_beyond_normal_are_raised_for_who_asks_for_them() -> None:
    assert found(year(90)).finding is Finding.RAISED
    assert found(year(10), Way.FALL).finding is Finding.RAISED
    assert found(year(90), Way.FALL).finding is Finding.NORMAL
    assert (found(year(90), Way.EITHER).way, found(year(10), Way.EITHER).way) == (Way.RISE, Way.FALL)
    assert found(year(52)).finding is Finding.NORMAL


def test_a_month_of_which_nobody_told_is_a_gap_and_not_a_fall() -> None:
    silent = [row for row in year(0) if row.month != LAST]

    assert found(silent, Way.FALL).finding is Finding.GAP


def test_a_fall_while_a_usual_contributor_is_silent_is_a_gap_and_a_rise_is_raised() -> None:
    both = [*year(48), *(row for row in year(0, by="XB") if row.month != LAST)]
    despite = [*year(400), *(row for row in year(0, by="XB") if row.month != LAST)]

    assert found(both, Way.FALL).finding is Finding.GAP
    assert found(despite).finding is Finding.RAISED


def test_a_gap_in_the_months_before_does_not_make_the_next_month_a_rise() -> None:
    gap = after(FIRST, 5), after(FIRST, 6), after(FIRST, 7)
    rows = [row for row in year(50) if row.month not in gap]

    assert found(rows).finding is Finding.NORMAL
    assert found(rows).expected == pytest.approx(45, abs=3)


def test_a_change_that_a_new_contributor_brings_is_labelled() -> None:
    assert found([*year(48), told("XB", LAST, 90)]).finding is Finding.NEW_CONTRIBUTOR
    assert found([*year(130), told("XB", LAST, 90)]).finding is Finding.RAISED


def test_a_change_that_a_late_bulk_load_brings_is_labelled() -> None:
    late = [
        told("XA", after(FIRST, step), value, on="2025-06-20") for step, value in ((3, 2), (9, 1), (10, 3), (12, 80))
    ]

    assert found([*year(48), *late]).finding is Finding.LATE_LOAD


def test_one_late_report_is_no_bulk_load() -> None:
    assert found([*year(48), told("XA", LAST, 80, on="2025-06-20")]).finding is Finding.RAISED


def test_a_month_told_by_another_edition_is_labelled() -> None:
    rows = [told("XA", row.month, int(row.value), edition="new" if row.month == LAST else "old") for row in year(200)]

    assert found(rows).finding is Finding.BREAK


def test_too_few_months_cannot_be_assessed() -> None:
    assert found([row for row in year(300) if row.month >= "2024-07"]).finding is Finding.TOO_LITTLE


def test_what_is_usual_for_the_season_is_not_raised() -> None:
    months = list(between("2021-01", LAST))
    january = [
        told("XA", month, 120 if month.endswith("-01") else USUAL[number % 12]) for number, month in enumerate(months)
    ]
    plain = [told("XA", month, 120 if month == LAST else USUAL[number % 12]) for number, month in enumerate(months)]

    assert found(january).finding is Finding.NORMAL
    assert found(plain).finding is Finding.RAISED


def test_a_share_rises_beyond_normal_only_where_enough_is_told() -> None:
    def shares(last: tuple[int, int]) -> list[Told]:
        parts = [(5, 40), (6, 44), (4, 38), (5, 41), (7, 45), (5, 40), (4, 39), (6, 43), (5, 42), (6, 41), last]
        return [Told("XA", after("2024-03", step), "", part, whole) for step, (part, whole) in enumerate(parts)]

    assert found(shares((30, 42)), nature=Nature.SHARE).finding is Finding.RAISED
    assert found(shares((7, 42)), nature=Nature.SHARE).finding is Finding.NORMAL
    assert found(shares((3, 4)), nature=Nature.SHARE).finding is Finding.TOO_LITTLE


def test_a_change_that_goes_on_is_one_alert() -> None:
    rows = [told("XA", after(FIRST, step), value) for step, value in enumerate((*USUAL, 120, 130, 55, 190, 60))]
    (only,) = watched({"one": series(rows, last="2025-05")}, {"one": Way.RISE})["one"].spells

    assert (only.since, only.way) == (LAST, Way.RISE)
    assert only.until >= "2025-02"


def test_many_watches_together_raise_no_more_than_one_would() -> None:
    def month(chance: float) -> list[Reading]:
        return [Reading(LAST, Finding.RAISED if chance <= 0.01 else Finding.NORMAL, chance=chance)]

    kept = kept_together({"a": month(0.009), **{f"n{n}": month(0.5) for n in range(9)}})
    sure = kept_together({"a": month(0.0005), **{f"n{n}": month(0.5) for n in range(9)}})

    assert spells(kept["a"]) == ()
    assert len(spells(sure["a"])) == 1


def test_what_comes_later_changes_no_month_before() -> None:
    before = readings_of(series(year(90)), Way.EITHER)
    more = [*year(90), *(told("XA", after(LAST, step), 300) for step in (1, 2, 3))]
    later = readings_of(series(more, last=after(LAST, 3)), Way.EITHER)

    assert [one for one in later if one.month <= LAST] == [one for one in before if one.month >= later[0].month]


@given(st.integers(0, 10_000))
def test_the_order_in_which_rows_come_says_nothing(seed: int) -> None:
    random = Random(seed)
    rows = [told(random.choice(("XA", "XB")), after(FIRST, step), random.randint(0, 90)) for step in range(13)] * 2
    mixed = random.sample(rows, len(rows))

    assert found(rows, Way.EITHER) == found(mixed, Way.EITHER)
