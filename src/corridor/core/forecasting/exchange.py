"""The written form of a forecast, as its work returns it and as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corridor.core.forecasting.codes import Rule, Verdict
from corridor.core.forecasting.records import Forecast, Interval, Judged, Step, Tried


def written(forecast: Forecast) -> dict[str, Any]:
    """Return a forecast as what JSON can hold."""
    return {
        "rule": forecast.rule.value,
        "verdict": forecast.verdict.value,
        "steps": [written_step(one) for one in forecast.steps],
        "judged": [_written_judged(one) for one in forecast.judged],
        "tried": [[one.rule.value, list(one.errors), one.chosen] for one in forecast.tried],
        "library": forecast.has_library,
    }


def read(said: Mapping[str, Any]) -> Forecast:
    """Return the forecast that was written."""
    return Forecast(
        rule=Rule(said["rule"]),
        verdict=Verdict(said["verdict"]),
        steps=tuple(read_step(one) for one in said["steps"]),
        judged=tuple(_read_judged(one) for one in said["judged"]),
        tried=tuple(Tried(Rule(rule), tuple(errors), chosen) for rule, errors, chosen in said["tried"]),
        has_library=said["library"],
    )


def written_step(one: Step) -> list[Any]:
    """Return one month of a forecast as what JSON can hold."""
    ends = (one.half.low, one.half.high, one.most.low, one.most.high)
    return [one.month, one.middle, *ends, one.previous, one.last_year]


def read_step(said: list[Any]) -> Step:
    """Return the month of a forecast that was written."""
    month, middle, low50, high50, low80, high80, previous, last_year = said
    return Step(month, middle, Interval(low50, high50), Interval(low80, high80), previous, last_year)


def _written_judged(one: Judged) -> list[Any]:
    ends = (one.half.low, one.half.high, one.most.low, one.most.high)
    return [one.month, one.horizon, one.rule.value, one.shown, one.truth, one.previous, one.last_year, *ends]


def _read_judged(said: list[Any]) -> Judged:
    month, horizon, rule, shown, truth, previous, last_year, low50, high50, low80, high80 = said
    half, most = Interval(low50, high50), Interval(low80, high80)
    return Judged(month, horizon, Rule(rule), shown, truth, previous, last_year, half, most)
