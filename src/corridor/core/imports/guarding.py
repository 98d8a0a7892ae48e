"""What a mapping that an officer writes may not hold, beyond what makes it wrong: personal columns, costly patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corridor.core.imports.errors import MappingProblem
from corridor.core.imports.fields import text_list
from corridor.core.imports.records import ImportMapping
from corridor.core.imports.wording import Wording
from corridor.core.kernel.text import has_forbidden

LONGEST_TEXT = 100_000
_LONGEST_CODE = 64
_LONGEST_LINE = 120
_STARS = 3


def unsafe_parts(document: Mapping[str, Any], mapping: ImportMapping, wording: Wording) -> tuple[MappingProblem, ...]:
    """Return why a mapping of an officer is not kept, although it could be read.

    A column about one person is never read (R-01), under whatever name the mapping gives it.
    """
    return (*_personal(document, mapping, wording), *_too_long(mapping), *_costly(document), *_hidden(document, ""))


def _personal(document: Mapping[str, Any], mapping: ImportMapping, wording: Wording) -> Iterator[MappingProblem]:
    aliases = document.get("columns") or {}
    for name in mapping.columns:
        headers = [name, *(text_list(aliases.get(name) or []) or ())]
        if any(wording.is_about_people(header) for header in headers):
            yield MappingProblem(
                f"columns.{name}", "says something about one person", "Leave it out; a table never carries it (R-01)"
            )
    wide = document.get("wide") or {}
    listed = wide.get("columns") or ()
    if any(wording.is_about_people(str(header)) for header in ([listed] if isinstance(listed, str) else listed)):
        yield MappingProblem("wide.columns", "say something about one person", "Leave them out (R-01)")


def _too_long(mapping: ImportMapping) -> Iterator[MappingProblem]:
    limits = {"mapping": mapping.name, "source": mapping.source, "edition": mapping.edition}
    for key, value in limits.items():
        if len(value) > _LONGEST_CODE:
            yield MappingProblem(key, f"is longer than {_LONGEST_CODE} characters", "Write a shorter code")
    lines = {"licence": mapping.licence, "credit": mapping.credit, "title": "".join(mapping.title.get("en", ""))}
    for key, value in lines.items():
        if len(value) > _LONGEST_LINE:
            yield MappingProblem(key, f"is longer than {_LONGEST_LINE} characters", "Write a shorter text")


def _costly(document: Mapping[str, Any]) -> Iterator[MappingProblem]:
    """Refuse patterns that would try a long cell in very many ways."""
    for part in ("fields", "layout", "recognise", "released"):
        for where, text in _texts(document.get(part), part):
            if text.count("*") > _STARS:
                yield MappingProblem(where, f"has more than {_STARS} stars", "Write several shorter patterns")


def _hidden(document: Mapping[str, Any], where: str) -> Iterator[MappingProblem]:
    for place, text in _texts(document, where):
        if has_forbidden(text):
            yield MappingProblem(place, "holds control characters", "Write plain text")


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            place = f"{where}.{key}" if where else str(key)
            yield place, str(key)
            yield from _texts(inner, place)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, where)
