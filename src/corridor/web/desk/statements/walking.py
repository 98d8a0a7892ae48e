"""Reads that go through very many things: which there are, in an order that says nothing, and what is said of a batch.

Things are walked by their public identifiers, which are random: neither hidden rows nor the order in which anything
came shows in the order of an export. Memory stays that of one batch, however many things there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.web.desk.statements.store import MAY, holes, may, visible
from corridor.web.desk.statements.then import Then, judged_then, visible_then

BATCH = 200


class Told(NamedTuple):
    """One visible statement, with the thing that it is about."""

    entity: int
    prop: int
    value: str
    original: str | None
    lang: str | None
    ref: int | None
    record: int
    mark: int


@contextmanager
def still() -> Iterator[None]:
    """Read as if nobody wrote meanwhile: all reads inside see the node as it was at the first of them.

    Nothing may be written inside. Where a transaction is open already, its own view is kept.
    """
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def things(reader_class: int, use: Use, datasets: Sequence[int] = ()) -> Iterator[int]:
    """Yield every thing of which something may be put to a use, by identifier; with data sets, only what they tell of.

    A record belongs to a data set for a reader only while its own mark lets the reader know so.
    """
    condition, values = visible("s"), list(may(reader_class, use))
    source = "FROM statement s WHERE s.entity = e.id"
    if datasets:
        source = (
            "FROM statement s JOIN record r ON r.id = s.record WHERE s.entity = e.id "
            f"AND r.dataset IN ({holes(datasets)}) AND {MAY.format(row='r')}"
        )
        values = [*datasets, *may(reader_class, use), *values]
    query = (
        f"SELECT e.uid, e.id FROM entity e WHERE e.uid > %s AND EXISTS (SELECT 1 {source} AND {condition} "
        "LIMIT 1 OFFSET 0) ORDER BY e.uid LIMIT %s"
    )
    after = ""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query, [after, *values, BATCH])
            rows = cursor.fetchall()
        yield from (entity for _, entity in rows)
        if len(rows) < BATCH:
            return
        after = rows[-1][0]


def said_of(reader_class: int, use: Use, entities: Sequence[int], then: Then | None = None) -> list[Told]:
    """Return the visible statements about a batch of things, or those of an earlier day, by their properties."""
    if not entities:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.entity, s.prop, s.value, s.original, s.lang, s.ref, s.record, s.mark FROM statement s "
            f"WHERE s.entity IN ({holes(entities)}) AND {visible_then('s', then)} ORDER BY s.prop, s.record, s.n",
            [*entities, *may(reader_class, use)],
        )
        return [Told(*row) for row in cursor.fetchall()]


def selves(reader_class: int, use: Use, then: Then | None = None) -> dict[int, tuple[int, ...]]:
    """Return for each thing that a reader may tell to be the same as others all of its selves, by identifier."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.a, ea.uid, j.b, eb.uid FROM desk_same j JOIN entity ea ON ea.id = j.a "
            f"JOIN entity eb ON eb.id = j.b WHERE {judged_then('j', then)} AND {MAY.format(row='j')}",
            may(reader_class, use),
        )
        rows: list[Any] = cursor.fetchall()
    uids: dict[int, str] = {}
    groups: dict[int, set[int]] = {}
    for a, uid_a, b, uid_b in rows:
        uids |= {a: uid_a, b: uid_b}
        joined = groups.get(a, {a}) | groups.get(b, {b})
        groups |= dict.fromkeys(joined, joined)
    ordered = {id(group): tuple(sorted(group, key=uids.__getitem__)) for group in groups.values()}
    return {entity: ordered[id(group)] for entity, group in groups.items()}
