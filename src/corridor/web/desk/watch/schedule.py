"""What the worker does for watches: looks at those for which something changed, then tells officers by e-mail."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import turn
from corridor.web.desk.watch import actions, mailing, queries
from corridor.web.desk.watch.models import Hearing, Watch


def look_after(*, now: datetime) -> int:
    """Look at every officer's watches for which something was published since, or a day began; return at how many.

    An officer who left, or whom a function was taken from, is looked for no more.
    """
    _forget_leavers()
    state = f"{queries.state()}.{now.date().isoformat()}."
    waiting = Watch.objects.filter(ended_at=None).exclude(stamp__startswith=state)
    duties = list(waiting.values_list("officer", "authority", "function", "purpose").distinct().order_by("officer"))
    for officer, authority, function, purpose in duties:
        by = _acting(officer, authority, function, purpose, now)
        if by is not None:
            actions.keep_up(by=by, now=now)
    mailing.deliver(now=now)
    return len(duties)


def _forget_leavers() -> None:
    """Forget what officers who left watched, and their addresses."""
    known = {*Watch.objects.values_list("officer", flat=True), *Hearing.objects.values_list("officer", flat=True)}
    if left := people.left_among(known):
        with turn.write():
            Watch.objects.filter(officer__in=left).delete()
            Hearing.objects.filter(officer__in=left).delete()


def _acting(number: int, authority: str, function: str, purpose: str, now: datetime) -> Officer | None:
    account = people.account_numbered(number)
    if account is None or account.authority.code != authority:
        return None
    duty = next((one for one in people.duties_of(account) if (one.function, one.purpose) == (function, purpose)), None)
    if duty is None:
        return None
    try:
        by = people.acting(account, duty, now) or accounts.take_duty(account, duty, now=now, event=Event.CLASS_OPENED)
    except CorridorError:
        return None
    return by if Permission.PICTURE_READ in by.permissions else None
