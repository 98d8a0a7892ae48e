"""A backup is whole or is not there, tells its finder nothing, and is refused where it could not be opened."""

from __future__ import annotations

import fcntl
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.running.backup import making, papers, reading, restoring, sealing, tables
from corridor.web.running.backup.errors import (
    BackupDamaged,
    BackupNotWritable,
    BackupRunning,
    BackupUnreadable,
    KeysMoving,
    PapersNotEnough,
    RecoveryMissing,
    RoomMissing,
)
from corridor.web.running.backup.frames import Packing
from corridor.web.running.fitness.keeping import backups, recovery
from tests import cast, make, nodes
from tests.web.running.backup import drill
from tests.web.running.homes import Home

PLANTED = "Zephyrine-Quandary"


def surveyed(backup: Path, shares: tuple[str, ...]) -> reading.Survey:
    """Return what a backup holds."""
    with backup.open("rb") as file:
        return reading.surveyed(sealing.opened(file, papers.joined(shares)))


@pytest.mark.store
def test_the_finder_of_a_backup_with_one_paper_learns_nothing(node: nodes.Node, tmp_path: Path) -> None:
    shares = drill.with_papers()
    make.file(cast.officer(cast.ANALYST_XA), make.incident("x", place_text=PLANTED), ref=PLANTED)
    (settings.HOME / "uploads" / "waiting").write_text(PLANTED)

    made = drill.backed_up(tmp_path / "out")

    content = made.path.read_bytes()
    keys = [path.read_bytes() for path in (settings.HOME / "keys").iterdir()]
    handles = [member.handle for member in cast.EVERYBODY]
    hidden = [PLANTED, "XA-POL", "desk", *handles, "statement", "ledger_entry", "uploads"]
    assert not [word for word in hidden if word.encode() in content]
    assert not [key for key in keys if key in content or key.hex().encode() in content]
    assert PLANTED not in made.path.name
    for paper in shares:
        with pytest.raises(PapersNotEnough):
            surveyed(made.path, (paper,))
    assert surveyed(made.path, shares[1:]).rows["statement"] > 0


@pytest.mark.store
def test_a_backup_holds_every_table_and_file_but_what_is_of_this_place_alone(node: nodes.Node, tmp_path: Path) -> None:
    there = {
        str(path.relative_to(settings.HOME))
        for folder in ("uploads", "mappings", "rejects")
        for path in (settings.HOME / folder).glob("*")
    }
    shares = drill.with_papers()
    (settings.HOME / "recovery.txt").write_text("papers")
    (settings.HOME / "tls").mkdir()
    (settings.HOME / "tls" / "trial.key").write_text("key")
    (settings.HOME / "protection" / "keys").mkdir(parents=True)
    (settings.HOME / "protection" / "protection.sqlite3").write_text("another zone")
    (settings.HOME / "uploads" / "large").write_bytes(b"0123456789" * 300_000)
    cast.client(cast.ANALYST_XA)

    made = drill.backed_up(tmp_path / "out")
    with restoring.unsealed(made.path, home=tmp_path / "new", shares=shares[:2]) as opened:
        names = {str(path.relative_to(opened.beside)) for path in opened.beside.rglob("*") if path.is_file()}
        large = (opened.beside / "uploads" / "large").read_bytes()
        held = {table.name for _, table in opened.told if table is not None}

    assert names == {
        "heads/desk.json",
        "heads/desk.lock",
        "keys/desk.digest",
        "keys/desk.ledger",
        "keys/desk.secret",
        "node.txt",
        "recovery.json",
        "uploads/large",
        *there,
    } | {name for name in names if name.startswith("keys/desk.")}
    assert large == (settings.HOME / "uploads" / "large").read_bytes()
    with tables.moment() as moment:
        assert held == {table.name for table in moment.tables} - drill.MADE_AGAIN - tables.UNSAVED


def test_backing_up_is_an_act_of_an_administrator(node: nodes.Node, tmp_path: Path) -> None:
    drill.with_papers()
    home = Home(node.home)

    refused = home.run("backup", "--to", str(tmp_path / "a.backup"), "--as", "xa.analyst")
    done = home.run("backup", "--to", str(tmp_path / "b.backup"), "--as", "xa.administrator")

    assert (refused[0], refused[1]["error"]["code"]) == (1, "kernel.E02")
    assert not (tmp_path / "a.backup").exists()
    entry = LedgerEntry.objects.get(event=Event.NODE_BACKED_UP)
    assert (entry.actor, entry.about) == ("xa.administrator", done[1]["sha256"])


def test_where_nobody_could_open_it_no_backup_is_made(node: nodes.Node, tmp_path: Path) -> None:
    with pytest.raises(RecoveryMissing):
        drill.backed_up(tmp_path / "out")

    assert not list((tmp_path / "out").iterdir())


def test_only_the_last_backups_of_this_key_are_kept(node: nodes.Node, tmp_path: Path) -> None:
    drill.with_papers()
    foreign = tmp_path / "corridor-0000-0000-0000-0000-20200101T000000.000000Z.backup"
    foreign.touch()
    made = [making.make(tmp_path, now=timezone.now(), keep=2).path for _ in range(3)]

    assert set(tmp_path.glob("*.backup")) == {foreign, *made[1:]}


