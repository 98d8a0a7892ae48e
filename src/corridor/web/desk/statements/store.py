"""The spine's raw SQL, all of it: no other module names the statement table.

Hot reads use constants and EXISTS probes, never a join from a set, since planners with statistics turn such joins into
scans (tests assert on the plans). PostgreSQL turns the probe itself into a join unless it has an OFFSET. What a reader
sees is ordered by record and position, never by the row number of an entity or a mark, which hidden reports may have
come to first.

A row counts for a reader when four probes agree: the reader's class may make this use of its mark, its `home` load
stands, no standing load displaced it (`until`), and the term for which its mark lets it be kept is not over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection, transaction

from corridor.core.handling.codes import Use
from corridor.core.watching.rules.departures import DEPARTING

MAY = (
    "EXISTS (SELECT 1 FROM reader_mark rm WHERE rm.reader_class = %s AND rm.mark = {row}.mark AND rm.uses & %s = %s "
    "LIMIT 1 OFFSET 0)"
)
TERM = (
    "(NOT EXISTS (SELECT 1 FROM retention_term z WHERE z.ends_on <= CURRENT_DATE) OR NOT EXISTS ("
    "SELECT 1 FROM retention_term t WHERE t.load = {load} AND t.mark = {mark} AND t.ends_on <= CURRENT_DATE "
    "LIMIT 1 OFFSET 0))"
)
"""The condition under which what a load brought under a mark is still kept. Mostly nothing is overdue, since that is
erased every day: then the first half, asked once a query, is all that is asked."""

LIVE = (
    "EXISTS (SELECT 1 FROM standing st WHERE st.load = {row}.home LIMIT 1 OFFSET 0) AND "
    "({row}.until IS NULL OR NOT EXISTS (SELECT 1 FROM standing su WHERE su.load = {row}.until LIMIT 1 OFFSET 0)) AND "
    + TERM.replace("{load}", "{row}.home").replace("{mark}", "{row}.mark")
)
JUDGED = "{row}.withdrawn_at IS NULL AND ({row}.ends_on IS NULL OR {row}.ends_on > CURRENT_DATE)"
"""The condition under which a judgement stands and is still kept."""

UNSETTLED_DEPARTURES = (
    f"(SELECT d.entity, d.record, d.mark FROM fact d WHERE d.kind = '{DEPARTING}' AND NOT (d.lat IS NULL "
    "AND d.place IS NULL AND length(d.day) IN (4, 7) AND substr(d.day || '-12', 1, 7) <= %s))"
)
"""Departures that are not drawn: all but those of whole months or years that are over for the delay, and of no place.

They are looked up by themselves, by an index of their own, so that adding up all others reads no row for it. It decides
as `departures.is_settled` does of what is laid together.
"""


def visible(row: str) -> str:
    """Return the condition under which a row of this alias counts; it takes `may(...)` as parameters."""
    return f"{MAY} AND {LIVE}".format(row=row)


def visible_in_bulk(row: str, reader_class: int, use: Use) -> tuple[str, list[Any]]:
    """Return the same condition, with its parameters, for reads through most of a table: sets made once, not probes.

    PostgreSQL would turn the sets into joins and take them for a few rows; a list, or a truth value, stays a set.
    """
    standing = "(SELECT st.load FROM standing st)"
    marks = "(SELECT rm.mark FROM reader_mark rm WHERE rm.reader_class = %s AND rm.uses & %s = %s)"
    if connection.vendor == "sqlite":
        live = f"{row}.home IN {standing} AND ({row}.until IS NULL OR {row}.until NOT IN {standing}){_kept(row)}"
        return f"{row}.mark IN {marks} AND {live}", list(may(reader_class, use))
    return (
        f"{_among(f'{row}.mark', marks, may(reader_class, use))} AND {_among(f'{row}.home', standing)} "
        f"AND ({row}.until IS NULL OR {row}.until NOT IN {standing}){_kept(row)}"
    ), []


def _kept(row: str) -> str:
    """Return the further condition of a bulk read while something is overdue; nothing on most days."""
    overdue = "SELECT t.load, t.mark FROM retention_term t WHERE t.ends_on <= CURRENT_DATE"
    with connection.cursor() as cursor:
        cursor.execute(f"{overdue} LIMIT 1")
        return f" AND ({row}.home, {row}.mark) NOT IN ({overdue})" if cursor.fetchone() else ""


def _among(column: str, numbers: str, values: tuple[int, ...] = ()) -> str:
    """Return the condition, for PostgreSQL, that a column is one of the numbers that a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(f"{numbers[1:-1]} LIMIT {MOST_LISTED + 1}", values)
        found = [number for (number,) in cursor.fetchall()]
        if len(found) > MOST_LISTED:
            return f"({column} IN {numbers % values}) IS TRUE"
    return f"{column} = ANY ('{{{','.join(map(str, found))}}}'::integer[])"


