"""Raw SQL over versions of source records: which a data set holds, which loads contained them, and where they live.

A version counts while its `home` load stands and its `until` load, if it has one, does not; rewriting both beforehand
lets one row in `standing` publish or undo a load of any size.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.web.desk.statements.store import LIVE, MAY, TERM, holes, may


class Known(NamedTuple):
    """A version of a source record that the node already holds."""

    key: bytes
    record: int
    content: bytes
    entity: int


def known(dataset: int, keys: Sequence[bytes]) -> list[Known]:
    """Return every version held of these source-record keys of a dataset."""
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, id, content, entity FROM record WHERE dataset = %s AND key IN ({holes(keys)}) ORDER BY id",
            [dataset, *keys],
        )
        return [Known(bytes(key), record, bytes(content), entity) for key, record, content, entity in cursor.fetchall()]


def has_records(dataset: int) -> bool:
    """Return whether a dataset holds any record, of whatever state."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM record WHERE dataset = %s LIMIT 1", (dataset,))
        return cursor.fetchone() is not None


def sightings(records: Sequence[int]) -> list[tuple[int, int]]:
    """Return which loads contained these record versions: (record, load)."""
    if not records:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT record, load FROM sighting WHERE record IN ({holes(records)}) ORDER BY record, load",
            list(records),
        )
        return list(cursor.fetchall())


def versions_after(dataset: int, key: bytes, limit: int) -> list[Known]:
    """Return versions of a dataset's keys greater than one, by key: whole keys only, so that a walk misses none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, id, content, entity FROM record WHERE dataset = %s AND key > %s ORDER BY key, id LIMIT %s",
            (dataset, key, limit),
        )
        rows = [Known(bytes(k), record, bytes(content), entity) for k, record, content, entity in cursor.fetchall()]
    if len(rows) == limit and rows[0].key != rows[-1].key:
        last = rows[-1].key
        rows = [row for row in rows if row.key != last]
    return rows


def keys_of_load(load: int, after: int, limit: int) -> list[tuple[int, bytes]]:
    """Return the record versions a load contained and their keys, by record number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT g.record, r.key FROM sighting g JOIN record r ON r.id = g.record "
            "WHERE g.load = %s AND g.record > %s ORDER BY g.record LIMIT %s",
            (load, after, limit),
        )
        return [(record, bytes(key)) for record, key in cursor.fetchall()]


def entities_of(records: Sequence[int]) -> list[int]:
    """Return the things that these records speak about, each once: the main one of each record before the others."""
    if not records:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT entity FROM record WHERE id IN ({holes(records)}) ORDER BY id", list(records))
        main = [entity for (entity,) in cursor.fetchall()]
        cursor.execute(
            f"SELECT entity FROM record_about WHERE record IN ({holes(records)}) ORDER BY record, entity", list(records)
        )
        return list(dict.fromkeys([*main, *(entity for (entity,) in cursor.fetchall())]))


def marks_of(load: int) -> list[int]:
    """Return the marks under which a load brought something, by number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT s.mark FROM sighting g JOIN record r ON r.id = g.record "
            "JOIN statement s ON s.record = r.id AND (s.entity = r.entity "
            "OR s.entity IN (SELECT a.entity FROM record_about a WHERE a.record = r.id)) "
            "WHERE g.load = %s ORDER BY s.mark",
            (load,),
        )
        return [mark for (mark,) in cursor.fetchall()]


def refs_of(record: int, entity: int) -> dict[int, int]:
    """Return to which things the statements of a record about a thing point, by their position."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n, ref FROM statement WHERE entity = %s AND record = %s AND ref IS NOT NULL", (entity, record)
        )
        return dict(cursor.fetchall())


def grade_of(record: int) -> str:
    """Return the grade of a record; nothing where it was not evaluated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT grade FROM record WHERE id = %s", (record,))
        row = cursor.fetchone()
    return str(row[0] or "") if row else ""


_TOLD = (
    "SELECT DISTINCT g.load FROM sighting g JOIN record r ON r.id = g.record WHERE g.load IN ({loads}) AND EXISTS ("
    "SELECT 1 FROM statement s WHERE s.entity = {entity} AND s.record = r.id AND "
    + MAY.format(row="s")
    + " AND "
    + TERM.format(load="s.home", mark="s.mark")
    + ")"
)


def told(reader_class: int, use: Use, loads: Sequence[int]) -> set[int]:
    """Return which of these loads, standing or not, say anything that the reader's class may make this use of."""
    found: set[int] = set()
    main = _TOLD.replace("{entity}", "r.entity")
    about = _TOLD.replace("{entity}", "a.entity").replace(
        "WHERE g.load", "JOIN record_about a ON a.record = r.id WHERE g.load"
    )
    with connection.cursor() as cursor:
        for query in (main, about):
            left = [load for load in loads if load not in found]
            for start in range(0, len(left), 500):
                some = left[start : start + 500]
                cursor.execute(query.replace("{loads}", holes(some)), (*some, *may(reader_class, use)))
                found |= {load for (load,) in cursor.fetchall()}
    return found


