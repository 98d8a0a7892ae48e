"""Writes about markings: interning one, opening the class of a reader, keeping it open. Each runs inside a write."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection

from corridor import shelf
from corridor.core.handling.exchange import canonical, digest
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import check_marking, uses_for
from corridor.web.base.marks import queries
from corridor.web.base.marks.models import Mark, ReaderClass


def intern(marking: Marking, now: datetime) -> int:
    """Return the mark of a marking; a new one is decided for every live class in the same transaction.

    Raises:
        MarkingInvalid: The marking is incomplete or contradicts its schemes.
    """
    key = digest(marking)
    known = Mark.objects.filter(digest=key).values_list("pk", flat=True).first()
    if known is not None:
        return known
    schemes = shelf.schemes()
    check_marking(marking, schemes)
    mark = Mark.objects.create(digest=key, document=json.loads(canonical(marking)), added_at=now).pk
    rows = [
        (reader_class, mark, int(uses))
        for reader_class, reader in queries.live_readers(now)
        if (uses := uses_for(reader, marking, schemes))
    ]
    _insert(rows)
    return mark


def open_class(reader: Reader, now: datetime) -> int:
    """Return the class of a reader, deciding every marking for it when it is new or was closed.

    Classes idle for too long are closed on the way.
    """
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
        opened_at=now,
        used_at=now,
    )
    schemes = shelf.schemes()
    _insert(
        [
            (row.pk, mark, int(uses))
            for mark, marking in queries.all_markings()
            if (uses := uses_for(reader, marking, schemes))
        ]
    )
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


def _insert(rows: list[tuple[int, int, int]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("INSERT INTO reader_mark (reader_class, mark, uses) VALUES (%s, %s, %s)", rows)
            return
        # One statement for all of them: a round trip for each row would cost more than deciding it.
        cursor.execute(
            "INSERT INTO reader_mark (reader_class, mark, uses) "
            "SELECT * FROM unnest(%s::int[], %s::int[], %s::smallint[])",
            [list(column) for column in zip(*rows, strict=True)],
        )
