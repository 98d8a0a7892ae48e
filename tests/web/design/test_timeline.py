"""The drawing of one measure over time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corridor.web.design.timeline import BASE, TOP, Period, consecutive, scale_steps, timeline

figures = st.integers(min_value=0, max_value=10**9)


@given(figures)
def test_the_scale_reaches_the_highest_figure_in_few_equal_steps(most: int) -> None:
    steps = scale_steps(most)

    assert steps[0] == 0
    assert steps[-1] >= most
    assert len(steps) <= 5
    assert len({later - earlier for earlier, later in pairwise(steps)}) == 1


@given(st.lists(st.tuples(figures, figures), min_size=1, max_size=60))
def test_every_bar_stands_inside_the_drawing_and_no_two_overlap(ranges: list[tuple[int, int]]) -> None:
    months = consecutive("2014-01", "2018-12")
    periods = [Period(on, min(pair), max(pair)) for on, pair in zip(months, ranges, strict=False)]

    bars = timeline(periods, measure="dead").bars

    for bar in bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= 100
        assert bar.y >= TOP - 0.01
        assert bar.spread >= TOP - 0.01
        assert abs(bar.y + bar.height - BASE) < 0.02
    for earlier, later in pairwise(bars):
        assert earlier.x + earlier.width <= later.x


def test_a_range_is_written_with_both_ends_and_an_exact_figure_with_one() -> None:
    drawing = timeline([Period("2021-01", 10, 14), Period("2021-02", 3)], measure="dead")

    assert [bar.title for bar in drawing.bars] == ["2021-01: 10–14", "2021-02: 3"]


def test_nothing_to_draw_is_said_rather_than_drawn() -> None:
    assert timeline([], measure="dead").is_empty
    assert timeline([Period("2021-01", 0)], measure="dead").is_empty
    assert not timeline([Period("2021-01", 0, 2)], measure="dead").is_empty


def test_months_run_on_across_the_turn_of_the_year() -> None:
    assert consecutive("2019-11", "2020-02") == ("2019-11", "2019-12", "2020-01", "2020-02")
    assert consecutive("2019", "2021") == ("2019", "2020", "2021")


def test_each_year_is_marked_where_it_begins() -> None:
    drawing = timeline([Period(on, 1) for on in consecutive("2019-11", "2021-06")], measure="dead")

    assert [tick.label for tick in drawing.ticks] == ["2019", "2020", "2021"]


def test_long_times_are_marked_sparsely() -> None:
    drawing = timeline([Period(on, 1) for on in consecutive("1990", "2030")], measure="dead")

    assert len(drawing.ticks) <= 10
