"""Writes of the shift log: an entry, a correction, a matter settled, a hand-over and its taking. Nothing is changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.centre.codes import WRITTEN, EntryKind
from corridor.core.centre.errors import EntryRefused, HandOverRefused
from corridor.core.centre.rules import log_marking
from corridor.core.handling.exchange import digest
from corridor.core.handling.records import Marking
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import clean
from corridor.web.base import identity
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.centre import queries, shifts
from corridor.web.desk.centre.models import ShiftEntry
from corridor.web.desk.centre.screening import fault_in
from corridor.web.desk.entities.queries import thing_for

LONGEST, LONGEST_PLACE = 1000, 120
EARLIEST = timedelta(days=7)
"""What happened longer ago belongs into a report."""


@dataclass(frozen=True)
class Noted:
    """What an officer writes into the log: what kind of entry, in which words, where and when, linked with what.

    `to` names the authorities that may read it beside the own one; `is_open` says that somebody must still see to it.
    """

    kind: EntryKind
    words: str
    to: frozenset[str]
    happened_at: datetime
    place: str = ""
    thing: str = ""
    alert: str = ""
    is_open: bool = False


class Following(Protocol):
    """Writes an entry that refers to another."""

    def __call__(self, *, by: Officer, uid: str, words: str, now: datetime) -> str:
        """Write it, and return its identifier."""
        ...


def faults(noted: Noted, *, now: datetime) -> tuple[tuple[str, str], ...]:
    """Return what must be corrected about an entry: the field and a code."""
    checks = (
        ("kind", "unknown" if noted.kind not in WRITTEN else ""),
        ("words", fault_in(noted.words, longest=LONGEST)),
        ("place", fault_in(noted.place, longest=LONGEST_PLACE, is_needed=False)),
        ("happened", "" if now - EARLIEST <= noted.happened_at <= now else "not-lately"),
        ("to", "" if noted.to <= {code for code, _ in queries.members()} else "unknown"),
    )
    return tuple((field, fault) for field, fault in checks if fault)


def write(*, by: Officer, noted: Noted, now: datetime) -> str:
    """Write an entry into the shift log; return its identifier.

    Raises:
        EntryRefused: A field must be corrected, or it is linked with what the officer may not read.
    """
    check_permission(by, Permission.SHIFT_LOG)
    uid = str(identity.uid())
    if wrong := faults(noted, now=now):
        raise EntryRefused(field=wrong[0][0])
    _check_links(by, noted, now)
    row = _entry(by, uid, noted.kind, noted.words, now)
    row.place, row.thing, row.alert = clean(noted.place), noted.thing, noted.alert
    row.is_open, row.happened_at = noted.is_open, noted.happened_at.astimezone(UTC)
    _save(by, row, log_marking(by.reader.authority, noted.to), Event.SHIFT_WRITTEN, now)
    return uid


def correct(*, by: Officer, uid: str, words: str, now: datetime) -> str:
    """Write what was wrong in an entry of one's own authority: a further entry, read by whoever reads the first.

    Raises:
        NotFound: The officer may not read the entry.
        EntryRefused: It is another authority's, or the words are refused.
    """
    check_permission(by, Permission.SHIFT_LOG)
    first = shifts.entry_for(by, uid, now=now)
    if first.authority != by.reader.authority:
        raise EntryRefused(field="about")
    return _follow(by, first, EntryKind.CORRECTION, words, now)


def settle(*, by: Officer, uid: str, words: str, now: datetime) -> str:
    """Write that an open matter is settled, and how.

    Raises:
        NotFound: The officer may not read the entry.
        EntryRefused: It is not open, or the words are refused.
    """
    check_permission(by, Permission.SHIFT_LOG)
    first = shifts.entry_for(by, uid, now=now)
    if uid not in shifts.log_for(by, now=now).open:
        raise EntryRefused(field="about")
    return _follow(by, first, EntryKind.SETTLED, words, now)


def hand_over(*, by: Officer, to: str, words: str, named: Collection[str], now: datetime) -> str:
    """End a shift: name who takes over; what is open goes with it. Return the identifier of the entry.

    Raises:
        HandOverRefused: Nobody of that handle may take over, or the entry would not be readable to who does.
        EntryRefused: The words are refused.
    """
    check_permission(by, Permission.SHIFT_LOG)
    log = shifts.log_for(by, now=now)
    if to not in dict(shifts.successors(by, log)):
        raise HandOverRefused(reason="nobody")
    account = people.account_of(to)
    marking = log_marking(by.reader.authority, frozenset(named))
    if account is None or account.authority.code not in {marking.originator, *marking.recipients}:
        raise HandOverRefused(reason="not-readable")
    uid = str(identity.uid())
    row = _entry(by, uid, EntryKind.HAND_OVER, words, now)
    row.to, row.matters = to, list(log.open)
    _save(by, row, marking, Event.SHIFT_HANDED_OVER, now)
    return uid


def take_over(*, by: Officer, uid: str, now: datetime) -> str:
    """Take over the shift that was handed to this officer.

    Raises:
        NotFound: The officer may not read the hand-over.
        HandOverRefused: Somebody else was named, or it was taken already.
    """
    check_permission(by, Permission.SHIFT_LOG)
    first = shifts.entry_for(by, uid, now=now)
    if not shifts.may_take(by, first):
        raise HandOverRefused(reason="somebody-else")
    if ShiftEntry.objects.filter(kind=EntryKind.TAKEN_OVER, about=uid).exists():
        raise HandOverRefused(reason="taken")
    row = _entry(by, str(identity.uid()), EntryKind.TAKEN_OVER, "", now)
    row.about = uid
    _save(by, row, _as_wide(by, first), Event.SHIFT_TAKEN_OVER, now)
    return row.uid


def _follow(by: Officer, first: ShiftEntry, kind: EntryKind, words: str, now: datetime) -> str:
    row = _entry(by, str(identity.uid()), kind, words, now)
    row.about = first.uid
    _save(by, row, _as_wide(by, first), Event.SHIFT_WRITTEN, now)
    return row.uid


def _as_wide(by: Officer, first: ShiftEntry) -> Marking:
    """Return a marking under which everybody reads an entry who reads the one that it refers to."""
    marking = marking_of(first.mark)
    if marking.originator == by.reader.authority:
        return marking
    return log_marking(by.reader.authority, marking.recipients | {marking.originator})


def _entry(by: Officer, uid: str, kind: EntryKind, words: str, now: datetime) -> ShiftEntry:
    """Return an entry that is not saved yet, once its words have been looked through."""
    if fault_in(words, longest=LONGEST, is_needed=kind not in (EntryKind.HAND_OVER, EntryKind.TAKEN_OVER)):
        raise EntryRefused(field="words")
    return ShiftEntry(
        uid=uid,
        authority=by.reader.authority,
        by=by.handle,
        kind=kind,
        words=clean(words),
        happened_at=now.astimezone(UTC),
        written_at=now,
        matters=[],
    )


def _save(by: Officer, row: ShiftEntry, marking: Marking, event: Event, now: datetime) -> None:
    """Save an entry; the ledger keeps a keyed digest, by which a row that was changed afterwards is found."""
    seal = shifts.seal_of(row, digest(marking))
    with act(event, by=by, now=now, about=row.uid, kind=str(row.kind), seal=seal):
        row.mark = intern(marking, now)
        row.save(force_insert=True)


def _check_links(by: Officer, noted: Noted, now: datetime) -> None:
    """Refuse a link to a thing or an alert that the officer may not read: both are as if they did not exist."""
    try:
        if noted.thing:
            thing_for(by, noted.thing)
    except NotFound:
        raise EntryRefused(field="thing") from None
    try:
        if noted.alert:
            queries.alert_for(by, noted.alert, now=now)
    except NotFound:
        raise EntryRefused(field="alert") from None
