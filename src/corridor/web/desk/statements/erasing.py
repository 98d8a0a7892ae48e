"""Raw SQL of erasure: what a load brought under one mark leaves every table, in parts that each fit into one write.

Nothing of it counts any more when it is erased: `store.TERM` hid it on its day. The row of the term goes last, so that
an erasure that was cut off is taken up again where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from corridor.core.kernel.search import MARK, grams
from corridor.web.base.ledger import turn
from corridor.web.desk.statements import queries, search_store
from corridor.web.desk.statements.preparing import Found, found_by
from corridor.web.desk.statements.store import holes

PART = 200
"""So many records leave in one write."""

MERGED = -500
"""So many pages of SQLite's index of words are merged in one write; negative, so that all of it is gone through."""


class Due(NamedTuple):
    """What one load brought under one mark, since when it is overdue, and how much of it left already."""

    load: int
    mark: int
    ends_on: str
    erased: int
    sealed: int


class Item(NamedTuple):
    """What one record says of one thing under one mark: rows of property, position, value, original and language."""

    record: int
    entity: int
    mark: int
    home: int
    rows: tuple[tuple[int, int, str, str | None, str | None], ...]


def overdue() -> list[Due]:
    """Return what is overdue, the longest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT load, mark, ends_on, erased, sealed FROM retention_term WHERE ends_on <= CURRENT_DATE "
            "ORDER BY ends_on, load, mark"
        )
        return [Due(load, mark, str(ends_on), erased, sealed) for load, mark, ends_on, erased, sealed in cursor]


def overwrite() -> None:
    """Let SQLite write zeros over what this connection deletes from now on."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def part_of(due: Due, after: int) -> tuple[list[Item], int]:
    """Return what the next records of a load say under a mark, and the last of them; 0 where they end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT g.record FROM sighting g WHERE g.load = %s AND g.record > %s ORDER BY g.record LIMIT %s",
            (due.load, after, PART),
        )
        records = [record for (record,) in cursor.fetchall()]
    items = [item for item in items_of(records, [due.mark]) if item.home == due.load]
    return items, records[-1] if len(records) == PART else 0


def items_of(records: Sequence[int], marks: Sequence[int]) -> list[Item]:
    """Return what records say of each of their things under some marks; for those who erase, it asks for no reader."""
    told: list[Any] = []
    for start in range(0, len(records), PART):
        some = records[start : start + PART]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT s.record, s.entity, s.mark, s.home, s.prop, s.n, s.value, s.original, s.lang FROM ("
                f"SELECT r.id AS record, r.entity FROM record r WHERE r.id IN ({holes(some)}) UNION "
                f"SELECT a.record, a.entity FROM record_about a WHERE a.record IN ({holes(some)})) said "
                "JOIN statement s ON s.entity = said.entity AND s.record = said.record "
                f"WHERE s.mark IN ({holes(marks)}) ORDER BY s.record, s.entity, s.mark, s.home, s.n",
                [*some, *some, *marks],
            )
            told += cursor.fetchall()
    return [
        Item._make((*key, tuple(row[4:] for row in rows))) for key, rows in groupby(told, key=itemgetter(0, 1, 2, 3))
    ]


def erase(items: Iterable[Item]) -> int:
    """Take items out of every table; return how many statements they were. Runs inside a write."""
    gone = list(items)
    words: set[str] = set()
    names, searched = queries.prop_names(), queries.searched_props()
    for item in gone:
        for said in _described(item, names):
            if (found := found_by(said, searched)) is not None:
                _unfind(item, found)
                words.update(found.words)
    keys = [(item.entity, item.record, item.mark) for item in gone]
    with connection.cursor() as cursor:
        for table in ("statement", "fact"):
            cursor.executemany(f"DELETE FROM {table} WHERE entity = %s AND record = %s AND mark = %s", keys)
    _forget_records({item.record for item in gone})
    _forget_words(words)
    return sum(len(item.rows) for item in gone)


def _described(item: Item, names: Mapping[int, str]) -> Iterator[list[tuple[int, str, str]]]:
    """Yield what an item says as it was written: a report may describe one thing twice, each time from its kind on."""
    said: list[tuple[int, str, str]] = []
    for prop, n, value, _, _ in item.rows:
        if names[prop] == "kind" and said:
            yield said
            said = []
        said.append((n, names[prop], value))
    yield said


def _unfind(item: Item, found: Found) -> None:
    """Take the row of search of an item out; SQLite wants to be told which tokens it was found by."""
    number = search_store.number(item.record, found.n)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM name_key WHERE id = %s", (number,))
        if cursor.fetchone() is None:
            return
        cursor.execute("DELETE FROM name_key WHERE id = %s", (number,))
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO name_word (name_word, rowid, tokens) VALUES ('delete', %s, %s)",
                (number, f"{found.tokens} {MARK}{item.mark}"),
            )


def _forget_records(records: set[int]) -> None:
    """Forget the records of which nothing is left, so that a later release brings them as if for the first time."""
    with connection.cursor() as cursor:
        for record in sorted(records):
            cursor.execute(
                "DELETE FROM record_about WHERE record = %s AND NOT EXISTS (SELECT 1 FROM statement s "
                "WHERE s.entity = record_about.entity AND s.record = record_about.record)",
                (record,),
            )
            cursor.execute(
                "DELETE FROM record WHERE id = %s AND NOT EXISTS (SELECT 1 FROM record_about a WHERE a.record = id) "
                "AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.entity = record.entity AND s.record = record.id)",
                (record,),
            )
            if cursor.rowcount:
                cursor.execute("DELETE FROM sighting WHERE record = %s", (record,))


def _forget_words(words: set[str]) -> None:
    """Take words out of the lexicon that nothing is found by any more."""
    carrying = (
        "SELECT 1 FROM name_word WHERE name_word MATCH %s LIMIT 1"
        if connection.vendor == "sqlite"
        else "SELECT 1 FROM name_key WHERE tokens @@ %s::tsquery LIMIT 1"
    )
    with connection.cursor() as cursor:
        for word in sorted(words):
            cursor.execute(carrying, (search_store.written(word),))
            if cursor.fetchone() is None:
                cursor.execute("DELETE FROM lexicon WHERE word = %s", (word,))
                parts = [(gram, len(word), word) for gram in sorted(grams(word))]
                cursor.executemany("DELETE FROM lexicon_part WHERE part = %s AND length = %s AND word = %s", parts)


def count(due: Due, *, erased: int, sealed: int) -> None:
    """Count what a part took away, in the write that erases it, so that nothing is told twice or not at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE retention_term SET erased = erased + %s, sealed = sealed + %s WHERE load = %s AND mark = %s",
            (erased, sealed, due.load, due.mark),
        )


def close(due: Due) -> None:
    """Note that nothing is left of a load under a mark; runs inside the act that tells so."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM retention_term WHERE load = %s AND mark = %s", (due.load, due.mark))


def sweep() -> None:
    """Let the engine give up what it still keeps of deleted rows: words waiting to be merged out, pages, the log."""
    if connection.vendor == "sqlite":
        _merge_out()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            for table in ("statement", "fact", "name_key", "lexicon", "lexicon_part", "record", "desk_reject"):
                cursor.execute(f"VACUUM {table}")


def _merge_out() -> None:
    overwrite()
    pages = MERGED
    while True:
        with turn.write(), connection.cursor() as cursor:
            cursor.execute("SELECT total_changes()")
            before = cursor.fetchone()[0]
            cursor.execute("INSERT INTO name_word (name_word, rank) VALUES ('merge', %s)", (pages,))
            cursor.execute("SELECT total_changes()")
            if cursor.fetchone()[0] - before < 2:
                return
        pages = -MERGED
