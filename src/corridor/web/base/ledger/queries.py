"""Reads of the ledger: its entries in order, and the verdict on the whole of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.db.models.functions import Substr

from corridor.core.access.codes import Event, Permission
from corridor.core.access.ledger import Entry, Head, Tail, Verdict, follow, stored_from, verify
from corridor.core.access.merkle import leaf_hash
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


def months_of(event: Event, *, authority: str) -> tuple[str, ...]:
    """Return the month of each act of one kind that an authority did; for figures that are told in bands alone."""
    rows = LedgerEntry.objects.filter(event=event.value, authority=authority).order_by("position")
    return tuple(at[:7] for at in rows.values_list("at", flat=True))


def end() -> LedgerEnd:
    """Return how the ledger ends, for whoever looks after the machine: nothing of what its entries tell."""
    last = LedgerEntry.objects.order_by("-position").values_list("position", "at").first()
    size, at = (last[0] + 1, last[1]) if last is not None else (0, "")
    seam = heads.seam()
    if seam is None or not seam.size or not heads.kept():
        return LedgerEnd(size, at, has_head=False, continues=False)
    found = LedgerEntry.objects.filter(position=seam.size - 1).values_list("hash", flat=True).first()
    return LedgerEnd(size, at, has_head=True, continues=found is not None and bytes(found) == seam.last)


def verdict(officer: Officer, *, brought: Iterable[Head] = ()) -> Verdict:
    """Return whether the ledger is whole and agrees with every head this node signed, without showing content.

    Args:
        brought: Heads of this node that somebody kept elsewhere; their signatures were verified.
    Raises:
        NotPermitted: The officer's function does not oversee.
        HeadInvalid: A kept head is damaged.
        HeadMissing: The last head is gone, so that nobody could tell whether entries were cut off.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    kept = _heads()
    return verify(_entries(), [*kept, *brought])


@dataclass(frozen=True)
class Part:
    """The verdict on a part of the ledger, how the ledger ends with that part, and whether it is the last one."""

    verdict: Verdict
    tail: Tail
    is_last: bool


