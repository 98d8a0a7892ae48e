"""Reads the words of pasting from the document in which they ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corridor.core.kernel.text import fold
from corridor.core.pasting.records import Lexicon, Phrase


def lexicon_from(document: Mapping[str, Any]) -> Lexicon:
    """Return the words by which texts are read."""
    fields = [
        phrase
        for path, codes in document["fields"].items()
        for code, written in codes.items()
        for phrase in _phrases(written, f"{path}={code}")
    ]
    numbers = {fold(word): int(value) for value, words in document["numbers"].items() for word in words.split()}
    months = {fold(word): int(value) for value, words in document["months"].items() for word in words.split(",")}
    return Lexicon(
        fields=tuple(fields),
        people=_all(document["people"]),
        states=_all(document["states"]),
        bounds=_all(document["bounds"]),
        marks=_all(document["marks"]),
        currencies=_all(document["currencies"]),
        numbers=numbers,
        months=months,
        negations=frozenset(fold(word) for word in document["negations"].split()),
        units=frozenset(fold(word) for word in document["ages"].split()),
        aged=frozenset(fold(word) for word in document["aged"].split()),
        not_people=frozenset(fold(word) for word in document["not_people"].split()),
        kinds_of_places=frozenset(fold(word) for word in document["kinds_of_places"].split()),
        not_places=frozenset(fold(word) for word in document["not_places"].split()),
    )


def _all(senses: Mapping[str, str]) -> tuple[Phrase, ...]:
    return tuple(phrase for sense, written in senses.items() for phrase in _phrases(written, str(sense)))


def _phrases(written: str, sense: str) -> Iterator[Phrase]:
    for phrase in written.split(","):
        words = tuple(f"{fold(word)}*" if word.endswith("*") else fold(word) for word in _parts(phrase))
        if words:
            yield Phrase(words, sense)


def _parts(phrase: str) -> list[str]:
    """Return the words of a phrase; what folds to two is two, as in a text."""
    return [
        part + ("*" if word.endswith("*") and part == fold(word).split()[-1] else "")
        for word in phrase.split()
        for part in fold(word).split()
    ]
