"""What is not forecast, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corridor.core.forecasting.records import HORIZON
from corridor.core.forecasting.rules import choosing
from corridor.core.forecasting.rules.backtest import LEARNS
from corridor.core.series.codes import State, Unassessed
from corridor.core.series.records import Series
from corridor.core.series.rules import since_break, unassessed
from corridor.core.watching.rules.departures import last_month

NEEDS = LEARNS + 2 * choosing.FEWEST
"""Months to learn from, months in which rules are compared, and months in which what was shown is judged."""

YEAR = 12
MOST_MISSING_OF_LATE = HORIZON
"""Of the last twelve months, so many may be missing at most."""


def settled(series: Series, *, today: date) -> Series:
    """Return the months of a series that have been over for the delay.

    Departures are told late whoever counts them, so no forecast knows the month that is running (F-C4, R-24).
    """
    last = last_month(today)
    return replace(
        series,
        values=tuple(one for one in series.values if one.month <= last),
        breaks=tuple(one for one in series.breaks if one.month <= last),
    )


def usable(series: Series, *, today: date) -> Series:
    """Return what of a series a forecast rests on: the settled months since its last break."""
    return since_break(settled(series, today=today))


def refusal(series: Series, *, today: date) -> Unassessed | None:
    """Return why a series is not forecast, None where it is."""
    if found := unassessed(settled(series, today=today), months=NEEDS):
        return found
    known = usable(series, today=today)
    late = known.values[-YEAR:]
    if not any(one.state is State.TOLD and one.high for one in late):
        return Unassessed.ENDED
    if sum(one.state is State.MISSING for one in late) > MOST_MISSING_OF_LATE:
        return Unassessed.MONTHS_MISSING
    recent = known.values[-NEEDS:]
    if sum(one.high == 0 for one in recent) > len(recent) / 2:
        return Unassessed.MOSTLY_ZERO
    return None
