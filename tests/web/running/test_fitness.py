"""`corridor check` finds each thing that makes a node unfit, says what to do, and is quiet about a node that is fit."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from corridor import cli
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.running import certificate, fitness
from corridor.web.running.backup import papers
from corridor.web.running.fitness import State, machine
from tests import cast, nodes


@pytest.fixture(autouse=True)
def _other_tests_serve_what_they_like(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both zones are served on this machine by other tests; who is served is asked in a test of its own."""
    monkeypatch.setattr(machine, "serves", lambda zone: False)


def test_a_process_that_serves_the_other_zone_is_found_wherever_its_home_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    standing_in = [sys.executable, "-c", "import time; time.sleep(60)", "corridor.web.nowhere.wsgi:application"]
    before = machine.serves("nowhere")
    process = subprocess.Popen(standing_in)
    try:
        while not Path(f"/proc/{process.pid}/cmdline").read_bytes():  # The system writes it a moment after the start.
            assert process.poll() is None
        found = machine.serves("nowhere")
    finally:
        process.kill()
        process.wait()

    assert (before, found) == (False, True)


def states(about: str, now: datetime | None = None) -> list[State]:
    """Return how the findings about one thing stand."""
    return [one.state for one in fitness.findings(now or timezone.now()) if one.about == about]


@pytest.mark.store
def test_a_sound_node_has_no_failure_and_every_finding_that_is_not_good_says_what_to_do(node: nodes.Node) -> None:
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        _as_in_service()
    papers.renew(node.home)
    found = fitness.findings(timezone.now())

    assert [one for one in found if one.state == State.FAIL] == _because_tests_hurry(found)
    assert all(one.todo for one in found if one.state != State.OK)
    assert {name for name, _ in fitness.CHECKS} <= {one.about for one in found}


def _as_in_service() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = FULL")


def _because_tests_hurry(found: list[fitness.Finding]) -> list[fitness.Finding]:
    return [one for one in found if one.state == State.FAIL and "with fsync off" in one.what]


def _loose_key() -> None:
    (settings.HOME / "keys" / "desk.ledger").chmod(0o640)


def _no_key() -> None:
    (settings.HOME / "keys" / "desk.digest").unlink()


def _open_home() -> None:
    settings.HOME.chmod(0o755)


def _loose_file() -> None:
    (settings.HOME / "node.txt").chmod(0o666)


def _protection_here() -> None:
    (settings.HOME / "protection.sqlite3").touch()


def _protection_beside() -> None:
    (settings.HOME.parent / "protection" / "keys").mkdir(parents=True)
    (settings.HOME.parent / "protection" / "keys" / "protection.secret").touch()


def _no_heads() -> None:
    for path in (settings.HOME / "heads").iterdir():
        path.unlink()


def _cut_off() -> None:
    size = LedgerEntry.objects.count()
    LedgerEntry.objects.filter(position=size - 1).update(hash=b"\0" * 32)


