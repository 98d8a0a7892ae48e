"""Continues the chain in the database: the raw SQL that reads the tail, puts entries behind it and moves it on.

The tail's row is the queue: SQLite has one writer anyway, PostgreSQL waits there for the writer before. PostgreSQL
links an entry inside the server, since a lock that is held over several round trips holds up everybody; what it links
is what `core.access.ledger` writes, and the tests compare the two.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection

from corridor.core.access.ledger import Head, Tail, Written, extend
from corridor.web.base.ledger import heads
from corridor.web.base.ledger.heads import Seam

_COLUMNS = "position, at, event, actor, authority, function, purpose, about, detail, hash"


def continued(acts: list[Written], seam: Seam | None) -> Tail:
    """Put entries behind the last one, and return the tail after them; joins the transaction that is open.

    Args:
        seam: Where the last kept head ends. The ledger must continue it; a head that the ledger contradicts is
            preserved, and the work goes on: verification finds the contradiction from then on.
    Raises:
        HeadMissing: The ledger has entries and no head of it is kept: it is not continued.
    """
    return _on_sqlite(acts, seam) if connection.vendor == "sqlite" else _on_postgresql(acts, seam)


def newest(own: Tail, at: str) -> Head:
    """Return the head of the newest entry that is committed and continues one's own tail; else the head of that tail.

    Args:
        at: When one's own last entry was.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            row = connection.connection.execute(_NEWEST.format("?"), [own.size - 1]).fetchone()
        else:
            row = _cursor().execute(_NEWEST.format("%s"), [own.size - 1], prepare=True).fetchone()
    size, last, frontier, last_at, joint = row
    if size <= own.size or joint != own.last:
        return own.head(at)
    return Tail.stored(size, last, frontier).head(last_at)


_NEWEST = (
    "SELECT t.size, t.last, t.frontier, (SELECT at FROM ledger_entry WHERE position = t.size - 1), "
    "(SELECT hash FROM ledger_entry WHERE position = {}) FROM ledger_tail t WHERE t.id = 1"
)


# --- SQLite ------------------------------------------------------------------------------------------------------

_TAIL = "SELECT size, last, frontier FROM ledger_tail WHERE id = 1"
_INSERT = f"INSERT INTO ledger_entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CONTINUE = "UPDATE ledger_tail SET size = ?, last = ?, frontier = ? WHERE id = 1"
_HASH = "SELECT hash FROM ledger_entry WHERE position = ?"


def _on_sqlite(acts: list[Written], seam: Seam | None) -> Tail:
    connection.ensure_connection()
    with connection.wrap_database_errors:
        execute = connection.connection.execute
        tail = Tail.stored(*execute(_TAIL).fetchone())
        _join(seam, tail.size, _hash_at(execute, tail, seam.size) if seam else b"")
        entries, tail = extend(tail, acts)
        for entry in entries:
            execute(_INSERT, entry)
        execute(_CONTINUE, tail.columns())
    return tail


def _hash_at(execute: Any, tail: Tail, size: int) -> bytes:
    """Return the hash that the ledger had when it was so long; nothing when it is shorter."""
    if size == tail.size:
        return tail.last
    row = execute(_HASH, [size - 1]).fetchone()
    return b"" if row is None or size > tail.size else bytes(row[0])


# --- PostgreSQL --------------------------------------------------------------------------------------------------

_CONTINUE_IN_SERVER = f"SELECT * FROM ledger_continue(%s, %s, %s{', %s' * 8})"
_RECORD_IN_SERVER = f"CALL ledger_record(%s, %s, %s{', %s' * 8}{', NULL' * 4})"
"""For an entry that stands by itself: those who write at once wait for the disk together."""

_NO_SEAM = -1


def _on_postgresql(acts: list[Written], seam: Seam | None) -> Tail:
    connection.ensure_connection()
    tail = Tail.empty()
    with connection.wrap_database_errors:
        cursor = _cursor()
        call = _CONTINUE_IN_SERVER if connection.in_atomic_block else _RECORD_IN_SERVER
        for act in acts:
            at = _NO_SEAM if seam is None else seam.size
            row = cursor.execute(call, (at, act.before, act.after, *act.columns), prepare=True).fetchone()
            size, last, frontier, joint = row
            _join(seam, size - 1, joint)
            tail = Tail.stored(size, last, frontier)
            seam = Seam(size, last)
    return tail


def _cursor() -> Any:
    """Return a cursor that lets the server keep its plans; Django's own writes the values into each statement."""
    from psycopg import Cursor

    return Cursor(connection.connection)


def _join(seam: Seam | None, size: int, joint: bytes | None) -> None:
    """Look whether the ledger, so long before this entry, continues the last head that was kept.

    Heads are kept after their commit, so that the ledger may be ahead of the head but never behind it.
    """
    if seam is None:
        if size:
            raise heads.HeadMissing(zone=settings.ZONE)
    elif seam.size and joint != seam.last:
        heads.preserve()
