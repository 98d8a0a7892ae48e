"""Looking up lines in sorted text that stays on the disk: only the lines that are looked at are read."""

from __future__ import annotations

from corridor.core.gazetteer.records import Pages

MOST_BYTES = 400_000
"""Of so many bytes of lines that begin alike, no more are looked at."""


class SortedLines:
    """Lines in the order of their bytes, each ended by a line feed."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def start(self, key: bytes) -> int:
        """Return where the first line stands that is not before a key."""
        pages = self.pages
        low, high = 0, len(pages)
        while low < high:
            middle = (low + high) // 2
            line = pages.rfind(b"\n", low, middle) + 1 or low
            end = pages.find(b"\n", middle)
            if pages[line:end] < key:
                low = end + 1
            else:
                high = line
        return low

    def beginning(self, key: bytes) -> list[bytes]:
        """Return the lines that begin with a key, in their order; of very many, the first."""
        first = self.start(key)
        if self.pages[first : first + len(key)] != key:
            return []
        last = min(self.start(key + b"\xff"), first + MOST_BYTES)
        lines = self.pages[first:last].split(b"\n")
        return lines[:-1]

    def at(self, place: int) -> bytes:
        """Return the line that begins at a place."""
        return self.pages[place : self.pages.find(b"\n", place)]
