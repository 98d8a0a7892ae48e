"""Reads of the shift log: the entries that a reader may see, what is open among them, and who may take over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.centre.codes import EntryKind
from corridor.core.centre.records import Entry
from corridor.core.centre.rules import hand_over_waiting, open_matters
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base import keys
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.queries import last_told
from corridor.web.base.marks.queries import origins_of, visible_marks
from corridor.web.base.marks.terms import kept
from corridor.web.desk.centre.models import ShiftEntry

LOOK_BACK = timedelta(days=31)
"""What is older is looked up by its day, and is no open matter of this shift any more."""

MOST = 1000
TOLD = "written_at"
"""From then on the days of an entry's retention rule run."""
EVENTS = (Event.SHIFT_WRITTEN, Event.SHIFT_HANDED_OVER, Event.SHIFT_TAKEN_OVER)


@dataclass(frozen=True)
class Log:
    """The entries that a reader may see, oldest first, and what of them waits.

    `corrected` gives for an entry the one that corrects it last; `altered` holds those whose row is not what the ledger
    says was written.
    """

    entries: tuple[ShiftEntry, ...]
    open: tuple[str, ...]
    hand_over: str
    corrected: dict[str, str]
    altered: frozenset[str]


def log_for(officer: Officer, *, now: datetime) -> Log:
    """Return the shift log of the last month, as far as this reader may see it.

    Raises:
        NotPermitted: The function does not read what is written at a centre.
    """
    check_permission(officer, Permission.ALERT_READ)
    rows = ShiftEntry.objects.filter(written_at__gte=now - LOOK_BACK)
    marks = visible_marks(officer.reader_class, rows.order_by().values_list("mark", flat=True).distinct())
    entries = tuple(reversed(rows.filter(kept(marks, TOLD, now=now)).order_by("-pk")[:MOST]))
    known = [entry_of(row) for row in entries]
    return Log(
        entries=entries,
        open=open_matters(known),
        hand_over=hand_over_waiting(known),
        corrected={row.about: row.uid for row in entries if row.kind == EntryKind.CORRECTION},
        altered=_altered(entries),
    )


def entry_for(officer: Officer, uid: str, *, now: datetime) -> ShiftEntry:
    """Return one entry, or behave as if it did not exist.

    Raises:
        NotFound: There is none that this reader may read.
    """
    check_permission(officer, Permission.ALERT_READ)
    found = ShiftEntry.objects.filter(uid=uid if is_uid(uid) else "")
    marks = visible_marks(officer.reader_class, found.values_list("mark", flat=True))
    row = found.filter(kept(marks, TOLD, now=now)).first()
    if row is None:
        raise NotFound(kind="entry")
    return row


def entry_of(row: ShiftEntry) -> Entry:
    """Return an entry as far as the rules of the log ask for it."""
    return Entry(row.uid, EntryKind(row.kind), row.is_open, row.about, row.to)


def may_take(officer: Officer, row: ShiftEntry) -> bool:
    """Tell whether an officer was named to take this shift over."""
    return row.kind == EntryKind.HAND_OVER and row.to == officer.handle and Permission.SHIFT_LOG in officer.permissions


def successors(officer: Officer, log: Log) -> tuple[tuple[str, str], ...]:
    """Return handle and name of those to whom an officer may hand over.

    They are colleagues of the own authority, and whoever wrote what this reader may read; nobody else is named.
    """
    needed = frozenset({Permission.SHIFT_LOG})
    found = dict(people.colleagues(officer.reader.authority, needed))
    for handle, authority in {(row.by, row.authority) for row in log.entries}:
        if handle not in found and people.colleague(handle, authority, needed):
            found[handle] = handle
    found.pop(officer.handle, None)
    return tuple(sorted(found.items()))


def seal_of(row: ShiftEntry, marking: str) -> str:
    """Return the keyed digest of an entry and its marking's digest, by which the ledger knows it again."""
    fields = (row.uid, row.authority, row.by, row.kind, row.words, row.place, row.thing, row.alert, row.about, row.to)
    told = (*map(str, fields), *row.matters, str(row.is_open), marking, row.happened_at.isoformat())
    return keys.digest_text("\x1f".join(told))


def _altered(rows: Sequence[ShiftEntry]) -> frozenset[str]:
    """Return the entries that are not as the ledger says they were written."""
    written = last_told(EVENTS, "seal")
    markings = origins_of(row.mark for row in rows)
    return frozenset(row.uid for row in rows if written.get(row.uid) != seal_of(row, markings[row.mark][0]))
