"""Every consequential act goes through `act`: it takes its turn, decides, saves, and writes the ledger last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from corridor.core.access.codes import Event
from corridor.core.access.ledger import Draft, Tail, extend, moment_text
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError
from corridor.web.base import keys
from corridor.web.base.ledger import heads, turn


@dataclass
class Act:
    """An act under way: what it will have written to the ledger when it commits."""

    by: Officer
    now: datetime
    drafts: list[Draft] = field(default_factory=list)

    def note(self, event: Event, *, about: str = "", **detail: object) -> None:
        """Add an entry, appended in order when the act commits."""
        self.drafts.append(_draft(event, by=self.by, now=self.now, about=about, detail=detail))


@contextmanager
def act(event: Event, *, by: Officer, now: datetime, about: str = "", **detail: object) -> Iterator[Act]:
    """Run one act: its writes and its ledger entry commit together, or not at all.

    A refusal rolls the act back and is recorded by itself, in a transaction of its own, after the refused one.
    Codes and identifiers only go into the ledger.

    Raises:
        Unfinished: The act was done and stands, and its head could not be kept.
    """
    try:
        with turn.write():
            doing = Act(by=by, now=now)
            yield doing
            doing.note(event, about=about, **detail)
            append(doing.drafts)
    except CorridorError as refused:
        with turn.write():
            detail = {"act": str(event), "code": refused.code}
            append([_draft(Event.ACT_REFUSED, by=by, now=now, about=about, detail=detail)])
        raise


def record(event: Event, *, by: Officer, now: datetime, about: str = "", **detail: object) -> None:
    """Write one entry by itself: a page read, an item printed."""
    with turn.write():
        append([_draft(event, by=by, now=now, about=about, detail=detail)])


def _draft(event: Event, *, by: Officer, now: datetime, about: str, detail: dict[str, object]) -> Draft:
    return Draft(
        at=moment_text(now),
        event=str(event),
        actor=by.handle,
        authority=by.reader.authority,
        function=by.reader.function,
        purpose=by.reader.purpose,
        about=about,
        detail=detail,
    )


_INSERT = (
    "INSERT INTO ledger_entry (position, at, event, actor, authority, function, purpose, about, detail, hash) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


_BEGIN = "INSERT INTO ledger_tail (size, last, frontier, id) VALUES (%s, %s, %s, 1)"
_CONTINUE = "UPDATE ledger_tail SET size = %s, last = %s, frontier = %s WHERE id = 1"
_HELD = {"postgresql": " FOR UPDATE"}
_HASH = "SELECT hash FROM ledger_entry WHERE position = %s"


def append(drafts: list[Draft]) -> None:
    """Chain entries to the ledger, last in the transaction of the act they tell of.

    Raises:
        HeadMissing: The ledger has entries and no head of it is kept: it is not continued.
        KeyMissing: The key that would sign the head is not there.
    """
    keys.check_signing()
    with connection.cursor() as cursor:
        # The tail's row is the queue: SQLite has one writer anyway, PostgreSQL waits here for the writer before.
        cursor.execute(f"SELECT size, last, frontier FROM ledger_tail WHERE id = 1{_HELD.get(connection.vendor, '')}")
        row = cursor.fetchone()
        tail = Tail.empty() if row is None else Tail.stored(row[0], bytes(row[1]), bytes(row[2]))
        _join(cursor, tail)
        entries, tail = extend(tail, drafts)
        columns = tail.columns()
        with nullcontext() if connection.vendor == "sqlite" else connection.connection.pipeline():
            for entry in entries:
                cursor.execute(_INSERT, entry)
            cursor.execute(_CONTINUE if row else _BEGIN, columns)
    head = tail.head(drafts[-1].at)
    turn.afterwards(lambda: heads.keep(head))


def _join(cursor: CursorWrapper, tail: Tail) -> None:
    """Look whether the ledger continues the last head that was kept, before a later one is written over it.

    Heads are kept after their commit, so that the ledger may be ahead of the head but never behind it. A head that the
    ledger contradicts is preserved, and the work goes on: verification finds the contradiction from then on.
    """
    seam = heads.seam()
    if seam is None:
        if tail.size:
            raise heads.HeadMissing(zone=settings.ZONE)
    elif seam.size and _hash_at(cursor, tail, seam.size) != seam.last:
        heads.preserve()


def _hash_at(cursor: CursorWrapper, tail: Tail, size: int) -> bytes:
    """Return the hash that the ledger had when it was so long; nothing when it is shorter."""
    if size == tail.size:
        return tail.last
    cursor.execute(_HASH, [size - 1])
    row = cursor.fetchone()
    return b"" if row is None or size > tail.size else bytes(row[0])
