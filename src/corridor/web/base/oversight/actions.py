"""Counts the ledger: from where it was left, batch by batch, and anew where the ledger is not what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection

from corridor.core.access import staff
from corridor.core.access.codes import Event
from corridor.core.access.ledger import Entry, stored_from
from corridor.core.access.readings import shown_in, way_of
from corridor.core.access.records import Officer
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import record
from corridor.web.base.oversight import queries
from corridor.web.base.oversight.models import ActCount, Counted, Reading

BATCH = 1000
"""So many entries are counted in one write; about 50 ms."""

AT_ONCE = 40_000
"""So many entries are counted while somebody waits for a page."""

_DAY = len("2030-01-17")


@dataclass(frozen=True)
class Counting:
    """Up to which entry the ledger was counted, and how long it is."""

    counted: int
    size: int


def catch_up(most: int = AT_ONCE) -> Counting:
    """Count what was added to the ledger since it was counted last, as far as that can be done while one waits."""
    size = ledger.end().size
    counted = 0
    for _ in range(0, most, BATCH):
        before = counted
        with turn.write():
            counted = _count_batch()
        if counted >= size or counted == before:
            break
    return Counting(counted, max(size, counted))


def count_anew() -> None:
    """Forget what was counted, so that everything is counted again: after the ledger was verified, or brought back."""
    with turn.write():
        _forget(_state())


def _count_batch() -> int:
    """Count one batch inside a write; return up to which entry the ledger is counted now."""
    state = _state()
    if state.position and not _continues(state):
        _forget(state)
    entries: list[Entry] = []
    for row in ledger.stored(state.position, state.position + BATCH):
        entry, last = stored_from(row)
        entries.append(entry)
        state.last = last
    if not entries:
        return state.position
    state.position = entries[-1].position + 1
    _add_acts(Counter((one.at[:_DAY], one.event, one.authority, one.function) for one in entries))
    Reading.objects.bulk_create(reading for entry in entries for reading in _readings(entry))
    state.save()
    return state.position


def _state() -> Counted:
    """Return how far the ledger was counted; on PostgreSQL, others who would count wait here."""
    rows = Counted.objects if connection.vendor == "sqlite" else Counted.objects.select_for_update()
    return rows.get(pk=1)


def _continues(state: Counted) -> bool:
    """Tell whether the ledger still is what was counted: whoever brings an old database back brings this row too."""
    found = next(ledger.links(state.position - 1, state.position), None)
    return found is not None and found[1] == bytes(state.last)


def _forget(state: Counted) -> None:
    ActCount.objects.all().delete()
    Reading.objects.all().delete()
    state.position, state.last = 0, bytes(32)
    state.save()


def _add_acts(counts: Counter[tuple[str, str, str, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            'INSERT INTO oversight_act ("on", event, authority, function, acts) VALUES (%s, %s, %s, %s, %s) '
            'ON CONFLICT ("on", event, authority, function) DO UPDATE SET acts = oversight_act.acts + excluded.acts',
            [(*which, acts) for which, acts in sorted(counts.items())],
        )


def _readings(entry: Entry) -> Iterable[Reading]:
    way = way_of(entry.event, entry.detail)
    if way is None:
        return
    for shown in shown_in(entry.detail):
        yield Reading(
            position=entry.position,
            on=entry.at[:_DAY],
            marking=shown.marking,
            thing=shown.thing,
            authority=entry.authority,
            function=entry.function,
            way=way.value,
            items=shown.items,
        )


# --- staff of both zones -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """What a comparison of staff found: how much stands in both files, and which of one's own handles."""

    common: staff.Common
    own: tuple[str, ...]


def digest_staff(*, by: Officer, words: str, now: datetime) -> str:
    """Return the file of keyed digests of the staff, to be handed to the overseer of the other zone.

    Raises:
        NotPermitted: The officer's function does not compare staff.
        StaffWordsWeak: The words could be guessed.
    """
    people = queries.staff_for(by)
    made = _own_file(by, people, staff.key_from(words))
    record(Event.STAFF_DIGESTED, by=by, now=now, people=len(people))
    return staff.file_document(made)


def compare_staff(*, by: Officer, words: str, theirs: str, now: datetime) -> Compared:
    """Return how many of the staff stand in the other overseer's file too, and which of one's own.

    Raises:
        NotPermitted: The officer's function does not compare staff.
        StaffWordsWeak: The words could be guessed.
        StaffFileUnreadable: The other file is none.
        StaffWordsDiffer: The other file was made with other words.
    """
    people = queries.staff_for(by)
    brought = staff.file_from(theirs)
    key = staff.key_from(words)
    common = staff.common(_own_file(by, people, key), brought)
    own = tuple(staff.also_there(people, brought, key=key))
    record(Event.STAFF_COMPARED, by=by, now=now, people=len(people), names=common.names, handles=common.handles)
    return Compared(common, own)


def _own_file(by: Officer, people: Iterable[staff.Person], key: bytes) -> staff.StaffFile:
    return staff.file_of(people, key=key, zone=settings.ZONE, authority=by.reader.authority)