@pytest.mark.parametrize(
    ("spoil", "about"),
    [
        (_loose_key, "keys"),
        (_no_key, "keys"),
        (_open_home, "home"),
        (_loose_file, "home"),
        (_protection_here, "zones"),
        (_protection_beside, "zones"),
        (_no_heads, "ledger"),
        (_cut_off, "ledger"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_each_fault_is_found(node: nodes.Node, spoil: Callable[[], None], about: str) -> None:
    before = states(about)

    spoil()

    assert State.FAIL not in before
    assert State.FAIL in states(about)


def test_a_clock_before_the_last_act_is_found(node: nodes.Node) -> None:
    assert State.FAIL in states("clock", timezone.now() - timedelta(days=1))
    assert State.FAIL not in states("clock")


@pytest.mark.parametrize(
    ("changed", "about"),
    [
        ({"DEMONSTRATION": True}, "demonstration"),
        ({"DEMONSTRATION": True}, "second factor"),
        ({"DEBUG": True}, "demonstration"),
    ],
)
def test_settings_that_are_for_trying_out_are_found(node: nodes.Node, changed: dict[str, bool], about: str) -> None:
    with override_settings(**changed):
        found = states(about)

    assert State.FAIL in found


@pytest.mark.parametrize("names", ["*", ".example", "node.example,*"])
def test_a_node_that_answers_to_any_name_is_found(
    node: nodes.Node, names: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORRIDOR_HOSTS", names)

    assert states("hosts") == [State.FAIL]


def test_a_disk_that_is_nearly_full_is_found(node: nodes.Node, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    usage = shutil.disk_usage(settings.HOME)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage._replace(free=1 << 20))

    assert states("disk") == [State.FAIL]


@pytest.mark.parametrize(
    ("made", "days", "expected"),
    [
        ("trial", 30, [State.FAIL]),
        ("service", 90, [State.OK]),
        ("service", 10, [State.WARN]),
        ("service", -1, [State.FAIL]),
        ("nothing", 0, [State.FAIL]),
    ],
)
def test_the_certificate_is_looked_at(
    node: nodes.Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str, days: int, expected: list[State]
) -> None:
    if made == "service":
        monkeypatch.setattr(certificate, "is_trial", lambda read: False)
    kept, key, _ = certificate.make_trial(tmp_path / "tls", ["localhost"], days=60, now=datetime.now(UTC))
    if made == "nothing":
        kept.write_text("no certificate")
    monkeypatch.setenv("CORRIDOR_TLS_KEY", str(key))
    end = datetime.now(UTC) + timedelta(days=60)

    with override_settings(TLS_CERTIFICATE=str(kept)):
        found = states("tls", end - timedelta(days=min(days, 59), seconds=5))

    assert found == expected


def test_a_key_of_the_certificate_that_others_can_read_is_found(
    node: nodes.Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate, "is_trial", lambda read: False)
    kept, key, _ = certificate.make_trial(tmp_path / "tls", ["localhost"], days=60, now=datetime.now(UTC))
    key.chmod(0o644)
    monkeypatch.setenv("CORRIDOR_TLS_KEY", str(key))

    with override_settings(TLS_CERTIFICATE=str(kept)):
        assert State.FAIL in states("tls")


def test_a_worker_that_lives_is_seen_and_one_that_died_is_not(node: nodes.Node) -> None:
    sign = settings.HOME / "run" / "worker-1"
    sign.parent.mkdir()
    sign.touch()
    alive = states("workers")
    os.utime(sign, (0, 0))

    assert (alive, states("workers")) == ([State.OK], [State.WARN])


def test_a_job_that_nobody_takes_is_found(node: nodes.Node) -> None:
    from corridor.web.desk.imports.tasks import read_load

    read_load.enqueue("f" * 32, "nobody")

    assert states("workers", timezone.now() + timedelta(minutes=5)) == [State.FAIL]
    assert states("workers") == [State.WARN]


def test_a_check_that_fails_itself_is_a_finding_and_hides_no_other(
    node: nodes.Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(now: datetime) -> None:
        raise RuntimeError("a secret word")

    monkeypatch.setattr(fitness, "CHECKS", (("first", broken), *fitness.CHECKS))

    found = fitness.findings(timezone.now())

    assert (found[0].about, found[0].state) == ("first", State.FAIL)
    assert "secret word" not in found[0].what
    assert len(found) > len(fitness.CHECKS) - 1


def test_the_command_ends_with_one_when_the_node_is_not_fit(
    node: nodes.Node, capsys: pytest.CaptureFixture[str]
) -> None:
    _loose_key()

    status = cli.main(["--home", str(settings.HOME), "check"])

    told = capsys.readouterr().out
    assert status == 1
    assert "NOT fit for service" in told
    assert "chmod 600" in told


def test_somebody_who_sees_content_is_not_told_about_the_machine(
    node: nodes.Node, capsys: pytest.CaptureFixture[str]
) -> None:
    cast.officer(cast.ANALYST_XA)

    status = cli.main(["--home", str(settings.HOME), "--as", cast.ANALYST_XA.handle, "check", "--json"])

    assert status == 1
    assert '"kernel.E02"' in capsys.readouterr().out
