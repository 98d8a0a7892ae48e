"""Reading files in the background: who asked for it acts again, in the same function and for the same purpose."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import default_task_backend, task

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError, NotFound, NotPermitted
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.accounts.queries import ActorUnknown
from corridor.web.base.ledger import turn
from corridor.web.desk.imports import actions
from corridor.web.desk.imports.errors import LoadBusy, LoadState
from corridor.web.desk.imports.queries import Choice

LATER = timedelta(seconds=3)
"""When the same data set is being imported by another worker, the job looks again after this time."""


def start(*, by: Officer, uploads: Sequence[str], choice: Choice, now: datetime) -> list[str]:
    """Begin the imports of several files and queue their reading; return the uids of the loads."""
    loads = actions.begin_all(by=by, uploads=uploads, choice=choice, now=now)
    for load in loads:
        _enqueue(load, actor_of(by))
    return loads


def actor_of(officer: Officer) -> str:
    """Return how a job names who acts: handle, function and purpose."""
    return f"{officer.handle}:{officer.reader.function}:{officer.reader.purpose}"


@task()
def read_load(load: str, actor: str) -> str:
    """Read one load and publish it; return how it ended. A load that was cancelled meanwhile is left alone."""
    now = timezone.now()
    try:
        account, duty = people.duty_named(actor)
        by = people.acting(account, duty, now) or accounts.take_duty(account, duty, now=now)
        return str(actions.run(by=by, load=load, now=now).state)
    except LoadState as refused:
        return str(refused.params["state"])
    except LoadBusy:
        _enqueue(load, actor, now + LATER)
        return "waiting"
    except (ActorUnknown, NotFound, NotPermitted) as refused:
        actions.give_up(load, refused)
        return refused.code
    except CorridorError as refused:
        return refused.code


def _enqueue(load: str, actor: str, not_before: datetime | None = None) -> None:
    """Queue the reading of a load, in turn where the queue is the node's database."""
    job = read_load
    if not_before is not None and default_task_backend.supports_defer:
        job = read_load.using(run_after=not_before)
    with turn.write() if default_task_backend.supports_get_result else nullcontext():
        job.enqueue(load, actor)