MOST_LISTED = 20_000
"""So many marks or loads are written into a query one by one."""


@contextmanager
def room() -> Iterator[None]:
    """Give the reads inside enough memory to add up a large table without sorting it on disk."""
    if connection.vendor == "sqlite":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")
        yield


SAYS = (
    "EXISTS (SELECT 1 FROM statement v WHERE v.entity = {row}.entity AND v.prop = %s AND v.record = {row}.record "
    "AND v.mark = {row}.mark AND v.value IN ({values}))"
)
"""The condition under which the record and mark of a row also say one of some values; takes property and values."""

SAYS_IN_TEXT = (
    "EXISTS (SELECT 1 FROM statement v WHERE v.entity = {row}.entity AND v.prop = %s AND v.record = {row}.record "
    "AND v.mark = {row}.mark AND v.value = 'parked' AND (v.original, v.mark) IN ({texts}))"
)
"""The condition under which the record and mark of a row hold one of some texts without a code; takes property and
pairs of text and mark."""

GRADED = (
    "EXISTS (SELECT 1 FROM record r WHERE r.id = {row}.record AND r.grade IN ({grades}) AND "
    + MAY.format(row="r")
    + ")"
)
"""The condition under which a row's record has one of these grades, and the reader may know it; takes `may(...)`."""


def may(reader_class: int, use: Use) -> tuple[int, int, int]:
    """Return the parameters of `visible` and `visible_in_bulk` for one reader class and use."""
    return reader_class, int(use), int(use)


def holes(values: Sequence[Any]) -> str:
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
            f"WHERE s.entity IN ({holes(entities)}) AND {visible('s')} ORDER BY s.prop, s.record, s.n",
            (*entities, *may(reader_class, use)),
        )
        return list(cursor.fetchall())


def is_said(entity: str) -> str:
    """Return the condition under which anything about an entity counts; it takes `may(...)` as parameters."""
    return f"EXISTS (SELECT 1 FROM statement s WHERE s.entity = {entity} AND {visible('s')} LIMIT 1 OFFSET 0)"


_SAME = (
    "SELECT j.b FROM desk_same j WHERE j.a = %s AND " + JUDGED.format(row="j") + " AND " + MAY.format(row="j") + " AND "
    f"{is_said('j.a')} AND {is_said('j.b')} UNION ALL "
    "SELECT j.a FROM desk_same j WHERE j.b = %s AND " + JUDGED.format(row="j") + " AND " + MAY.format(row="j") + " AND "
    f"{is_said('j.a')} AND {is_said('j.b')}"
)


def cluster(reader_class: int, use: Use, entity: int) -> list[int]:
    """Return the entities that this reader may know to be the same as one, itself first; ascending after it.

    A judgement lapses while nothing that counts for the reader is said of one of its sides.
    """
    reached = {entity}
    frontier = [entity]
    rights = may(reader_class, use)
    with connection.cursor() as cursor:
        while frontier:
            at = frontier.pop()
            cursor.execute(_SAME, (at, *rights, *rights, *rights, at, *rights, *rights, *rights))
            for (other,) in cursor.fetchall():
                if other not in reached:
                    reached.add(other)
                    frontier.append(other)
    return [entity, *sorted(reached - {entity})]


