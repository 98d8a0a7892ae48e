"""The scheduled erasure: what is overdue leaves the node, and one entry tells how much, by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils import timezone

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.entities.models import Apart
from corridor.web.desk.imports import forgetting
from corridor.web.desk.imports.errors import LoadBusy
from corridor.web.desk.imports.holding import alone
from corridor.web.desk.retention import queries
from corridor.web.desk.retention.erasing import end, erase_all
from corridor.web.desk.statements import erasing
from corridor.web.desk.statements.actions import sum_up
from corridor.web.desk.statements.erasing import Due
from corridor.web.desk.statements.models import Dataset, Load, Same


@dataclass(frozen=True)
class Erased:
    """What an erasure did: statements erased by rule, those that holds keep sealed, judgements, holds that lapsed.

    `busy` counts what is left for the next time, since its data set is being imported.
    """

    rules: Mapping[str, int] = field(default_factory=dict)
    loads: int = 0
    sealed: int = 0
    judgements: int = 0
    lapsed: int = 0
    busy: int = 0

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing was overdue."""
        return not (self.loads or self.judgements or self.lapsed)


EVERYTHING = 0
"""Stands for all data sets, so that one erasure runs at a time."""


def erase_overdue(*, by: Officer, now: datetime) -> Erased:
    """Erase everything whose term is over, except what a live hold keeps sealed; whatever was cut off is finished.

    A data set that is being imported is left for the next time.
    """
    check_permission(by, Permission.RETENTION_RUN)
    try:
        with alone(Dataset(pk=EVERYTHING)):
            return _erase_overdue(by, now)
    except LoadBusy:
        return Erased(busy=1)


def _erase_overdue(by: Officer, now: datetime) -> Erased:
    dues = erasing.overdue()
    if dues:
        erasing.overwrite()
    loads = Load.objects.select_related("dataset").in_bulk({due.load for due in dues})
    done: set[tuple[int, int]] = set()
    busy = 0
    for due in dues:
        load = loads.get(due.load)
        try:
            if load is not None:
                with alone(load.dataset):
                    erase_all(due, now)
                    if due.mark == load.mark:
                        forgetting.forget_files([load])
            done.add((due.load, due.mark))
        except LoadBusy:
            busy += 1
    told = _close(by, [due for due in erasing.overdue() if (due.load, due.mark) in done], now)
    if not told.is_nothing:
        erasing.sweep()
    return replace(told, busy=busy)


def _close(by: Officer, done: Sequence[Due], now: datetime) -> Erased:
    """Tell the ledger what left, and forget that it was due; holds that lapsed give up what they kept."""
    rules: Counter[str] = Counter()
    for due in done:
        rules[marking_of(due.mark).retention] += due.erased
    judged = [kind.of_any_age.filter(ends_on__lte=timezone.now().date()) for kind in (Same, Apart)]
    lapsed = queries.lapsed(now.date())
    told = Erased(
        rules=dict(sorted(rules.items())),
        loads=len({due.load for due in done}),
        sealed=sum(due.sealed for due in done),
        judgements=sum(found.count() for found in judged),
        lapsed=lapsed.count(),
    )
    if told.is_nothing:
        return told
    with act(
        Event.RETENTION_ERASED,
        by=by,
        now=now,
        rules=[f"{rule}:{count}" for rule, count in told.rules.items()],
        loads=told.loads,
        sealed=told.sealed,
        judgements=told.judgements,
        lapsed=told.lapsed,
    ):
        _note(done)
        for found in judged:
            found.delete()
        for hold in lapsed:
            end(hold, by="", now=now)
    return told


def _note(done: Sequence[Due]) -> None:
    """Leave of each load only that it was there, once nothing is left under its own mark, and sum up what stands."""
    ended = {(due.load, due.mark) for due in done}
    for due in done:
        erasing.close(due)
    own = list(Load.objects.filter(pk__in={load for load, _ in ended}))
    forgetting.note_erased([load for load in own if (load.pk, load.mark) in ended])
    sum_up(load.dataset_id for load in own)
