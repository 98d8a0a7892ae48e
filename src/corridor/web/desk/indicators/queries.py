"""Reads of indicators and their readings: what an authority defined, computed from what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.indicators.codes import Measure, Per, Period, Uncomputed
from corridor.core.indicators.records import OF_NODE, Definition, Reading, Told
from corridor.core.indicators.rules import latest_periods, reading_of
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.series.codes import State
from corridor.core.series.records import Scope
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.indicators.measures import told_of
from corridor.web.desk.indicators.models import Indicator
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.series.queries import series_for

SHOWN = {Period.MONTH: 24, Period.QUARTER: 12, Period.YEAR: 8}
"""So many periods of each kind are computed for one page."""


def may_define(officer: Officer) -> bool:
    """Return whether an officer may define indicators for the own authority."""
    return Permission.INDICATOR_DEFINE in officer.permissions


def _readable(officer: Officer) -> tuple[Indicator, ...]:
    check_permission(officer, Permission.PICTURE_READ)
    own: QuerySet[Indicator] = Indicator.objects.filter(authority=officer.reader.authority, withdrawn_at=None)
    rows = list(own.order_by("name", "about", "-version"))
    marks = visible_marks(officer.reader_class, {mark for row in rows for mark in row.marks}, DRAWN)
    return tuple(row for row in rows if marks.issuperset(row.marks))


def indicators_for(officer: Officer) -> tuple[Indicator, ...]:
    """Return the indicators in force of the officer's authority that rest on nothing hidden from the officer."""
    return tuple(row for row in _readable(officer) if row.superseded_at is None)


def versions_for(officer: Officer, about: str) -> tuple[Indicator, ...]:
    """Return the versions of one indicator, the newest first.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    found = tuple(row for row in _readable(officer) if row.about == about) if is_uid(about) else ()
    if not found or found[0].superseded_at is not None:
        raise NotFound(kind="indicator")
    return found


def definition_of(row: Indicator) -> Definition:
    """Return what one version says."""
    return Definition(
        name=row.name,
        counted=row.counted,
        numerator=row.numerator,
        denominator=row.denominator,
        per=Per(row.per),
        period=Period(row.period),
        method=row.method,
    )


def compute(officer: Officer, indicator: Definition, period: str, *, now: datetime) -> Reading:
    """Return one reading of a definition from what this officer may see and count."""
    return readings(officer, indicator, [period], now=now)[0]


def latest(officer: Officer, indicator: Definition, *, now: datetime, count: int = 0) -> tuple[Reading, ...]:
    """Return the readings of the last periods that were told of, the earliest first.

    They end with the last period of which anything is told, so that a series of other years is not a row of nothing.
    """
    parts = _parts(officer, indicator, now)
    months = [month for part in parts for month in part.by_month]
    quarters = [quarter for part in parts for quarter in part.by_quarter or ()]
    this = now.date().isoformat()[:7]
    last = max([*months, *(f"{one[:4]}-{int(one[-1]) * 3:02d}" for one in quarters)], default=this)
    before = min(this, _following(last))
    periods = latest_periods(indicator.period, before, count or SHOWN[indicator.period])
    return _read(indicator, periods, parts, now)


def _following(month: str) -> str:
    """Return the first month of the year after a month's: every period that holds the month is over by then."""
    return f"{int(month[:4]) + 1:04d}-01" if month[5:7] == "12" else f"{month[:4]}-{int(month[5:7]) + 1:02d}"


def readings(officer: Officer, indicator: Definition, periods: Iterable[str], *, now: datetime) -> tuple[Reading, ...]:
    """Return the readings of a definition for some periods, in their order."""
    return _read(indicator, periods, _parts(officer, indicator, now), now)


def _read(indicator: Definition, periods: Iterable[str], parts: tuple[Told, ...], now: datetime) -> tuple[Reading, ...]:
    below = parts[1] if len(parts) > 1 else None
    today = now.date().isoformat()
    return tuple(
        reading_of(indicator, period, parts[0], below, this_month=today[:7], as_of=today) for period in periods
    )


def _parts(officer: Officer, indicator: Definition, now: datetime) -> tuple[Told, ...]:
    names = [indicator.numerator, *([indicator.denominator] if indicator.denominator else [])]
    return tuple(_told(officer, name, now) for name in names)


def _told(officer: Officer, name: str, now: datetime) -> Told:
    """Return what one part of a definition comes to."""
    if name.startswith(OF_NODE):
        code = name.removeprefix(OF_NODE)
        return (
            told_of(officer, Measure(code), now=now) if code in list(Measure) else Told(reason=Uncomputed.NOTHING_TOLD)
        )
    scope = Scope.parse(name)
    if scope is None:
        return Told(reason=Uncomputed.NOTHING_TOLD)
    try:
        series = series_for(officer, [scope], today=now.date())[0]
    except NotFound:
        return Told(reason=Uncomputed.NOTHING_TOLD)
    told = {one.month: (float(one.low), float(one.high)) for one in series.values if one.state is not State.MISSING}
    if not told:
        return Told(reason=Uncomputed.NOTHING_TOLD)
    return Told(told, since=series.breaks[-1].month if series.breaks else "")
