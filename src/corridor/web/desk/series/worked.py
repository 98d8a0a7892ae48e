"""Long work and its answers: asked for once, done in the background, found again by whoever sees the same figures."""

from __future__ import annotations

import hashlib
import json
import logging
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_tasks import default_task_backend, task

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.web.base import keys
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.series.apart import LONGEST_SECONDS, worked_apart
from corridor.web.desk.series.models import Worked

KEPT = timedelta(days=7)
"""An answer that nobody asked for in so long is removed."""

PATIENCE = timedelta(seconds=3 * LONGEST_SECONDS)
"""Work that waits for longer, behind other work or behind a worker that died, counts as failed: it is asked anew."""

log = logging.getLogger("corridor.worker")


def key_of(kind: str, inputs: Any) -> str:
    """Return the keyed digest of one kind of work and everything that it rests on."""
    told = json.dumps([kind, inputs], sort_keys=True, separators=(",", ":")).encode()
    return hashlib.blake2b(told, digest_size=32, key=keys.digest_key(), person=b"worked").hexdigest()


def found(kind: str, inputs: Any) -> Worked | None:
    """Return one piece of work if somebody asked for it: waiting, done or failed.

    Args:
        inputs: All that it rests on, as far as the reader may see it: what JSON can hold.
    """
    row = Worked.objects.filter(key=key_of(kind, inputs)).first()
    if row is not None and _is_stuck(row, timezone.now()):
        row.state = Worked.State.FAILED
    return row


def _is_stuck(row: Worked, now: datetime) -> bool:
    return row.state == Worked.State.WAITING and row.asked_at < now - PATIENCE


def ask(kind: str, inputs: Any, *, by: Officer, now: datetime) -> Worked:
    """Ask for one piece of work, which is begun unless it is done or waiting; what failed is begun again.

    What waits goes on waiting since it was first asked for, so that nobody keeps work alive by asking again.
    """
    check_permission(by, Permission.PICTURE_READ)
    key = key_of(kind, inputs)
    with act(Event.ANALYSIS_ASKED, by=by, now=now, about=key[:32], kind=kind):
        row, is_new = Worked.objects.get_or_create(key=key, defaults={"kind": kind, "inputs": inputs, "asked_at": now})
        is_again = row.state == Worked.State.FAILED or _is_stuck(row, now)
        is_waiting = row.state == Worked.State.WAITING and not is_again
        row.state = Worked.State.WAITING if is_again else row.state
        row.asked_at = row.asked_at if is_waiting else now
        row.save(update_fields=["state", "asked_at"])
    if is_new or is_again:
        with turn.write() if default_task_backend.supports_get_result else nullcontext():
            work.enqueue(key)
    return Worked.objects.get(key=key)


@task()
def work(key: str) -> str:
    """Do one piece of work and keep its answer; return how it ended. Whatever ends it without an answer is said."""
    row = Worked.objects.filter(key=key).first()
    if row is None or row.state != Worked.State.WAITING:
        return "gone"
    state, answer = Worked.State.DONE, None
    try:
        answer = worked_apart(row.kind, row.inputs)
    except Exception:
        log.exception("an analysis failed", extra={"facts": {"kind": row.kind}})
        state = Worked.State.FAILED
    with turn.write():
        Worked.objects.filter(key=key).update(state=state, answer=answer, done_at=timezone.now())
    return str(state)


def drop(kind: str, inputs: Any) -> None:
    """Remove one piece of work with all that it rests on, because what it was for is over; runs inside a write."""
    Worked.objects.filter(key=key_of(kind, inputs)).delete()


def forget(*, now: datetime) -> int:
    """Remove what nobody asked for lately; return how many."""
    with turn.write():
        count, _ = Worked.objects.filter(asked_at__lt=now - KEPT).delete()
    return count
