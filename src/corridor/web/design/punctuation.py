"""How short texts are joined in the language of the page: a colon or a semicolon is not set alike everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import get_language, gettext

COLON: Final = {"fr": "\N{NO-BREAK SPACE}:"}
SEMICOLON: Final = {"fr": "\N{NO-BREAK SPACE}; ", "ar": "\N{ARABIC SEMICOLON} "}


def headed(name: str, told: str) -> str:
    """Return what is told of something, after its name."""
    return gettext("%(name)s: %(told)s") % {"name": name, "told": told}


def colon() -> str:
    """Return the colon after a word, where what follows is markup of its own."""
    return COLON.get(get_language() or "en", ":")


def in_a_row(parts: Iterable[str]) -> str:
    """Return several texts in a row, each of which may hold a comma."""
    return SEMICOLON.get(get_language() or "en", "; ").join(parts)
