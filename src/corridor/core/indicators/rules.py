"""How a definition and what is told become a reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corridor.core.indicators.codes import Period, Uncomputed
from corridor.core.indicators.records import Definition, Reading, Span, Told
from corridor.core.kernel.months import after, between, number_of

MONTH = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])", re.ASCII)
QUARTER = re.compile(r"((?:19|20)\d{2})-Q([1-4])", re.ASCII)
YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)


def months_of(period: str) -> tuple[str, ...]:
    """Return the months of a month (`2021-03`), quarter (`2021-Q1`) or year (`2021`); none where it is none of them."""
    if MONTH.fullmatch(period):
        return (period,)
    if found := QUARTER.fullmatch(period):
        first = f"{found[1]}-{int(found[2]) * 3 - 2:02d}"
        return tuple(between(first, after(first, 2)))
    if YEAR.fullmatch(period):
        return tuple(between(f"{period}-01", f"{period}-12"))
    return ()


def quarter_of(month: str) -> str:
    """Return the quarter in which a month lies."""
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def period_of(kind: Period, month: str) -> str:
    """Return the period of a kind in which a month lies."""
    return {Period.MONTH: month, Period.QUARTER: quarter_of(month), Period.YEAR: month[:4]}[kind]


def latest_periods(kind: Period, before: str, count: int) -> tuple[str, ...]:
    """Return the last periods of a kind that are over before a month, the earliest first."""
    steps = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[kind]
    first = months_of(period_of(kind, before))[0]
    return tuple(period_of(kind, after(first, -steps * back)) for back in range(count, 0, -1))


def reading_of(
    definition: Definition, period: str, numerator: Told, denominator: Told | None, *, this_month: str, as_of: str
) -> Reading:
    """Return the reading of a definition for one period.

    A ratio is made of the months of which both parts are told, and of no others.

    Args:
        denominator: None where the definition has none.
        this_month: The month that is not over; a period that holds it, or lies later, is not computed.
        as_of: The day of the computing.
    """
    months = months_of(period)

    def refused(reason: Uncomputed, told: int = 0) -> Reading:
        return Reading(period, None, None, reason, told, len(months), is_least=False, as_of=as_of)

    if not months or number_of(months[-1]) >= number_of(this_month):
        return refused(Uncomputed.NOT_OVER)
    parts = [numerator] if denominator is None else [numerator, denominator]
    if reason := next((part.reason for part in parts if part.reason is not None), None):
        return refused(reason)
    if any(part.by_quarter is not None for part in parts):
        return _banded(period, months, parts, refused(Uncomputed.BY_QUARTER_ONLY), as_of)
    if any(months[0] < part.since <= months[-1] for part in parts):
        return refused(Uncomputed.BROKEN)
    known = [month for month in months if all(month in part.by_month for part in parts)]
    if not known:
        is_apart = len(parts) > 1 and all(any(month in part.by_month for month in months) for part in parts)
        return refused(Uncomputed.NO_MONTH_IN_COMMON if is_apart else Uncomputed.NOTHING_TOLD)
    upper = _sum(numerator.by_month, known)
    if denominator is None:
        low, high = upper
        return Reading(period, low, high, None, len(known), len(months), len(known) < len(months), as_of)
    lower = _sum(denominator.by_month, known)
    if not lower[0]:
        return refused(Uncomputed.ZERO_BELOW, len(known))
    low, high = upper[0] / lower[1] * definition.per, upper[1] / lower[0] * definition.per
    return Reading(period, low, high, None, len(known), len(months), is_least=False, as_of=as_of)


def _banded(period: str, months: Sequence[str], parts: Sequence[Told], refusal: Reading, as_of: str) -> Reading:
    """Return a count that exists by quarter and in bands alone; nothing is divided by it."""
    if len(parts) > 1:
        return Reading(period, None, None, Uncomputed.BANDED, 0, len(months), is_least=False, as_of=as_of)
    quarters = sorted({quarter_of(month) for month in months})
    if len(months) < 3:
        return refusal
    bands = parts[0].by_quarter or {}
    found = [bands[quarter] for quarter in quarters if quarter in bands]
    if len(found) < len(quarters):
        return Reading(period, None, None, Uncomputed.NOTHING_TOLD, 0, len(months), is_least=False, as_of=as_of)
    low, high = sum(band[0] for band in found), sum(band[1] for band in found)
    return Reading(period, low, high, None, len(months), len(months), is_least=False, as_of=as_of)


def _sum(by_month: Mapping[str, Span], months: Sequence[str]) -> Span:
    return sum(by_month[month][0] for month in months), sum(by_month[month][1] for month in months)


def band_of(count: int, *, width: int = 10) -> Span:
    """Return the band in which a count lies: 0 to 9, 10 to 19; none and one look the same."""
    low = count // width * width
    return float(low), float(low + width - 1)
