"""Reads documents that people write: every mistake is noted with where it stands, and all are told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

LANGUAGES: Final = ("en", "fr", "es", "ar")
"""What every label is written in."""

Document = Mapping[str, Any]


class DocumentReading:
    """A document on its way to what it describes, with every mistake found so far."""

    def __init__(self) -> None:
        self.findings: list[str] = []

    def note(self, where: str, what: str) -> None:
        """Keep one mistake."""
        self.findings.append(f"{where}: {what}")

    def entries(self, document: Document, section: str, where: str = "") -> Iterator[tuple[str, Document]]:
        """Yield the named entries of one section, noting what is not a mapping."""
        place = f"{where}/{section}" if where else section
        found = document.get(section) or {}
        if not isinstance(found, Mapping):
            self.note(place, "must map names to entries")
            return
        for name, entry in found.items():
            if not isinstance(name, str) or not isinstance(entry, Mapping):
                self.note(f"{place}/{name}", "must be a named mapping; put quotes around yes, no and numbers")
                continue
            yield name, entry

    def unknown_keys(self, entry: Document, known: frozenset[str], where: str) -> None:
        """Note keys that mean nothing."""
        for key in sorted(str(key) for key in entry if key not in known):
            self.note(where, f"unknown key {key}")

    def labels(self, found: object, where: str) -> dict[str, str]:
        """Return the labels, noting each language without one."""
        labels = found if isinstance(found, Mapping) else {}
        for language in LANGUAGES:
            text = labels.get(language)
            if not isinstance(text, str) or not text.strip():
                self.note(where, f"label {language} is missing")
        return {language: str(labels.get(language, "")) for language in LANGUAGES}

    def names(self, entry: Document, key: str, where: str) -> tuple[str, ...]:
        """Return a list of names, noting when it is none or repeats itself."""
        found = entry.get(key) or []
        if not isinstance(found, Sequence) or isinstance(found, str) or not all(isinstance(n, str) for n in found):
            self.note(where, f"{key} must be a list of names")
            return ()
        if len(set(found)) != len(found):
            self.note(where, f"{key} names something twice")
        return tuple(found)
