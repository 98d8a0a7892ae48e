"""Reads about markings: which mark stands for which marking, and which class stands for which reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.core.handling.exchange import digest as digest_of
from corridor.core.handling.exchange import marking_from
from corridor.core.handling.records import Marking, Reader
from corridor.web.base.marks.models import Mark, ReaderClass

IDLE = timedelta(hours=12)
"""A reader class that nobody used for this long is closed: its rows go, and missing rows mean deny."""


TOUCH = timedelta(minutes=5)
"""That a class is in use is noted at most this often."""


def reader_digest(reader: Reader) -> str:
    """Return the digest by which a reader class is found; equal readers have equal digests."""
    document = [reader.authority, reader.function, reader.purpose, reader.clearance, sorted(reader.compartments)]
    document += ["printing"] if reader.is_printing else []
    return hashlib.sha256(json.dumps(document, ensure_ascii=False).encode()).hexdigest()


def reader_of(row: ReaderClass) -> Reader:
    """Return the reader that a class row stands for."""
    return Reader(
        authority=row.authority,
        function=row.function,
        purpose=row.purpose,
        clearance=row.clearance,
        compartments=frozenset(row.compartments),
        is_printing=row.is_printing,
    )


def live_class(reader: Reader, now: datetime) -> ReaderClass | None:
    """Return the live class of a reader, or None when it was never opened or has been idle too long."""
    row = ReaderClass.objects.filter(digest=reader_digest(reader)).first()
    return row if row is not None and row.used_at > now - IDLE else None


def authority_of(reader_class: int) -> str:
    """Return for which authority a reader class acts; nothing for one that is not there any more."""
    return ReaderClass.objects.filter(pk=reader_class).values_list("authority", flat=True).first() or ""


def is_untouched(reader_class: int, now: datetime) -> bool:
    """Return whether it is time to note again that a class is in use."""
    return ReaderClass.objects.filter(pk=reader_class, used_at__lte=now - TOUCH).exists()


_parsed: dict[str, Marking] = {}
"""Markings by digest: immutable and content-addressed, so that a process parses each once."""


def marking_of(mark: int) -> Marking:
    """Return the marking that a mark stands for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM base_mark WHERE id = %s", [mark])
        row = cursor.fetchone()
    digest = "" if row is None else row[0]
    if digest not in _parsed:
        _parsed[digest] = marking_from(Mark.objects.values_list("document", flat=True).get(pk=mark))
    return _parsed[digest]


_readers: dict[str, Reader] = {}
"""Readers by digest, for the same reason."""


def live_readers(now: datetime) -> list[tuple[int, Reader]]:
    """Return every live class with the reader it stands for."""
    rows = list(ReaderClass.objects.filter(used_at__gt=now - IDLE).order_by("pk").values_list("pk", "digest"))
    missing = [pk for pk, digest in rows if digest not in _readers]
    if missing:
        _readers.update({row.digest: reader_of(row) for row in ReaderClass.objects.filter(pk__in=missing)})
    return [(pk, _readers[digest]) for pk, digest in rows]


def all_markings() -> list[tuple[int, Marking]]:
    """Return every marking of the node with its mark; a few thousand at most."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, digest FROM base_mark ORDER BY id")
        rows = cursor.fetchall()
    try:
        return [(mark, _parsed[digest]) for mark, digest in rows]
    except KeyError:
        missing = [mark for mark, digest in rows if digest not in _parsed]
    for start in range(0, len(missing), 500):
        some = Mark.objects.filter(pk__in=missing[start : start + 500])
        _parsed.update({row.digest: marking_from(row.document) for row in some})
    return [(mark, _parsed[digest]) for mark, digest in rows]


def visible_marks(reader_class: int, marks: Iterable[int], use: Use = Use.READ) -> set[int]:
    """Return which of these marks the class may put to a use; reading, when none is named."""
    wanted = sorted(set(marks))
    if not wanted:
        return set()
    holes = ",".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT mark FROM reader_mark WHERE reader_class = %s AND uses & %s = %s AND mark IN ({holes})",
            [reader_class, int(use), int(use), *wanted],
        )
        return {mark for (mark,) in cursor.fetchall()}


def uses_of(reader_class: int, mark: int) -> int:
    """Return the uses a class may make of a mark, as bits; 0 when none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT uses FROM reader_mark WHERE reader_class = %s AND mark = %s", (reader_class, mark))
        row = cursor.fetchone()
    return 0 if row is None else int(row[0])


def originators() -> list[tuple[str, str]]:
    """Return digest and originator of every marking of the node; a few thousand at most."""
    return [(digest_of(marking), marking.originator) for _, marking in all_markings()]


def origins_of(marks: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return digest and originator of the markings that some marks stand for."""
    wanted = sorted(set(marks))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, digest FROM base_mark WHERE id IN ({','.join(['%s'] * len(wanted))})", wanted)
        rows = cursor.fetchall()
    missing = [pk for pk, found in rows if found not in _parsed]
    if missing:
        _parsed.update({row.digest: marking_from(row.document) for row in Mark.objects.filter(pk__in=missing)})
    return {pk: (found, _parsed[found].originator) for pk, found in rows}


def marks_of(digests: Iterable[str]) -> list[int]:
    """Return the marks of markings by their digests."""
    return list(Mark.objects.filter(digest__in=sorted(set(digests))).order_by("pk").values_list("pk", flat=True))


def visible_digests(reader_class: int, use: Use, *, originator: str) -> list[str]:
    """Return the digests of the markings of one originator that a class may put to a use."""
    own = {mark: marking for mark, marking in all_markings() if marking.originator == originator}
    return sorted(digest_of(own[mark]) for mark in visible_marks(reader_class, own, use))
