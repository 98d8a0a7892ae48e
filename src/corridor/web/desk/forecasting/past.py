"""Lays kept forecasts out beside what came."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.forecasting.codes import Rule, Verdict
from corridor.core.forecasting.records import Forecast
from corridor.core.forecasting.rules.scoring import Came
from corridor.web.design.shown import number, span
from corridor.web.desk.forecasting import words
from corridor.web.desk.forecasting.queries import Past
from corridor.web.desk.pages.forecasting import CameRow, PastRow
from corridor.web.desk.pages.imports import State


def summed_up(past: Sequence[Past]) -> str:
    """Return how the kept forecasts of a series did, those that were withdrawn left out; "" where nothing came yet."""
    came = [month for one in past if not one.withdrawn_for for month in one.months if month.error is not None]
    if not came:
        return ""
    told = {
        "months": number(len(came), get_language() or "en"),
        "error": number(round(sum(one.error or 0 for one in came) / len(came)), get_language() or "en"),
        "inside": sum(bool(one.is_inside) for one in came),
    }
    sentence = ngettext(
        "%(months)s month came: mean error %(error)s, %(inside)s in the interval",
        "%(months)s months came: mean error %(error)s, %(inside)s in the interval",
        len(came),
    )
    return sentence % told


def is_kept(officer: Officer, made: Forecast, past: Sequence[Past]) -> bool:
    """Return whether the officer's authority keeps this very forecast and stands by it."""
    return any(
        one.row.authority == officer.reader.authority
        and not one.withdrawn_for
        and tuple(came.step for came in one.months) == made.steps
        for one in past
    )


def row_of(officer: Officer, one: Past, language: str, *, may_leave: bool) -> PastRow:
    """Return one kept forecast, month by month; on paper without months ahead, unless such a forecast may leave."""
    row = one.row
    is_warning = may_leave and row.verdict == Verdict.BETTER and not one.withdrawn_for
    months = [came for came in one.months if came.truth is not None or is_warning or not officer.reader.is_printing]
    is_own = row.authority == officer.reader.authority and Permission.FORECAST_KEEP in officer.permissions
    return PastRow(
        uid=row.uid,
        issued_on=row.issued_on.isoformat(),
        authority=row.authority,
        last=row.last,
        released_on=row.released_on,
        rule=words.rule_words(Rule(row.rule)),
        state=_state(one),
        months=tuple(_month(came, language) for came in months),
        withdraw_url=reverse("desk:forecast-withdraw", args=[row.uid]) if is_own and not one.withdrawn_for else "",
    )


def _state(one: Past) -> State:
    if one.withdrawn_for:
        label = gettext("withdrawn: %(reason)s") % {"reason": words.withdrawal_words(one.withdrawn_for)}
        return State("withdrawn", label, "stopped")
    if one.row.verdict == Verdict.BETTER:
        return State("better", gettext("better than naive when it was made"), "good")
    return State("no-better", gettext("no better than naive when it was made"), "attention")


def _month(came: Came, language: str) -> CameRow:
    return CameRow(
        month=came.step.month,
        said=number(came.step.middle, language),
        most=span(came.step.most.low, came.step.most.high, language),
        truth="" if came.truth is None else number(round(came.truth), language),
        error="" if came.error is None else number(round(came.error), language),
        state=_came(came),
    )


def _came(came: Came) -> State:
    if came.truth is None:
        return State("open", gettext("not told yet"), "neutral")
    if came.is_inside:
        return State("inside", gettext("in the interval"), "good")
    return State("outside", gettext("outside the interval"), "attention")
