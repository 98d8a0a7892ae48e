"""How short texts are joined in a language: a comma, a colon or a semicolon is not set alike everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import get_language, gettext

COMMA: Final = {"ar": "\N{ARABIC COMMA} "}
COLON: Final = {"fr": "\N{NO-BREAK SPACE}:"}
SEMICOLON: Final = {"fr": "\N{NO-BREAK SPACE}; ", "ar": "\N{ARABIC SEMICOLON} "}


def headed(name: str, told: str) -> str:
    """Return what is told of something, after its name."""
    return gettext("%(name)s: %(told)s") % {"name": name, "told": told}


def colon(language: str = "") -> str:
    """Return the colon after a word, where what follows is set apart; in the language of the page if none is named."""
    return COLON.get(language or get_language() or "en", ":")


def joined(parts: Iterable[str], language: str) -> str:
    """Return several short texts in a row, with the comma of the language."""
    return COMMA.get(language, ", ").join(parts)


def in_a_row(parts: Iterable[str], language: str = "") -> str:
    """Return several texts in a row, each of which may hold a comma; in the language of the page if none is named."""
    return SEMICOLON.get(language or get_language() or "en", "; ").join(parts)
