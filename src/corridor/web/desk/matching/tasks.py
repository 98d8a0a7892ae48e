"""Making large sets in the background: who asked for it acts again, in the same function and for the same purpose."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime

from django.utils import timezone
from django_tasks import default_task_backend, task

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import turn
from corridor.web.desk.matching import actions


def start(*, by: Officer, authority: str, purpose: str, now: datetime) -> None:
    """Have a set made, where it may be; a worker makes it.

    Raises:
        NotPermitted, NotFound, PurposeUnfit, NotToPartner: As `actions.check_set`.
    """
    actions.check_set(by=by, authority=authority, purpose=purpose, now=now)
    actor = f"{by.handle}:{by.reader.function}:{by.reader.purpose}"
    with turn.write() if default_task_backend.supports_get_result else nullcontext():
        make_set.enqueue(authority, purpose, actor)


@task()
def make_set(authority: str, purpose: str, actor: str) -> str:
    """Make one set; return how it ended. A refusal stands in the ledger."""
    now = timezone.now()
    try:
        account, duty = people.duty_named(actor)
        by = people.acting(account, duty, now) or accounts.take_duty(account, duty, now=now)
        return actions.make_set(by=by, authority=authority, purpose=purpose, now=now)
    except CorridorError as refused:
        return refused.code
