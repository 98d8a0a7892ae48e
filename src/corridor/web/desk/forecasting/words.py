"""Puts forecasts into words: the rules, the verdict, how it is done, why a kept one is withdrawn."""

from __future__ import annotations

from django.utils.translation import gettext

from corridor.core.forecasting.codes import Rule, Verdict, Withdrawal
from corridor.core.forecasting.records import HORIZON, Forecast
from corridor.core.forecasting.rules.backtest import LEARNS
from corridor.core.forecasting.rules.refusing import NEEDS
from corridor.core.watching.rules.departures import DELAY_DAYS
from corridor.web.desk.pages.imports import State


def rule_words(rule: Rule) -> str:
    """Return what a rule is called."""
    return {
        Rule.PREVIOUS_MONTH: gettext("Previous month"),
        Rule.LAST_YEAR: gettext("Same month of last year"),
        Rule.RECENT_MEAN: gettext("Mean of the last three months"),
        Rule.DAMPED: gettext("Return to the level of the last year"),
        Rule.SEASON: gettext("Half of the usual change of season"),
        Rule.AUTO_ETS: gettext("Exponential smoothing (AutoETS)"),
        Rule.AUTO_THETA: gettext("Theta method (AutoTheta)"),
        Rule.MIDDLE: gettext("Middle of the rules that follow the series"),
    }[rule]


def verdict_state(made: Forecast) -> State:
    """Return what a forecast is worth beside the naive rules, as a tag."""
    if made.verdict is Verdict.BETTER:
        return State("better", gettext("better than naive"), "good")
    return State("no-better", gettext("no better than naive"), "attention")


def verdict_lead(made: Forecast) -> str:
    """Return what a forecast is worth, in one sentence."""
    named = {"rule": rule_words(made.rule)}
    if made.verdict is Verdict.BETTER:
        return gettext("Shown: %(rule)s. In what is past it was clearly nearer than both naive rules.") % named
    return (
        gettext(
            "No better than naive. Shown: %(rule)s. Nothing that was tried was clearly nearer, so do not warn with it."
        )
        % named
    )


def withdrawal_words(reason: str) -> str:
    """Return why a kept forecast was withdrawn."""
    return {
        Withdrawal.SOURCE_CHANGED: gettext("The source changed its figures"),
        Withdrawal.MISTAKEN: gettext("It was made by mistake"),
        Withdrawal.MISREAD: gettext("It was read as more than it says"),
    }[Withdrawal(reason)]


def method_words(*, has_library: bool) -> tuple[str, ...]:
    """Return how forecasts are made and judged."""
    told = [
        gettext(
            "A forecast looks %(months)s months ahead. It rests on months that have been over for %(days)s days, of "
            "whole routes and countries, never on a place; what rests on reports or single incidents is rounded."
        )
        % {"months": HORIZON, "days": DELAY_DAYS},
        gettext(
            "It is tried out anew after each month, first after %(learns)s of them. What would have been shown then "
            "was chosen from what was past then, and its error is what the tables show."
        )
        % {"learns": LEARNS},
        gettext(
            "Another rule is shown instead of a naive one when its error was less by a twentieth or more and chance "
            "would hardly explain that. It is called better only if all that would have been shown was nearer than "
            "both naive rules."
        ),
        gettext("The intervals are as wide as the errors of the same rule in the last five years ask for."),
        gettext(
            "A series is not forecast that has fewer than %(needs)s months of one meaning, lacks months, is mostly "
            "zero or has ended."
        )
        % {"needs": NEEDS},
        gettext("Nothing is forecast by nationality, or of a person."),
    ]
    if not has_library:
        told.append(gettext("This node goes without the extra “forecast”: only simple rules are tried."))
    return tuple(told)
