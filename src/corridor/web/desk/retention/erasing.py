"""Erasing what is overdue, row by row, and sealing what a live hold names of it; what loads leave in files is not here.

An import clears its data set first, and a report its own reference, so that nothing overdue is recognised again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from corridor.web.base import keys
from corridor.web.base.ledger import turn
from corridor.web.base.sealing import seal
from corridor.web.desk.retention.models import HeldItem, Hold, HoldItem
from corridor.web.desk.retention.queries import bound_to
from corridor.web.desk.statements import erasing, queries, record_store, remaining, store
from corridor.web.desk.statements.erasing import Due, Item
from corridor.web.desk.statements.models import Dataset, Load


def erase_all(due: Due, now: datetime) -> None:
    """Erase all that a load brought under a mark, part by part, each in a write of its own; its data set is held."""
    after = 0
    while True:
        with turn.write():
            items, after = erasing.part_of(due, after)
            _erase(items, due, now)
        if not after:
            return


def erase_now(load: Load, marks: Sequence[int], now: datetime) -> tuple[int, int]:
    """Erase what a load brought under these marks inside a write that is under way; return how many statements left,
    and how many of them holds keep sealed.
    """
    erasing.overwrite()
    erased = sealed = 0
    for mark in sorted(set(marks)):
        due, after = Due(load.pk, mark, now.date().isoformat(), 0, 0), 0
        while True:
            items, after = erasing.part_of(due, after)
            sealed += keep_held(items, now)
            erased += erasing.erase(items)
            if not after:
                break
        erasing.close(due)
    return erased, sealed


def clear(dataset: Dataset, now: datetime) -> None:
    """Erase what is overdue of a data set that one holds, before a release is read into it."""
    for due in _due_of(dataset.pk):
        erasing.overwrite()
        erase_all(due, now)


def clear_key(dataset: int, key: bytes, now: datetime) -> None:
    """Erase what is overdue under one key of a data set, before a record of this key is written; inside a write."""
    dues = {(due.load, due.mark): due for due in _due_of(dataset)}
    if not dues:
        return
    records = [version.record for version in record_store.known(dataset, [key])]
    for item in erasing.items_of(records, sorted({mark for _, mark in dues})):
        if (due := dues.get((item.home, item.mark))) is not None:
            _erase([item], due, now)


def _due_of(dataset: int) -> list[Due]:
    dues = erasing.overdue()
    own = set(Load.objects.filter(dataset=dataset, pk__in={due.load for due in dues}).values_list("pk", flat=True))
    return [due for due in dues if due.load in own]


def _erase(items: Sequence[Item], due: Due, now: datetime) -> None:
    sealed = keep_held(items, now)
    remaining.keep(items)
    erasing.count(due, erased=erasing.erase(items), sealed=sealed)


def keep_held(items: Sequence[Item], now: datetime) -> int:
    """Seal what live holds name of items about to be erased; return how many statements. Runs inside a write."""
    kept = [(hold, item) for item in items for hold in holding(items, now.date()).get(item[:3], ())] if items else []
    if not kept:
        return 0
    names, uids = queries.prop_names(), store.uids_of({item.entity for _, item in kept})
    HeldItem.objects.bulk_create(
        HeldItem(
            hold=hold,
            mark=item.mark,
            sealed=seal(keys.sealing_key(), _written(item, names, uids), bound=bound_to(hold)),
            statements=len(item.rows),
            kept_at=now,
        )
        for hold, item in kept
    )
    return sum({item[:3]: len(item.rows) for _, item in kept}.values())


def holding(items: Sequence[Item], today: date) -> dict[tuple[int, int, int], list[Hold]]:
    """Return the live holds that name what a record says of a thing under a mark: by record, entity and mark."""
    named = HoldItem.objects.filter(
        record__in={item.record for item in items}, hold__ended_at=None, hold__review_on__gt=today
    ).select_related("hold")
    found: dict[tuple[int, int, int], list[Hold]] = {}
    for one in named.order_by("pk"):
        found.setdefault((one.record, one.entity, one.mark), []).append(one.hold)
    return found


def _written(item: Item, names: dict[int, str], uids: dict[int, str]) -> bytes:
    said = [[names[prop], value, original, lang] for prop, _, value, original, lang in item.rows]
    return json.dumps({"thing": uids[item.entity], "said": said}, ensure_ascii=False).encode()


def end(hold: Hold, *, by: str, now: datetime) -> None:
    """Let a hold end, and erase what it alone kept; runs inside an act."""
    HeldItem.objects.filter(hold=hold).delete()
    HoldItem.objects.filter(hold=hold).delete()
    Hold.objects.filter(pk=hold.pk).update(ended_at=now, ended_by=by)
