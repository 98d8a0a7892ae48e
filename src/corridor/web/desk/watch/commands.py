"""What the command line tells of watches: the same as the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.watching.codes import Counted, Way
from corridor.core.watching.errors import SubjectUnclear
from corridor.core.watching.records import Subject
from corridor.web.base.ledger.actions import record
from corridor.web.desk.watch import actions, queries
from corridor.web.desk.watch.models import Alert


def watched(by: Officer, *, counted: str, route: str, way: str, now: datetime) -> dict[str, Any]:
    """Begin a watch where one is named, look at all of an officer's, and return what was raised.

    Raises:
        SubjectUnclear: Nothing such is counted.
    """
    if counted:
        if counted not in list(Counted):
            raise SubjectUnclear(counted="this", by="that")
        routes = queries.routes_for(by)
        is_invented = route in routes.invented and route not in routes.real
        subject = Subject(Counted(counted), route=route, is_invented=is_invented)
        actions.begin_watch(by=by, subject=subject, way=Way(way), now=now)
    actions.keep_up(by=by, now=now)
    record(Event.PAGE_READ, by=by, now=now, about="command watch")
    alerts = [_told(one) for one in queries.alerts_for(by)]
    watches = [
        {
            "watch": one.uid,
            "counted": one.counted,
            "route": one.route,
            "way": one.way,
            "month": one.month,
            "found": one.finding,
        }
        for one in queries.watches_for(by)
    ]
    lines = [f"{one['counted']} {one['route'] or '*'}: {one['month']} {one['found']}" for one in watches]
    lines += [f"! {one['counted']} {one['route'] or '*'}: {one['way']} since {one['since']}" for one in alerts]
    return {"ok": True, "watches": watches, "alerts": alerts, "text": "\n".join(lines) or "nothing is watched"}


def _told(alert: Alert) -> dict[str, Any]:
    return {
        "watch": alert.watch.uid,
        "counted": alert.watch.counted,
        "route": alert.watch.route,
        "way": alert.way,
        "since": alert.since,
        "until": alert.until,
        "stands": alert.withdrawn_at is None,
    }
