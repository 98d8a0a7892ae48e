"""The spine's raw SQL, all of it: no other module names the statement table.

Hot reads use constants and EXISTS probes, never a join from a set, since planners with statistics turn such joins into
scans (tests assert on the plans). What a reader sees is ordered by record and position, never by the row number of an
entity or a mark, which hidden reports may have come to first.

A row counts for a reader when three probes agree: the reader's class may make this use of its mark, its `home` load
stands, and no standing load displaced it (`until`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use

MAY = "EXISTS (SELECT 1 FROM reader_mark rm WHERE rm.reader_class = %s AND rm.mark = {row}.mark AND rm.uses & %s = %s)"
LIVE = (
    "EXISTS (SELECT 1 FROM standing st WHERE st.load = {row}.home) AND "
    "({row}.until IS NULL OR NOT EXISTS (SELECT 1 FROM standing su WHERE su.load = {row}.until))"
)


def visible(row: str) -> str:
    """Return the condition under which a row of this alias counts; it takes `may(...)` as parameters."""
    return f"{MAY} AND {LIVE}".format(row=row)


def may(reader_class: int, use: Use) -> tuple[int, int, int]:
    """Return the parameters of `visible` for one reader class and use."""
    return reader_class, int(use), int(use)


def _holes(values: Sequence[Any]) -> str:
    """Return the places of an IN list; at most a batch of them."""
    return ",".join(["%s"] * len(values))


class Row(NamedTuple):
    """One statement as a reader may see it."""

    prop: int
    value: str
    original: str | None
    lang: str | None
    ref: int | None
    record: int
    mark: int


_ROWS = (
    "SELECT s.prop, s.value, s.original, s.lang, s.ref, s.record, s.mark FROM statement s "
    f"WHERE s.entity = %s AND {visible('s')} ORDER BY s.prop, s.record, s.n"
)


def entity_rows(reader_class: int, use: Use, entities: Sequence[int]) -> list[Any]:
    """Return the visible statements about a few entities: tuples of `Row`, in the order of their properties."""
    with connection.cursor() as cursor:
        if len(entities) == 1:
            cursor.execute(_ROWS, (entities[0], *may(reader_class, use)))
            return list(cursor.fetchall())
        cursor.execute(
            "SELECT s.prop, s.value, s.original, s.lang, s.ref, s.record, s.mark FROM statement s "
            f"WHERE s.entity IN ({_holes(entities)}) AND {visible('s')} ORDER BY s.prop, s.record, s.n",
            (*entities, *may(reader_class, use)),
        )
        return list(cursor.fetchall())


_SAME = (
    "SELECT j.b FROM desk_same j WHERE j.a = %s AND j.withdrawn_at IS NULL AND " + MAY.format(row="j") + " UNION ALL "
    "SELECT j.a FROM desk_same j WHERE j.b = %s AND j.withdrawn_at IS NULL AND " + MAY.format(row="j")
)


def cluster(reader_class: int, use: Use, entity: int) -> list[int]:
    """Return the entities that this reader may know to be the same as one, itself first; ascending after it."""
    reached = {entity}
    frontier = [entity]
    rights = may(reader_class, use)
    with connection.cursor() as cursor:
        while frontier:
            at = frontier.pop()
            cursor.execute(_SAME, (at, *rights, at, *rights))
            for (other,) in cursor.fetchall():
                if other not in reached:
                    reached.add(other)
                    frontier.append(other)
    return [entity, *sorted(reached - {entity})]


def entity_of(uid: str) -> int | None:
    """Return the row of an entity; existence alone says nothing to a reader."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM entity WHERE uid = %s", (uid,))
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def uids_of(entities: Iterable[int]) -> dict[int, str]:
    """Return the public identifiers of entities."""
    wanted = list(entities)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, uid FROM entity WHERE id IN ({_holes(wanted)})", wanted)
        return dict(cursor.fetchall())


def visible_values(reader_class: int, use: Use, entities: Sequence[int], prop: int) -> list[tuple[int, str]]:
    """Return the visible values of one property of many entities: (entity, value), in a stable order."""
    if not entities:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.entity, s.value FROM statement s WHERE s.entity IN ({_holes(entities)}) "
            f"AND s.prop = %s AND {visible('s')} ORDER BY s.entity, s.record, s.n",
            (*entities, prop, *may(reader_class, use)),
        )
        return list(cursor.fetchall())


def first_marks(reader_class: int, use: Use, entities: Sequence[int]) -> dict[int, int]:
    """Return the mark of the first visible statement about each entity."""
    if not entities:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.entity, s.mark FROM statement s WHERE s.entity IN ({_holes(entities)}) AND {visible('s')} "
            "ORDER BY s.entity, s.prop, s.record, s.n",
            (*entities, *may(reader_class, use)),
        )
        marks: dict[int, int] = {}
        for entity, mark in cursor.fetchall():
            marks.setdefault(entity, mark)
        return marks


def referrers(reader_class: int, use: Use, entity: int, limit: int) -> list[tuple[int, int]]:
    """Return who refers to an entity by a visible statement: (entity, property), at most `limit`."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.entity, s.prop FROM statement s WHERE s.ref = %s AND {visible('s')} "
            "GROUP BY s.entity, s.prop ORDER BY MIN(s.record), MIN(s.n) LIMIT %s",
            (entity, *may(reader_class, use), limit),
        )
        return list(cursor.fetchall())


def found(reader_class: int, use: Use, prefix: str, limit: int) -> list[tuple[str, int]]:
    """Return visible search keys that begin with a folded text: (key, entity), by key; the rank is the row's alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.key, k.entity FROM name_key k WHERE k.key >= %s AND k.key < %s AND EXISTS ("
            "SELECT 1 FROM statement s WHERE s.entity = k.entity AND s.prop = k.prop AND s.record = k.record "
            f"AND s.n = k.n AND {visible('s')}) ORDER BY k.key, k.record, k.n LIMIT %s",
            (prefix, prefix + "\U0010ffff", *may(reader_class, use), limit),
        )
        return list(cursor.fetchall())


