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
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import record
from corridor.web.base.observation.queries import pending_migrations, unknown_migrations
from corridor.web.base.zone import zone
from corridor.web.running.backup import making, papers
from corridor.web.running.backup.errors import BackupNotWritable

BACKUPS = "backups"
"""The folder of the home that holds what was made before upgrades."""


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
    """The ledger does not hold after an upgrade or a restore."""

    code = "node.E16"
    template = "afterwards the ledger is not whole: {reason} at position {position}"
    hint = "Restore the backup, run corridor verify with the version before, and tell who maintains the node."


@dataclass(frozen=True)
class Upgraded:
    """What an upgrade did; no migrations and no backup where there was nothing to do."""

    migrations: tuple[str, ...] = ()
    backup: Path | None = None
    entries: int = 0
    papers_left: bool = False
    """Whether a recovery key had to be made first, whose papers lie in the home until somebody carries them away."""


def upgrade(*, now: datetime, with_backup: bool) -> Upgraded:
    """Bring the database up to date and return what was done.

    Raises:
        DatabaseLater: It was made by a later version.
        NodeServed: The node is being served.
        RoomMissing, BackupNotWritable, BackupDamaged: There is no backup, so nothing was changed.
        LedgerBroken: The ledger does not hold afterwards.
    """
    check_known()
    pending = pending_migrations()
    if not pending:
        stock()
        return Upgraded()
    with nobody_serves():
        if not connection.introspection.table_names():
            call_command("migrate", verbosity=0, interactive=False)
            return Upgraded(tuple(pending))
        backup, papers_left = _backed_up(now, tuple(pending)) if with_backup else (None, False)
        call_command("migrate", verbosity=0, interactive=False)
        stock()
        zone().catch_up(pending)
        entries = verified()
        by = people.without_content(f"{people.service_handle()}:administrator")
        record(Event.NODE_UPGRADED, by=by, now=now, about=version("corridor"), migrations=len(pending))
        return Upgraded(tuple(pending), backup, entries, papers_left)


def stock() -> None:
    """Add what this version's schemata have and the database does not know yet."""
    with turn.write():
        zone().stock()


def _backed_up(now: datetime, pending: tuple[str, ...]) -> tuple[Path, bool]:
    """Make a backup in the home, and a recovery key before it where an earlier version made the node without one."""
    papers_left = not papers.place(settings.HOME).exists()
    if papers_left:
        papers.renew(settings.HOME, leave=True)
    folder: Path = settings.HOME / BACKUPS
    if not folder.is_dir():
        try:
            folder.mkdir(mode=0o700)
        except OSError as fault:
            raise BackupNotWritable(why=os.strerror(fault.errno or 0).lower()) from fault
    return making.make(folder, now=now, before=pending).path, papers_left


def check_known() -> None:
    """Refuse a database that a later version made.

    Raises:
        DatabaseLater: It holds migrations that this version does not know.
    """
    if unknown := unknown_migrations():
        raise DatabaseLater(migrations=", ".join(unknown))


def verified() -> int:
    """Return how many entries the ledger has, all of which were verified.

    Raises:
        LedgerBroken: It is not whole.
    """
    verdict = ledger.verdict(people.without_content(f"{people.service_handle()}:overseer"))
    if not verdict.ok:
        raise LedgerBroken(reason=str(verdict.reason), position=verdict.position)
    return verdict.size


@contextmanager
def nobody_serves() -> Iterator[None]:
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
