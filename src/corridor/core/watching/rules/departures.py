"""Departures are shown late and coarse, so that an alert never says where a boat is leaving today.

Decided on each information item, not on the question: no narrower question brings one back.

How late, how coarse and why stands in docs/decisions/0025-alerts-and-departures.md.
"""

from __future__ import annotations

from datetime import date, timedelta

from corridor.core.kernel.months import after, month_of, number_of
from corridor.core.watching.records import Subject

DELAY_DAYS = 14
"""A month is tested when it has been over for so many days."""


AFTERWARDS = frozenset({"shipwreck", "death-or-disappearance", "rescue", "landing", "rights-violation"})
"""The kinds of incidents that do not tell where people are about to leave. Whatever else there is may tell it."""


DEPARTING = "departures"
"""The series that counts departures themselves."""


def kinds_counted(subject: Subject) -> frozenset[str] | None:
    """Return the kinds of incidents that a watch counts: all, or, where it is narrowed to a place, these alone.

    What may be a departure is counted along whole routes and in whole countries only.
    """
    return AFTERWARDS if subject.place else None


def last_month(today: date) -> str:
    """Return the last month that may be tested on a day: one that has been over for the whole delay."""
    settled = today - timedelta(days=DELAY_DAYS)
    return after(month_of(settled.year * 12 + settled.month - 1), -1)


def is_open(month: str, today: date) -> bool:
    """Return whether a month may be shown on a day."""
    return number_of(month) <= number_of(last_month(today))


def is_settled(day: str, last: str) -> bool:
    """Return whether a figure of departures for a month or year may be shown, where `last` is the last month that may.

    One of a day or without a date never is: it would be finer than a month, or nobody could tell that it is over.
    """
    return len(day) in (len("2026"), len("2026-01")) and f"{day}-12"[:7] <= last
