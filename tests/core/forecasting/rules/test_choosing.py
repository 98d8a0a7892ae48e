"""Which rule is shown: chance and the peak of one month are not enough."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from corridor.core.forecasting.codes import Rule
from corridor.core.forecasting.records import Score
from corridor.core.forecasting.rules.choosing import FEWEST, RECORD, chosen, claimed, is_clearly_better, kept

PREVIOUS = [100.0, 140.0, 90.0, 120.0] * 6


def losses(**errors: list[float]) -> dict[Rule, list[float]]:
    told = {Rule.PREVIOUS_MONTH: PREVIOUS, Rule.LAST_YEAR: [error * 2 for error in PREVIOUS]}
    return told | {Rule[name.upper()]: each for name, each in errors.items()}


def test_a_rule_that_is_always_a_fifth_nearer_is_shown() -> None:
    assert chosen(losses(damped=[error * 0.8 for error in PREVIOUS])) is Rule.DAMPED


def test_a_rule_that_is_hardly_nearer_is_not_shown() -> None:
    assert chosen(losses(damped=[error * 0.97 for error in PREVIOUS])) is Rule.PREVIOUS_MONTH


def test_a_rule_that_won_by_one_month_alone_is_not_shown() -> None:
    lucky = [error * 1.02 for error in PREVIOUS]
    lucky[3] = 0.0
    previous = [*PREVIOUS[:3], 2000.0, *PREVIOUS[4:]]

    assert sum(lucky) < 0.9 * sum(previous)
    assert not is_clearly_better(lucky, previous)


def test_the_same_month_of_last_year_is_shown_where_it_beats_the_previous_month() -> None:
    told = losses() | {Rule.LAST_YEAR: [error / 2 for error in PREVIOUS]}

    assert chosen(told) is Rule.LAST_YEAR


def test_a_rule_must_beat_the_better_of_the_naive_ones() -> None:
    seasonal = {Rule.LAST_YEAR: [error * 0.7 for error in PREVIOUS]}
    told = losses(damped=[error * 0.69 for error in PREVIOUS]) | seasonal

    assert chosen(told) is Rule.LAST_YEAR


def test_nothing_is_chosen_before_a_year_of_forecasts_is_judged() -> None:
    short = {rule: each[: FEWEST - 1] for rule, each in losses(damped=[1.0] * 24).items()}

    assert chosen(short) is Rule.PREVIOUS_MONTH


def test_rules_without_skill_are_seldom_chosen_by_chance() -> None:
    """Twelve hundred choices between six rules that differ from the naive one by chance alone."""
    random = Random(3)
    names = (Rule.RECENT_MEAN, Rule.DAMPED, Rule.SEASON, Rule.AUTO_ETS, Rule.AUTO_THETA, Rule.MIDDLE)
    wrong = 0
    for _ in range(200):
        drawn = {rule: [abs(random.gauss(0, 100)) for _ in range(36)] for rule in (Rule.PREVIOUS_MONTH, *names)}
        wrong += chosen({Rule.LAST_YEAR: [1000.0] * 36, **drawn}) is not Rule.PREVIOUS_MONTH

    assert wrong < 60  # six tries at one of twenty each, less those that gain too little


def test_a_choice_gives_way_to_the_previous_month_when_earlier_choices_did_worse() -> None:
    assert kept(Rule.DAMPED, [(120.0, 100.0)] * RECORD) is Rule.PREVIOUS_MONTH
    assert kept(Rule.DAMPED, [(80.0, 100.0)] * RECORD) is Rule.DAMPED
    assert kept(Rule.DAMPED, [(120.0, 100.0)] * (RECORD - 1)) is Rule.DAMPED


def test_nothing_is_claimed_that_the_table_of_errors_contradicts() -> None:
    score = Score(months=90, shown=80, previous=100, last_year=120, in_half=0.5, in_most=0.8)

    assert claimed(Rule.DAMPED, score) is Rule.DAMPED
    assert claimed(Rule.DAMPED, replace(score, previous=80)) is Rule.PREVIOUS_MONTH
    assert claimed(Rule.DAMPED, replace(score, last_year=70)) is Rule.PREVIOUS_MONTH
    assert claimed(Rule.DAMPED, None) is Rule.PREVIOUS_MONTH
    assert claimed(Rule.LAST_YEAR, None) is Rule.LAST_YEAR
