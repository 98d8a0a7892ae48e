"""What the command line tells of forecasts: the same as the pages, and no more than may leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.forecasting.rules.backtest import score_of
from corridor.core.forecasting.rules.leaving import exportable
from corridor.core.series.codes import Counted
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import record
from corridor.web.desk.forecasting import actions, forms, queries
from corridor.web.desk.forecasting.queries import Found
from corridor.web.desk.forecasting.taking import DECIDES


def listed(by: Officer, *, counted: str, is_asking: bool, now: datetime) -> dict[str, Any]:
    """Tell of which routes there is a forecast, how wrong it was, and why there is none of others; without figures."""
    known = Counted(counted) if counted in set(Counted) else Counted.DETECTIONS
    found = queries.forecasts_for(by, known, today=now.date())
    if is_asking:
        actions.work_out(by=by, found=found, now=now)
        found = queries.forecasts_for(by, known, today=now.date())
    record(Event.PAGE_READ, by=by, now=now, about="command forecast")
    rows = [_row(one) for one in found]
    lines = [f"{row['series']}: {row['state']}" for row in rows]
    return {"ok": True, "forecasts": rows, "text": "\n".join(lines) or "nothing is counted by route"}


def _row(found: Found) -> dict[str, Any]:
    told: dict[str, Any] = {"series": found.scope.key, "state": found.refused or found.state or "not worked out"}
    if made := found.forecast:
        score = score_of(made.judged)
        told |= {"state": made.verdict.value, "rule": made.rule.value, "may_leave": exportable(made)}
        if score is not None:
            told |= {"error": round(score.shown, 1), "error_previous_month": round(score.previous, 1)}
            told |= {"coverage_80": round(score.in_most, 2)}
    return told


def taken(by: Officer, *, series: str, has_looked: bool, now: datetime) -> dict[str, Any]:
    """Take a forecast along that may leave as a warning; refuses as the page does, and the service of the node as well.

    Raises:
        NotForecast: The series cannot be forecast honestly.
        NotWorkedOut: Nobody had it worked out from these figures.
        NotDecided: The officer did not say to have looked at the backtest.
        NoBetterThanNaive: A naive rule is as good.
        MarkedAgainst: What it rests on may not be exported.
    """
    is_somebody = by.handle != people.service_handle()
    found, made = actions.take_along(
        by=by, scope=forms.scope_of(series), has_looked=has_looked and is_somebody, now=now
    )
    steps = [
        {
            "month": one.month,
            "forecast": one.middle,
            "interval_50": [one.half.low, one.half.high],
            "interval_80": [one.most.low, one.most.high],
            "previous_month": one.previous,
            "same_month_of_last_year": one.last_year,
        }
        for one in made.steps
    ]
    lines = [f"{one.month}: {one.middle} ({one.most.low}–{one.most.high})" for one in made.steps]
    return {"ok": True, **_row(found), "months": steps, "note": DECIDES, "text": "\n".join([*lines, DECIDES])}
