"""From what records tell to a table: every person stands once in it, and nobody is made up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.disclosure.codes import TOTAL, UNKNOWN
from corridor.core.disclosure.tables import sets_of
from corridor.core.handling.codes import Audience
from corridor.core.publishing.codes import By, Counted, Step
from corridor.core.publishing.counting import counts_of, period_of, table_of
from corridor.core.publishing.errors import AskedWrongly, NothingCounted
from corridor.core.publishing.records import Asked, Told
from corridor.core.publishing.rules import band_of, keepers, problems
from tests import make

SEX_AGE = Asked(Counted.DEAD_OR_MISSING, axes=(By.SEX, By.AGE))


def told(total: int, *parts: str, month: str = "2021-03", route: str = "West", records: int = 1) -> Told:
    return Told(month, route, "XA", total, total, parts, records)


def test_whoever_is_told_without_sex_or_age_is_unknown_and_never_spread() -> None:
    counts = counts_of(SEX_AGE, [told(9, "2|female", "3||child")])

    assert {key: count for key, count in counts.cells.items() if count} == {
        ("female", UNKNOWN): 2,
        (UNKNOWN, "child"): 3,
        (UNKNOWN, UNKNOWN): 4,
    }


def test_parts_told_by_both_are_within_those_told_by_one() -> None:
    counts = counts_of(SEX_AGE, [told(9, "5|female", "3|female|adult", "4||adult")])

    assert counts.cells[("female", "adult")] == 3
    assert counts.cells[("female", UNKNOWN)] == 2
    assert counts.cells[(UNKNOWN, "adult")] == 1


def test_parts_that_are_more_than_their_total_all_count_as_unknown_and_it_is_said() -> None:
    counts = counts_of(SEX_AGE, [told(4, "3|female", "3|male")])

    assert counts.cells[(UNKNOWN, UNKNOWN)] == 4
    assert counts.coverage.contradictory == 1


def test_where_children_are_among_the_women_and_men_their_age_is_unknown_and_their_sex_is_kept() -> None:
    lines = [told(8, "3|female", "5|male", "2||child")]

    counts = counts_of(SEX_AGE, lines)

    assert (counts.cells[("female", UNKNOWN)], counts.cells[("male", UNKNOWN)]) == (3, 5)
    assert sum(counts.cells.values()) == 8
    assert counts.coverage.contradictory == 1
    for axes in ((By.SEX,), (By.AGE,)):
        alone = counts_of(replace(SEX_AGE, axes=axes), lines)
        at = SEX_AGE.axes.index(axes[0])
        for (code,), count in alone.cells.items():
            assert count == sum(n for key, n in counts.cells.items() if key[at] == code)


def test_of_a_range_the_lowest_counts_and_the_rest_is_told() -> None:
    counts = counts_of(replace(SEX_AGE, axes=(By.PERIOD,)), [Told("2021-03", "", "", 200, 210, (), 2)])

    assert counts.cells == {("2021",): 400}
    assert (counts.coverage.ranges, counts.coverage.spread) == (2, 20)


def test_records_without_a_figure_are_not_zero_but_told_as_such() -> None:
    asked = Asked(Counted.SURVIVORS, axes=(By.ROUTE,))
    lines = [Told("2021-03", "West", "", None, None, ("21",), 1), Told("2021-03", "East", "", None, None, (), 3)]

    counts = counts_of(asked, lines)

    assert counts.cells[("West",)] == 21
    assert (counts.coverage.told, counts.coverage.untold) == (1, 3)


@pytest.mark.parametrize(
    ("month", "step", "period"),
    [
        ("2021-11", Step.QUARTER, "2021-Q4"),
        ("2021-11", Step.YEAR, "2021"),
        ("2021", Step.YEAR, "2021"),
        ("2021", Step.MONTH, UNKNOWN),
        ("", Step.YEAR, UNKNOWN),
    ],
)
def test_a_period_is_unknown_where_the_source_told_it_too_coarsely(month: str, step: Step, period: str) -> None:
    assert period_of(month, step) == period


def test_years_and_months_of_the_same_figures_count_the_same_months() -> None:
    lines = [told(9), told(4, month="2021"), told(2, month=""), told(1, month="2022-01")]
    found = {}
    for step in (Step.YEAR, Step.MONTH, Step.QUARTER):
        asked = Asked(Counted.DEAD_OR_MISSING, step=step)
        table = table_of(asked, counts_of(asked, lines), name="one")
        found[step] = sets_of(table.axes, table.within, (TOTAL,))["month"] - {f"2022-{n:02d}" for n in range(2, 13)}
        found[step] -= {f"2021-0{n}" for n in (1, 2)}

    assert found[Step.YEAR] == found[Step.MONTH] == found[Step.QUARTER]


@pytest.mark.parametrize("until", ["2021-11", "20\u0662\u0661-11"])
def test_a_table_counts_exactly_the_months_by_which_it_is_linked(until: str) -> None:
    asked = Asked(Counted.DEAD_OR_MISSING, axes=(By.SEX,), since="2021-11", until=until)
    lines = [told(9, month="2021-11"), told(20, month="2021-12"), told(30, month="2022-01")]

    counts = counts_of(asked, lines)

    assert sum(counts.cells.values()) == 9
    assert table_of(asked, counts, name="one").within["month"] == ("2021-11",)


def test_what_is_told_of_a_year_alone_is_among_what_a_whole_year_counts() -> None:
    lines = [told(9), told(20, month="2021")]
    year = Asked(Counted.DEAD_OR_MISSING, axes=(By.SEX,), since="2021-01", until="2021-12")
    part = replace(year, since="2021-02")

    for asked, total in ((year, 29), (part, 9)):
        counts = counts_of(asked, lines)
        assert sum(counts.cells.values()) == total
        months = table_of(asked, counts, name="one").within["month"]
        assert ("2021-00" in months) == (asked is year)


@pytest.mark.parametrize("step", [Step.MONTH, Step.QUARTER])
def test_periods_that_are_no_whole_year_have_no_unknown_one(step: Step) -> None:
    asked = Asked(Counted.DEAD_OR_MISSING, step=step, since="2021-04", until="2021-12")
    lines = [told(9, month="2021-05"), told(20, month="2021"), told(4, month="")]

    part = table_of(asked, counts_of(asked, lines), name="one")
    whole = replace(asked, since="2021-01")
    year = table_of(whole, counts_of(whole, lines), name="one")

    assert part.axes[0].unknown_code is None
    assert (part.axes[0].finest(TOTAL)[0], len(part.axes[0].finest(TOTAL))) == ("2021-04", 9)
    assert year.cells[(UNKNOWN,)] == 20
    assert year.axes[0].finest(UNKNOWN) == ("2021-00",)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5000), st.integers(5, 100))
def test_the_band_of_a_number_holds_it_and_is_no_narrower_than_what_may_not_be_known(count: int, least: int) -> None:
    low, high = band_of(count, least)

    assert low <= count <= high
    assert high - low >= least - 1
    assert band_of(low, least) == (low, high)


def test_a_month_without_a_figure_stands_in_the_table_as_zero() -> None:
    asked = Asked(Counted.DEAD_OR_MISSING, step=Step.MONTH)

    counts = counts_of(asked, [told(9), told(1, month="2021-05")])

    assert counts.cells == {("2021-03",): 9, ("2021-04",): 0, ("2021-05",): 1}


def test_what_nobody_told_makes_no_table() -> None:
    with pytest.raises(NothingCounted):
        counts_of(SEX_AGE, [])


def test_an_incident_that_is_nearly_all_of_a_cell_is_told_to_the_rule_of_dominance() -> None:
    lines = [told(200, records=1), told(1, records=10)]

    counts = counts_of(replace(SEX_AGE, axes=(By.PERIOD,)), lines)

    assert counts.cells == {("2021",): 210}
    assert sorted(counts.units[("2021",)].values(), reverse=True)[:2] == [200, 1]


def test_a_figure_of_a_series_is_no_incident_that_could_dominate() -> None:
    counts = counts_of(Asked(Counted.DETECTIONS), [told(200), told(1)])

    assert not counts.units


def test_a_table_with_too_many_cells_is_refused() -> None:
    asked = Asked(Counted.DEAD_OR_MISSING, step=Step.MONTH, axes=(By.PERIOD, By.SEX, By.AGE, By.ROUTE))
    lines = [told(9, month=month, route=f"R{n}") for n in range(9) for month in ("2014-01", "2021-12")]

    with pytest.raises(AskedWrongly):
        counts_of(asked, lines)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.lists(st.sampled_from(["2|female", "1|male|child", "3||adult", "1|unknown", "4|other", "2||child"])),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_table_of_the_same_records_has_the_same_total(records: list[tuple[int, list[str]]]) -> None:
    lines = [told(total, *parts) for total, parts in records]
    whole = sum(total for total, _ in records)

    for axes in ((By.PERIOD,), (By.SEX,), (By.SEX, By.AGE), (By.ROUTE, By.AGE)):
        counts = counts_of(replace(SEX_AGE, axes=axes), lines)
        assert sum(counts.cells.values()) == whole
        assert min(counts.cells.values()) >= 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=5))
def test_the_order_of_records_makes_no_difference(totals: list[int]) -> None:
    lines = [told(total, f"{total // 2}|female", month=f"2021-0{n + 1}") for n, total in enumerate(totals)]

    assert Counter(counts_of(SEX_AGE, lines).cells) == Counter(counts_of(SEX_AGE, lines[::-1]).cells)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked(Counted.DETECTIONS, axes=(By.SEX,)), "axes"),
        (Asked(Counted.DEAD, axes=()), "axes"),
        (Asked(Counted.DEAD, axes=(By.ROUTE, By.COUNTRY)), "axes"),
        (Asked(Counted.DEAD, since="2021"), "since"),
        (Asked(Counted.DEAD, since="2021-05", until="2021-03"), "until"),
        (Asked(Counted.DEAD, axes=(By.SEX,), since="2021-05"), "until"),
        (Asked(Counted.DEAD, threshold=2), "threshold"),
        (Asked(Counted.DEAD, since="2021-03", until="20\u0662\u0661-03"), "until"),
    ],
)
def test_what_no_table_can_be_made_of_is_named(asked: Asked, field: str) -> None:
    assert problems(asked) == (field,)


def test_figures_of_others_that_are_not_public_are_not_ours_to_publish() -> None:
    shared = make.marking("partners", "XB-BRD")
    own, public = make.marking("own-authority", "XA-POL"), make.marking("public", "XB-BRD")

    assert public.audience == Audience.PUBLIC
    assert keepers([shared, own, public], authority="XA-POL") == {"XB-BRD"}
    assert not keepers([own, public], authority="XA-POL")
