"""A node of the version before is brought up to date: backed up first, whole afterwards, refused where it cannot be."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from corridor.web.running.backup import papers
from tests import nodes
from tests.web.running.backup import drill
from tests.web.running.homes import Home, of_version

pytestmark = pytest.mark.store

SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def earlier(tmp_path: Path) -> Iterator[Home]:
    """A node of 0.1.0 with an import, an officer and a ledger."""
    with of_version("0.1.0", tmp_path) as home:
        yield home


@dataclass(frozen=True)
class Upgraded:
    """A node of 0.1.0 that this version has brought up to date, and what the command told."""

    home: Home
    status: int
    told: dict[str, Any]


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgraded]:
    """One such node for all who leave it as it is."""
    with of_version("0.1.0", tmp_path_factory.mktemp("upgraded")) as home:
        yield Upgraded(home, *home.run("upgrade"))


def test_a_node_of_the_first_version_is_upgraded_with_all_it_holds(upgraded: Upgraded) -> None:
    told, home = upgraded.told, upgraded.home

    assert upgraded.status == 0, told
    assert "base.0004_administration" in told["migrations"]
    assert told["entries"] == 9
    assert home.run("picture")[1]["low"] == 20
    assert home.run("find", "invented")[1]["results"]
    assert home.run("verify")[0] == 0
    assert home.run("upgrade")[1]["migrations"] == []
    findings = home.run("check")[1]["findings"]
    # The test's server is in a hurry, and the machine may have other nodes on it.
    faults = [one for one in findings if one["state"] == "fail" and one["about"] != "zones"]
    assert [one["what"] for one in faults if "with fsync off" not in one["what"]] == [
        "the recovery papers lie in the home, in recovery.txt"
    ]


@pytest.mark.usefixtures("_deep_on_postgresql")
def test_the_backup_brings_the_version_before_back_as_it_was(earlier: Home, node: nodes.Node, tmp_path: Path) -> None:
    heads = {path.name: path.read_bytes() for path in (earlier.path / "heads").iterdir()}
    before = drill.rows(node_of(earlier))

    backup = Path(earlier.run("upgrade")[1]["backup"])
    printed = (earlier.path / "recovery.txt").read_text(encoding="utf-8").split("\n\n")
    shares = [papers.words_of(paper) for paper in printed if paper.startswith("---")]
    home = tmp_path / "back"
    drill.restored(backup, shares[:2], home, "--as-it-was")

    assert len(shares) == 3
    assert {path.name: path.read_bytes() for path in (home / "heads").iterdir()} == heads
    with closing(sqlite3.connect(home / "desk.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM ledger_entry").fetchone() == (9,)
        applied = copy.execute("SELECT name FROM django_migrations WHERE app = 'base' ORDER BY name").fetchall()
        assert applied[-1] == ("0002_reader_mark",)
    if SQLITE:
        assert drill.rows(nodes.Node(home, str(home / "desk.sqlite3"))) == before
    assert Home(home).run("upgrade")[1]["entries"] == 9
    assert Home(home).run("picture")[1]["low"] == 20


@pytest.mark.usefixtures("_deep_on_postgresql")
def test_a_backup_of_the_first_version_is_restored_by_this_one_and_brought_up_to_date(
    upgraded: Upgraded, tmp_path: Path
) -> None:
    backup = Path(upgraded.told["backup"])
    printed = (upgraded.home.path / "recovery.txt").read_text(encoding="utf-8").split("\n\n")
    shares = [papers.words_of(paper) for paper in printed if paper.startswith("---")]
    home = Home(tmp_path / "new")

    told = drill.restored(backup, shares[1:], home.path)

    assert told["entries"] == 9
    assert told["migrations"] > 4
    assert home.run("picture")[1]["low"] == 20
    assert home.run("find", "invented")[1]["results"] == upgraded.home.run("find", "invented")[1]["results"] != []
    assert home.run("upgrade")[1]["migrations"] == []
    assert home.run("verify")[0] == 0


def node_of(home: Home) -> nodes.Node:
    """Return a home as the tests' own ways to look at a node take it."""
    address = home.environment.get("CORRIDOR_DATABASE", "")
    return nodes.Node(home.path, urlsplit(address).path.lstrip("/") or str(home.path / "desk.sqlite3"))


@pytest.mark.skipif(not SQLITE, reason="the same on both engines")
def test_a_database_of_a_later_version_is_left_alone(upgraded: Upgraded) -> None:
    with _as_of_a_later_version(upgraded.home):
        status, told = upgraded.home.run("upgrade")
        checked = upgraded.home.run("check")[0]

    assert (status, told["error"]["code"]) == (1, "node.E11")
    assert "desk.9999_later" in told["error"]["message"]
    assert checked == 1


@pytest.mark.skipif(not SQLITE, reason="the same on both engines")
def test_a_node_that_is_served_is_not_upgraded(earlier: Home) -> None:
    with (earlier.path / "serving.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH)

        status, told = earlier.run("upgrade")

    assert (status, told["error"]["code"]) == (1, "node.E15")
    assert not (earlier.path / "backups").exists()


@pytest.mark.skipif(not SQLITE, reason="the same on both engines")
def test_a_node_whose_ledger_was_tampered_with_is_not_upgraded_over_it(earlier: Home) -> None:
    with closing(sqlite3.connect(earlier.path / "desk.sqlite3")) as database:
        database.execute("UPDATE ledger_entry SET actor = 'somebody' WHERE position = 3")
        database.commit()

    status, told = earlier.run("upgrade")

    assert (status, told["error"]["code"]) == (1, "node.E14")
    assert "position 3" in told["error"]["message"]
    assert earlier.run("upgrade", "--no-backup")[1]["error"]["code"] == "node.E16"


@pytest.mark.skipif(not SQLITE, reason="the same on both engines")
def test_where_no_backup_can_be_made_nothing_is_upgraded_unless_told_that_there_is_one(earlier: Home) -> None:
    (earlier.path / "backups").touch()

    refused = earlier.run("upgrade")
    still = earlier.run("check")[1]["findings"]
    (earlier.path / "backups").unlink()
    done = earlier.run("upgrade", "--no-backup")

    assert (refused[0], refused[1]["error"]["code"]) == (1, "node.E54")
    assert any("migrations have not been applied" in one["what"] for one in still)
    assert (done[0], done[1]["backup"]) == (0, None)


@contextmanager
def _as_of_a_later_version(home: Home) -> Iterator[None]:
    """Let the database say for a while that a later version has changed it."""
    with closing(sqlite3.connect(home.path / "desk.sqlite3", isolation_level=None)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('desk', '9999_later', '2031-01-01')"
        )
        yield
        database.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
