"""What the worker does for shifts: has them looked for, once a day, for each group of readers that may judge them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.handling.records import Reader
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks.queries import live_readers
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.shifts import actions, queries
from corridor.web.desk.shifts.models import ShiftCount

MOST: Final = 4
"""So many reader classes are looked for in one round of the worker; those without an answer of today come first."""


def look_after(now: datetime) -> int:
    """Have shifts looked for, for classes in use whose first page cannot tell of any yet; return for how many.

    The scan is asked for in one round and counted in a later one. Classes that read the same figures share one scan.
    A scan that failed is begun again on another day.
    """
    stamp = queries.stamp_of(now.date())
    done = set(ShiftCount.objects.filter(stamp=stamp).values_list("reader_class", flat=True))
    waiting = [(key, reader) for key, reader in live_readers(now) if key not in done and _may_judge(reader)]
    if not waiting:
        return 0
    account = people.account_of(people.service_handle())
    if account is None:
        return 0
    for reader_class, reader in waiting[:MOST]:
        _look_for(people.officer_in(account, reader, reader_class), now)
    return len(waiting[:MOST])


def _may_judge(reader: Reader) -> bool:
    function = shelf.functions().get(reader.function)
    needed = {Permission.PICTURE_READ, Permission.JUDGEMENT_MAKE}
    return not reader.is_printing and function is not None and function.permissions >= needed


def _look_for(by: Officer, now: datetime) -> None:
    looked = queries.looked_for(by, queries.Question(), today=now.date())
    if looked.count is not None:
        actions.keep_count(by=by, looked=looked, now=now)
    elif not looked.inputs["families"] or _failed_today(looked.row, now):
        actions.keep_none(by=by, now=now)
    elif looked.row is None or looked.row.state == Worked.State.FAILED:
        worked.ask(queries.KIND, looked.inputs, by=by, now=now)


def _failed_today(row: Worked | None, now: datetime) -> bool:
    return row is not None and row.state == Worked.State.FAILED and row.asked_at.date() == now.date()
