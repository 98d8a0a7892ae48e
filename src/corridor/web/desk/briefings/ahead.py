"""Forecasts as figures of a briefing: one month ahead with its interval, and its error in the past for the note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext

from corridor.core.forecasting.errors import NoBetterThanNaive, NotForecast, NotWorkedOut
from corridor.core.forecasting.records import Forecast, Score, Step
from corridor.core.forecasting.rules.backtest import score_of
from corridor.core.series.records import Series
from corridor.web.design.shown import day, isolated, number, span
from corridor.web.desk.forecasting.queries import found_of, warning_in
from corridor.web.desk.forecasting.words import rule_words

ForecastRefused = (NotForecast, NotWorkedOut, NoBetterThanNaive)
"""Why a forecast cannot be bound."""


@dataclass(frozen=True)
class Ahead:
    """One month ahead in words: the figure with its interval of 80 %, what its note says, and what it rests on."""

    text: str
    note: tuple[str, ...]
    series: Series


def ahead_of(one: Series, month: str, *, today: date) -> Ahead | None:
    """Return what is forecast of one month, as late and as coarse as it is shown; None where it is not ahead.

    Raises:
        NotForecast: The series cannot be forecast honestly.
        NotWorkedOut: Nobody had it worked out from these figures.
        NoBetterThanNaive: A naive rule is as good.
    """
    found = found_of(one, today=today)
    made = warning_in(found)
    for horizon, step in enumerate(made.steps, 1):
        score = score_of(past for past in made.judged if past.horizon == horizon)
        if step.month == month and score is not None:
            return Ahead(_text(step), _note(made, step, score), found.series)
    return None


def _text(step: Step) -> str:
    language = get_language() or "en"
    figures = {
        "figure": isolated(number(step.middle, language)),
        "range": isolated(span(step.most.low, step.most.high, language)),
    }
    return gettext("about %(figure)s (%(range)s in 8 cases of 10)") % figures


def _note(made: Forecast, step: Step, score: Score) -> tuple[str, ...]:
    language = get_language() or "en"
    errors = {
        "month": day(made.since, language),
        "error": number(round(score.shown), language),
        "previous": number(round(score.previous), language),
        "last_year": number(round(score.last_year), language),
    }
    told = [
        gettext("forecast of %(month)s: %(rule)s")
        % {"month": day(step.month, language), "rule": rule_words(made.rule)},
        gettext(
            "mean error when tried out, since %(month)s: %(error)s; of the previous month: %(previous)s; of the same "
            "month of last year: %(last_year)s"
        )
        % errors,
        gettext("%(share)s of 100 months tried out lay in the interval") % {"share": round(100 * score.in_most)},
    ]
    if made.is_coarse:
        told.append(gettext("figures rounded"))
    return tuple(told)
