"""Fills the register of measures: one with what followed it, one that waits for approval, one that lacks its parts."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

from corridor.demo import measures as told
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.desk.displacement import actions, basis, queries
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.series import worked

PLANNER, LOADER = "int.sorrel:analyst:strategic-analysis", "int.sorrel:import-officer"
REVIEW_DAYS = 180


def add_measures(now: datetime) -> None:
    """Load a measure that is public knowledge and have it assessed; plan two others."""
    _load(now)
    by, today = accounts.take_duty(*people.duty_named(PLANNER), now=now), now.date()
    for known in queries.measures_for(by, invented=False):
        asked = actions.ask(by=by, inputs=basis.looked_at(by, known, {}, today=today).inputs, now=now)
        worked.work.call(asked.key)
    closing = actions.plan_measure(by=by, plan=told.closing(today), preset="own-authority", now=now)
    review_on = today + timedelta(days=REVIEW_DAYS)
    actions.check_harm(by=by, uid=closing, check=told.HARM, review_on=review_on, now=now)
    actions.consult(by=by, uid=closing, one=told.meeting(today), now=now)
    actions.plan_measure(by=by, plan=told.patrols(today), preset="own-authority", now=now)


def _load(now: datetime) -> None:
    """Read the list of public measures, as any other file."""
    by = accounts.take_duty(*people.duty_named(LOADER), now=now)
    lines = io.StringIO()
    table = csv.DictWriter(lines, list(told.PUBLIC[0]))
    table.writeheader()
    table.writerows(told.PUBLIC)
    upload = imports.bring(by=by, file_name="measures.csv", pieces=[lines.getvalue().encode()], now=now)
    order = imports.Order(upload=upload, mapping="measures", preset="public", released_on=told.AS_OF)
    imports.run(by=by, load=imports.begin(by=by, order=order, now=now), now=now)
