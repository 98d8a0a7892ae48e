"""Deaths off two invented coasts, told by sex and age as far as anybody knew, and a table of them at every stage."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.utils import timezone

from corridor.core.publishing.codes import By, Counted
from corridor.core.publishing.records import Asked
from corridor.web.base.ledger import turn
from corridor.web.desk.publishing import actions, protecting
from corridor.web.desk.publishing.models import PublicTable
from corridor.web.desk.series import worked
from corridor.web.desk.series.apart import with_key, work_of
from corridor.web.desk.series.models import Worked
from tests import cast, make

BY_SEX = Asked(Counted.DEAD_OR_MISSING, axes=(By.PERIOD, By.SEX))
FORM: Mapping[str, object] = {
    "counted": "dead-or-missing",
    "axes": ["month", "sex"],
    "step": "year",
    "source": "",
    "since": "",
    "until": "",
    "method": "suppression",
    "threshold": "10",
}
FIGURES = (
    ("2020-02-03", "Western", "24", "6|female", "15|male"),
    ("2020-02-09", "Western", "24", "6|female", "15|male"),
    ("2020-07-11", "Eastern", "15", "1|female", "7|male"),
    ("2020-07-12", "Eastern", "16", "1|female", "8|male"),
    ("2021-03-14", "Western", "31", "10|female", "20|male"),
    ("2021-03-15", "Western", "33", "10|female", "20|male"),
    ("2021-05-02", "Eastern", "17", "7|female", "1|male"),
    ("2021-05-03", "Eastern", "18", "7|female"),
    ("2022-08-19", "Western", "26", "11|female", "15|male"),
    ("2022-08-20", "Western", "26", "10|female", "15|male"),
    ("2022-09-20", "Eastern", "20", "5|female", "13|male"),
    ("2022-09-21", "Eastern", "21", "6|female", "13|male"),
)


def deaths(marked: str = "public", authority: str = "XA-POL", by: cast.Member = cast.ANALYST_XA) -> None:
    """File what the tables of these tests rest on."""
    drafts = [
        make.incident(occurred_on=day, route=route, dead=None, dead_or_missing=tuple(values), point=None)
        for day, route, *values in FIGURES
    ]
    make.file(cast.officer(by), *drafts, marked=make.marking(marked, authority))


def drafted(asked: Asked = BY_SEX, by: cast.Member = cast.STATISTICIAN_XA) -> PublicTable:
    """Count a table and keep it as a draft."""
    return actions.make_table(by=cast.officer(by), asked=asked, now=timezone.now())


def attacked(row: PublicTable, by: cast.Member = cast.STATISTICIAN_XA, *, is_apart: bool = False) -> None:
    """Have a draft protected and attacked, and wait for it; in a process of its own only where that is looked at."""
    protecting.ask(by=cast.officer(by), row=row, now=timezone.now())
    key = worked.key_of(protecting.KIND, protecting.inputs_of(row))
    if is_apart:
        worked.work.func(key)
        return
    answer = json.loads(json.dumps(work_of(protecting.KIND)(with_key(protecting.KIND, protecting.inputs_of(row)))))
    with turn.write():
        Worked.objects.filter(key=key).update(state=Worked.State.DONE, answer=answer, done_at=timezone.now())


def proposed(asked: Asked = BY_SEX) -> PublicTable:
    """Make a table and propose it."""
    row = drafted(asked)
    attacked(row)
    actions.propose(by=cast.officer(cast.STATISTICIAN_XA), uid=row.uid, number=row.number, now=timezone.now())
    row.refresh_from_db()
    return row


def published(asked: Asked = BY_SEX) -> PublicTable:
    """Make a table, and have a second officer publish it; its file is laid."""
    row = proposed(asked)
    return released(row)


def released(row: PublicTable) -> PublicTable:
    """Have a second officer publish a proposed version; its file is laid."""
    now = timezone.now()
    actions.publish(by=cast.officer(cast.ANALYST_XA), uid=row.uid, number=row.number, now=now)
    actions.look_after(now)
    row.refresh_from_db()
    return row


def post(member: cast.Member, row: PublicTable, act: str) -> int:
    """Send one act on a version in somebody's browser, and return how it was answered."""
    return cast.client(member).post(f"/tables/{row.uid}/{row.number}/{act}/").status_code
