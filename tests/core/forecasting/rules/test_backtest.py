"""The backtest knows only what was past, and shows a naive rule where nothing beats it."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.forecasting.apart import work
from corridor.core.forecasting.codes import LIBRARY, Rule, Verdict
from corridor.core.forecasting.exchange import read, written
from corridor.core.forecasting.library import believed, said_by_library
from corridor.core.forecasting.records import HORIZON, Forecast
from corridor.core.forecasting.rules.backtest import LEARNS, filled, forecast_of, score_of
from corridor.core.kernel.months import after
from tests.core.forecasting.figures import FIRST, around_a_level, wandering


def made(told: list[float | None]) -> Forecast:
    return forecast_of(FIRST, told, library=None)


def test_where_the_last_month_tells_all_the_naive_rule_is_shown() -> None:
    verdicts = [made([*wandering(seed=seed)]).verdict for seed in range(8)]

    assert verdicts.count(Verdict.NO_BETTER) >= 7


def test_where_figures_return_to_a_level_a_better_rule_is_found() -> None:
    found = made([*around_a_level()])
    score = score_of(found.judged)

    assert found.verdict is Verdict.BETTER
    assert score is not None
    assert score.shown < 0.95 * score.previous
    assert score.shown < score.last_year


def test_what_is_shown_at_a_month_does_not_change_with_what_came_later() -> None:
    told = around_a_level()
    later = [*told[:70], *[figure * 7 for figure in told[70:]]]
    last = after(FIRST, 69)

    known, other = made([*told]), made([*later])

    before = [one for one in known.judged if one.month <= last]
    assert len(before) > 60
    assert before == [one for one in other.judged if one.month <= last]


def test_what_is_called_better_has_a_record_that_is_better_than_both_naive_rules() -> None:
    found = [made([*make(seed=seed)]) for seed in range(5) for make in (around_a_level, wandering)]

    for one in found:
        score = score_of(one.judged)
        assert score is not None
        assert one.verdict is Verdict.NO_BETTER or score.shown < min(score.previous, score.last_year)


@settings(max_examples=6, deadline=None)
@given(st.integers(min_value=48, max_value=70))
def test_the_forecast_at_a_month_is_what_the_backtest_of_a_longer_series_says_was_shown_there(cut: int) -> None:
    """Only towards the naive rule may it differ: where the errors so far do not bear out what was chosen."""
    told = around_a_level(80)

    now = made([*told[:cut]])
    judged = [one for one in made([*told]).judged if one.month == after(FIRST, cut) and one.horizon == 1]

    score = score_of(now.judged)
    assert score is not None
    if now.rule is not judged[0].rule:
        assert now.rule is Rule.PREVIOUS_MONTH
        assert score.shown >= min(score.previous, score.last_year)
        return
    assert [(round(one.shown), one.half, one.most) for one in judged] == [
        (now.steps[0].middle, now.steps[0].half, now.steps[0].most)
    ]


def test_a_forecast_looks_three_months_ahead_and_its_intervals_lie_in_each_other() -> None:
    found = made([*around_a_level()])

    assert [one.month for one in found.steps] == [after(FIRST, 96 + ahead) for ahead in range(HORIZON)]
    for step in found.steps:
        assert step.most.low <= step.half.low <= step.middle <= step.half.high <= step.most.high
        assert step.previous == around_a_level()[-1]


@pytest.mark.parametrize("make", [around_a_level, wandering])
def test_four_of_five_truths_lie_in_the_intervals_of_eighty_percent(make: type) -> None:
    judged = [one for seed in range(6) for one in made([*make(seed=seed + 10)]).judged]

    assert 0.72 <= fmean(one.most.holds(one.truth) for one in judged) <= 0.88
    assert 0.42 <= fmean(one.half.holds(one.truth) for one in judged) <= 0.62


def test_a_missing_month_is_neither_a_truth_nor_a_nothing() -> None:
    told: list[float | None] = [*around_a_level()]
    told[80] = None

    found = made(told)

    assert after(FIRST, 80) not in {one.month for one in found.judged}
    assert filled([None, 4.0, None, 6.0]) == [0.0, 4.0, 4.0, 6.0]


def test_a_series_that_is_zero_for_a_while_is_forecast_without_a_fault() -> None:
    told = around_a_level()
    told[60:66] = [0.0] * 6

    assert made([*told]).steps[0].most.low >= 0


def test_what_the_work_returns_can_be_written_and_read() -> None:
    told = [*around_a_level(60)]
    answer = work({"first": FIRST, "values": told, "library": False})

    assert read(answer) == made([*told])
    assert written(read(answer)) == answer


def test_the_rules_of_the_library_are_tried_where_it_is_there() -> None:
    told = around_a_level(LEARNS + 3)

    with_library = forecast_of(FIRST, told, library=said_by_library)

    assert {one.rule for one in with_library.tried} >= set(LIBRARY)
    assert {one.rule for one in made([*told]).tried}.isdisjoint(LIBRARY)
    assert not made([*told]).has_library


def test_a_model_that_says_what_nobody_can_believe_is_not_believed() -> None:
    known = [10.0, 20.0]

    assert believed([float("nan"), 1.0, 1.0], known) == (20.0, 20.0, 20.0)
    assert believed([], known) == (20.0, 20.0, 20.0)
    assert max(believed([50.0, 0.0, -3.0], known)) == pytest.approx(200)
    assert min(believed([50.0, 0.0, -3.0], known)) == 0


def test_a_score_of_nothing_is_none() -> None:
    assert score_of(()) is None
    flat = made([100.0] * 60)
    score = score_of(flat.judged)
    assert score is not None
    assert (score.ratio, flat.rule) == (None, Rule.PREVIOUS_MONTH)
    assert replace(score, shown=1.0, previous=2.0).ratio == 0.5
