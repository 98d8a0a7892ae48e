"""The columnar engine in the process: DuckDB, imported when it is first needed, without files, network or extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LIMITS = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "2",
}


def engine() -> DuckDBPyConnection:
    """Return an empty database in memory; close it after use."""
    import duckdb

    return duckdb.connect(":memory:", config=dict(LIMITS))
