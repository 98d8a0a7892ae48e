"""Remembers numbers under keys in memory that does not grow with the file: what is more waits in a nameless file."""

from __future__ import annotations

import sqlite3
from functools import cached_property

NEAR = 50_000
"""So many keys of one table are kept in memory, in about 6 MB; all further ones on the disk."""

_BYTES = 16
_SIGN = 1 << 63


class Remembered:
    """A table from keys of 64 bits to numbers of 128 bits at most.

    The file is one of the system's temporary ones, which SQLite removes by itself; it holds digests and line numbers.
    """

    def __init__(self, near: int = NEAR) -> None:
        self._room = near
        self._near: dict[int, int] = {}

    def get(self, key: int) -> int | None:
        """Return the number under a key, or nothing."""
        known = self._near.get(key)
        if known is not None or not self._is_full:
            return known
        found = self._far.execute("SELECT told FROM far WHERE key = ?", (key - _SIGN,)).fetchone()
        return None if found is None else int.from_bytes(found[0])

    def __setitem__(self, key: int, told: int) -> None:
        """Remember a number under a key, instead of the one that was there."""
        if key in self._near or not self._is_full:
            self._near[key] = told
        else:
            self._far.execute("INSERT OR REPLACE INTO far VALUES (?, ?)", (key - _SIGN, told.to_bytes(_BYTES)))

    @property
    def _is_full(self) -> bool:
        return len(self._near) >= self._room

    @cached_property
    def _far(self) -> sqlite3.Connection:
        far = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        far.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000; BEGIN;"
            "CREATE TABLE far (key INTEGER PRIMARY KEY, told BLOB NOT NULL)"
        )
        return far
