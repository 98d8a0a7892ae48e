"""The columnar engine in the process: DuckDB, imported when first needed, without network or extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    Database: TypeAlias = DuckDBPyConnection

LIMITS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "2",
}


def engine(*, file: Path | None = None) -> Database:
    """Return an empty database in memory that reaches no file, or a single one; close it after use."""
    import duckdb

    database = duckdb.connect(":memory:", config=dict(LIMITS))
    if file is not None:
        database.execute("SET allowed_paths = ?", [[str(file)]])
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")
    return database


def faults() -> tuple[type[Exception], ...]:
    """Return how the engine fails."""
    import duckdb

    return (duckdb.Error,)
