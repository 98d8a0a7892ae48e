"""What of the watches a page shows: as it was noted, or, for a print, as the reader's narrower rights have it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.watching.records import Watched
from corridor.web.desk.watch import actions, queries
from corridor.web.desk.watch.models import Alert, Watch


@dataclass(frozen=True)
class Shown:
    """The watches of an officer, what was raised for them, and what was found in the last month of each."""

    watches: tuple[Watch, ...]
    alerts: tuple[Alert, ...]
    found: Mapping[str, str]
    months: Mapping[str, str]


def shown_for(officer: Officer, now: datetime) -> Shown:
    """Return the watches of an officer. What is printed tells of nothing that the officer may not print."""
    watches, alerts = tuple(queries.watches_for(officer)), tuple(queries.alerts_for(officer))
    if not officer.reader.is_printing:
        return Shown(
            watches, alerts, {one.uid: one.finding for one in watches}, {one.uid: one.month for one in watches}
        )
    found = actions.found_for(officer, watches, now)
    last = {uid: watched.readings[-1] for uid, watched in found.items() if watched.readings}
    return Shown(
        watches,
        tuple(alert for alert in alerts if _holds(alert, found[alert.watch.uid])),
        {uid: reading.finding.value for uid, reading in last.items()},
        {uid: reading.month for uid, reading in last.items()},
    )


def standing_for(officer: Officer, now: datetime, most: int) -> list[Alert]:
    """Return the latest changes that stand and that the officer has not set aside."""
    if Permission.PICTURE_READ not in officer.permissions:
        return []
    if officer.reader.is_printing:
        alerts = shown_for(officer, now).alerts
    else:
        alerts = tuple(queries.alerts_for(officer).filter(seen_at=None, withdrawn_at=None)[:most])
    return [one for one in alerts if one.seen_at is None and one.withdrawn_at is None][:most]


def _holds(alert: Alert, found: Watched) -> bool:
    """Return whether an alert is raised by what may be printed as well."""
    return alert.withdrawn_at is None and any(
        spell.way.value == alert.way and spell.since == alert.since and spell.until == alert.until
        for spell in found.spells
    )
