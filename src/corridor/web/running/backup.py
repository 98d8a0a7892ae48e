"""A copy of the node's database in its home, made before an upgrade: whole, checked, with the heads of its ledger."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from corridor.core.kernel.errors import CorridorError

BACKUPS = "backups"
ROOM = 1.2
"""How much larger than the database the free room must be."""


class RoomMissing(CorridorError):
    """The disk does not hold a copy of the database beside it."""

    code = "node.E12"
    template = "the backup needs {needed_mb} MB and {free_mb} MB are free"
    hint = "Make room in the home, or back up elsewhere and give --no-backup."


class DumpFailed(CorridorError):
    """PostgreSQL's own program for dumps is missing or did not succeed."""

    code = "node.E13"
    template = "PostgreSQL was not dumped: {why}"
    hint = "Install the pg_dump of the server's version, or dump the database yourself and give --no-backup."


class CopyDamaged(CorridorError):
    """The copy of the database is not whole."""

    code = "node.E14"
    template = "the copy of the database is not whole"
    hint = "Look at the disk and at the database; nothing was upgraded."


def make(now: datetime, migrations: list[str]) -> Path:
    """Copy heads and database into a folder of the home; return the folder.

    The heads are copied first: a head that is later than its database would say for ever that entries were cut off.

    Args:
        migrations: What is about to be done to the database, noted beside the copy.

    Raises:
        RoomMissing: The disk is too full.
        DumpFailed: pg_dump is missing or failed.
        CopyDamaged: The copy does not pass the engine's own check.
    """
    folder: Path = settings.HOME / BACKUPS / now.strftime("%Y%m%dT%H%M%SZ")
    folder.mkdir(mode=0o700, parents=True)
    try:
        shutil.copytree(settings.HOME / "heads", folder / "heads")
        made = _copy_sqlite(folder) if connection.vendor == "sqlite" else _dump_postgresql(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    told = {
        "made_at": now.isoformat(timespec="seconds"),
        "version": version("corridor"),
        "engine": connection.vendor,
        "before": migrations,
        "files": {made.name: {"bytes": made.stat().st_size, "sha256": _digest(made)}},
    }
    (folder / "backup.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return folder


def _copy_sqlite(folder: Path) -> Path:
    database = Path(connection.settings_dict["NAME"])
    needed = database.stat().st_size * ROOM
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise RoomMissing(needed_mb=int(needed) >> 20, free_mb=free >> 20)
    made = folder / database.name
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(made)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        # The quick check of SQLite 3.40 finds fault with sound tables that are clustered on several columns.
        if copy.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise CopyDamaged
    return made


def _dump_postgresql(folder: Path) -> Path:
    program = shutil.which("pg_dump")
    if program is None:
        raise DumpFailed(why="there is no pg_dump")
    place: dict[str, Any] = connection.settings_dict
    made = folder / "desk.pgdump"
    command = [program, "--format=custom", "--no-password", f"--file={made}"]
    for option, name in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if place[name]:
            command.append(f"{option}={place[name]}")
    secret = {"PGPASSWORD": place["PASSWORD"]} if place["PASSWORD"] else {}
    done = subprocess.run([*command, place["NAME"]], env={**os.environ, **secret}, check=False)  # noqa: S603
    if done.returncode:
        raise DumpFailed(why=f"pg_dump ended with {done.returncode}, see above")
    return made


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
