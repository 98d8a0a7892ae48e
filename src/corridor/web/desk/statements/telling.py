"""What several things are told to be, read at once: every visible statement about many entities.

Like `store`, it names the statement table and filters by the marks of the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.web.desk.statements.store import holes, may
from corridor.web.desk.statements.then import Then, visible_then

AT_ONCE = 400


class Told(NamedTuple):
    """One visible statement, and the entity it is about; `original` is the text as recorded, where that differs."""

    entity: int
    prop: int
    value: str
    ref: int | None
    record: int
    mark: int
    original: str | None = None


def told_about(reader_class: int, use: Use, entities: Sequence[int], then: Then | None = None) -> list[Told]:
    """Return the visible statements about entities, or those of an earlier day, in the order of their records."""
    found: list[Told] = []
    with connection.cursor() as cursor:
        for start in range(0, len(entities), AT_ONCE):
            some = entities[start : start + AT_ONCE]
            cursor.execute(
                "SELECT s.entity, s.prop, s.value, s.ref, s.record, s.mark, s.original FROM statement s "
                f"WHERE s.entity IN ({holes(some)}) AND {visible_then('s', then)}",
                (*some, *may(reader_class, use)),
            )
            found += [Told(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda told: (told.record, told.prop, told.value, told.mark))
