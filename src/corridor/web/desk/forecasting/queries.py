"""Reads of forecasts: each rests on a series as its reader may see it, and is found by the digest of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.forecasting.errors import NotForecast, NotWorkedOut
from corridor.core.forecasting.exchange import read, read_step
from corridor.core.forecasting.records import Forecast
from corridor.core.forecasting.rules.leaving import check_exportable, coarse, is_told_coarsely
from corridor.core.forecasting.rules.refusing import refusal, settled, usable
from corridor.core.forecasting.rules.scoring import Came, scored
from corridor.core.kernel.errors import NotFound
from corridor.core.series.codes import Counted, Unassessed
from corridor.core.series.records import Scope, Series
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.forecasting.models import KeptForecast
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.series import queries as series
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.series.resting import standing as standing_loads

KIND = "forecasting.1"


@cache
def has_library() -> bool:
    """Return whether this node has the extra `forecast`."""
    return find_spec("statsforecast") is not None


@dataclass(frozen=True)
class Found:
    """One series and its forecast, as far as there is one for this reader.

    `refused` says why it is not forecast; else `state` says where the work stands, "" where nobody asked for it.
    """

    series: Series
    refused: Unassessed | None = None
    state: str = ""
    forecast: Forecast | None = None

    @property
    def scope(self) -> Scope:
        """What is forecast."""
        return self.series.scope


def inputs_of(known: Series) -> dict[str, Any]:
    """Return all that the forecast of a series rests on: figures by month, and whether the library is there."""
    return {"first": known.first, "values": list(known.middles), "library": has_library()}


def found_of(one: Series, *, today: date) -> Found:
    """Return the forecast of a series that somebody may see, coarse where departures could be read from it."""
    told = settled(one, today=today)
    if reason := refusal(one, today=today):
        return Found(told, refused=reason)
    work = worked.found(KIND, inputs_of(usable(one, today=today)))
    if work is None or work.state != Worked.State.DONE:
        return Found(told, state="" if work is None else work.state)
    made = read(work.answer)
    return Found(told, state=work.state, forecast=coarse(made) if is_told_coarsely(one.scope) else made)


def forecasts_for(
    officer: Officer, counted: Counted, *, today: date, by: str = "route", invented: bool = False
) -> tuple[Found, ...]:
    """Return the forecasts of what is counted by route or by country, of each source apart."""
    check_permission(officer, Permission.PICTURE_READ)
    known = series.all_series(officer, counted, today=today, by=by, invented=invented)
    return tuple(found_of(one, today=today) for one in known)


def forecast_for(officer: Officer, scope: Scope, *, today: date) -> Found:
    """Return the forecast of one series, or why there is none.

    Raises:
        NotFound: Nothing of it is told that the officer may see and count.
    """
    check_permission(officer, Permission.PICTURE_READ)
    (one,) = series.series_for(officer, [scope], today=today)
    return found_of(one, today=today)


def warning_in(found: Found) -> Forecast:
    """Return a forecast that may leave or be cited as a warning; the one gate for whatever takes one along.

    Raises:
        NotForecast: The series cannot be forecast honestly.
        NotWorkedOut: Nobody had it worked out from these figures.
        NoBetterThanNaive: A naive rule is as good.
    """
    made = forecast_in(found)
    check_exportable(made)
    return made


def forecast_in(found: Found) -> Forecast:
    """Return the forecast that was found.

    Raises:
        NotForecast: The series cannot be forecast honestly.
        NotWorkedOut: Nobody had it worked out from these figures.
    """
    if found.refused is not None:
        raise NotForecast(reason=found.refused.value)
    if found.forecast is None:
        raise NotWorkedOut
    return found.forecast


@dataclass(frozen=True)
class Past:
    """One forecast that was kept, and what came of it as its reader may see."""

    row: KeptForecast
    months: tuple[Came, ...]
    withdrawn_for: str


def past_for(officer: Officer, one: Series) -> tuple[Past, ...]:
    """Return the kept forecasts of a series that an officer may read and count in full, the latest first."""
    rows = _readable(officer, _kept([one.scope.key]))
    return tuple(_past(row, one) for row in rows)


def pasts_for(officer: Officer, known: Sequence[Series]) -> Mapping[str, tuple[Past, ...]]:
    """Return the kept forecasts of several series, by the key of the series."""
    by_key = {one.scope.key: one for one in known}
    rows = _readable(officer, _kept(list(by_key)))
    found: dict[str, list[Past]] = {}
    for row in rows:
        found.setdefault(row.scope, []).append(_past(row, by_key[row.scope]))
    return {key: tuple(rows) for key, rows in found.items()}


def _kept(keys: Sequence[str]) -> QuerySet[KeptForecast]:
    rows = KeptForecast.objects.filter(scope__in=keys).select_related("withdrawal")
    return rows.order_by("-issued_on", "-pk")


def _past(row: KeptForecast, one: Series) -> Past:
    steps = [read_step(step) for step in row.steps]
    withdrawal = getattr(row, "withdrawal", None)
    return Past(row, scored(steps, one, last=row.last), "" if withdrawal is None else withdrawal.reason)


def _readable(officer: Officer, rows: Iterable[KeptForecast]) -> list[KeptForecast]:
    """Return what an officer may read in full of what was kept, while it may be kept and what it rests on stands."""
    today = timezone.now().date()
    found = [row for row in rows if row.until > today]
    seen = visible_marks(officer.reader_class, {mark for row in found for mark in row.marks}, DRAWN)
    loads = standing_loads({load for row in found for load in row.loads})
    return [row for row in found if seen.issuperset(row.marks) and loads.issuperset(row.loads)]


def standing(officer: Officer, scope: Scope) -> list[KeptForecast]:
    """Return the forecasts of a series that the officer's authority stands by and that the officer may read in full."""
    rows = KeptForecast.objects.filter(scope=scope.key, authority=officer.reader.authority, withdrawal=None)
    return _readable(officer, rows)


def own_kept(officer: Officer, uid: str) -> KeptForecast:
    """Return one forecast that the officer's authority kept and stands by, or behave as if it did not exist.

    Raises:
        NotFound: There is none such that the officer may read.
    """
    rows = KeptForecast.objects.filter(uid=uid, authority=officer.reader.authority, withdrawal=None)
    for row in _readable(officer, rows):
        return row
    raise NotFound(kind="forecast")
