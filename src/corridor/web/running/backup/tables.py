"""Rows of every table, read at one moment and written elsewhere, in a form that both engines have.

Whole numbers, texts, fractions and bytes are themselves. Moments are texts in UTC, truth is 0 or 1, documents are their
JSON: as SQLite keeps them, and as PostgreSQL reads them.
"""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from corridor.web.running.backup.errors import RestoreFailed

Row = list[Any]
AT_ONCE = 1000
"""So many rows are read, packed and written together."""

LEDGER = "ledger_entry"
"""Read in the order of its positions, so that it can be verified while it is read."""

UNSAVED = frozenset({"django_migrations", "django_session"})
"""Migrations are made again by name; who was signed in signs in again."""


def packed(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return rows as they stand in a backup."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=_bytes).encode()


def unpacked(content: bytes) -> list[Row]:
    """Return the rows that were packed."""
    rows: list[Row] = json.loads(content, object_hook=lambda found: bytes.fromhex(found["x"]))
    return rows


def _bytes(value: Any) -> dict[str, str]:
    if isinstance(value, bytes | memoryview):
        return {"x": bytes(value).hex()}
    raise TypeError(type(value).__name__)


@dataclass(frozen=True)
class Table:
    """A table with its columns, by name."""

    name: str
    columns: tuple[str, ...]


class Moment:
    """The database as it was at one moment, however long it is read and whatever is written meanwhile."""

    def __init__(self, cursor: Any, tables: tuple[Table, ...]) -> None:
        self._cursor = cursor
        self.tables = tables

    def rows(self, table: Table) -> Iterator[list[Row]]:
        """Read a table, some rows at once."""
        columns = ", ".join(_read_as(self._cursor, table.name)) if _is_postgresql() else _listed(table.columns)
        order = " ORDER BY position" if table.name == LEDGER else ""
        asked = f'SELECT {columns} FROM "{table.name}"{order}'  # noqa: S608  # names of our own tables
        if not _is_postgresql():
            self._cursor.execute(asked)
            while some := self._cursor.fetchmany(AT_ONCE):
                yield some
            return
        with self._cursor.connection.cursor(name="corridor_backup") as server_side:
            server_side.itersize = AT_ONCE
            server_side.execute(asked)
            while some := server_side.fetchmany(AT_ONCE):
                yield some

    def one(self, question: str) -> Any:
        """Return the first value that answers a question; nothing where there is no row."""
        self._cursor.execute(question)
        row = self._cursor.fetchone()
        return None if row is None else row[0]

    def pairs(self, question: str) -> list[tuple[str, str]]:
        """Return what answers a question for two texts."""
        self._cursor.execute(question)
        return [(str(one), str(other)) for one, other in self._cursor.fetchall()]


@contextmanager
def moment() -> Iterator[Moment]:
    """Hold the database at this moment, by a connection of its own, which writes nothing and keeps nobody waiting."""
    if _is_postgresql():
        beside = connection.copy()
        try:
            beside.ensure_connection()
            raw: Any = beside.connection
            with raw.cursor() as cursor:
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SET LOCAL TIME ZONE 'UTC'")
                yield Moment(cursor, tuple(_postgresql_tables(cursor)))
        finally:
            beside.close()
        return
    # Not by Django's own way, which makes moments and the like of what stands there.
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as beside_it:
        reading = beside_it.cursor()
        reading.execute("PRAGMA query_only = ON")
        reading.execute("PRAGMA mmap_size = 268435456")
        reading.execute("BEGIN")  # The first read holds the moment.
        yield Moment(reading, tuple(_sqlite_tables(reading)))


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _sqlite_tables(cursor: Any) -> Iterator[Table]:
    """Return the tables of SQLite without those that it keeps for a virtual one."""
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    found = cursor.fetchall()
    virtual = tuple(f"{name}_" for name, sql in found if sql.upper().startswith("CREATE VIRTUAL"))
    for name, sql in found:
        if not sql.upper().startswith("CREATE VIRTUAL") and not (virtual and name.startswith(virtual)):
            cursor.execute(f'SELECT name FROM pragma_table_info("{name}")')  # noqa: S608  # as above
            yield Table(name, tuple(column for (column,) in cursor.fetchall()))


_COLUMNS = (
    "SELECT column_name::text, data_type::text FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position"
)


def _postgresql_tables(cursor: Any) -> Iterator[Table]:
    cursor.execute(
        "SELECT table_name::text FROM information_schema.tables "
        "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name"
    )
    for (name,) in cursor.fetchall():
        cursor.execute(_COLUMNS, [name])
        yield Table(name, tuple(column for column, _ in cursor.fetchall()))


_AS_SQLITE = {
    "timestamp with time zone": "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "boolean": "{}::int",
    "uuid": "replace({}::text, '-', '')",
    "inet": "host({})",
    **dict.fromkeys(("jsonb", "json", "date", "numeric", "tsvector", "interval"), "{}::text"),
}


def _read_as(cursor: Any, table: str) -> list[str]:
    """Return how each column of a table is read, so that it comes as SQLite has it."""
    cursor.execute(_COLUMNS, [table])
    return [_AS_SQLITE.get(kind, "{}").format(f'"{column}"') for column, kind in cursor.fetchall()]


# --- writing -----------------------------------------------------------------------------------------------------


@contextmanager
def filling() -> Iterator[Filling]:
    """Fill the tables of a database that was just made; what migrations put there goes first."""
    connection.ensure_connection()
    raw: Any = connection.connection
    kind = _FillingPostgresql if _is_postgresql() else _FillingSqlite
    if not _is_postgresql():
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("BEGIN IMMEDIATE")
        try:
            filled = kind(raw)
            yield filled
            filled.finish()
            raw.execute("COMMIT")
        except BaseException:
            raw.execute("ROLLBACK")
            raise
        raw.execute("PRAGMA foreign_keys = ON")
        return
    with raw.transaction():
        raw.execute("SET LOCAL TIME ZONE 'UTC'")
        raw.execute("SET CONSTRAINTS ALL DEFERRED")
        filled = kind(raw)
        yield filled
        filled.finish()


class Filling(ABC):
    """Tables that are being filled, in the way of one engine."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        tables = _postgresql_tables(raw.cursor()) if _is_postgresql() else _sqlite_tables(raw.cursor())
        self.tables = {table.name: table for table in tables}
        emptied = [name for name in sorted(self.tables) if name not in UNSAVED]
        if _is_postgresql():
            raw.execute(f"TRUNCATE {_listed(emptied)}")
        else:
            for name in emptied:
                raw.execute(f'DELETE FROM "{name}"')  # noqa: S608  # names of our own tables

    def check(self, table: Table) -> None:
        """Refuse a table that is not here, or that has other columns here.

        Raises:
            RestoreFailed: It has.
        """
        here = self.tables.get(table.name)
        if here is None or set(here.columns) != set(table.columns):
            raise RestoreFailed(why=f"table {table.name} has another form here")

    @abstractmethod
    def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Write rows of a table that was checked."""

    @abstractmethod
    def finish(self) -> None:
        """Look at what was written, and make ready for what will be."""


class _FillingSqlite(Filling):
    def put(self, table: Table, rows: Sequence[Row]) -> None:
        places = ", ".join("?" for _ in table.columns)
        self._raw.executemany(f'INSERT INTO "{table.name}" ({_listed(table.columns)}) VALUES ({places})', rows)  # noqa: S608  # as above

    def finish(self) -> None:
        if self._raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise RestoreFailed(why="rows point at others that are not there")
        if self._raw.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise RestoreFailed(why="SQLite's own check found damage")


class _FillingPostgresql(Filling):
    def put(self, table: Table, rows: Sequence[Row]) -> None:
        into = f'COPY "{table.name}" ({_listed(table.columns)}) FROM STDIN'
        with self._raw.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)

    def finish(self) -> None:
        """Let the numbers that the server gives out continue after those that were written."""
        asked = (
            "SELECT table_name::text, column_name::text, "
            "pg_get_serial_sequence(quote_ident(table_name), column_name) FROM information_schema.columns "
            "WHERE table_schema = current_schema() "
            "AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
        )
        for table, column, sequence in self._raw.execute(asked).fetchall():
            self._raw.execute(
                f'SELECT setval(%s, coalesce(max("{column}"), 1), max("{column}") IS NOT NULL) FROM "{table}"',  # noqa: S608  # as above
                [sequence],
            )
