"""Putting rows into the tables of the spine and of search, in the engine's fastest safe way; all inside a write."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import connection, models

from corridor.web.desk.statements.store import holes

FEW = 200
"""So many rows cost less as one message than as a COPY for each table."""

AT_ONCE = 1000
"""So many rows go in one statement where no COPY can carry them."""


class TableRows(NamedTuple):
    """Rows of one table: their columns in their order, then those of `same`.

    `same` are numbers that are equal in every row, written once instead of being bound with each. Where
    `is_known_fine`, a row that is there already stays as it is.
    """

    table: str
    columns: str
    rows: Sequence[tuple[Any, ...]]
    same: tuple[int, ...] = ()
    is_known_fine: bool = False

    def statement(self, values: str) -> str:
        """Return the text that inserts some values."""
        tail = " ON CONFLICT DO NOTHING" if self.is_known_fine else ""
        return f"INSERT INTO {self.table} ({self.columns}) VALUES {values}{tail}"


def insert(table: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of one table."""
    insert_all([TableRows(table, columns, rows)])


def insert_all(tables: Sequence[TableRows]) -> None:
    """Insert rows of several tables in the engine's fastest safe way.

    By executemany on SQLite; on PostgreSQL few of them in one message, since there the way to the server costs more
    than the rows, and many by COPY.
    """
    filled = [one for one in tables if one.rows]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with connection.wrap_database_errors:
            for one in filled:
                values = ", ".join([*("?" * len(one.rows[0])), *map(str, one.same)])
                connection.connection.executemany(one.statement(f"({values})"), one.rows)
    elif sum(len(one.rows) for one in filled) <= FEW:
        _send(filled)
    else:
        for one in filled:
            if one.is_known_fine:
                for start in range(0, len(one.rows), AT_ONCE):
                    _send([one._replace(rows=one.rows[start : start + AT_ONCE])])
            else:
                _copy(one)


def _send(tables: Sequence[TableRows]) -> None:
    """Insert rows in one message."""
    if not tables:
        return
    told = [value for one in tables for row in one.rows for value in (*row, *one.same)]
    with connection.cursor() as cursor:
        cursor.execute("; ".join(one.statement(_places(one)) for one in tables), told)


def _places(one: TableRows) -> str:
    return ", ".join([f"({holes((*one.rows[0], *one.same))})"] * len(one.rows))


def _copy(one: TableRows) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {one.table} ({one.columns}) FROM STDIN") as copy:
        for row in one.rows:
            copy.write_row(row + one.same)


def add(row: models.Model) -> None:
    """Insert one row of a table that numbers its rows, by a statement that is made once; for writes that make many.

    As `save` would on a row that is new, without signals; the number is the row's afterwards.
    """
    statement, fields = _adding(type(row))
    with connection.cursor() as cursor:
        told = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        cursor.execute(statement, told)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


@cache
def _adding(table: type[models.Model]) -> tuple[str, tuple[models.Field[Any, Any], ...]]:
    own = table._meta
    fields = tuple(field for field in own.concrete_fields if not field.primary_key)
    columns = ", ".join(str(field.column) for field in fields)
    number = own.pk.column
    return f"INSERT INTO {own.db_table} ({columns}) VALUES ({holes(fields)}) RETURNING {number}", fields


def reserve(name: str, count: int) -> int:
    """Return the first of `count` fresh row numbers of `entity` or `record`; gaps do no harm."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE row_counter SET last = last + %s WHERE name = %s RETURNING last", (count, name))
        return int(cursor.fetchone()[0]) - count + 1