def kept(records: Sequence[int]) -> set[int]:
    """Return which of these records say anything under a mark whose term is not over."""
    if not records:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.id FROM record r WHERE r.id IN ({holes(records)}) AND EXISTS (SELECT 1 FROM statement s "
            f"WHERE s.entity = r.entity AND s.record = r.id AND {TERM.format(load='s.home', mark='s.mark')})",
            list(records),
        )
        return {record for (record,) in cursor.fetchall()}


def count_keys(loads: Sequence[int]) -> int:
    """Return how many different source records these loads contained."""
    if not loads:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(DISTINCT r.key) FROM sighting g JOIN record r ON r.id = g.record "
            f"WHERE g.load IN ({holes(loads)})",
            list(loads),
        )
        return int(cursor.fetchone()[0])


def place_records(placements: Sequence[tuple[int, int | None, int, int]]) -> None:
    """Rewrite where versions live: (home, until, entity, record) each, on statements and facts alike."""
    if not placements:
        return
    others = []
    records = [record for _, _, _, record in placements]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT record, entity FROM record_about WHERE record IN ({holes(records)})", records)
        about: dict[int, list[int]] = {}
        for record, entity in cursor.fetchall():
            about.setdefault(record, []).append(entity)
        for home, until, entity, record in placements:
            others += [(home, until, other, record) for other in {entity, *about.get(record, ())}]
        for table in ("statement", "fact"):
            cursor.executemany(f"UPDATE {table} SET home = %s, until = %s WHERE entity = %s AND record = %s", others)


def stand(load: int) -> None:
    """Let a load's statements count, from this transaction on."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO standing (load) VALUES (%s)", (load,))


def fall(load: int) -> None:
    """Let a load's statements no longer count, from this transaction on."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM standing WHERE load = %s", (load,))


def summary(dataset: int, live: str = LIVE.format(row="f")) -> tuple[str, int, int, list[str]]:
    """Return what stands of a data set's facts: scope, how many months, how many things, and their routes.

    Args:
        live: The condition under which a fact of the alias `f` counts; now, when none is named.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(MAX(f.scope), ''), COUNT(DISTINCT substr(f.day, 1, 7)), COUNT(DISTINCT f.entity) "
            f"FROM fact f WHERE f.dataset = %s AND {live}",
            (dataset,),
        )
        scope, months, things = cursor.fetchone()
        cursor.execute(
            f"SELECT DISTINCT f.route FROM fact f WHERE f.dataset = %s AND f.route IS NOT NULL AND {live} ORDER BY 1",
            (dataset,),
        )
        return scope, months, things, [route for (route,) in cursor.fetchall()]


def standing(loads: Sequence[int]) -> set[int]:
    """Return which of these loads stand."""
    if not loads:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT load FROM standing WHERE load IN ({holes(loads)})", list(loads))
        return {load for (load,) in cursor.fetchall()}


AT_ONCE = 500
"""So many loads or things are asked about in one read."""


def count_said(loads: Collection[int]) -> dict[int, int]:
    """Return how many statements of loads are there, by load; whether they count, and for whom, is not asked."""
    found: dict[int, int] = {}
    for some in in_parts(loads):
        places = holes(some)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT said.load, COUNT(*) FROM (SELECT g.load, r.id AS record, r.entity FROM sighting g "
                f"JOIN record r ON r.id = g.record WHERE g.load IN ({places}) UNION SELECT g.load, a.record, a.entity "
                f"FROM sighting g JOIN record_about a ON a.record = g.record WHERE g.load IN ({places})) said "
                "JOIN statement s ON s.entity = said.entity AND s.record = said.record GROUP BY said.load",
                (*some, *some),
            )
            found |= dict(cursor.fetchall())
    return found


def values_said(entities: Collection[int], prop: int) -> set[str]:
    """Return what anybody said of one property of things; whether it counts, and for whom, is not asked."""
    found: set[str] = set()
    for some in in_parts(entities):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT DISTINCT s.value FROM statement s WHERE s.entity IN ({holes(some)}) AND s.prop = %s",
                [*some, prop],
            )
            found |= {str(value) for (value,) in cursor.fetchall()}
    return found


class Brought(NamedTuple):
    """That a load said something of a thing under a mark."""

    entity: int
    load: int
    mark: int


def brought_about(entities: Collection[int]) -> list[Brought]:
    """Return the loads that said something of things; whether it counts, and for whom, is not asked."""
    found: list[Brought] = []
    for some in in_parts(entities):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT DISTINCT s.entity, s.home, s.mark FROM statement s WHERE s.entity IN ({holes(some)})",
                some,
            )
            found += [Brought(*row) for row in cursor.fetchall()]
    return found


def in_parts(numbers: Collection[int]) -> Iterator[list[int]]:
    """Yield numbers in their order, each once, as many together as are asked about in one read."""
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
