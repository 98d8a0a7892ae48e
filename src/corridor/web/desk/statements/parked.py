"""Statements whose text waits for a code: found by a partial index of their own, under the same conditions as all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.core.vocabularies.codes import PARKED
from corridor.web.desk.statements.store import holes, may, visible


class ParkedRow(NamedTuple):
    """One text under one property and mark: how often it stands, and the first record that holds it."""

    prop: int
    given: str
    mark: int
    times: int
    record: int


def rows(reader_class: int, props: Sequence[int], limit: int) -> list[ParkedRow]:
    """Return the visible texts that wait for a code under some properties, the first recorded first."""
    if not props:
        return []
    with connection.cursor() as cursor:
        # The value is written out: only then does the planner see that the partial index answers.
        cursor.execute(
            f"SELECT s.prop, s.original, s.mark, COUNT(*), MIN(s.record) FROM statement s WHERE s.value = '{PARKED}' "
            f"AND s.original IS NOT NULL AND s.prop IN ({holes(props)}) AND {visible('s')} "
            "GROUP BY s.prop, s.original, s.mark ORDER BY MIN(s.record), MIN(s.n), s.prop, s.original LIMIT %s",
            (*props, *may(reader_class, Use.READ), limit),
        )
        return [ParkedRow(*row) for row in cursor.fetchall()]