def entities_of(uids: Sequence[str]) -> dict[str, int]:
    """Return the rows of entities by public identifier, for those that have one."""
    if not uids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT uid, id FROM entity WHERE uid IN ({_holes(uids)})", list(uids))
        return dict(cursor.fetchall())


def is_spoken_of(entity: int) -> bool:
    """Return whether any record or judgement, visible or not, speaks of an entity already; for writers only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM fact f WHERE f.entity = %s) "
            "OR EXISTS (SELECT 1 FROM desk_same j WHERE j.a = %s) OR EXISTS (SELECT 1 FROM desk_same j WHERE j.b = %s)",
            (entity, entity, entity),
        )
        return cursor.fetchone() is not None


def competing(entities: Sequence[int]) -> set[int]:
    """Return which of these entities several records, marks or entities may describe; for writers only."""
    if not entities:
        return set()
    holes = _holes(entities)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.entity FROM fact f WHERE f.entity IN ({holes}) AND f.single = %s "
            f"UNION SELECT j.a FROM desk_same j WHERE j.a IN ({holes}) "
            f"UNION SELECT j.b FROM desk_same j WHERE j.b IN ({holes})",
            [*entities, False, *entities, *entities],
        )
        return {entity for (entity,) in cursor.fetchall()}


def compete(entity: int) -> None:
    """Note that several records, marks or entities may describe one thing, so that a picture lays them together."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE fact SET single = %s WHERE entity = %s AND single = %s", (False, entity, True))


class Provenance(NamedTuple):
    """Where a record comes from: its load, data set and grade, and the mark that protects this detail."""

    record: int
    mark: int
    grade: str
    load: str
    dataset: int
    released_on: str
    brought_at: Any


def provenance(reader_class: int, use: Use, records: Sequence[int]) -> dict[int, Provenance]:
    """Return where records come from, for those whose own mark lets this reader know; the latest standing load each.

    A statement may be readable where its report is not: then the statement stands without its report.
    """
    if not records:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.id, r.mark, r.grade, l.uid, r.dataset, l.released_on, l.brought_at FROM record r "
            "JOIN sighting g ON g.record = r.id JOIN desk_load l ON l.id = g.load "
            f"WHERE r.id IN ({_holes(records)}) AND EXISTS (SELECT 1 FROM standing st WHERE st.load = g.load) "
            f"AND {MAY.format(row='r')} ORDER BY r.id, l.released_on, l.id",
            (*records, *may(reader_class, use)),
        )
        return {row[0]: Provenance(*row) for row in cursor.fetchall()}


# --- writing -----------------------------------------------------------------------------------------------------


def insert(table: str, columns: str, rows: Sequence[tuple[Any, ...]], same: tuple[int, ...] = ()) -> None:
    """Insert many rows in the engine's fastest safe way: executemany on SQLite, COPY on PostgreSQL.

    Args:
        columns: The columns of the rows in their order, then those of `same`.
        same: Numbers that are equal in every row, written once instead of being bound with each.
    """
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            values = ", ".join([*("?" * len(rows[0])), *map(str, same)])
            with connection.wrap_database_errors:
                cursor.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", rows)
            return
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row + same)


def reserve(name: str, count: int) -> int:
    """Return the first of `count` fresh row numbers of `entity` or `record`; gaps do no harm."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE row_counter SET last = last + %s WHERE name = %s RETURNING last", (count, name))
        return int(cursor.fetchone()[0]) - count + 1


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
            f"SELECT key, id, content, entity FROM record WHERE dataset = %s AND key IN ({_holes(keys)}) ORDER BY id",
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
            f"SELECT record, load FROM sighting WHERE record IN ({_holes(records)}) ORDER BY record, load",
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


_TOLD = (
    "SELECT DISTINCT g.load FROM sighting g JOIN record r ON r.id = g.record WHERE g.load IN ({loads}) AND EXISTS ("
    "SELECT 1 FROM statement s WHERE s.entity = {entity} AND s.record = r.id AND " + MAY.format(row="s") + ")"
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
                cursor.execute(query.replace("{loads}", _holes(some)), (*some, *may(reader_class, use)))
                found |= {load for (load,) in cursor.fetchall()}
    return found


def count_keys(loads: Sequence[int]) -> int:
    """Return how many different source records these loads contained."""
    if not loads:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(DISTINCT r.key) FROM sighting g JOIN record r ON r.id = g.record "
            f"WHERE g.load IN ({_holes(loads)})",
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
        cursor.execute(f"SELECT record, entity FROM record_about WHERE record IN ({_holes(records)})", records)
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


def summary(dataset: int) -> tuple[str, int, int, list[str]]:
    """Return what stands of a data set's facts: scope, how many months, how many things, and their routes."""
    live = LIVE.format(row="f")
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
        cursor.execute(f"SELECT load FROM standing WHERE load IN ({_holes(loads)})", list(loads))
        return {load for (load,) in cursor.fetchall()}
