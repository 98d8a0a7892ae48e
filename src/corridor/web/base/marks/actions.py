"""Writes about markings: interning one, opening the class of a reader, keeping it open. Each runs inside a write."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from corridor import shelf
from corridor.core.handling.exchange import canonical, digest
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import check_marking, deciding, uses_for
from corridor.web.base.marks import queries
from corridor.web.base.marks.models import ReaderClass


def intern(marking: Marking, now: datetime) -> int:
    """Return the mark of a marking; a new one is decided for every live class in the same transaction.

    Raises:
        MarkingInvalid: The marking is incomplete or contradicts its schemes.
    """
    key = digest(marking)
    with connection.cursor() as cursor:
        if (known := _known(cursor, key)) is not None:
            return known
        schemes = shelf.schemes()
        check_marking(marking, schemes)
        added_at = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(_ADD[connection.vendor], [key, canonical(marking).decode(), added_at])
        row = cursor.fetchone()
        if row is None:  # Somebody else added it meanwhile, and has committed.
            return intern(marking, now)
        mark = int(row[0])
        _insert(
            cursor,
            [
                (reader_class, mark, int(uses))
                for reader_class, reader in queries.live_readers(now)
                if (uses := uses_for(reader, marking, schemes))
            ],
        )
    return mark


def _known(cursor: CursorWrapper, digest: str) -> int | None:
    cursor.execute("SELECT id FROM base_mark WHERE digest = %s", [digest])
    row = cursor.fetchone()
    return None if row is None else int(row[0])


def _settle(cursor: CursorWrapper) -> None:
    """Let markings and classes come one after the other, so that neither misses the other; SQLite does so anyway."""
    if connection.vendor == "postgresql":
        cursor.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")


def open_class(reader: Reader, now: datetime) -> int:
    """Return the class of a reader, deciding every marking for it when it is new or was closed.

    Classes idle for too long are closed on the way.
    """
    with connection.cursor() as cursor:
        _settle(cursor)
    close_idle(now)
    row = ReaderClass.objects.filter(digest=queries.reader_digest(reader)).first()
    if row is not None:
        ReaderClass.objects.filter(pk=row.pk).update(used_at=now)
        return row.pk
    row = ReaderClass.objects.create(
        digest=queries.reader_digest(reader),
        authority=reader.authority,
        function=reader.function,
        purpose=reader.purpose,
        clearance=reader.clearance,
        compartments=sorted(reader.compartments),
        is_printing=reader.is_printing,
        opened_at=now,
        used_at=now,
    )
    uses_of = deciding(reader, shelf.schemes())
    rows = [(row.pk, mark, int(uses)) for mark, marking in queries.all_markings() if (uses := uses_of(marking))]
    with connection.cursor() as cursor:
        _insert(cursor, rows)
    return row.pk


def close_idle(now: datetime) -> None:
    """Remove the classes nobody used; their readers must choose a purpose again."""
    idle = list(ReaderClass.objects.filter(used_at__lte=now - queries.IDLE).values_list("pk", flat=True))
    if not idle:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM reader_mark WHERE reader_class IN ({','.join(['%s'] * len(idle))})", idle)
    ReaderClass.objects.filter(pk__in=idle).delete()


def touch(reader_class: int, now: datetime) -> None:
    """Note that a class is in use; one that was closed meanwhile stays closed."""
    ReaderClass.objects.filter(pk=reader_class, used_at__lt=now).update(used_at=now)


_LOCK = 2023
"""What PostgreSQL's writers of markings and classes wait for."""

_ADDING = "INSERT INTO base_mark (digest, document, added_at) "
_ADD = {
    "sqlite": _ADDING + "VALUES (%s, %s, %s) RETURNING id",
    # One round trip: nobody opens a class from here on, and who added the same marking meanwhile was first.
    "postgresql": f"WITH settled AS MATERIALIZED (SELECT pg_advisory_xact_lock({_LOCK})) {_ADDING}"
    "SELECT %s, %s::jsonb, %s::timestamptz FROM settled ON CONFLICT (digest) DO NOTHING RETURNING id",
}

_ONE_BY_ONE = "INSERT INTO reader_mark (reader_class, mark, uses) VALUES (%s, %s, %s)"
_AT_ONCE = (
    "INSERT INTO reader_mark (reader_class, mark, uses) SELECT * FROM unnest(%s::int[], %s::int[], %s::smallint[])"
)


def _insert(cursor: CursorWrapper, rows: list[tuple[int, int, int]]) -> None:
    if not rows:
        return
    if connection.vendor == "sqlite":
        cursor.executemany(_ONE_BY_ONE, rows)
        return
    # One statement for all, the numbers as text: the driver takes longer to write lists than the server to read them.
    cursor.execute(_AT_ONCE, [f"{{{','.join(map(str, column))}}}" for column in zip(*rows, strict=True)])
