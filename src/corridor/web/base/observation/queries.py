"""Reads about the node as a machine: can it answer, how much waits. None of them touches content."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult

from corridor.web.base import keys
from corridor.web.base.ledger.models import LedgerTail

YEARS = timedelta(days=3650)
"""A job to be done at once is kept as one that is due at the end of time."""

_is_migrated = False


def is_ready() -> bool:
    """Return whether this process can answer pages: the database answers and is up to date, and the keys are there."""
    global _is_migrated
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        keys.check_signing()
        _is_migrated = _is_migrated or not pending_migrations()
    except (DatabaseError, keys.KeyMissing):
        return False
    return _is_migrated


def pending_migrations() -> list[str]:
    """Return the migrations of this version that the database has not seen yet, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown_migrations() -> list[str]:
    """Return the migrations that the database has seen and this version does not know: a later one made them."""
    loader = MigrationExecutor(connection).loader
    ours = {app for app, _ in loader.disk_migrations}
    applied = loader.applied_migrations.keys()
    return sorted(f"{app}.{name}" for app, name in applied if app in ours and (app, name) not in loader.disk_migrations)


def gauges() -> dict[str, tuple[str, dict[str, int]]]:
    """Return the values of the moment: how many jobs wait and run, and how long the ledger is."""
    counts = {str(status): 0 for status in ("READY", "RUNNING", "FAILED")}
    for status in DBTaskResult.objects.filter(status__in=list(counts)).values_list("status", flat=True):
        counts[str(status)] += 1
    size = LedgerTail.objects.values_list("size", flat=True).first() or 0
    return {
        "corridor_jobs": (
            "Background jobs by state.",
            {f'state="{status.lower()}"': count for status, count in counts.items()},
        ),
        "corridor_ledger_entries": ("Entries of the ledger.", {"": size}),
    }


def longest_wait(now: datetime) -> timedelta | None:
    """Return how long the job that is due longest has waited for a worker; None where none waits."""
    rows = DBTaskResult.objects.filter(status="READY", run_after__lte=now).values_list("run_after", flat=True)
    undated = DBTaskResult.objects.filter(status="READY", run_after__gt=now + YEARS).values_list(
        "enqueued_at", flat=True
    )
    due = [*rows, *undated]
    return now - min(due) if due else None
