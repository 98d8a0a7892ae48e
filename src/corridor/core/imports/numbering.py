"""Gives each row of one file the key of its record, and finds copies."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Protocol

from corridor.core.imports.codes import Reason, Repeats
from corridor.core.imports.records import Cells, Problem, problem


class Memory(Protocol):
    """Numbers of 128 bits at most under keys of 64 bits, as a dictionary keeps them."""

    def get(self, key: int, /) -> int | None:
        """Return the number under a key, or nothing."""

    def __setitem__(self, key: int, told: int, /) -> None:
        """Remember a number under a key, instead of the one that was there."""


class Numbering:
    """Remembers each key of one file and the row it first stood in.

    The second row of a key becomes `key#2`, the third `key#3`: a publisher that splits one incident over several rows
    repeats its identifier, and none of the rows may be lost. Copies have the same key, so that only rows of one key are
    compared.

    Args:
        memory: Makes what keys are remembered in; a dictionary grows by about 120 bytes a row.
    """

    def __init__(self, repeats: Repeats, memory: Callable[[], Memory] = dict) -> None:
        self._repeats = repeats
        self._keys, self._rows, self._again = memory(), memory(), memory()

    def place(self, key: str, cells: Cells, line: int) -> str | Problem:
        """Return the key of the row's record, or why the row is refused.

        Args:
            key: The key as the mapping makes it.
            cells: The whole row.
            line: Where it stands.
        """
        of_key = _digest(key)
        row = _digest("\x1f".join([cell or "" for cell in cells])) if self._repeats is Repeats.REJECT else 0
        told = row << _LINE_BITS | line
        known = self._keys.get(of_key)
        if known is None:
            self._keys[of_key] = told
            return key
        first = known & _LINE_MASK
        if self._repeats is Repeats.FORBID:
            return problem(Reason.KEY_TWICE, line=first)
        if self._repeats is Repeats.REJECT:
            both = _digest(f"{of_key} {row}")
            earlier = first if known >> _LINE_BITS == row else self._rows.get(both)
            if earlier is not None:
                return problem(Reason.DUPLICATE, line=earlier)
            self._rows[both] = line
        ordinal = (self._again.get(of_key) or 1) + 1
        self._again[of_key] = ordinal
        return f"{key}#{ordinal}"


_LINE_BITS = 40
_LINE_MASK = (1 << _LINE_BITS) - 1
"""A row is remembered as its digest and, in the lowest bits, its line."""


def _digest(text: str) -> int:
    """Digest a text to 64 bits; the same in every process, unlike `hash`, so that the same file gives the same keys."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
