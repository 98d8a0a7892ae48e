"""A backup is made while the zone is served: one moment of its database with the files of its home, sealed.

Nothing of it is written in clear anywhere. The heads of the ledger come first, before the moment: a head that is later
than its database would say for ever that entries were cut off.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from io import BufferedRandom
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from corridor.web.base.zone import zone
from corridor.web.home import sync_folder
from corridor.web.running.backup import papers, reading, sealing, tables
from corridor.web.running.backup.errors import (
    BackupDamaged,
    BackupNotWritable,
    BackupRunning,
    BackupUnreadable,
    KeysMoving,
    RoomMissing,
)
from corridor.web.running.backup.frames import Packing
from corridor.web.running.backup.places import write_whole

FORM = 1
ROOM = 0.7
"""What a backup needs at most, by what it is made of: rows are packed."""

LEFT_OUT = frozenset({"run", "backups", "tls", "serving.lock", "backup.lock", "recovery.txt", "backup.json", "heads"})
"""What a home holds that is no part of it elsewhere; heads are taken by themselves."""

TRIES, PAUSE_SECONDS = 20, 0.1
Tell = Callable[[str, int], None]
"""Told while it goes on: which table is read, and how many of its rows were."""


@dataclass(frozen=True)
class Made:
    """A backup that was written and read again."""

    path: Path
    sha256: str
    entries: int
    at: datetime


def make(into: Path, *, now: datetime, before: tuple[str, ...] = (), keep: int = 0, tell: Tell | None = None) -> Made:
    """Write a backup, read it again from its first byte to its last, and return it.

    Args:
        into: A file that does not exist yet, or a folder, in which it is named by its recovery key and the moment.
        before: The migrations that are about to be applied.
        keep: In a folder, erase all but so many of those made for the same recovery key; none when 0.

    Raises:
        RecoveryMissing: Nobody could open it.
        BackupNotWritable, RoomMissing: It cannot be written there.
        BackupRunning, KeysMoving: Something else is going on.
        BackupDamaged: It does not read as it was written; it is removed.
    """
    half = papers.kept(settings.HOME)
    with _alone():
        prefix = f"corridor-{half.number}-"
        path = into / f"{prefix}{now:%Y%m%dT%H%M%S.%fZ}.backup" if into.is_dir() else into
        made = _written(path, half, now=now, before=before, tell=tell or _nobody)
        if into.is_dir() and keep:
            for old in sorted(into.glob(f"{prefix}*.backup"))[:-keep]:
                old.unlink()
        told = {"at": now.isoformat(timespec="seconds"), "sha256": made.sha256, "entries": made.entries}
        write_whole(settings.HOME / "backup.json", (json.dumps(told, indent=1) + "\n").encode())
    return made


def _nobody(table: str, rows: int) -> None:
    """Tell nobody."""


def last_made(home: Path) -> datetime | None:
    """Return when the last backup of this zone was finished, as far as this home knows."""
    try:
        return datetime.fromisoformat(json.loads((home / "backup.json").read_text(encoding="utf-8"))["at"])
    except (OSError, ValueError, KeyError):
        return None


@contextmanager
def _alone() -> Iterator[None]:
    lock = os.open(settings.HOME / "backup.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRunning from None
        yield
    finally:
        os.close(lock)


def _written(path: Path, half: papers.OpenHalf, *, now: datetime, before: tuple[str, ...], tell: Tell) -> Made:
    """Write beside the place first, so that a file of this name is a whole backup."""
    beside = path.with_name(f".{path.name}.partial")
    try:
        for left in path.parent.glob(f".corridor-{half.number}-*.backup.partial"):
            left.unlink()  # Of a backup whose process died; nobody else makes one now.
        if path.exists():
            raise BackupNotWritable(why="the file is there already")
        _check_room(path.parent)
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as file:
            try:
                made = _sealed_and_read(file, half, now=now, before=before, tell=tell)
                os.fsync(file.fileno())
                beside.rename(path)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
        sync_folder(path.parent)
    except OSError as fault:
        raise BackupNotWritable(why=os.strerror(fault.errno or 0).lower()) from fault
    return Made(path, *made, at=now)


def _check_room(folder: Path) -> None:
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"]).stat().st_size
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            database = cursor.fetchone()[0]
    needed = int((database + sum(path.stat().st_size for path in _files(settings.HOME))) * ROOM)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise RoomMissing(needed_mb=needed >> 20, free_mb=free >> 20)


def _sealed_and_read(
    file: BufferedRandom, half: papers.OpenHalf, *, now: datetime, before: tuple[str, ...], tell: Tell
) -> tuple[str, int]:
    """Write a backup and read it again; return its digest and how long the ledger in it is."""
    sealed = sealing.Sealing(file, half)
    packing = Packing(sealed)
    heads = [(path, path.read_bytes()) for path in sorted((settings.HOME / "heads").iterdir()) if path.is_file()]
    with _moment_with_keys() as (moment, keys):
        node = _node(moment, now=now, before=before)
        packing.put({"node": node})
        files = [*heads, *keys]
        files += [(path, path.read_bytes()) for path in _loose_files(settings.HOME)]
        count = 0
        for path, content in files:
            packing.put({"file": str(path.relative_to(settings.HOME))}, content)
            count += 1
        count += _put_large_files(packing)
        rows = {table.name: _put_table(packing, moment, table, tell) for table in _saved(moment)}
    packing.put({"end": {"tables": rows, "files": count}})
    packing.end()
    file.flush()
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    _read_again(file, sealed.key, node)
    return digest, int(node["entries"])


def _read_again(file: BufferedRandom, key: bytes, node: dict[str, Any]) -> None:
    try:
        seen = reading.surveyed(sealing.reopened(file, key))
    except BackupUnreadable as fault:
        raise BackupDamaged(why=str(fault.params["why"])) from fault
    if (seen.entries, seen.last) != (node["entries"], node["last"]):
        raise BackupDamaged(why="its ledger does not end where the ledger ended")


@contextmanager
def _moment_with_keys() -> Iterator[tuple[tables.Moment, list[tuple[Path, bytes]]]]:
    """Hold the database and the keys that belong to it: keys that change meanwhile are read again."""
    for _ in range(TRIES):
        before = _keys()
        with tables.moment() as moment:
            if _keys() == before:
                yield moment, before
                return
        time.sleep(PAUSE_SECONDS)
    raise KeysMoving


def _keys() -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for path in sorted((settings.HOME / "keys").rglob("*")) if path.is_file()]


def _node(moment: tables.Moment, *, now: datetime, before: tuple[str, ...]) -> dict[str, Any]:
    """Return what a backup says about itself, once opened."""
    applied = moment.pairs("SELECT app, name FROM django_migrations ORDER BY id")
    entries = moment.one("SELECT count(*) FROM ledger_entry")
    last = moment.one("SELECT hash FROM ledger_entry ORDER BY position DESC LIMIT 1")
    return {
        "form": FORM,
        "zone": settings.ZONE,
        "version": version("corridor"),
        "made_at": now.isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "migrations": [f"{app}.{name}" for app, name in applied],
        "before": list(before),
        "entries": entries,
        "last": bytes(last).hex() if last is not None else "",
        "last_at": moment.one("SELECT at FROM ledger_entry ORDER BY position DESC LIMIT 1") or "",
    }


def _saved(moment: tables.Moment) -> list[tables.Table]:
    """Return the tables that go into a backup: all but those that are made again from others."""
    applied = {f"{app}.{name}" for app, name in moment.pairs("SELECT app, name FROM django_migrations")}
    again = {table for table, since in zone().made_again.items() if since in applied}
    return [table for table in moment.tables if table.name not in again | tables.UNSAVED]


def _put_table(packing: Packing, moment: tables.Moment, table: tables.Table, tell: Tell) -> int:
    packing.put({"table": table.name, "columns": list(table.columns)})
    count = 0
    for rows in moment.rows(table):
        packing.put({"rows": len(rows)}, tables.packed(rows))
        count += len(rows)
        tell(table.name, count)
    return count


# --- files -------------------------------------------------------------------------------------------------------

LARGE = 1 << 20


def _loose_files(home: Path) -> list[Path]:
    return [path for path in _files(home) if path.stat().st_size <= LARGE]


def _put_large_files(packing: Packing) -> int:
    """Write the files that do not fit into one frame; what vanished meanwhile was not needed any more."""
    count = 0
    for path in _files(settings.HOME):
        with suppress(FileNotFoundError), path.open("rb") as file:
            if path.stat().st_size <= LARGE:
                continue
            name = str(path.relative_to(settings.HOME))
            packing.put({"file": name}, file.read(LARGE))
            while piece := file.read(LARGE):
                packing.put({"more": name}, piece)
            count += 1
    return count


def _files(home: Path) -> Iterator[Path]:
    """Return the files of a home that belong to the zone: neither its database nor keys, locks and signs of life."""
    for path in sorted(home.iterdir()):
        if path.name in LEFT_OUT or path.name == "keys" or path.name.endswith((".turn", ".partial")):
            continue
        if path.name.startswith((f"{settings.ZONE}.sqlite3", f"{settings.ZONE}.dataset-")) or path.is_symlink():
            continue
        if path.is_file():
            yield path
        elif not (path / "keys").is_dir():  # The home of another zone, in a demonstration.
            yield from (each for each in sorted(path.rglob("*")) if each.is_file() and not each.is_symlink())
