"""Imports whose process died: those that were being read are ended, those that still wait are taken up again."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django_tasks_db.models import DBTaskResult

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.imports.actions import problem_of
from corridor.web.desk.imports.errors import LoadBusy, NodeStopped
from corridor.web.desk.imports.holding import alone
from corridor.web.desk.imports.tasks import read_load
from corridor.web.desk.statements.models import Load

CLAIMED = timedelta(seconds=30)
"""A job claimed so long ago, whose load nobody holds and nobody has begun to read, has lost its worker."""

FORGOTTEN = timedelta(minutes=10)
"""A load that waits this long without any job was begun by a command that died."""


def take_up(*, by: Officer, now: datetime) -> int:
    """Look after every import that nobody works on any more; return how many there were.

    Whoever works on an import holds its data set, on every machine that shares the database, so that what can be held
    here is abandoned.
    """
    return sum(map(len, (_end_half_read(by, now), _ask_again(now), _end_forgotten(by, now))))


def _end_half_read(by: Officer, now: datetime) -> list[str]:
    """End what was being read: nothing of it counts, and its page says what to do."""
    ended = []
    for load in Load.objects.filter(state=Load.State.READING).select_related("dataset").order_by("pk"):
        with suppress(LoadBusy), alone(load.dataset):
            load.refresh_from_db(fields=["state"])
            if load.state == Load.State.READING:
                _end(load, by, now)
                ended.append(load.uid)
    return ended


def _ask_again(now: datetime) -> list[str]:
    """Put jobs back into the queue whose worker died before it began to read."""
    asked = []
    claimed = DBTaskResult.objects.filter(
        status="RUNNING", task_path=read_load.module_path, started_at__lte=now - CLAIMED
    )
    for job in claimed.order_by("enqueued_at", "pk"):
        load = _load_of(job)
        if load is None or load.state != Load.State.WAITING:
            continue
        with suppress(LoadBusy), alone(load.dataset), turn.write():
            if DBTaskResult.objects.filter(pk=job.pk, status="RUNNING").update(status="READY", started_at=None):
                asked.append(load.uid)
    return asked


def _end_forgotten(by: Officer, now: datetime) -> list[str]:
    """End what waits and was never queued."""
    waiting = Load.objects.filter(state=Load.State.WAITING, brought_at__lte=now - FORGOTTEN).exclude(upload="")
    loads = list(waiting.select_related("dataset").order_by("pk"))
    queued = {_uid_of(job) for job in _jobs_under_way()} if loads else set()
    ended = []
    for load in loads:
        if load.uid not in queued:
            with suppress(LoadBusy), alone(load.dataset):
                load.refresh_from_db(fields=["state"])
                if load.state == Load.State.WAITING:
                    _end(load, by, now)
                    ended.append(load.uid)
    return ended


def _end(load: Load, by: Officer, now: datetime) -> None:
    with act(Event.IMPORT_FAILED, by=by, now=now, about=load.uid, code=NodeStopped.code):
        Load.objects.filter(pk=load.pk).update(state=Load.State.FAILED, problem=problem_of(NodeStopped()))


def _jobs_under_way() -> list[DBTaskResult[Any, Any]]:
    return list(DBTaskResult.objects.filter(status__in=["READY", "RUNNING"], task_path=read_load.module_path))


def _uid_of(job: DBTaskResult[Any, Any]) -> str:
    return str((job.args_kwargs.get("args") or [""])[0])


def _load_of(job: DBTaskResult[Any, Any]) -> Load | None:
    return Load.objects.select_related("dataset").filter(uid=_uid_of(job)).first()
