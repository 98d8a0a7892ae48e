"""A backup becomes a node again: in a home of its own, on either engine, verified before it is in its place.

Two steps, since the settings of a zone are read from its home: `unsealed` brings back the files, `filled` the tables.
The home is made beside its place and moved there when everything holds; until then there is none.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from corridor.core.access.codes import Event
from corridor.web.base.zone import zone
from corridor.web.home import lay_out, sync_folder
from corridor.web.running.backup import papers, reading, sealing, tables
from corridor.web.running.backup.errors import BackupLater, BackupUnreadable, PlaceTaken, RestoreFailed
from corridor.web.running.backup.making import FORM

ZONES = frozenset({"desk", "protection"})


@dataclass
class Unsealed:
    """A backup whose files are back, and whose tables are still to be read."""

    home: Path
    beside: Path
    number: str
    survey: reading.Survey
    told: reading.Told

    @property
    def zone(self) -> str:
        """The zone that the backup is of."""
        return str(self.survey.node["zone"])


@dataclass(frozen=True)
class Restored:
    """What came back, and where its ledger ended."""

    zone: str
    entries: int
    last_at: str
    made_at: str
    rows: int
    migrations: int = 0


def beside(home: Path) -> Path:
    """Return where a home is made before it is moved to its place."""
    return home.with_name(f".{home.name}.restoring")


@contextmanager
def unsealed(backup: Path, *, home: Path, shares: Sequence[str]) -> Iterator[Unsealed]:
    """Open a backup with the papers of two people, and write its files into a folder beside the home.

    What is in that folder and was not moved to its place is gone afterwards.

    Raises:
        PlaceTaken: The home is there already.
        PapersNotEnough, PapersOfOther: The papers do not open it.
        BackupUnreadable: It is not whole, as far as it was read.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise PlaceTaken(place="home")
    try:
        file = backup.open("rb")
    except OSError as fault:
        raise BackupUnreadable(why=os.strerror(fault.errno or 0).lower()) from fault
    with file:
        number = sealing.number_in(file)
        secret = papers.joined(shares, number=number)
        file.seek(0)
        survey = reading.Survey()
        told = reading.counted(sealing.opened(file, secret), survey)
        next(told)
        if survey.node.get("zone") not in ZONES or survey.node.get("form") != FORM:
            raise BackupUnreadable(why="this version does not know its form")
        place = beside(home)
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700, parents=True)
        try:
            rest = _files(told, place)
            lay_out(place, survey.node["zone"], demonstration=False)
            yield Unsealed(home, place, number, survey, rest)
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _files(told: reading.Told, place: Path) -> reading.Told:
    """Write the files of the home; return what comes after them."""
    for frame, table in told:
        name = frame.line.get("file", frame.line.get("more"))
        if name is None:
            return itertools.chain([(frame, table)], told)
        path = _within(place, str(name))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = os.O_APPEND if "more" in frame.line else os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(path, os.O_WRONLY | mode, 0o600), "ab") as file:
            file.write(frame.content)
            file.flush()
            os.fsync(file.fileno())
    raise BackupUnreadable(why="it holds no tables")


def _within(place: Path, name: str) -> Path:
    """Return where a file of a backup goes, which is below the home whatever it is called.

    Raises:
        BackupUnreadable: Its name leads elsewhere.
    """
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\x00" in name:
        raise BackupUnreadable(why="a file in it has a name that leads elsewhere")
    return place.joinpath(*parts)


def filled(opened: Unsealed, *, now: datetime, as_it_was: bool = False) -> Restored:
    """Make the database, fill it, bring it up to date, verify the ledger, note the act, and move the home to its place.

    Settings and connection point at the folder beside the home.

    Args:
        as_it_was: Leave the database as the version before had it, and write nothing: to go back to that version.

    Raises:
        PlaceTaken: There are tables in the database.
        BackupLater, BackupUnreadable, RestoreFailed, LedgerBroken: It does not come back whole; the home is not made.
    """
    if connection.introspection.table_names():
        raise PlaceTaken(place="database")
    applied = set(opened.survey.node["migrations"])
    try:
        _make_tables(applied)
        restored = _filled(opened)
        if applied & set(zone().made_again.values()):
            zone().make_again()
    except DatabaseError as fault:
        raise RestoreFailed(why=f"the database refused it ({type(fault).__name__})") from fault
    if not as_it_was:
        restored = replace(restored, migrations=_brought_up(opened, now))
    connection.close()
    for path in sorted(opened.beside.rglob("*"), reverse=True):
        if path.is_dir():
            sync_folder(path)
    sync_folder(opened.beside)
    opened.beside.rename(opened.home)
    sync_folder(opened.home.parent)
    return restored


def _make_tables(migrations: Iterable[str]) -> None:
    """Make the tables as the version that was backed up had them.

    Raises:
        BackupLater: This version does not know some of its migrations.
    """
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    ours = {config.label for config in apps.get_app_configs()}
    applied = {(app, name) for app, name in (one.split(".", 1) for one in migrations) if app in ours}
    if later := sorted(f"{app}.{name}" for app, name in applied - set(executor.loader.disk_migrations)):
        raise BackupLater(migrations=", ".join(later))
    if set(graph.leaf_nodes()) <= applied:
        call_command("migrate", verbosity=0, interactive=False)
        return
    ends = [one for one in applied if not any(child.key in applied for child in graph.node_map[one].children)]
    executor.migrate(sorted(ends))


def _filled(opened: Unsealed) -> Restored:
    with tables.filling() as filling:
        for frame, table in opened.told:
            if table is not None and "table" in frame.line:
                filling.check(table)
            elif table is not None and "rows" in frame.line:
                rows = tables.unpacked(frame.content)
                if len(rows) != frame.line["rows"]:
                    raise RestoreFailed(why=f"rows of table {table.name} are missing")
                filling.put(table, rows)
    node = opened.survey.node
    return Restored(
        zone=node["zone"],
        entries=node["entries"],
        last_at=node["last_at"],
        made_at=node["made_at"],
        rows=sum(opened.survey.rows.values()),
    )


def _brought_up(opened: Unsealed, now: datetime) -> int:
    """Apply what this version adds, verify, and note the act; return how many migrations were applied."""
    # These know tables, and can be known only once the settings of the zone are.
    from corridor.web.base.accounts import queries as people
    from corridor.web.base.ledger.actions import record
    from corridor.web.base.observation.queries import pending_migrations
    from corridor.web.running import upgrade

    pending = pending_migrations()
    call_command("migrate", verbosity=0, interactive=False)
    upgrade.stock()
    if pending:
        zone().catch_up(pending)
    entries = upgrade.verified()
    if entries != opened.survey.node["entries"]:
        raise RestoreFailed(why="the ledger is not as long as it was")
    by = people.without_content(f"{people.service_handle()}:administrator")
    record(Event.NODE_RESTORED, by=by, now=now, about=opened.number, entries=entries)
    return len(pending)
