"""The raw SQL of search: what one record says about one thing is kept under its tokens, and found in a record's order.

SQLite keeps tokens in an FTS5 index without content, PostgreSQL in a `tsvector` with a GIN index: both are parts of the
engine that need no extension and no rights. Neither ranks anything; a found row counts only through statements that the
reader may see. The marks of a reader stand in the index too, so that rows of others are passed over without being read.

The lexicon holds the words of all texts with their groups of three letters. It proposes words that may be meant, and
nothing of it is ever shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.core.kernel.search import LONGEST_WORD, MARK, AllOf, AnyOf, Lexicon, Lookup, grams
from corridor.web.desk.statements import store
from corridor.web.desk.statements.inserting import TableRows, insert_all

POSITION_BITS = 15
"""A row is numbered by its record and the position of its first statement, so that numbers keep a record's order."""

MANY_MARKS = 64
"""A reader with more marks than this finds so many rows that are visible that the marks are not looked up."""

STEPS = (40, 400, 4_000)
"""How many rows are fetched at a time."""

FEW = 2_000
"""On PostgreSQL, so many rows are read from its index at once without looking at marks."""

WALKED = 1_500
"""On PostgreSQL, where more answer, so many rows are looked at in their order before the index is asked for all."""


Said = tuple[tuple[int, str], ...]
"""What one record says about one thing in the properties by which things are found: (property, value)."""


class Hit(NamedTuple):
    """What carries the tokens: a thing, and what one record says about it as far as the reader may see it."""

    entity: int
    said: Said


def number(record: int, position: int) -> int:
    """Return the number of a search row."""
    return record << POSITION_BITS | position


# --- writing -----------------------------------------------------------------------------------------------------


def key_rows(rows: Sequence[tuple[int, int, int, str]]) -> list[TableRows]:
    """Return search rows as their tables hold them: number, entity, property of the first statement, tokens."""
    if connection.vendor == "sqlite":
        return [
            TableRows("name_key", "id, entity, prop", [row[:3] for row in rows]),
            TableRows("name_word", "rowid, tokens", [(row[0], row[3]) for row in rows]),
        ]
    return [TableRows("name_key", "id, entity, prop, tokens", rows)]


def add_words(words: Iterable[str]) -> None:
    """Add words to the lexicon, those that are not there; in order, so that two writers never wait for each other."""
    asked = sorted(words)
    for first in range(0, len(asked), 500):
        part = asked[first : first + 500]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT word FROM lexicon WHERE word IN ({store.holes(part)})", part)
            known = {word for (word,) in cursor.fetchall()}
        fresh = [word for word in part if word not in known]
        told = [(gram, len(word), word) for word in fresh for gram in sorted(grams(word))]
        insert_all(
            [
                TableRows("lexicon", "word", [(word,) for word in fresh], is_known_fine=True),
                TableRows("lexicon_part", "part, length, word", told, is_known_fine=True),
            ]
        )


def sort_in() -> None:
    """Let the index take in what waits to be sorted in; until then every search reads through it. PostgreSQL only."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('name_key_tokens'::regclass)")


def said_by_record(props: Sequence[int]) -> Iterator[tuple[int, int, int, list[tuple[int, int, str]]]]:
    """Yield record, thing, mark and what is said in some properties (position, property, value); to make all rows anew.

    For those who move a node to another release; it asks for no reader.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.record, s.entity, s.mark, s.n, s.prop, s.value FROM statement s "
            f"WHERE s.prop IN ({store.holes(props)}) ORDER BY s.record, s.entity, s.mark, s.n",
            props,
        )
        for (record, entity, mark), rows in groupby(cursor, key=itemgetter(0, 1, 2)):
            yield record, entity, mark, [(n, prop, value) for *_, n, prop, value in rows]


# --- words that may be meant -------------------------------------------------------------------------------------


def _beginning(start: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.word FROM lexicon l WHERE l.word >= %s AND l.word < %s ORDER BY l.word",
            [start, start + "\U0010ffff"],
        )
        return [word for (word,) in cursor.fetchall()]


