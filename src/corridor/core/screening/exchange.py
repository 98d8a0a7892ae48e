"""Reads the words of screening from the document in which they ship."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corridor.core.kernel.text import fold
from corridor.core.screening.records import Cues, Vocabulary


def vocabulary_from(document: Mapping[str, Any]) -> Vocabulary:
    """Return the words by which names are told."""
    lists = {name: _folded(document[name]) for name in Vocabulary.__slots__ if name in document}
    return Vocabulary(**lists)


def cues_from(document: Mapping[str, Any]) -> Cues:
    """Return by what the other kinds are announced."""
    return Cues(**document["patterns"])


def _folded(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() if (form := fold(word)))
