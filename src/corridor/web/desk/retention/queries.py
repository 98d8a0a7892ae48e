"""Reads of holds: those of the own authority, and what they keep sealed for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base import keys
from corridor.web.base.marks.queries import visible_marks
from corridor.web.base.sealing import unseal
from corridor.web.desk.retention.models import HeldItem, Hold, HoldItem


def lapsed(today: date) -> QuerySet[Hold]:
    """Return the holds that nobody renewed in time, whoever placed them."""
    return Hold.objects.filter(ended_at=None, review_on__lte=today).order_by("pk")


def held_records(records: Sequence[int]) -> set[int]:
    """Return which records live holds name, whoever placed them; for who erases, it asks for no reader."""
    named = HoldItem.objects.filter(record__in=records, hold__ended_at=None)
    return set(named.values_list("record", flat=True))


def holds_for(officer: Officer) -> tuple[Hold, ...]:
    """Return the holds of the own authority, those that stand first, by the day on which they lapse.

    `kept` counts the statements that each keeps sealed.
    """
    if not {Permission.HOLD_PLACE, Permission.RIGHTS_MANAGE} & officer.permissions:
        check_permission(officer, Permission.HOLD_PLACE)
    found = Hold.objects.filter(authority=officer.reader.authority).annotate(sealed=Sum("kept__statements"))
    return tuple(sorted(found, key=lambda hold: (hold.ended_at is not None, hold.review_on, hold.uid)))


def hold_for(officer: Officer, uid: str) -> Hold:
    """Return one hold of the own authority, or behave as if it did not exist."""
    check_permission(officer, Permission.HOLD_PLACE)
    found = Hold.objects.filter(uid=uid, authority=officer.reader.authority).first() if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="hold")
    return found


@dataclass(frozen=True)
class Kept:
    """What one hold keeps of one thing: property, value, text as recorded, language."""

    thing: str
    said: tuple[tuple[str, str, str | None, str | None], ...]


def bound_to(hold: Hold) -> bytes:
    """Return what a sealed item belongs to, so that it opens nowhere else."""
    return f"hold:{hold.uid}".encode()


def kept_for(officer: Officer, hold: Hold) -> tuple[Kept, ...]:
    """Return what a hold keeps sealed, as far as this officer might have read it while it was kept for all."""
    items = list(HeldItem.objects.filter(hold=hold).order_by("pk"))
    readable = visible_marks(officer.reader_class, [item.mark for item in items])
    kept = []
    for item in items:
        if item.mark in readable:
            written = json.loads(unseal(keys.sealing_key(), bytes(item.sealed), bound=bound_to(hold)))
            kept.append(Kept(written["thing"], tuple(tuple(row) for row in written["said"])))
    return tuple(kept)


def count_kept(hold: Hold) -> int:
    """Return how many statements a hold keeps sealed."""
    return int(hold.kept.aggregate(n=Sum("statements"))["n"] or 0)
