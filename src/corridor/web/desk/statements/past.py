"""Raw SQL over what was said at any time about a few entities, in which order it came to stand, and who refers to them.

Like `store`, it names the statement table and filters by the marks of the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.web.desk.statements.store import MAY, TERM, holes, may, visible
from corridor.web.desk.statements.then import Then, loads_then


def order_of(records: Iterable[int], then: Then | None = None) -> dict[int, tuple[int, int]]:
    """Return the place of each record among all that stand: the first standing load that contained it, and the line.

    A record keeps its row number when the load that first brought it is undone and a later one repeats it. This order
    does not remember what was undone: it is the one in which the standing loads came. With an earlier day, those count
    that stood then, and for what came by none of them those that stand now.
    """
    stands = "EXISTS (SELECT 1 FROM standing st WHERE st.load = g.load)"
    if then is not None:
        stands = f"g.load IN ({loads_then(then)})"
    wanted = sorted(set(records))
    order: dict[int, tuple[int, int]] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            cursor.execute(
                f"SELECT g.record, g.load, g.line FROM sighting g WHERE g.record IN ({holes(some)}) "
                f"AND {stands} ORDER BY g.load",
                some,
            )
            for record, load, line in cursor.fetchall():
                order.setdefault(record, (load, line))
    if then is not None and (undated := [record for record in wanted if record not in order]):
        order |= order_of(undated)
    return order


def in_order(rows: Sequence[Any], *, record: int = 5) -> list[Any]:
    """Return rows of `store.Row` by property and by the order in which their records came to stand."""
    records = {row[record] for row in rows}
    if len(records) < 2:
        return list(rows)
    order = order_of(records)
    return sorted(rows, key=lambda row: (row[0], order.get(row[record], (0, 0)), row[record]))


def members_of(reader_class: int, use: Use, entities: Sequence[int]) -> dict[tuple[int, int, str], list[int]]:
    """Return about which of these entities each visible statement speaks: by property, record and value."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.prop, s.record, s.value, s.entity FROM statement s "
            f"WHERE s.entity IN ({holes(entities)}) AND {visible('s')} ORDER BY s.record, s.n",
            (*entities, *may(reader_class, use)),
        )
        found: dict[tuple[int, int, str], list[int]] = {}
        for prop, record, value, entity in cursor.fetchall():
            found.setdefault((prop, record, value), []).append(entity)
        return found


class Told(NamedTuple):
    """One statement that some load brought, whether or not it counts now, and where its record comes from.

    `is_known` tells whether the mark of the record lets the reader know where it comes from.
    """

    prop: int
    value: str
    ref: int | None
    record: int
    mark: int
    dataset: int
    key: bytes
    is_known: bool


def told(reader_class: int, use: Use, entities: Sequence[int]) -> list[Told]:
    """Return everything that was ever said about a few entities under marks of which the reader may make this use."""
    rights = may(reader_class, use)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.prop, s.value, s.ref, s.record, s.mark FROM statement s "
            f"WHERE s.entity IN ({holes(entities)}) AND {MAY.format(row='s')} "
            f"AND {TERM.format(load='s.home', mark='s.mark')} ORDER BY s.prop, s.record, s.n",
            (*entities, *rights),
        )
        said = cursor.fetchall()
        origins: dict[int, tuple[int, bytes, bool]] = {}
        wanted = sorted({row[3] for row in said})
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            cursor.execute(
                f"SELECT r.id, r.dataset, r.key, CASE WHEN {MAY.format(row='r')} THEN 1 ELSE 0 END FROM record r "
                f"WHERE r.id IN ({holes(some)})",
                (*rights, *some),
            )
            origins.update({record: (dataset, bytes(key), bool(known)) for record, dataset, key, known in cursor})
    return [Told._make((*row, *origins[row[3]])) for row in said]


class Referring(NamedTuple):
    """One thing that refers to an entity, and by which property."""

    entity: int
    prop: int


_REFERRING = "FROM statement s WHERE s.ref IN ({refs}) AND s.entity NOT IN ({refs}) AND " + visible("s")


def count_referring(reader_class: int, use: Use, entities: Sequence[int]) -> dict[int, int]:
    """Return how many other things refer to any of these entities by visible statements, by property."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.prop, COUNT(DISTINCT s.entity) " + _REFERRING.format(refs=holes(entities)) + " GROUP BY s.prop",
            (*entities, *entities, *may(reader_class, use)),
        )
        return dict(cursor.fetchall())


def persons_referring(reader_class: int, use: Use, entities: Sequence[int], kind: int) -> list[Referring]:
    """Return the persons among what refers to these entities; `kind` is the number of that property."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT s.entity, s.prop "
            + _REFERRING.format(refs=holes(entities))
            + " AND EXISTS (SELECT 1 FROM statement k WHERE k.entity = s.entity AND k.prop = %s "
            f"AND k.value = 'Person' AND {visible('k')})",
            (*entities, *entities, *may(reader_class, use), kind, *may(reader_class, use)),
        )
        return [Referring(*row) for row in cursor.fetchall()]


def referring(
    reader_class: int, use: Use, entities: Sequence[int], prop: int, *, without: Sequence[int], first: int, limit: int
) -> list[int]:
    """Return one page of what refers to these entities by one property, in the order of records."""
    left_out = f" AND s.entity NOT IN ({holes(without)})" if without else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.entity "
            + _REFERRING.format(refs=holes(entities))
            + f" AND s.prop = %s{left_out} GROUP BY s.entity ORDER BY MIN(s.record), MIN(s.n) LIMIT %s OFFSET %s",
            (*entities, *entities, *may(reader_class, use), prop, *without, limit, first),
        )
        return [entity for (entity,) in cursor.fetchall()]
