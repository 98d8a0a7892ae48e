"""The drill: a node is backed up while it works, and comes back on another machine and on the other engine."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.web.base.ledger.actions import record
from corridor.web.desk.search import queries as search
from corridor.web.running.backup import making
from tests import cast, make, nodes
from tests.web.running.backup import drill
from tests.web.running.homes import Home

pytestmark = pytest.mark.store

WORDS = "Ashmar"


def _work() -> str:
    """Load two tables, take one back, file reports under several markings, and judge; return the last import."""
    service = cast.service()
    make.mapping()
    first = make.load(service, make.table([make.row(f"A{n}", n) for n in range(40)]))
    make.undo(service, first.uid)
    second = make.load(service, make.table([make.row(f"B{n}", n, place="Ashmär أشمر") for n in range(30)]))
    analyst = cast.officer(cast.ANALYST_XA)
    one = make.file(analyst, make.incident("one"), marked=make.marking("own-authority"))
    other = make.file(analyst, make.incident("other", place_text="Port of Ashmar"))
    make.same(one, other, make.marking("own-authority"))
    return second.uid


def test_everything_comes_back_row_by_row_with_a_ledger_that_is_whole(node: nodes.Node, tmp_path: Path) -> None:
    shares = drill.with_papers()
    _work()
    before = drill.rows()
    found = search.found_for(cast.officer(cast.ANALYST_XA), WORDS).found

    backup = drill.backed_up(tmp_path / "out")
    told = drill.restored(backup.path, shares[:2], tmp_path / "new")

    there = nodes.Node(tmp_path / "new", str(tmp_path / "new" / "desk.sqlite3"))
    assert told["entries"] == backup.entries == len(before["ledger_entry"])
    if drill.is_sqlite():
        after = drill.rows(there)
        assert {name: rows for name, rows in after.items() if not name.startswith("ledger")} == {
            name: rows for name, rows in before.items() if not name.startswith("ledger")
        }
        assert set(before["ledger_entry"]) < set(after["ledger_entry"])
        assert len(after["ledger_entry"]) == len(before["ledger_entry"]) + 1
        nodes.go(there)
        assert search.found_for(cast.officer(cast.ANALYST_XA), WORDS).found == found
        nodes.go(node)
    assert Home(there.home).run("verify")[0] == 0
    assert (there.home / "heads" / "desk.json").exists()


@pytest.mark.usefixtures("_deep_on_postgresql")
def test_a_restored_node_goes_on_working_where_it_ended(node: nodes.Node, tmp_path: Path) -> None:
    shares = drill.with_papers()
    second = _work()
    backup = drill.backed_up(tmp_path / "out")
    table = tmp_path / "more.csv"
    table.write_bytes(make.table([make.row(f"C{n}", n) for n in range(5)]))
    home = Home(tmp_path / "new")

    drill.restored(backup.path, shares[1:], home.path)

    assert home.run("undo", second)[0] == 0
    assert home.run("redo", second)[0] == 0
    assert home.run("import", str(table))[1]["accepted"] == 5
    assert home.run("verify")[0] == 0


@pytest.mark.skipif(drill.is_sqlite(), reason="needs both engines")
def test_from_postgresql_to_sqlite_and_back_nothing_changes(node: nodes.Node, tmp_path: Path) -> None:
    shares = drill.with_papers()
    _work()
    before = drill.rows()
    lite = tmp_path / "lite"
    drill.restored(drill.backed_up(tmp_path / "out").path, shares[:2], lite)

    told = Home(lite).run("backup", "--to", str(tmp_path / "lite.backup"))[1]
    with drill.empty_database() as there:
        home = tmp_path / "back"
        drill.restored(Path(told["backup"]), shares[1:], home, database=nodes.address(there))
        there = nodes.Node(home, there.database)
        after = drill.rows(there)
        verified = Home(home, {"CORRIDOR_DATABASE": nodes.address(there)}).run("verify")
        table = tmp_path / "more.csv"
        table.write_bytes(make.table([make.row(f"C{n}", n) for n in range(5)]))
        more = Home(home, {"CORRIDOR_DATABASE": nodes.address(there)}).run("import", str(table))
        full = drill.tried(Path(told["backup"]), shares[1:], tmp_path / "again", database=nodes.address(there))

    for name, rows in before.items():
        if not name.startswith("ledger") and name not in ("row_counter",):
            assert after[name] == rows, name
    assert set(before["ledger_entry"]) < set(after["ledger_entry"])
    assert verified[0] == 0
    assert more[1]["accepted"] == 5
    assert (full[0], full[1]["error"]["code"]) == (1, "node.E57")
    assert not (tmp_path / "again").exists()


def test_what_is_written_while_a_backup_is_made_is_not_in_it_and_is_not_held_up(
    node: nodes.Node, tmp_path: Path
) -> None:
    shares = drill.with_papers()
    _work()
    size = len(drill.rows()["ledger_entry"])
    written: list[str] = []

    def meanwhile(table: str, rows: int) -> None:
        if not written:
            make.load(cast.service(), make.table([make.row("D1", 9)]))
            record(Event.PAGE_READ, by=cast.service(), now=timezone.now(), about="meanwhile")
        written.append(table)

    backup = making.make(tmp_path / "one.backup", now=timezone.now(), tell=meanwhile)

    assert written
    assert backup.entries == size
    drill.restored(backup.path, shares[:2], tmp_path / "new")
    with closing(sqlite3.connect(tmp_path / "new" / "desk.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM statement WHERE value = 'D1'").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM ledger_entry").fetchone() == (size + 1,)


def test_a_restore_goes_into_nothing_that_is_there_and_leaves_nothing_when_it_fails(
    node: nodes.Node, tmp_path: Path
) -> None:
    shares = drill.with_papers()
    backup = drill.backed_up(tmp_path / "out").path
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "something").touch()
    broken = tmp_path / "broken.backup"
    broken.write_bytes(backup.read_bytes()[:-20])

    into_taken = drill.tried(backup, shares[:2], taken)
    of_broken = drill.tried(broken, shares[:2], tmp_path / "new")

    assert into_taken[1]["error"]["code"] == "node.E57"
    assert of_broken[1]["error"]["code"] == "node.E53"
    assert {path.name for path in tmp_path.iterdir()} >= {"taken"}
    assert not [path for path in tmp_path.iterdir() if path.name in ("new", ".new.restoring", ".taken.restoring")]
