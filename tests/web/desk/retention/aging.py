"""Reports and imports that the node was told of long ago."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.entities.records import Draft
from corridor.core.handling.records import Marking
from corridor.core.kernel.identifiers import Uid
from corridor.web.base.ledger import turn
from corridor.web.desk.reports.actions import file_report
from tests import make

FOUR_YEARS = timedelta(days=1461)
THREE_YEARS = timedelta(days=1095)


def filed(
    by: Officer,
    name: str | None,
    preset: str,
    ago: timedelta,
    *,
    drafts: Sequence[Draft] = (),
    markings: Mapping[Uid, Marking] | None = None,
    ref: str = "",
    **said: str,
) -> str:
    """File a report about an incident, or other things, that the node was told of so long ago; return its reference."""
    marked = make.marking(preset, by.reader.authority)
    filing = make.filing(*(drafts or [make.incident(name, **said)]), marked=marked, markings=markings or {}, ref=ref)
    return file_report(by=by, filing=filing, now=timezone.now() - ago)


def age(load: int, by: timedelta) -> None:
    """Let what a load brought be so much older."""
    with turn.write(), connection.cursor() as cursor:
        cursor.execute("SELECT mark, ends_on FROM retention_term WHERE load = %s", (load,))
        for mark, ends_on in cursor.fetchall():
            day = date.fromisoformat(str(ends_on)) - by
            cursor.execute(
                "UPDATE retention_term SET ends_on = %s WHERE load = %s AND mark = %s", (day.isoformat(), load, mark)
            )


def age_all(by: timedelta) -> None:
    """Let everything that the node was told be so much older."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT load FROM retention_term")
        loads = [load for (load,) in cursor.fetchall()]
    for load in loads:
        age(load, by)
