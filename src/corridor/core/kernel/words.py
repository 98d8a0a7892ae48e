"""The words of a text with their places in it, in any script."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from corridor.core.kernel.text import fold

# Letters and digits, and the marks that stand above or below letters in Arabic, Hebrew, Indic and other scripts.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u135d-\u135f"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")

LONGEST_WORD = 60
"""Longer runs of letters are no words of a language; they are cut."""


class Word(NamedTuple):
    """One word: as written, from where to where it stands, and folded for comparison."""

    text: str
    start: int
    end: int
    folded: str

    @property
    def is_capital(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    """Return the words of a text in their order."""
    return [
        Word(found[0][:LONGEST_WORD], found.start(), min(found.end(), found.start() + LONGEST_WORD), folded)
        for found in _WORD.finditer(text)
        if (folded := fold(found[0][:LONGEST_WORD]))
    ]


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def plain_of(text: str) -> str:
    """Return a text of the same length with digits of whatever script as 0-9 and dashes as one."""
    levelled = "".join(str(unicodedata.decimal(one)) if not one.isascii() and one.isdecimal() else one for one in text)
    return levelled.translate(_DASHES)
