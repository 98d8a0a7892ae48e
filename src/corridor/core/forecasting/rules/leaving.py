"""What may leave as a warning, and how coarse it is told."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from corridor.core.forecasting.codes import Verdict
from corridor.core.forecasting.errors import NoBetterThanNaive
from corridor.core.forecasting.records import Forecast, Interval, Judged, Step
from corridor.core.picture.codes import Scope as Drawn
from corridor.core.series.records import LAID_TOGETHER, Scope

FINEST = 5
"""Coarse figures go by fives, and from a hundred on have two figures that count."""


def exportable(forecast: Forecast) -> bool:
    """Return whether a forecast may leave: only what was clearly better than both naive rules, and can be bounded."""
    return forecast.verdict is Verdict.BETTER and not forecast.rule.is_naive and bool(forecast.steps)


def check_exportable(forecast: Forecast) -> None:
    """Refuse that a forecast leaves which is no better than naive.

    Raises:
        NoBetterThanNaive: A naive rule is as good.
    """
    if not exportable(forecast):
        raise NoBetterThanNaive


def is_told_coarsely(scope: Scope) -> bool:
    """Return whether the forecasts of a scope are rounded: all that rests on single incidents or on reports.

    Figures that a source publishes as a series say no more than it has published.
    """
    return scope.source == LAID_TOGETHER or scope.counted.drawn is Drawn.INCIDENT


def coarse(forecast: Forecast) -> Forecast:
    """Return a forecast with rounded figures, wider where rounding would narrow an interval."""
    return replace(
        forecast,
        steps=tuple(_coarse_step(one) for one in forecast.steps),
        judged=tuple(_coarse_judged(one) for one in forecast.judged),
        is_coarse=True,
    )


def _coarse_step(step: Step) -> Step:
    return replace(
        step,
        middle=rounded(step.middle),
        half=_wider(step.half),
        most=_wider(step.most),
        previous=rounded(step.previous),
        last_year=rounded(step.last_year),
    )


def _coarse_judged(one: Judged) -> Judged:
    return replace(one, half=_wider(one.half), most=_wider(one.most))


def _wider(interval: Interval) -> Interval:
    low, high = unit_of(interval.low), unit_of(interval.high)
    return Interval(interval.low // low * low, -(-interval.high // high) * high)


def rounded(figure: int) -> int:
    """Return a figure as it is told coarsely, half to even."""
    unit = unit_of(figure)
    return int((Decimal(figure) / unit).to_integral_value(ROUND_HALF_EVEN)) * unit


def unit_of(figure: int) -> int:
    """Return by which steps a figure is told coarsely."""
    return FINEST if figure < 100 else int(10 ** (math.floor(math.log10(figure)) - 1))
