"""Opens a file of whatever kind and hands its tables to the core; nothing else opens one. Knows no database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corridor.core.imports.records import AUTOMATIC, Layout, Table
from corridor.core.imports.tables import tables
from corridor.core.imports.tables.kinds import PARQUET, TEXT, check_name, kind_of

LARGE_BYTES = 2_000_000
"""Files from this size on are read in a process of their own, and their lines counted instead of their rows."""

_SNIFFED = 4096


@contextmanager
def opened(path: Path, name: str, layout: Layout = AUTOMATIC) -> Iterator[Iterator[Table]]:
    """Open a file and give its tables, one after the other; they can be read while it is open.

    Raises:
        FileRefused: The file is no table.
    """
    with path.open("rb") as stream:
        first = stream.read(_SNIFFED)
        stream.seek(0)
        if kind_of(first) == PARQUET:
            # Its engine takes some 70 MB, and is loaded for such files alone.
            from corridor.web.desk.imports import parquet

            check_name(name, PARQUET)
            with parquet.opened(path, name) as table:
                yield iter([table])
        else:
            yield tables(stream, name, layout)


def is_text(path: Path) -> bool:
    """Return whether a file is a text, by its first bytes."""
    with path.open("rb") as stream:
        return kind_of(stream.read(_SNIFFED)) == TEXT


def is_large(path: Path) -> bool:
    """Return whether a file takes long enough to read that a process of its own is worth starting: half a second."""
    return path.stat().st_size >= LARGE_BYTES
