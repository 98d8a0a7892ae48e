"""Words for indicators and reference figures: measures, periods, and why something is not computed or not drawn."""

from __future__ import annotations

from django.utils.translation import gettext

from corridor.core.indicators.codes import Differs, Measure, Per, Period, Uncomputed
from corridor.core.indicators.records import OF_NODE
from corridor.core.series.records import Scope
from corridor.web.desk.series.words import series_words


def measure_words(measure: Measure) -> str:
    """Return what a measure of the node is called."""
    return {
        Measure.REQUESTS_ANSWERED: gettext("Requests of others that we answered"),
        Measure.REQUESTS_IN_TIME: gettext("Requests of others that we answered in time"),
        Measure.ALERTS_SENT: gettext("Alerts that we sent"),
        Measure.REPORTS_PASSED_ON: gettext("Reports that we released to partners"),
        Measure.HANDED_OVER: gettext("People handed over to protection, by quarter and in bands of ten"),
    }[measure]


def part_words(name: str) -> str:
    """Return what a part of a definition is called; nothing for one that is not known any more."""
    if name.startswith(OF_NODE):
        code = name.removeprefix(OF_NODE)
        return measure_words(Measure(code)) if code in list(Measure) else ""
    scope = Scope.parse(name)
    if scope is None:
        return ""
    source = " · ".join(part for part in (scope.source, scope.edition) if part)
    return f"{series_words(scope)} ({source})" if source else series_words(scope)


def period_words(period: Period) -> str:
    """Return what a period is called."""
    return {Period.MONTH: gettext("Month"), Period.QUARTER: gettext("Quarter"), Period.YEAR: gettext("Year")}[period]


def per_words(per: Per) -> str:
    """Return how a ratio is told."""
    return {
        Per.ONE: gettext("As it is"),
        Per.HUNDRED: gettext("For a hundred"),
        Per.THOUSAND: gettext("For a thousand"),
    }[per]


def uncomputed_words(reason: Uncomputed) -> str:
    """Return why an indicator cannot be computed for a period."""
    return {
        Uncomputed.NOT_OVER: gettext("Cannot be computed: the period is not over."),
        Uncomputed.NOTHING_TOLD: gettext("Cannot be computed: nothing is told of this period that you may count."),
        Uncomputed.NOT_READABLE: gettext("Cannot be computed: your function does not read what it rests on."),
        Uncomputed.NO_MONTH_IN_COMMON: gettext("Cannot be computed: no month is told of both parts."),
        Uncomputed.BROKEN: gettext("Cannot be computed: within this period the figures began to mean something else."),
        Uncomputed.ZERO_BELOW: gettext("Cannot be computed: what it is divided by can be 0."),
        Uncomputed.BY_QUARTER_ONLY: gettext(
            "Cannot be computed: this is told by quarter only, so that nobody stands out."
        ),
        Uncomputed.BANDED: gettext("Cannot be computed: nothing is divided by what is told in bands."),
        Uncomputed.TOO_MANY: gettext("Cannot be computed: there are more than are read at once."),
    }[reason]


def differs_words(found: str) -> str:
    """Return in what figures differ that were asked for in one line, from the codes of the refusal."""
    told = {
        Differs.UNIT: gettext("the unit"),
        Differs.SCOPE: gettext("what is counted and where"),
        Differs.METHOD: gettext("how it was counted"),
    }
    codes = [Differs(code) for code in found.split(", ")]
    sentences = [gettext("These figures cannot stand in one line.")]
    if differing := ", ".join(told[code] for code in codes if code in told):
        sentences.append(gettext("They differ in: %(parts)s.") % {"parts": differing})
    if Differs.NOT_SAID in codes:
        sentences.append(gettext("One has no number, or does not say its unit, period, scope or method."))
    return " ".join(sentences)
