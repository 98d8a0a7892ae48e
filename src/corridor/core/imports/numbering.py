"""Gives each row of one file the key of its record, and finds copies."""

from __future__ import annotations

from hashlib import blake2b

from corridor.core.imports.codes import Reason, Repeats
from corridor.core.imports.records import Cells, Problem, problem


class Numbering:
    """Remembers the keys and rows of one file, 16 bytes of digest each, so that memory stays small.

    The second row of a key becomes `key#2`, the third `key#3`: a publisher that splits one incident over several rows
    repeats its identifier, and none of the rows may be lost.
    """

    def __init__(self, repeats: Repeats) -> None:
        self._repeats = repeats
        self._keys: dict[int, int] = {}
        self._rows: dict[int, int] = {}
        self._again: dict[int, int] = {}

    def place(self, key: str, cells: Cells, line: int) -> str | Problem:
        """Return the key of the row's record, or why the row is refused.

        Args:
            key: The key as the mapping makes it.
            cells: The whole row.
            line: Where it stands.
        """
        of_key = _digest(key)
        first = self._keys.setdefault(of_key, line)
        if self._repeats is Repeats.REJECT:
            row = _digest("\x1f".join([cell or "" for cell in cells]))
            earlier = self._rows.setdefault(row, line)
            if earlier != line:
                return problem(Reason.DUPLICATE, line=earlier)
        if first == line:
            return key
        if self._repeats is Repeats.FORBID:
            return problem(Reason.KEY_TWICE, line=first)
        ordinal = self._again.get(of_key, 1) + 1
        self._again[of_key] = ordinal
        return f"{key}#{ordinal}"


def _digest(text: str) -> int:
    """Digest a text to 64 bits; the same in every process, unlike `hash`, so that the same file gives the same keys."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
