"""What a node tells of itself, month by month: each measure reads what one officer may see, and counts nothing else.

A further measure is one more function in `MEASURES`. Where a function may not read something, or there is more than is
read at once, the answer is a reason and no figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.indicators.codes import Measure, Uncomputed
from corridor.core.indicators.records import Told
from corridor.core.indicators.rules import band_of, quarter_of
from corridor.core.kernel.months import between
from corridor.web.base.ledger import queries as ledger
from corridor.web.desk.centre import queries as centre
from corridor.web.desk.exchange import queries as exchange
from corridor.web.desk.requests import queries as requests

Measured = Callable[[Officer, datetime], Told]


def told_of(officer: Officer, measure: Measure, *, now: datetime) -> Told:
    """Return what one measure of the node comes to, as far as this officer may see it."""
    return MEASURES[measure](officer, now)


def _by_month(at: Iterable[datetime], now: datetime) -> Told:
    """Return how many fall into each month, from the first in which anything does until now; none are 0 between."""
    found = Counter(one.date().isoformat()[:7] for one in at)
    if not found:
        return Told(reason=Uncomputed.NOTHING_TOLD)
    months = between(min(found), now.date().isoformat()[:7])
    return Told({month: (float(found[month]), float(found[month])) for month in months})


def _requests(officer: Officer, now: datetime, *, in_time: bool) -> Told:
    if not requests.may_read(officer):
        return Told(reason=Uncomputed.NOT_READABLE)
    found = requests.answered_by(officer, now=now)
    if found is None:
        return Told(reason=Uncomputed.TOO_MANY)
    whole = _by_month((at for at, _ in found), now)
    if not in_time or whole.reason is not None:
        return whole
    kept = Counter(at.date().isoformat()[:7] for at, was_in_time in found if was_in_time)
    return Told({month: (float(kept[month]), float(kept[month])) for month in whole.by_month})


def _requests_answered(officer: Officer, now: datetime) -> Told:
    return _requests(officer, now, in_time=False)


def _requests_in_time(officer: Officer, now: datetime) -> Told:
    return _requests(officer, now, in_time=True)


def _alerts_sent(officer: Officer, now: datetime) -> Told:
    if Permission.ALERT_READ not in officer.permissions:
        return Told(reason=Uncomputed.NOT_READABLE)
    sent = centre.sent_for(officer, now=now)
    return Told(reason=Uncomputed.TOO_MANY) if sent is None else _by_month(sent, now)


def _reports_passed_on(officer: Officer, now: datetime) -> Told:
    if Permission.RELEASE_ABROAD not in officer.permissions:
        return Told(reason=Uncomputed.NOT_READABLE)
    found = exchange.releases_for(officer)
    if len(found) >= exchange.MOST_SHOWN:
        return Told(reason=Uncomputed.TOO_MANY)
    return _by_month((one.asked_at for one in found if one.version > 0), now)


def _handed_over(officer: Officer, now: datetime) -> Told:
    """Return in which band the persons handed over to protection lie, by quarter; no smaller figure exists."""
    if Permission.PERSON_HAND_OVER not in officer.permissions:
        return Told(reason=Uncomputed.NOT_READABLE)
    months = ledger.months_of(Event.PERSON_HANDED_OVER, authority=officer.reader.authority)
    if not months:
        return Told(reason=Uncomputed.NOTHING_TOLD)
    counts = Counter(quarter_of(month) for month in months)
    quarters = dict.fromkeys(quarter_of(month) for month in between(min(months), now.date().isoformat()[:7]))
    return Told(by_quarter={quarter: band_of(counts[quarter]) for quarter in quarters})


MEASURES: Final[Mapping[Measure, Measured]] = {
    Measure.REQUESTS_ANSWERED: _requests_answered,
    Measure.REQUESTS_IN_TIME: _requests_in_time,
    Measure.ALERTS_SENT: _alerts_sent,
    Measure.REPORTS_PASSED_ON: _reports_passed_on,
    Measure.HANDED_OVER: _handed_over,
}