def part(officer: Officer, *, since: Tail, entries: int) -> Part:
    """Return the verdict on so many entries after a tail; a fault is looked for from the first entry again.

    Raises:
        NotPermitted, HeadInvalid, HeadMissing: As `verdict`.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    kept = _heads()
    until = since.size + entries
    is_last = until >= end().size
    awaited = kept if is_last else [head for head in kept if head.size <= until]
    found, tail = follow(_entries(since.size, None if is_last else until), awaited, since=since)
    return Part(_exactly(found, kept) if since.size else found, tail, is_last)


@dataclass(frozen=True)
class Since:
    """The verdict on the ledger from a head on; `joint` says whether it still was at that head what the head says."""

    head: Head
    joint: bool
    verdict: Verdict


def verdict_since(officer: Officer, head: Head) -> Since:
    """Return whether the ledger continues what it was at a head, and is whole from there on.

    What stands before is checked by its links alone, which is quicker by far; a fault is looked for from the first
    entry, so that its position is exact wherever it lies.

    Args:
        head: Of this node, its signature verified.
    Raises:
        NotPermitted, HeadInvalid, HeadMissing: As `verdict`.
    """
    check_permission(officer, Permission.LEDGER_VERIFY)
    kept = [*_heads(), head]
    tail = Tail.empty()
    for position, link in links(0, head.size):
        if position != tail.size:
            break
        tail = Tail(link, tail.frontier.appended(leaf_hash(link)))
    joint = (tail.size, tail.root(), tail.last) == (head.size, head.root, head.last)
    if not joint:
        return Since(head, joint, verify(_entries(), kept))
    found, _ = follow(_entries(head.size), kept, since=tail)
    return Since(head, joint, _exactly(found, kept))


def _exactly(found: Verdict, kept: list[Head]) -> Verdict:
    """Return the verdict from the first entry on where a part is not whole."""
    if found.ok:
        return found
    whole = verify(_entries(), kept)
    return found if whole.ok else whole


def _heads() -> list[Head]:
    """Return the kept heads; without the last one nobody could tell whether entries were cut off."""
    seam = heads.seam()
    kept = heads.kept()
    newest = max((head.size for head in kept), default=0)
    if (not kept and LedgerEntry.objects.exists()) or (seam is not None and seam.size > newest):
        raise heads.HeadMissing(zone=settings.ZONE)
    return kept


def links(since: int, until: int) -> Iterator[tuple[int, bytes]]:
    """Yield position and link of the entries from one position up to, and without, another."""
    rows = LedgerEntry.objects.filter(position__lt=until).order_by("position")
    if since:
        rows = rows.filter(position__gte=since)
    for position, link in rows.values_list("position", "hash").iterator(chunk_size=5000):
        yield position, bytes(link)


def stored(since: int, until: int) -> Iterator[tuple[Any, ...]]:
    """Yield the stored columns of some entries, for what is counted of them; nothing of this reaches a page."""
    rows = LedgerEntry.objects.filter(position__gte=since, position__lt=until).order_by("position")
    yield from rows.values_list(*_COLUMNS)


_COLUMNS = ("position", "at", "event", "actor", "authority", "function", "purpose", "about", "detail", "hash")


def _entries(since: int = 0, until: int | None = None) -> Iterator[tuple[Entry, bytes]]:
    rows = LedgerEntry.objects.order_by("position")
    if since:
        rows = rows.filter(position__gte=since)
    if until is not None:
        rows = rows.filter(position__lt=until)
    for row in rows.values_list(*_COLUMNS).iterator(chunk_size=5000):
        yield stored_from(row)


def told_about(event: Event, about: Collection[str]) -> int:
    """Return how often one event was written about some references, to compare what is kept with what was done."""
    return LedgerEntry.objects.filter(event=str(event), about__in=tuple(about)).count()


def last_told(events: Collection[Event], key: str) -> dict[str, object]:
    """Return what the last entry of these events tells under one key about each thing, to compare with what stands."""
    told: dict[str, object] = {}
    rows = LedgerEntry.objects.filter(event__in=[str(event) for event in events]).order_by("position")
    for about, detail in rows.values_list("about", "detail").iterator():
        told[about] = json.loads(detail).get(key)
    return told


def counted_about(event: Event) -> dict[str, int]:
    """Return how often one event was written about each reference that it was written about."""
    rows = LedgerEntry.objects.filter(event=str(event)).order_by("about").values_list("about")
    return dict(rows.annotate(times=Count("position")))


def last_of(event: Event) -> int:
    """Return the position of the last entry of one event; -1 where there is none."""
    found = LedgerEntry.objects.filter(event=str(event)).aggregate(last=Max("position"))["last"]
    return -1 if found is None else int(found)


@dataclass(frozen=True)
class Touched:
    """How often an authority, in one function, did one kind of act with a thing on one day."""

    thing: str
    on: str
    event: str
    authority: str
    function: str
    times: int


SHOWING = (Event.PAGE_READ, Event.ITEM_PRINTED, Event.ITEM_EXPORTED)
"""The acts by which content comes before somebody."""


def touched(officer: Officer, things: Sequence[str]) -> list[Touched]:
    """Return who read, printed or exported things one by one: by authority, function and day, never by officer.

    Raises:
        NotPermitted: The officer does not answer for what is held.
    """
    check_permission(officer, Permission.RIGHTS_MANAGE)
    rows = LedgerEntry.objects.filter(about__in=list(things), event__in=SHOWING)
    counted = (
        rows.annotate(on=Substr("at", 1, len("2030-01-17")))
        .values_list("about", "on", "event", "authority", "function")
        .annotate(times=Count("position"))
    )
    return [Touched(*row) for row in counted.order_by("on", "about", "event", "authority", "function")]


def count_wide_exports(officer: Officer, *, since: str) -> int:
    """Return how many exports of more than one thing were made since a day: any of them may hold what one asks about.

    Raises:
        NotPermitted: The officer does not answer for what is held.
    """
    check_permission(officer, Permission.RIGHTS_MANAGE)
    made = LedgerEntry.objects.filter(event=Event.ITEM_EXPORTED, at__gte=since)
    return made.exclude(detail__contains='"view":"thing"').count()


def first_day() -> date | None:
    """Return the day of the first entry, which is the node's first; nothing before there is one."""
    at = LedgerEntry.objects.order_by("position").values_list("at", flat=True).first()
    return None if at is None else date.fromisoformat(at[:10])


@dataclass(frozen=True)
class Done:
    """One act as the ledger tells it, without who did it: at which moment, of which authority, about what."""

    at: str
    event: str
    authority: str
    about: str
    detail: dict[str, Any]


def newest() -> tuple[int, bytes]:
    """Return the position of the last entry and its link; -1 where there is none."""
    found = LedgerEntry.objects.order_by("-position").values_list("position", "hash").first()
    return (-1, b"") if found is None else (found[0], bytes(found[1]))


def done_between(after: int, until: int, events: Collection[Event]) -> list[Done]:
    """Return the acts of some events, in their order; for what is reckoned of them, never for a page.

    Args:
        after: The position after which they are looked for; -1 for the beginning.
        until: The last position.
    """
    rows = LedgerEntry.objects.filter(event__in=[str(event) for event in events])
    rows = rows.filter(position__gt=after, position__lte=until)
    told = rows.order_by("position").values_list("at", "event", "authority", "about", "detail")
    return [Done(at, event, authority, about, json.loads(detail)) for at, event, authority, about, detail in told]
