"""The fixed calendar of the third door: which period may be published on which day; nobody chooses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from corridor.core.kernel.months import after, month_of, number_of
from corridor.core.publishing.counting import months_in
from corridor.core.publishing.errors import NotTheDay


@dataclass(frozen=True, slots=True)
class Calendar:
    """Quarters from the first on, each published so many days after its end, always the same tables."""

    first: str
    days_after: int
    threshold: int
    tables: tuple[str, ...]


def calendar_from(document: Mapping[str, Any]) -> Calendar:
    """Return the calendar that the file says."""
    return Calendar(
        first=str(document["first"]),
        days_after=int(document["days_after"]),
        threshold=int(document["threshold"]),
        tables=tuple(map(str, document["tables"])),
    )


def day_of(calendar: Calendar, period: str) -> date:
    """Return the first day on which a quarter may be published."""
    end = after(months_in(period)[-1], 1)
    return date(int(end[:4]), int(end[5:7]), 1) + timedelta(days=calendar.days_after - 1)


def periods_due(calendar: Calendar, *, today: date) -> tuple[str, ...]:
    """Return the quarters whose day has come, the oldest first."""
    found = []
    number = number_of(months_in(calendar.first)[0])
    while day_of(calendar, period := _quarter(number)) <= today:
        found.append(period)
        number += 3
    return tuple(found)


def next_day(calendar: Calendar, *, today: date) -> tuple[str, date]:
    """Return the next quarter whose day has not come, and its day."""
    due = periods_due(calendar, today=today)
    period = _quarter(number_of(months_in(due[-1] if due else calendar.first)[0]) + (3 if due else 0))
    return period, day_of(calendar, period)


def check_due(calendar: Calendar, period: str, *, today: date, done: Collection[str]) -> None:
    """Refuse a period that is not on the calendar, whose day has not come, or that was published.

    Raises:
        NotTheDay: It is.
    """
    if period in done:
        raise NotTheDay(period=period, reason="published already")
    if period not in periods_due(calendar, today=today):
        raise NotTheDay(period=_told(period), reason="its day has not come, or it is not on the calendar")


def _quarter(number: int) -> str:
    month = month_of(number)
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def _told(period: str) -> str:
    return period if len(period) == 7 and period[4:6] == "-Q" and period[:4].isdecimal() else "asked for"
