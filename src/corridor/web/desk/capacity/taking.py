"""Needs, offers and pledges as a file of comma-separated values, of what may be taken along alone."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.capacity.codes import State
from corridor.core.capacity.exchange import NEED_COLUMNS, PLEDGE_COLUMNS, pledge_cells, post_cells
from corridor.core.handling.codes import Use
from corridor.web.base.ledger.actions import act
from corridor.web.desk.capacity import queries
from corridor.web.desk.imports.queries import defused

TAKEN = Use.READ | Use.COUNT | Use.EXPORT


def table_of(by: Officer, *, is_pledges: bool, now: datetime) -> str:
    """Return the table as text; the ledger knows that it left, and with how many rows."""
    rows = _pledges(by, now) if is_pledges else _posts(by)
    columns = PLEDGE_COLUMNS if is_pledges else (*NEED_COLUMNS, "conditions")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    with act(Event.PROGRESS_EXPORTED, by=by, now=now, about="capacity", rows=len(rows)):
        writer.writerow([*("what", "authority", "stage"), *columns])
        for row in rows:
            writer.writerow([defused(row[name]) for name in ("what", "authority", "stage", *columns)])
    return out.getvalue()


def _posts(by: Officer) -> list[dict[str, str]]:
    return [
        {"what": one.post.side.value, "authority": one.row.authority, "stage": "", **post_cells(one.post)}
        for one in queries.posts_for(by, use=TAKEN)
    ]


def _pledges(by: Officer, now: datetime) -> list[dict[str, str]]:
    found = queries.pledges_for(by, today=now.date(), use=TAKEN)
    return [
        {"what": "pledge", "authority": one.row.authority, "stage": one.stage.value, **pledge_cells(one.pledge)}
        for one in found
        if one.row.state == State.CONFIRMED
    ]
