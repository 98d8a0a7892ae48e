"""Reads Parquet through DuckDB, which only this module imports: bounded, and shut off from files and the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb.sqltypes import DuckDBPyType

from corridor.core.imports.codes import CELL_LIMIT, COLUMN_LIMIT, Reason
from corridor.core.imports.errors import FileRefused
from corridor.core.imports.records import Broken, Cells, Table, problem
from corridor.core.imports.tables.headers import checked

MEMORY_MB = 256
ROWS = 50_000_000
"""More rows than this are refused: a column of one value repeated can claim any number of them."""

GROUP_BYTES = 2 << 30
"""What the columns of one group of rows may come to, by the file's own account."""

_FAULTS = (duckdb.Error, RuntimeError, UnicodeError)
"""How the engine fails: by its own errors, and by those of its binding where a name or text is no text at all."""

_FETCHED = 1000
_ENDS = b"PAR1"


@contextmanager
def opened(path: Path, name: str) -> Iterator[Table]:
    """Open a Parquet file as a table; dates, figures and lists come as text, fields of records under both names.

    Raises:
        FileRefused: It is damaged, or holds more than can be read. Reading the rows may raise it too.
    """
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - len(_ENDS)))
        if file.read() != _ENDS:
            raise FileRefused(fault="damaged")
    with duckdb.connect(":memory:") as engine:
        try:
            _shut(engine, path)
            _check_size(engine, path)
            columns = [found for column, kind in _described(engine, path) for found in _flat([column], kind)]
            if not columns:
                raise FileRefused(fault="empty", line=1)
            if len(columns) > COLUMN_LIMIT:
                raise FileRefused(fault="columns", line=1)
            header = checked([".".join(parts).strip() for parts, _ in columns])
            asked = ", ".join(_as_text(parts, kind) for parts, kind in columns)
            engine.execute(f"SELECT {asked} FROM read_parquet(?)", [str(path)])  # names are quoted
        except _FAULTS:
            raise FileRefused(fault="parquet") from None
        yield Table(name, "parquet", header, _rows(engine))


def _shut(engine: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Leave the engine nothing but this one file, and no way to open itself up again."""
    engine.execute(f"SET memory_limit = '{MEMORY_MB}MB'")
    engine.execute("SET threads = 1")
    engine.execute("SET temp_directory = ''")
    engine.execute("SET autoinstall_known_extensions = false")
    engine.execute("SET autoload_known_extensions = false")
    engine.execute("SET allowed_paths = ?", [[str(path)]])
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")


def _check_size(engine: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Judge the file by its own account, before anything of it is unpacked."""
    asked = "SELECT num_rows, encryption_algorithm FROM parquet_file_metadata(?)"
    found = engine.execute(asked, [str(path)]).fetchone()
    if found is None or not 0 <= int(found[0]) <= ROWS:
        raise FileRefused(fault="parquet")
    if found[1]:
        raise FileRefused(fault="encrypted")
    asked = "SELECT sum(total_uncompressed_size) FROM parquet_metadata(?) GROUP BY row_group_id"
    if any(int(size or 0) > GROUP_BYTES for (size,) in engine.execute(asked, [str(path)]).fetchall()):
        raise FileRefused(fault="bomb")


def _described(engine: duckdb.DuckDBPyConnection, path: Path) -> list[tuple[str, DuckDBPyType]]:
    relation = engine.execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(path)])
    return [(str(column[0]), column[1]) for column in relation.description or ()]


def _flat(parts: list[str], kind: DuckDBPyType) -> Iterator[tuple[list[str], DuckDBPyType]]:
    """Yield the columns that a column comes to: a record is its fields."""
    if kind.id == "struct" and len(parts) < 5:
        for field, inner in kind.children:
            if isinstance(inner, DuckDBPyType):
                yield from _flat([*parts, str(field)], inner)
    else:
        yield parts, kind


def _as_text(parts: list[str], kind: DuckDBPyType) -> str:
    """Return the SQL that reads a column as text, no longer than what shows that it is too long."""
    column = ".".join(_quoted(part) for part in parts)
    inner = kind.children[0][1] if kind.id == "list" else None
    if isinstance(inner, DuckDBPyType) and inner.id == "varchar":
        said = f"array_to_string({column}, ', ')"
    elif kind.id == "blob":
        # Text without a sign that it is text; what is none stays as the figures of its bytes.
        said = f"coalesce(TRY(decode({column})), CAST({column} AS VARCHAR))"
    else:
        said = f"CAST({column} AS VARCHAR)"
    return f"left({said}, {CELL_LIMIT + 1})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _rows(engine: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, Cells]]:
    number = 0
    while True:
        try:
            some = engine.fetchmany(_FETCHED)
        except _FAULTS:
            raise FileRefused(fault="parquet", line=number + 1) from None
        if not some:
            return
        for values in some:
            number += 1
            cells: Cells = list(values)
            if any(cell is not None and len(cell) > CELL_LIMIT for cell in cells):
                shortened: Cells = [cell and cell[:CELL_LIMIT] for cell in cells]
                cells = Broken(shortened, problem(Reason.CELL_TOO_LONG, limit=CELL_LIMIT))
            yield number, cells
