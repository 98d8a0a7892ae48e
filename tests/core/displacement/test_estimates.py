"""Estimates: a change that is there is found, chance is called chance, and too little is never no effect."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.displacement.codes import Change, Lack
from corridor.core.displacement.records import Course, Estimate, Weighed, Window
from corridor.core.displacement.rules.alike import likeness
from corridor.core.displacement.rules.assessing import assessed, is_comparable
from corridor.core.displacement.rules.interrupted import interrupted
from corridor.core.displacement.rules.synthetic import weighed
from corridor.core.displacement.rules.together import held
from corridor.core.displacement.rules.two_samples import shifted
from corridor.core.displacement.rules.windows import window_for, window_of
from tests.core.displacement.series import course, figures, together, window

BEGUN = "2014-01-01"
"""The first day of month 48 of the courses."""


def estimate(found: object) -> Estimate:
    assert isinstance(found, Estimate), found
    return found


def weighing(found: object) -> Weighed:
    assert isinstance(found, Weighed), found
    return found


# --- an interrupted series -------------------------------------------------------------------------------------------


def test_a_fall_by_half_is_found_with_an_interval_that_holds_it() -> None:
    found = estimate(interrupted(figures(3, 60, change=-0.9, at=48), window(48, 12), seed=1))

    assert found.change is Change.FELL
    assert found.low < 0.41 < found.high < 1
    assert (found.before, found.after) == (48, 12)
    assert len(found.expected) == 60


def test_a_rise_is_found_too() -> None:
    assert estimate(interrupted(figures(4, 60, change=1.2, at=48), window(48, 12), seed=1)).change is Change.ROSE


@pytest.mark.parametrize("likely", [0.0, 0.6])
def test_chance_alone_is_rarely_called_a_change_and_its_measure_is_spread_evenly(likely: float) -> None:
    chances = [
        estimate(interrupted(figures(seed, 60, likeness=likely), window(48, 12), seed=seed)).chance
        for seed in range(60)
    ]

    assert sum(chance <= 0.05 for chance in chances) <= 8
    assert 19 <= sum(chance <= 0.5 for chance in chances) <= 41
    assert sum(chance > 0.9 for chance in chances) >= 2


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    held = [
        found.low <= 0.5 <= found.high
        for seed in range(40)
        for found in [estimate(interrupted(figures(seed, 60, change=-0.693, at=48), window(48, 12), seed=seed))]
    ]

    assert sum(held) >= 33


def test_missing_months_are_left_out_and_never_read_as_zero() -> None:
    told: list[float | None] = list(figures(5, 60))
    for month in (7, 20, 50):
        told[month] = None
    with_zeros = [0.0 if one is None else one for one in told]

    found = estimate(interrupted(told, window(48, 12), seed=1))
    wrong = estimate(interrupted(with_zeros, window(48, 12), seed=1))
    whole = estimate(interrupted(figures(5, 60), window(48, 12), seed=1))

    assert (found.before, found.after) == (46, 11)
    assert found.change is Change.NOT_TOLD_APART
    assert abs(found.factor - whole.factor) < abs(wrong.factor - whole.factor)


def test_the_same_figures_give_the_same_answer() -> None:
    told = figures(6, 60)

    assert interrupted(told, window(48, 12), seed=9) == interrupted(told, window(48, 12), seed=9)


# --- against others --------------------------------------------------------------------------------------------------


def others(seed: int, count: int = 7, **changed: float) -> tuple[list[float], dict[str, list[float]]]:
    rows = together(seed, count, 72, **changed)  # type: ignore[arg-type]  # a month and a change
    return rows[0], {f"area {n}": row for n, row in enumerate(rows[1:])}


def test_weights_are_never_negative_and_add_up_to_one() -> None:
    mine, theirs = others(1)

    found = weighing(weighed(mine, theirs, window(60, 12)))

    assert all(weight >= 0 for weight in found.weights.values())
    assert sum(found.weights.values()) == pytest.approx(1, abs=0.001)
    assert found.fit > 0.5
    assert len(found.in_space) == 6 * 4
    assert len(found.in_time) == 3


def test_a_fall_beyond_all_placebos_is_found_and_so_is_which_placebos_there_were() -> None:
    mine, theirs = others(2, change=-1.5, at=60)

    found = weighing(weighed(mine, theirs, window(60, 12)))

    assert found.estimate.change is Change.FELL
    assert found.estimate.low < 0.22 < found.estimate.high
    assert all(abs(one.distance) < abs(found.distance) for one in (*found.in_space, *found.in_time))


def test_a_common_fall_is_no_change_against_others() -> None:
    mine, theirs = others(3)
    fallen = [figure * (0.3 if month >= 60 else 1) for month, figure in enumerate(mine)]
    all_fallen = {name: [one * (0.3 if n >= 60 else 1) for n, one in enumerate(row)] for name, row in theirs.items()}

    found = weighing(weighed(fallen, all_fallen, window(60, 12)))

    assert found.estimate.change is Change.NOT_TOLD_APART


def test_no_month_after_belongs_to_two_placebos_of_one_area() -> None:
    mine, theirs = others(1)
    months = window(60, 12)

    found = weighing(weighed(mine, theirs, months))

    starts = {name: [60] for name in ("here", *theirs)}
    for one in found.in_time:
        starts["here"].append(months.months.index(one.name))
    for one in found.in_space:
        starts[one.name].append(months.months.index(one.month) if one.month else 60)
    for name in theirs:
        starts[name].remove(60)
    for begun in starts.values():
        assert len(begun) == 4
        assert all(later - earlier == 12 for earlier, later in pairwise(sorted(begun)))


@pytest.mark.parametrize("shape", [(60, 12, 0.5, 0.5), (48, 6, 0.7, 0.7), (48, 6, 0.9, 0.9), (60, 12, 0.5, 0.9)])
def test_placebos_call_chance_a_change_once_in_twenty_at_most(shape: tuple[int, int, float, float]) -> None:
    """In the last, months of the area resemble each other more than those of the areas it is compared with."""
    before, then, likely, own = shape
    found = [
        weighed(rows[0], {f"area {n}": row for n, row in enumerate(rows[1:])}, window(before, then))
        for rows in (together(seed, 7, before + then, likeness=likely, own=own) for seed in range(120))
    ]

    told = [one.estimate for one in found if isinstance(one, Weighed)]

    assert len(told) > 80
    assert sum(one.change is not Change.NOT_TOLD_APART for one in told) <= 0.05 * len(told)
    assert sum(one.chance <= 0.05 for one in told) <= 0.05 * len(told)


def test_four_areas_and_four_years_have_too_few_placebos_for_a_year_after() -> None:
    mine, theirs = others(6, 5)
    short = {name: row[:60] for name, row in theirs.items()}

    assert weighed(mine[:60], short, window(48, 12)) is Lack.TOO_FEW_PLACEBOS


def test_of_many_that_were_tried_fewer_stand_out_together_than_alone() -> None:
    assert held([0.04]) == 1
    assert held([0.04] * 20) == 0
    assert held([0.001, 0.02, 0.04, 0.9]) == 1
    assert held([]) == 0


@pytest.mark.parametrize(
    ("count", "lack"),
    [(1, Lack.NO_COMPARISON), (2, Lack.NO_COMPARISON), (3, Lack.TOO_FEW_PLACEBOS), (5, None)],
    ids=["none", "one", "two", "four"],
)
def test_fewer_than_two_areas_are_no_comparison_and_few_have_too_few_placebos(count: int, lack: Lack | None) -> None:
    mine, theirs = others(5, count)

    found = weighed(mine, theirs, window(60, 12))

    assert found is lack if lack else isinstance(found, Weighed)


def test_areas_that_do_not_move_alike_are_a_poor_fit_and_no_comparison() -> None:
    rows = {f"area {n}": figures(100 + n, 72, likeness=0.0, spread=0.1) for n in range(4)}

    assert weighed(figures(9, 72, likeness=0.9, spread=0.9), rows, window(60, 12)) is Lack.POOR_FIT


def test_too_few_placebos_say_nothing() -> None:
    mine, theirs = others(6)
    short = {name: row[:36] for name, row in theirs.items()}

    assert weighed(mine[:36], short, window(24, 12)) is Lack.TOO_FEW_PLACEBOS


# --- what cannot be assessed -----------------------------------------------------------------------------------------

LONG = figures(1, 72)


@pytest.mark.parametrize(
    ("told", "since", "until", "lack"),
    [
        (course([]), BEGUN, "", Lack.NOTHING_TOLD),
        (course(LONG), "2014", "", Lack.DAY_UNKNOWN),
        (course(LONG), "2011-05-01", "", Lack.TOO_FEW_BEFORE),
        (course(LONG), "2015-09-02", "", Lack.TOO_FEW_AFTER),
        (course(LONG), BEGUN, "2014-04-01", Lack.TOO_FEW_AFTER),
        (course(LONG, breaks=("2014-03",)), BEGUN, "", Lack.BROKEN),
        (course(LONG, breaks=("2013-03",)), BEGUN, "", Lack.BROKEN),
        (course([None if n % 5 == 0 else one for n, one in enumerate(LONG)]), BEGUN, "", Lack.MONTHS_MISSING),
        (course([0.0 if n % 3 else one for n, one in enumerate(LONG)]), BEGUN, "", Lack.MOSTLY_ZERO),
        (course([7.0] * 72), BEGUN, "", Lack.NEVER_VARIES),
    ],
)
def test_what_cannot_be_assessed_says_why_and_is_no_estimate(told: Course, since: str, until: str, lack: Lack) -> None:
    months, found = assessed(told, [], since=since, until=until, seed=1)

    assert (months, found.interrupted, found.weighed) == (None, lack, lack)


def test_the_month_in_which_a_measure_begins_belongs_to_neither_side() -> None:
    found = window_of("2016-03-20", "", first="2009-01", last="2022-12")
    first_day = window_of("2016-03-01", "", first="2009-01", last="2022-12")

    assert isinstance(found, Window)
    assert isinstance(first_day, Window)
    assert (found.before[-1], found.after[0], len(found.before), len(found.after)) == ("2016-02", "2016-04", 60, 12)
    assert first_day.after[0] == "2016-03"


def test_before_a_break_nothing_is_used() -> None:
    found = window_for(course(LONG, breaks=("2011-06",)), BEGUN, "")

    assert isinstance(found, Window)
    assert found.before[0] == "2011-06"


def test_an_area_that_is_told_too_little_or_breaks_is_left_out_of_the_comparison() -> None:
    months = window(60, 12)

    assert is_comparable(course(LONG), months)
    assert not is_comparable(course(LONG, breaks=("2014-03",)), months)
    assert not is_comparable(course([*[None] * 30, *LONG[30:]]), months)


def test_an_area_is_never_compared_with_itself() -> None:
    mine, theirs = others(1)
    areas = [course(mine), *(course(row, name) for name, row in theirs.items())]

    _, found = assessed(areas[0], areas, since="2015-01-01", until="", seed=1)

    assert "here" not in weighing(found.weighed).weights


def test_likeness_before_is_shown_only_where_enough_is_told() -> None:
    months = window(60, 12).before

    assert likeness(course(LONG), course([2 * one for one in LONG]), months) == pytest.approx(1, abs=0.01)
    assert likeness(course(LONG), course([None] * 72), months) is None
    assert likeness(course(LONG), course([3.0] * 72), months) is None


@given(st.integers(0, 10_000), st.integers(20, 60), st.integers(0, 20))
@settings(max_examples=15, deadline=None)
def test_an_answer_is_an_interval_around_its_estimate_or_a_reason(seed: int, before: int, then: int) -> None:
    found = interrupted(figures(seed, before + then), window(before, then), seed=seed) if then else Lack.TOO_FEW_AFTER

    if isinstance(found, Lack):
        assert before < 24 or then < 6
    else:
        assert 0 < found.low <= found.high
        assert 0 < found.chance <= 1


# --- single figures --------------------------------------------------------------------------------------------------


def test_prices_that_double_are_found_and_few_prices_say_nothing() -> None:
    before, then = figures(1, 14, spread=0.2), [2 * one for one in figures(2, 12, spread=0.2)]

    found = estimate(shifted(before, then))

    assert found.change is Change.ROSE
    assert found.low < 2 < found.high
    assert shifted(before[:5], then) is Lack.TOO_FEW_FIGURES
    assert shifted(before, then[:5]) is Lack.TOO_FEW_FIGURES


def test_the_same_prices_are_not_told_apart() -> None:
    assert estimate(shifted(figures(1, 14), figures(2, 12))).change is Change.NOT_TOLD_APART
