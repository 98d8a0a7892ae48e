"""Bringing the database of a node up to date: back up, migrate, verify the ledger, tell."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger.actions import record
from corridor.web.base.observation.queries import pending_migrations, unknown_migrations
from corridor.web.desk.statements import search_index
from corridor.web.running import backup


class DatabaseLater(CorridorError):
    """A later version of Corridor made or upgraded this database."""

    code = "node.E11"
    template = "this database is of a later version: {migrations}"
    hint = "Install that version again, or restore the backup that was made before it."


class NodeServed(CorridorError):
    """The node is being served while its database should change."""

    code = "node.E15"
    template = "the node is being served"
    hint = "Stop it first; the database must not change under it."


class LedgerBroken(CorridorError):
    """The ledger does not hold after the upgrade."""

    code = "node.E16"
    template = "after the upgrade the ledger is not whole: {reason} at position {position}"
    hint = "Restore the backup, run corridor verify with the version before, and tell who maintains the node."


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade did; no migrations and no folder where there was nothing to do."""

    migrations: tuple[str, ...] = ()
    folder: Path | None = None
    entries: int = 0


def upgrade(*, now: datetime, with_backup: bool) -> Upgraded:
    """Bring the database up to date and return what was done.

    Raises:
        DatabaseLater: It was made by a later version.
        NodeServed: The node is being served.
        RoomMissing, DumpFailed, CopyDamaged: There is no backup, so nothing was changed.
        LedgerBroken: The ledger does not hold afterwards.
    """
    check_known()
    pending = pending_migrations()
    if not pending:
        return Upgraded()
    with _nobody_serves():
        is_new = not connection.introspection.table_names()
        folder = backup.make(now, pending) if with_backup and not is_new else None
        call_command("migrate", verbosity=0, interactive=False)
        if search_index.SINCE in pending and not is_new:
            search_index.fill()
        return Upgraded(tuple(pending), folder, 0 if is_new else _verified(now, len(pending)))


def check_known() -> None:
    """Refuse a database that a later version made.

    Raises:
        DatabaseLater: It holds migrations that this version does not know.
    """
    if unknown := unknown_migrations():
        raise DatabaseLater(migrations=", ".join(unknown))


def _verified(now: datetime, migrations: int) -> int:
    """Verify the ledger, write into it that the node was upgraded, and return how many entries there were."""
    service = people.service_handle()
    verdict = ledger.verdict(people.without_content(f"{service}:overseer"))
    if not verdict.ok:
        raise LedgerBroken(reason=str(verdict.reason), position=verdict.position)
    by = people.without_content(f"{service}:administrator")
    record(Event.NODE_UPGRADED, by=by, now=now, about=version("corridor"), migrations=migrations)
    return verdict.size


@contextmanager
def _nobody_serves() -> Iterator[None]:
    """Hold the node, so that nobody serves it or upgrades it meanwhile.

    Raises:
        NodeServed: Somebody does.
    """
    lock = os.open(serving_lock(settings.HOME), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NodeServed from None
        yield
    finally:
        os.close(lock)


def serving_lock(home: Path) -> Path:
    """Return the file that whoever serves the node holds; `corridor serve` knows it by the same name."""
    return home / "serving.lock"
