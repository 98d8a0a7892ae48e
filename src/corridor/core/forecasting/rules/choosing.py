"""Which rule is shown: a naive one, unless another was clearly better in what is past at that moment."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from corridor.core.forecasting.codes import CANDIDATES, Rule
from corridor.core.forecasting.records import HORIZON, Score

LOOKS_BACK = 60
"""Choices look at the errors of the last five years."""

FEWEST = 12
"""Before so many forecasts are judged, nothing but the previous month is shown."""

GAIN = 0.95
"""A rule is better when its error is at most this share of the other's ..."""

BEYOND_CHANCE = 1.645
"""... and when chance alone would show such a difference in fewer than one of twenty cases."""

RECORD = 6
"""From so many choices of another rule on, their own record decides too."""

Losses = Mapping[Rule, Sequence[float]]
"""The mean absolute error over all horizons of each rule at each origin whose months are all past, the oldest first."""


def is_clearly_better(one: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether the errors of one rule are less than those of another, by enough and beyond chance."""
    return fmean(one) <= GAIN * fmean(other) and _steady(one, other) > BEYOND_CHANCE


def _steady(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the mean difference by its standard error, which knows that forecasts of overlapping months are alike."""
    gains = [theirs - ours for ours, theirs in zip(one, other, strict=True)]
    mean = fmean(gains)
    around = [gain - mean for gain in gains]
    spread = fmean(each * each for each in around)
    for lag in range(1, HORIZON):
        together = sum(early * late for early, late in zip(around, around[lag:], strict=False)) / len(around)
        spread += 2 * (1 - lag / HORIZON) * together
    if spread <= 0:
        return math.inf if mean > 0 else 0.0
    return mean / math.sqrt(spread / len(gains))


def chosen(losses: Losses) -> Rule:
    """Return the rule that past errors speak for.

    The same month of last year must beat the previous month, and every other rule must beat the better of the two,
    clearly; the least error is taken among those that do.
    """
    recent = {rule: tuple(each[-LOOKS_BACK:]) for rule, each in losses.items()}
    previous, last_year = recent[Rule.PREVIOUS_MONTH], recent[Rule.LAST_YEAR]
    if len(previous) < FEWEST:
        return Rule.PREVIOUS_MONTH
    naive = Rule.LAST_YEAR if is_clearly_better(last_year, previous) else Rule.PREVIOUS_MONTH
    bar = GAIN * min(fmean(previous), fmean(last_year))
    able = [
        rule
        for rule in CANDIDATES
        if rule in recent and fmean(recent[rule]) <= bar and is_clearly_better(recent[rule], recent[naive])
    ]
    return min(able, key=lambda rule: (fmean(recent[rule]), CANDIDATES.index(rule)), default=naive)


def kept(rule: Rule, record: Iterable[tuple[float, float]]) -> Rule:
    """Return the rule that is shown: what was chosen, unless earlier choices did no better than the previous month.

    Args:
        record: For each earlier origin at which another than the previous month was chosen, and whose months are past:
            the error of what was chosen, and that of the previous month.
    """
    known = list(record)[-LOOKS_BACK:]
    if rule.is_naive or len(known) < RECORD:
        return rule
    return rule if sum(ours for ours, _ in known) < sum(theirs for _, theirs in known) else Rule.PREVIOUS_MONTH


def claimed(rule: Rule, score: Score | None) -> Rule:
    """Return the rule that is shown now: a naive one unless the whole backtest was nearer than both naive rules.

    So the table of errors beside a forecast never contradicts what is said of it.
    """
    if rule.is_naive:
        return rule
    is_nearer = score is not None and score.shown < min(score.previous, score.last_year)
    return rule if is_nearer else Rule.PREVIOUS_MONTH
