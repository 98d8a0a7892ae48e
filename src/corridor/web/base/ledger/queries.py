"""Reads of the ledger: its entries in order, and the verdict on the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from corridor.core.access.codes import Permission
from corridor.core.access.ledger import Entry, Head, Verdict, stored_from, verify
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger import heads
from corridor.web.base.ledger.models import LedgerEntry


@dataclass(frozen=True)
class LedgerState:
    """How many entries there are, and the last head that was signed."""

    size: int
    head: Head | None


def state_for(officer: Officer) -> LedgerState:
    """Return the state of the ledger for who oversees it; no entry is shown.

    Raises:
        NotPermitted: The officer's function does not oversee.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    kept = heads.kept()
    return LedgerState(size=LedgerEntry.objects.count(), head=max(kept, key=lambda head: head.size, default=None))


@dataclass(frozen=True)
class LedgerEnd:
    """How long the ledger is, when its last entry was written, and whether the last head is kept and continued."""

    size: int
    at: str
    has_head: bool
    continues: bool


def end() -> LedgerEnd:
    """Return how the ledger ends, for whoever looks after the machine: nothing of what its entries tell."""
    last = LedgerEntry.objects.order_by("-position").values_list("position", "at").first()
    size, at = (last[0] + 1, last[1]) if last is not None else (0, "")
    seam = heads.seam()
    if seam is None or not seam.size or not heads.kept():
        return LedgerEnd(size, at, has_head=False, continues=False)
    found = LedgerEntry.objects.filter(position=seam.size - 1).values_list("hash", flat=True).first()
    return LedgerEnd(size, at, has_head=True, continues=found is not None and bytes(found) == seam.last)


def verdict(officer: Officer) -> Verdict:
    """Return whether the ledger is whole and agrees with every head this node signed, without showing content.

    Raises:
        NotPermitted: The officer's function does not oversee.
        HeadInvalid: A kept head is damaged.
        HeadMissing: The last head is gone, so that nobody could tell whether entries were cut off.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    seam = heads.seam()
    kept = heads.kept()
    newest = max((head.size for head in kept), default=0)
    if (not kept and LedgerEntry.objects.exists()) or (seam is not None and seam.size > newest):
        raise heads.HeadMissing(zone=settings.ZONE)
    return verify(_entries(), kept)


def _entries() -> Iterator[tuple[Entry, bytes]]:
    fields = ("position", "at", "event", "actor", "authority", "function", "purpose", "about", "detail", "hash")
    for row in LedgerEntry.objects.order_by("position").values_list(*fields).iterator(chunk_size=5000):
        yield stored_from(row)