def test_what_is_there_already_is_not_written_over(node: nodes.Node, tmp_path: Path) -> None:
    drill.with_papers()
    (tmp_path / "a.backup").write_text("kept")

    with pytest.raises(BackupNotWritable):
        making.make(tmp_path / "a.backup", now=timezone.now())

    assert (tmp_path / "a.backup").read_text() == "kept"


def test_two_backups_are_not_made_at_once(node: nodes.Node, tmp_path: Path) -> None:
    drill.with_papers()
    with (settings.HOME / "backup.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        with pytest.raises(BackupRunning):
            drill.backed_up(tmp_path / "out")


def test_without_room_nothing_is_begun(node: nodes.Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drill.with_papers()
    monkeypatch.setattr("shutil.disk_usage", lambda place: type("Full", (), {"free": 1 << 10}))

    with pytest.raises(RoomMissing):
        drill.backed_up(tmp_path / "out")

    assert not list((tmp_path / "out").iterdir())


def test_a_backup_that_does_not_read_as_it_was_written_is_not_kept(
    node: nodes.Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drill.with_papers()
    put = sealing.Sealing._put

    def damaged(self: sealing.Sealing, piece: bytes, *, last: bool) -> None:
        put(self, piece, last=last)
        self._file.seek(-5, io.SEEK_CUR)
        self._file.write(b"\0")
        self._file.seek(0, io.SEEK_END)

    monkeypatch.setattr(sealing.Sealing, "_put", damaged)

    with pytest.raises(BackupDamaged):
        drill.backed_up(tmp_path / "out")

    assert not list((tmp_path / "out").iterdir())


def test_a_ledger_that_is_not_whole_is_not_backed_up_as_if_it_were(node: nodes.Node, tmp_path: Path) -> None:
    drill.with_papers()
    make.file(cast.officer(cast.ANALYST_XA))
    LedgerEntry.objects.filter(position=2).update(actor="somebody")

    with pytest.raises(BackupDamaged) as refused:
        drill.backed_up(tmp_path / "out")

    assert "at position 2" in refused.value.message


def test_keys_that_keep_changing_are_not_saved_beside_rows_of_others(
    node: nodes.Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drill.with_papers()
    changing = iter(range(1000))
    monkeypatch.setattr(making, "_keys", lambda: [(settings.HOME / "keys" / "x", str(next(changing)).encode())])
    monkeypatch.setattr(making, "PAUSE_SECONDS", 0)

    with pytest.raises(KeysMoving):
        drill.backed_up(tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "keys/../../outside", "", "a\0b"])
def test_a_backup_somebody_forged_writes_nothing_outside_the_home(tmp_path: Path, name: str) -> None:
    half, shares = papers.drawn()
    backup = tmp_path / "forged.backup"
    with backup.open("wb") as file:
        packing = Packing(sealing.Sealing(file, half))
        packing.put({"node": {"zone": "desk", "form": making.FORM}})
        packing.put({"file": name}, b"planted")
        packing.put({"end": {"tables": {}, "files": 1}})
        packing.end()

    with pytest.raises(BackupUnreadable), restoring.unsealed(backup, home=tmp_path / "new", shares=shares[:2]):
        pass

    assert {path.name for path in tmp_path.iterdir()} == {"forged.backup"}


def test_another_recovery_key_needs_the_papers_of_two_people_and_old_backups_need_the_old_ones(
    node: nodes.Node, tmp_path: Path
) -> None:
    old = drill.with_papers()
    before = drill.backed_up(tmp_path / "out").path
    home = Home(node.home)
    paper = tmp_path / "paper.txt"
    paper.write_text(papers.printed(papers.kept(settings.HOME), old).split("\n\n")[1])

    alone = home.run("recovery", "new", "--share", old[0])
    together = home.run("recovery", "new", "--share", old[0], "--share", str(paper))
    new = tuple(together[1]["papers"])
    after = drill.backed_up(tmp_path / "out").path

    assert (alone[0], alone[1]["error"]["code"]) == (1, "node.E51")
    assert surveyed(before, old[:2]).rows
    assert surveyed(after, new[:2]).rows
    with pytest.raises(PapersNotEnough):
        surveyed(after, old[:2])
    assert home.run("recovery", "show")[1]["key"] == together[1]["key"]
    entry = LedgerEntry.objects.get(event=Event.RECOVERY_RENEWED)
    assert entry.about == together[1]["key"]
    told = set(re.findall(r"\w+", str(entry.detail))) - {"first", "papers", "true", "false"}
    assert not told & set(new[0].split()[4:])


def test_the_fitness_check_sees_papers_left_behind_and_backups_that_are_old(node: nodes.Node, tmp_path: Path) -> None:
    now = timezone.now()
    without = [one.state for one in (*recovery(now), *backups(now))]
    papers.renew(settings.HOME, leave=True)
    left = [one.state for one in recovery(now)]
    (settings.HOME / "recovery.txt").unlink()
    drill.backed_up(tmp_path / "out")
    good = [one.state for one in (*recovery(now), *backups(now))]
    late = [one.state for one in backups(now + timedelta(days=3))]

    assert without == ["fail", "warn"]
    assert left == ["fail"]
    assert good == ["ok", "ok"]
    assert late == ["warn"]