def _containing(inside: str) -> list[str]:
    return _words("l.part = %s AND strpos(l.word, %s) > 0", inside[:3], inside)


def _ending(end: str) -> list[str]:
    if len(end) == 1:
        return _words("l.part = %s", f"{end}$$")
    return _words("l.part = %s AND l.word LIKE %s", f"{end[-2:]}$", f"%{end}")


def _words(where: str, *values: str) -> list[str]:
    if connection.vendor == "sqlite":
        where = where.replace("strpos(", "instr(")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT l.word FROM lexicon_part l WHERE {where} ORDER BY l.word", values)
        return [word for (word,) in cursor.fetchall()]


def _near(word: str) -> list[str]:
    """Return words that share groups of letters with one: so many that a typing error or two lie between them."""
    if not 2 < len(word) <= LONGEST_WORD:
        return []
    parts = sorted(grams(word))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT l.word FROM lexicon_part l WHERE l.part IN ({store.holes(parts)}) AND l.length BETWEEN %s AND %s "
            "GROUP BY l.word HAVING COUNT(*) >= %s ORDER BY l.word",
            # One error touches four groups at most; each further letter that repeats may hide one.
            [*parts, len(word) - 2, len(word) + 2, max(1, min(len(parts) - 4, len(parts) // 3))],
        )
        return [other for (other,) in cursor.fetchall()]


def lexicon() -> Lexicon:
    """Return the lexicon for one search, in which it asks for each word once."""
    return Lexicon(beginning=cache(_beginning), containing=cache(_containing), ending=cache(_ending), near=cache(_near))


# --- looking up --------------------------------------------------------------------------------------------------

_Found = tuple[int, int, str | list[list[Any]] | None]
"""A row's number, its thing, and what is said there; nothing where it does not answer or counts not."""

_FIRST = (1 << POSITION_BITS) - 1

# Every statement behind one row has the same mark, home and until, so that the first of them tells whether it counts.
_SAID = (
    f"CASE WHEN EXISTS (SELECT 1 FROM statement s WHERE s.entity = k.entity AND s.prop = k.prop "
    f"AND s.record = k.id >> {POSITION_BITS} AND s.n = k.id & {_FIRST} AND {store.visible('s')}) "
    "THEN (SELECT {gathered} FROM statement s WHERE s.entity = k.entity AND s.prop IN ({props}) "
    f"AND s.record = k.id >> {POSITION_BITS} AND {store.visible('s')}) END"
)
_GATHERED = {
    "sqlite": "json_group_array(json_array(s.prop, s.value))",
    "postgresql": "json_agg(json_build_array(s.prop, s.value))",
}


class _Asking(NamedTuple):
    """One look-up in the engine's words, by one reader for one use, of some properties."""

    tokens: str
    rights: tuple[int, ...]
    said: str


class Reader(NamedTuple):
    """Who searches, for which use, and the marks that this may be: looked up once for all steps of a search."""

    reader_class: int
    use: Use
    marks: tuple[int, ...]


def reader_for(reader_class: int, use: Use) -> Reader:
    """Return a reader with the marks that may be put to this use."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rm.mark FROM reader_mark rm WHERE rm.reader_class = %s AND rm.uses & %s = %s ORDER BY rm.mark",
            store.may(reader_class, use),
        )
        return Reader(reader_class, use, tuple(mark for (mark,) in cursor.fetchall()))


def hits(reader: Reader, wanted: Lookup, props: Sequence[int]) -> Iterator[Hit]:
    """Yield what carries these tokens and counts for the reader, in the order of records, with what is said there."""
    marks = reader.marks
    if not marks or not props:
        return
    said = _SAID.format(gathered=_GATHERED[connection.vendor], props=", ".join(map(str, props)))
    own = AllOf((wanted, AnyOf(tuple(f"{MARK}{mark}" for mark in marks)))) if len(marks) <= MANY_MARKS else wanted
    asking = _Asking(written(own), store.may(reader.reader_class, reader.use) * 2, said)
    if connection.vendor == "sqlite":
        fetches = [_from_fts]
    elif _expected(written(wanted)) <= FEW:
        # The marks are held by most rows: for a few it costs less to look at each.
        asking, fetches = asking._replace(tokens=written(wanted)), [_from_gin]
    else:
        fetches = [_walked, _from_gin]
    after = -1
    for fetch in fetches:
        for step in _steps(fetch):
            rows = fetch(asking, after, step)
            yield from (Hit(entity, _told(said)) for _, entity, said in rows if said)
            if rows:
                after = rows[-1][0]
            if len(rows) < step:
                break


def _steps(fetch: object) -> Iterator[int]:
    """Yield how many rows to fetch next: without end, but for walking, which is for what is common."""
    return iter(STEPS) if fetch is _walked else chain(STEPS, repeat(STEPS[-1]))


def _told(said: str | list[list[Any]]) -> Said:
    """Return what is said as the engine gathered it, in the order of properties."""
    told = json.loads(said) if isinstance(said, str) else said
    return tuple(sorted((prop, value) for prop, value in told))


def judged(entities: Sequence[int]) -> set[int]:
    """Return which of these things anybody judged the same as others; who may know it is asked of those alone."""
    places = store.holes(entities)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT j.a FROM desk_same j WHERE j.a IN ({places}) AND j.withdrawn_at IS NULL "
            f"UNION SELECT j.b FROM desk_same j WHERE j.b IN ({places}) AND j.withdrawn_at IS NULL",
            [*entities, *entities],
        )
        return {entity for (entity,) in cursor.fetchall()}


def _expected(tokens: str) -> int:
    """Return how many rows PostgreSQL expects to carry tokens: it decides how to look for them, not what is found."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) SELECT 1 FROM name_key WHERE tokens @@ %s::tsquery", [tokens])
        told = cursor.fetchone()[0]
    plan = json.loads(told) if isinstance(told, str) else told
    return int(plan[0]["Plan"]["Plan Rows"])


def _from_fts(asking: _Asking, after: int, limit: int) -> list[_Found]:
    return _rows(
        f"SELECT k.id, k.entity, {asking.said} FROM name_word w CROSS JOIN name_key k ON k.id = w.rowid "
        "WHERE w.name_word MATCH %s AND w.rowid > %s ORDER BY w.rowid LIMIT %s",
        (*asking.rights, asking.tokens, after, limit),
    )


def _walked(asking: _Asking, after: int, limit: int) -> list[_Found]:
    """Look at rows one after the other: what is common is soon found, and need not be found everywhere first."""
    return _rows(
        f"SELECT k.id, k.entity, {asking.said} FROM (SELECT * FROM (SELECT * FROM name_key WHERE id > %s "
        "ORDER BY id LIMIT %s) z WHERE z.tokens @@ %s::tsquery ORDER BY z.id LIMIT %s) k ORDER BY k.id",
        (*asking.rights, after, WALKED, asking.tokens, limit),
    )


def _from_gin(asking: _Asking, after: int, limit: int) -> list[_Found]:
    """Ask the index for all rows, then look at them in order: materialised, or a planner would walk instead."""
    return _rows(
        "WITH m AS MATERIALIZED (SELECT id, entity, prop FROM name_key WHERE tokens @@ %s::tsquery AND id > %s) "
        f"SELECT k.id, k.entity, {asking.said} FROM (SELECT * FROM m ORDER BY id LIMIT %s) k ORDER BY k.id",
        (asking.tokens, after, *asking.rights, limit),
    )


def _rows(sql: str, values: Sequence[str | int]) -> list[_Found]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def written(wanted: Lookup) -> str:
    """Return a look-up in the engine's own words; tokens hold neither quotes nor backslashes."""
    is_sqlite = connection.vendor == "sqlite"
    if isinstance(wanted, str):
        begins = wanted.endswith("*")
        token = wanted.removesuffix("*")
        if is_sqlite:
            return f'"{token}" *' if begins else f'"{token}"'
        return f"'{token}':*" if begins else f"'{token}'"
    both, either = (" AND ", " OR ") if is_sqlite else (" & ", " | ")
    parts = dict.fromkeys(written(part) for part in wanted.parts)
    return f"({(both if isinstance(wanted, AllOf) else either).join(parts)})"
