"""Writes of forecasts: have one worked out, keep one, withdraw one, take one along; a named officer answers for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.forecasting.codes import Withdrawal
from corridor.core.forecasting.errors import ForecastKept, MarkedAgainst, NotDecided, ReasonUnknown
from corridor.core.forecasting.exchange import written_step
from corridor.core.forecasting.records import Forecast
from corridor.core.forecasting.rules.backtest import score_of
from corridor.core.forecasting.rules.refusing import usable
from corridor.core.handling.codes import Use
from corridor.core.series.records import Scope
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.forecasting import queries
from corridor.web.desk.forecasting.models import ForecastWithdrawal, KeptForecast
from corridor.web.desk.forecasting.queries import KIND, Found
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.series import queries as series
from corridor.web.desk.series import worked
from corridor.web.desk.series.resting import end_of_kept, loads_of

MOST_AT_ONCE = 24
"""So many series are worked out for one press of a button, the ones listed first."""


def work_out(*, by: Officer, found: Iterable[Found], now: datetime) -> int:
    """Have the forecasts worked out that are neither there nor refused; return how many were asked for."""
    check_permission(by, Permission.PICTURE_READ)
    wanted = [one for one in found if one.refused is None and one.state in ("", "failed")][:MOST_AT_ONCE]
    for one in wanted:
        worked.ask(KIND, queries.inputs_of(usable(one.series, today=now.date())), by=by, now=now)
    return len(wanted)


def keep_forecast(*, by: Officer, scope: Scope, has_looked: bool, now: datetime) -> str:
    """Keep a forecast as it is issued today, to be scored when the truth is told; return its reference.

    One that is no better than naive may be kept too, and says so for good; it leaves no more than any other such.

    Raises:
        NotFound: Nothing of it is told that the officer may see and count.
        NotForecast: The series cannot be forecast honestly.
        NotWorkedOut: Nobody had it worked out from these figures.
        NotDecided: The officer did not say to have looked at the backtest.
        ForecastKept: The authority keeps it already.
    """
    check_permission(by, Permission.FORECAST_KEEP)
    found = queries.forecast_for(by, scope, today=now.date())
    made = queries.forecast_in(found)
    if not has_looked:
        raise NotDecided
    known = usable(found.series, today=now.date())
    digest = worked.key_of(KIND, queries.inputs_of(known))
    uid, marks = identity.uid(), series.marks_of(by, [scope])
    with act(Event.FORECAST_KEPT, by=by, now=now, about=uid, rule=made.rule.value, verdict=made.verdict.value):
        if any(row.digest == digest for row in queries.standing(by, scope)):
            raise ForecastKept
        KeptForecast.objects.create(
            uid=uid,
            scope=scope.key,
            counted=scope.counted.value,
            is_invented=scope.is_invented,
            released_on=found.series.publisher.released_on,
            loaded_on=found.series.publisher.loaded_on,
            last=known.last,
            digest=digest,
            rule=made.rule.value,
            verdict=made.verdict.value,
            is_coarse=made.is_coarse,
            steps=[written_step(one) for one in made.steps],
            worth=_worth(made),
            marks=sorted(marks),
            loads=list(loads_of(by, [scope])),
            authority=by.reader.authority,
            kept_by=by.handle,
            issued_on=now.date(),
            until=end_of_kept(marks, last=_last_day(made, now), now=now),
        )
    return uid


def _worth(made: Forecast) -> dict[str, float | int] | None:
    score = score_of(made.judged)
    return None if score is None else asdict(score)


def _last_day(made: Forecast, now: datetime) -> date:
    return max((date.fromisoformat(f"{one.month}-01") for one in made.steps), default=now.date())


def withdraw_forecast(*, by: Officer, uid: str, reason: str, now: datetime) -> str:
    """Say that the own authority no longer stands by a forecast that it kept; return the key of its series.

    Raises:
        NotFound: The own authority stands by none such that the officer may read.
        ReasonUnknown: The reason is none of the list.
    """
    check_permission(by, Permission.FORECAST_KEEP)
    row = queries.own_kept(by, uid)
    if reason not in set(Withdrawal):
        raise ReasonUnknown
    with act(Event.FORECAST_WITHDRAWN, by=by, now=now, about=uid, reason=reason):
        ForecastWithdrawal.objects.create(forecast=row, reason=reason, withdrawn_by=by.handle, withdrawn_on=now.date())
    return row.scope


def take_along(*, by: Officer, scope: Scope, has_looked: bool, now: datetime) -> tuple[Found, Forecast]:
    """Return a forecast that leaves as a warning, for which the officer answers; the ledger knows of it.

    Raises:
        NotFound: Nothing of it is told that the officer may see and count.
        NotForecast: The series cannot be forecast honestly.
        NotWorkedOut: Nobody had it worked out from these figures.
        NotDecided: The officer did not say to have looked at the backtest.
        NoBetterThanNaive: A naive rule is as good.
        MarkedAgainst: What it rests on may not be exported.
    """
    check_permission(by, Permission.ENTITY_EXPORT)
    found = queries.forecast_for(by, scope, today=now.date())
    marks = series.marks_of(by, [scope])
    with act(Event.FORECAST_EXPORTED, by=by, now=now, about=identity.uid(), marks=len(marks)):
        made = queries.warning_in(found)
        if not has_looked:
            raise NotDecided
        if marks - visible_marks(by.reader_class, marks, DRAWN | Use.EXPORT):
            raise MarkedAgainst
    return found, made


def erase_over(now: datetime) -> int:
    """Erase the kept forecasts whose term has passed; return how many."""
    gone = list(KeptForecast.objects.filter(until__lte=now.date()).values_list("pk", flat=True))
    if gone:
        with turn.write():
            KeptForecast.objects.filter(pk__in=gone).delete()
    return len(gone)
