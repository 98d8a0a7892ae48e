"""Imports whose process died are ended or taken up again, and those that somebody works on are left alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from corridor.core.access.codes import Event
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.imports import abandoned, tasks
from corridor.web.desk.imports.holding import alone
from corridor.web.desk.statements.models import Load
from tests import cast, make, nodes

pytestmark = pytest.mark.store


def begun() -> Load:
    """Return an import that waits to be read."""
    by = cast.service()
    make.mapping()
    return Load.objects.get(uid=make.begin(by, make.table([make.row("A")]), mapping="landings"))


def job_of(load: Load) -> DBTaskResult[Any, Any]:
    """Queue the reading of an import as the pages do; return the job."""
    by = cast.service()
    tasks._enqueue(load.uid, tasks.actor_of(by))
    return DBTaskResult.objects.get()


def take_up(minutes: int = 1) -> int:
    """Look after abandoned imports, some minutes from now."""
    return abandoned.take_up(by=cast.service(), now=timezone.now() + timedelta(minutes=minutes))


def test_what_was_being_read_is_ended_and_says_what_to_do(node: nodes.Node) -> None:
    load = begun()
    Load.objects.filter(pk=load.pk).update(state=Load.State.READING)

    found = take_up()

    load.refresh_from_db()
    last = LedgerEntry.objects.order_by("position").last()
    assert (found, load.state, load.problem["code"]) == (1, Load.State.FAILED, "imports.E26")
    assert last is not None
    assert (last.event, last.about) == (Event.IMPORT_FAILED, load.uid)
    assert take_up() == 0


def test_what_somebody_reads_is_left_alone(node: nodes.Node) -> None:
    from threading import Thread

    from django.db import connection

    load = begun()
    Load.objects.filter(pk=load.pk).update(state=Load.State.READING)
    found: list[int] = []

    def elsewhere() -> None:
        try:
            found.append(take_up())
        finally:
            connection.close()

    by = cast.service()
    assert by
    with alone(load.dataset):
        other = Thread(target=elsewhere)
        other.start()
        other.join()

    load.refresh_from_db()
    assert (found, load.state) == ([0], Load.State.READING)


def test_a_job_whose_worker_died_before_reading_is_queued_again_and_then_read(node: nodes.Node) -> None:
    load = begun()
    job = job_of(load)
    job.claim("a worker that died")

    assert take_up(0) == 0
    assert take_up() == 1

    job.refresh_from_db()
    assert job.status == "READY"
    assert tasks.read_load.call(load.uid, job.args_kwargs["args"][1]) == Load.State.PUBLISHED


def test_a_job_that_waits_or_that_ended_is_left_alone(node: nodes.Node) -> None:
    load = begun()
    job_of(load)

    assert take_up(60) == 0

    load.refresh_from_db()
    assert load.state == Load.State.WAITING


def test_an_import_that_was_never_queued_is_ended_after_a_while(node: nodes.Node) -> None:
    load = begun()

    assert take_up(5) == 0
    assert take_up(11) == 1

    load.refresh_from_db()
    assert load.state == Load.State.FAILED


def test_a_worker_looks_after_imports_when_it_starts_and_survives_a_fault(
    node: nodes.Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corridor.web.running import worker

    load = begun()
    Load.objects.filter(pk=load.pk).update(state=Load.State.READING)

    worker.look_after_zone()

    load.refresh_from_db()
    assert load.state == Load.State.FAILED
    monkeypatch.setattr(abandoned, "take_up", lambda **named: 1 / 0)
    worker.look_after_zone()
