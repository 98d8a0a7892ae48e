"""Until when what a load brought is kept: by the retention rule of each mark, from the day on which the node was told.

A read asks for terms by itself (`store.TERM`), so that what is overdue is invisible at once, whether or not anybody has
come to erase it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

from corridor.web.base.ledger import turn
from corridor.web.base.marks.terms import end_of
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.store import holes

SINCE = "desk.0008_retention"
"""The migration after which terms must be found for what the node holds."""


def keep(load: Load, marks: Iterable[int]) -> None:
    """Note until when what a load brings under these marks is kept; runs inside the write that brings it."""
    ends = ((mark, end_of(mark, load.brought_at)) for mark in sorted(set(marks)))
    if rows := [(load.pk, mark, end.isoformat()) for mark, end in ends if end is not None]:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO retention_term (load, mark, ends_on) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", rows
            )


def end_by(load: Load, marks: Iterable[int], day: date) -> None:
    """Let what a load brings under these marks be kept until a day at most; runs inside a write."""
    with connection.cursor() as cursor:
        for mark in sorted(set(marks)):
            cursor.execute(
                "INSERT INTO retention_term (load, mark, ends_on) VALUES (%s, %s, %s) "
                "ON CONFLICT (load, mark) DO UPDATE SET ends_on = EXCLUDED.ends_on "
                "WHERE EXCLUDED.ends_on < retention_term.ends_on",
                (load.pk, mark, day.isoformat()),
            )


def overdue_loads() -> set[int]:
    """Return the loads whose own term is over, and which nobody has erased yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.load FROM retention_term t JOIN desk_load l ON l.id = t.load AND l.mark = t.mark "
            "WHERE t.ends_on <= CURRENT_DATE"
        )
        return {load for (load,) in cursor.fetchall()}


def overdue_datasets(datasets: Iterable[int]) -> set[int]:
    """Return those of these data sets that hold something overdue, so that what was summed up of them is stale."""
    wanted = sorted(set(datasets))
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT l.dataset_id FROM retention_term t JOIN desk_load l ON l.id = t.load "
            f"WHERE t.ends_on <= CURRENT_DATE AND l.dataset_id IN ({holes(wanted)})",
            wanted,
        )
        return {dataset for (dataset,) in cursor.fetchall()}


def settle() -> None:
    """Find the terms of everything anew: after an upgrade, or when a rule was changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT home, mark FROM statement ORDER BY home, mark")
        pairs = cursor.fetchall()
    loads = Load.objects.in_bulk({load for load, _ in pairs})
    ends = [(load, mark, end_of(mark, loads[load].brought_at)) for load, mark in pairs if load in loads]
    with turn.write(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM retention_term")
        cursor.executemany(
            "INSERT INTO retention_term (load, mark, ends_on) VALUES (%s, %s, %s)",
            [(load, mark, end.isoformat()) for load, mark, end in ends if end is not None],
        )
