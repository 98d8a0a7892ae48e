"""Raw SQL for who answers for what is held: which things a reference means, and which rows of them are held how.

It asks for no reader. `rights` leaves out every mark that does not concern the authority, before anything is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from corridor.core.kernel.search import Query, Rank, lookup
from corridor.core.kernel.text import fold
from corridor.web.desk.statements import queries, search_store
from corridor.web.desk.statements.store import LIVE, holes

MOST = 500
"""So many rows that carry the words of an identifier are compared with it."""


class Held(NamedTuple):
    """That a record says something of a thing under a mark in a property, not what: where it lives, whether it counts.

    `kind` is the class of the thing, where that is what is said.
    """

    entity: int
    record: int
    mark: int
    prop: int
    home: int
    kind: str
    counts: bool
    is_overdue: bool


_HELD = (
    "SELECT s.entity, s.record, s.mark, s.prop, s.home, CASE WHEN s.prop = %s THEN s.value ELSE '' END, "
    "CASE WHEN EXISTS (SELECT 1 FROM standing st WHERE st.load = s.home) AND (s.until IS NULL OR NOT EXISTS ("
    "SELECT 1 FROM standing su WHERE su.load = s.until)) THEN 1 ELSE 0 END, "
    "CASE WHEN EXISTS (SELECT 1 FROM retention_term t WHERE t.load = s.home AND t.mark = s.mark "
    "AND t.ends_on <= CURRENT_DATE) THEN 1 ELSE 0 END "
    "FROM statement s WHERE s.entity IN ({entities}) AND s.mark IN ({marks}) ORDER BY s.entity, s.record, s.mark, s.n"
)


def held(entities: Sequence[int], marks: Sequence[int]) -> list[Held]:
    """Return every statement about some things under some marks, whether or not it counts."""
    if not entities or not marks:
        return []
    kind = queries.prop_numbers()["kind"]
    with connection.cursor() as cursor:
        cursor.execute(_HELD.format(entities=holes(entities), marks=holes(marks)), [kind, *entities, *marks])
        return [Held._make((*row[:6], bool(row[6]), bool(row[7]))) for row in cursor.fetchall()]


def referring(entities: Sequence[int], marks: Sequence[int]) -> list[int]:
    """Return the things that refer to some things under some marks: roles of a person, ownership, presence."""
    if not entities or not marks:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT s.entity FROM statement s WHERE s.ref IN ({holes(entities)}) "
            f"AND s.mark IN ({holes(marks)}) ORDER BY s.entity",
            [*entities, *marks],
        )
        return [entity for (entity,) in cursor.fetchall()]


def of_records(records: Sequence[int]) -> list[int]:
    """Return the things that records speak about."""
    if not records:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT entity FROM record WHERE id IN ({holes(records)}) "
            f"UNION SELECT entity FROM record_about WHERE record IN ({holes(records)})",
            [*records, *records],
        )
        return sorted(entity for (entity,) in cursor.fetchall())


def of_identifier(value: str, marks: Sequence[int]) -> list[int]:
    """Return the things of which a statement under some marks gives exactly this identifier, separators left aside."""
    query = Query(fold(value))
    wanted = lookup(query, Rank.EXACT, search_store.lexicon())
    numbers = queries.prop_numbers()
    props = [numbers[name] for name, is_one in queries.searched_props().items() if is_one and name in numbers]
    if wanted is None or not props or not marks:
        return []
    found = (
        "SELECT w.rowid AS id FROM name_word w WHERE w.name_word MATCH %s"
        if connection.vendor == "sqlite"
        else "SELECT k.id FROM name_key k WHERE k.tokens @@ %s::tsquery"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.entity, s.value FROM ({found} LIMIT {MOST}) f JOIN name_key n ON n.id = f.id "
            f"JOIN statement s ON s.entity = n.entity AND s.record = n.id >> {search_store.POSITION_BITS} "
            f"WHERE s.prop IN ({holes(props)}) AND s.mark IN ({holes(marks)})",
            [search_store.written(wanted), *props, *marks],
        )
        told = cursor.fetchall()
    return sorted({entity for entity, said in told if Query(fold(said)).compact == query.compact})


class Said(NamedTuple):
    """One statement that counts, as it is laid open to the person of whom it tells."""

    entity: int
    record: int
    prop: int
    value: str


def said(entities: Sequence[int], marks: Sequence[int]) -> list[Said]:
    """Return what counts today of some things under some marks; for the answer to a request for access alone."""
    if not entities or not marks:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.entity, s.record, s.prop, COALESCE(s.original, s.value) FROM statement s "
            f"WHERE s.entity IN ({holes(entities)}) AND s.mark IN ({holes(marks)}) AND {LIVE.format(row='s')} "
            "ORDER BY s.record, s.entity, s.n",
            [*entities, *marks],
        )
        return [Said(*row) for row in cursor.fetchall()]