_THING = (
    "SELECT s.prop, s.value, s.original, s.lang, s.ref, s.record, s.mark, "
    "EXISTS (SELECT 1 FROM desk_same j WHERE j.a = %s AND j.withdrawn_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM desk_same j WHERE j.b = %s AND j.withdrawn_at IS NULL) "
    f"FROM statement s WHERE s.entity = %s AND {visible('s')} ORDER BY s.prop, s.record, s.n"
)


def thing_rows(reader_class: int, use: Use, entity: int) -> tuple[list[int], list[Any]]:
    """Return the cluster of an entity as this reader knows it, and the visible statements about all of it.

    Most things were never judged the same as another, visibly or not: one read tells, and is all that they need. A
    thing of which nothing is said has no other selves: judgements lapse without statements.
    """
    with connection.cursor() as cursor:
        cursor.execute(_THING, (entity, entity, entity, *may(reader_class, use)))
        rows = cursor.fetchall()
    if not rows or not rows[0][7]:
        return [entity], [row[:7] for row in rows]
    members = cluster(reader_class, use, entity)
    return members, entity_rows(reader_class, use, members)


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
        cursor.execute(f"SELECT id, uid FROM entity WHERE id IN ({holes(wanted)})", wanted)
        return dict(cursor.fetchall())


def visible_values(reader_class: int, use: Use, entities: Sequence[int], prop: int) -> list[tuple[int, str]]:
    """Return the visible values of one property of many entities: (entity, value), in a stable order."""
    if not entities:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.entity, s.value FROM statement s WHERE s.entity IN ({holes(entities)}) "
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
            f"SELECT s.entity, s.mark FROM statement s WHERE s.entity IN ({holes(entities)}) AND {visible('s')} "
            "ORDER BY s.entity, s.prop, s.record, s.n",
            (*entities, *may(reader_class, use)),
        )
        marks: dict[int, int] = {}
        for entity, mark in cursor.fetchall():
            marks.setdefault(entity, mark)
        return marks


def holders(reader_class: int, use: Use, entity: int, prop: int) -> list[int]:
    """Return everything that refers to an entity by a visible statement of one property."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.entity FROM statement s WHERE s.ref = %s AND s.prop = %s AND {visible('s')} "
            "GROUP BY s.entity ORDER BY MIN(s.record), MIN(s.n)",
            (entity, prop, *may(reader_class, use)),
        )
        return [other for (other,) in cursor.fetchall()]


def entities_of(uids: Sequence[str]) -> dict[str, int]:
    """Return the rows of entities by public identifier, for those that have one."""
    if not uids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT uid, id FROM entity WHERE uid IN ({holes(uids)})", list(uids))
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
    places = holes(entities)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.entity FROM fact f WHERE f.entity IN ({places}) AND f.single = %s "
            f"UNION SELECT j.a FROM desk_same j WHERE j.a IN ({places}) "
            f"UNION SELECT j.b FROM desk_same j WHERE j.b IN ({places})",
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

    A statement may be readable where its report is not: then the statement stands without its report. Where a report
    comes from is kept as long as anything it says.
    """
    if not records:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.id, r.mark, r.grade, l.uid, r.dataset, l.released_on, l.brought_at FROM record r "
            "JOIN sighting g ON g.record = r.id JOIN desk_load l ON l.id = g.load "
            f"WHERE r.id IN ({holes(records)}) AND EXISTS (SELECT 1 FROM standing st WHERE st.load = g.load) "
            f"AND {MAY.format(row='r')} ORDER BY r.id, l.released_on, l.id",
            (*records, *may(reader_class, use)),
        )
        return {row[0]: Provenance(*row) for row in cursor.fetchall()}
