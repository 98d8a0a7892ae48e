"""Looks at an entry again on the day of its approval: what was right when it was written may be wrong by now."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.records import Officer
from corridor.core.progress.codes import Found, Level
from corridor.core.progress.records import Said
from corridor.core.progress.rules import Problems, said_problems
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.progress import looking
from corridor.web.desk.progress.models import ProgressEntry


def problems_today(by: Officer, row: ProgressEntry, said: Said, *, now: datetime) -> Problems:
    """Return what the catalogue, the calendar or the node's records do not bear out any more, by field.

    A piece that was told to lead to nothing does not count, and holds nothing up. Pieces of another authority are left
    to its own officers: what this one may not read there is not gone.

    Args:
        by: Who approves; records are looked up with this officer's sight alone.
        row: The version that waits.
        said: All that it says.
        now: The moment.
    """
    found = dict(said_problems(said, catalogue(), level=Level(row.level), period=row.period, today=now.date()))
    if row.authority == by.reader.authority:
        for number, one in enumerate(said.evidence, start=1):
            if one.found is Found.THERE and looking.is_gone(by, one.reference, now=now):
                found.setdefault(f"evidence-{number}-reference", "leads-nowhere")
    return tuple(found.items())
