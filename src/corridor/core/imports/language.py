"""Reads a mapping as a user writes it in YAML, and says everything that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from corridor.core.entities.registry import Registry
from corridor.core.entities.rules import BEGINNINGS, bulk_problems
from corridor.core.handling.errors import GradeInvalid
from corridor.core.handling.grades import grade_from, grade_text
from corridor.core.handling.scheme import Schemes
from corridor.core.imports.arranging import arranged_header, means, reads
from corridor.core.imports.codes import FORMATS, Repeats
from corridor.core.imports.errors import MappingInvalid, MappingProblem
from corridor.core.imports.fields import field_from, text_list
from corridor.core.imports.layouts import layout_from, patterns, wide_from
from corridor.core.imports.records import Check, Field, Grading, ImportMapping, Recognition
from corridor.core.imports.tables.headers import folded_tag
from corridor.core.kernel.dates import DateInvalid, bounds
from corridor.core.kernel.text import fold

_NEEDED = (
    "mapping",
    "version",
    "title",
    "source",
    "edition",
    "credit",
    "licence",
    "marking",
    "entity",
    "key",
    "fields",
)
_KEYS = frozenset(
    (
        *_NEEDED,
        *("as_of", "whole", "released", "format", "layout", "wide", "recognise", "columns", "repeats", "checks"),
        *("grade", "unread", "export"),
    )
)
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGES = frozenset(("en", "fr", "es", "ar"))


class _Reading:
    """A mapping on its way in, with every problem found so far."""

    def __init__(self, document: Mapping[str, Any], registry: Registry, schemes: Schemes) -> None:
        self.document = document
        self.registry = registry
        self.schemes = schemes
        self.problems: list[MappingProblem] = []
        self.columns: dict[str, tuple[str, ...]] = {}
        self.tags: dict[str, str] = {}

    def note(self, key: str, wrong: str, remedy: str) -> None:
        self.problems.append(MappingProblem(key, wrong, remedy))

    def text(self, key: str) -> str:
        value = self.document.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if key in self.document:
            self.note(key, "is not a text", "Write a short text, in quotation marks if it holds a colon")
        return ""

    def code(self, key: str) -> str:
        value = self.text(key)
        if value and _CODE.fullmatch(value) is None:
            self.note(key, "is not a code", "Use lower-case letters, digits and hyphens, such as iom-missing-migrants")
        return value

    def column(self, key: str, name: str) -> str:
        """Take a column by its name in the mapping; one that is not listed stands under that name in the file."""
        self.columns.setdefault(name, (fold(name),))
        if not fold(name):
            self.note(key, "names a column without letters or digits", "Write the header of the column")
        return name

    def named_columns(self, key: str, value: object) -> tuple[str, ...]:
        names = text_list(value)
        if names is None:
            self.note(key, "is not a list of columns", "Write [first column, second column]")
            return ()
        return tuple(self.column(key, name) for name in names)


def mapping_from(document: object, registry: Registry, schemes: Schemes) -> ImportMapping:
    """Return the mapping that a parsed YAML document describes.

    Raises:
        MappingInvalid: Anything is wrong with it; `problems` lists all of it, key by key.
    """
    if not isinstance(document, Mapping):
        raise MappingInvalid(
            mapping="?", problems=[MappingProblem("", "the document is not a list of keys", "Begin with mapping: name")]
        )
    reading = _Reading(document, registry, schemes)
    for key in _NEEDED:
        if key not in document:
            reading.note(key, "is missing", "Add it; the guide explains every key")
    for key in document:
        if key not in _KEYS:
            reading.note(str(key), "is not a key of a mapping", f"Remove it, or use one of: {', '.join(sorted(_KEYS))}")
    name = reading.code("mapping")
    _columns(reading)
    layout, wide = layout_from(document.get("layout"), reading.note), wide_from(document.get("wide"), reading.note)
    mapping = replace(_assembled(reading, name), tags=reading.tags, layout=layout, wide=wide)
    for unsafe in bulk_problems(mapping.kind, [field.prop for field in mapping.fields], registry):
        reading.note(
            f"fields.{unsafe.prop}" if unsafe.prop else "entity", unsafe.message, "Leave it out of the mapping"
        )
    for field in mapping.fields:
        if field.prop in BEGINNINGS.get(mapping.kind, ()) and (field.future or field.constant is not None):
            wrong = "would let a measure in that is still to come, which is planned with its harm check (R-17)"
            reading.note(f"fields.{field.prop}", wrong, "Read it from a column, without future")
    if reading.problems:
        raise MappingInvalid(mapping=name or "?", problems=reading.problems)
    return mapping


def _assembled(reading: _Reading, name: str) -> ImportMapping:
    document = reading.document
    kind = _kind(reading)
    written = text_list(document.get("key", []))
    spare = frozenset(name[:-1] for name in written or () if name.endswith("?"))
    key = reading.named_columns("key", written and [name.removesuffix("?") for name in written])
    if "key" in document and not set(key) - spare:
        reading.note("key", "names no column", "Name the columns that together recognise a record in the next release")
    fields = tuple(_fields(reading, kind))
    required = reading.registry.schemata[kind].required if kind in reading.registry.schemata else ()
    for prop in required:
        if all(field.prop != prop for field in fields):
            reading.note(f"fields.{prop}", f"is missing, and a {kind} needs it", "Fill it from a column or a constant")
    checks = tuple(_checks(reading))
    grading = _grading(reading)
    recognition = _recognition(reading)
    return ImportMapping(
        name=name,
        version=_version(reading),
        title=_title(reading),
        source=reading.code("source"),
        edition=reading.code("edition"),
        credit=reading.text("credit"),
        licence=reading.text("licence"),
        marking=reading.code("marking"),
        whole=_flag(reading, "whole"),
        is_export=_flag(reading, "export"),
        formats=_formats(reading),
        kind=kind,
        key=key,
        spare=spare,
        repeats=_repeats(reading),
        columns=reading.columns,
        fields=fields,
        recognition=recognition,
        unread=frozenset(fold(column) for column in text_list(document.get("unread", [])) or ()),
        as_of=_day(reading, "as_of"),
        file_name=_released(reading),
        checks=checks,
        grading=grading,
    )


def _columns(reading: _Reading) -> None:
    columns = reading.document.get("columns", {})
    if not isinstance(columns, Mapping):
        reading.note("columns", "is not a list of names", "Write each name with the headers it may have in files")
        return
    for name, headers in columns.items():
        listed = text_list(headers if headers is not None else [])
        if listed is None:
            reading.note(f"columns.{name}", "is not a list of headers", 'Write ["Reported Date", "Date"]')
            continue
        headers_only = [header for header in listed if not header.startswith("#")]
        folded = dict.fromkeys(filter(None, map(fold, (str(name), *headers_only))))
        reading.columns[str(name)] = tuple(folded)
        reading.tags.update((folded_tag(tag), str(name)) for tag in listed if tag.startswith("#"))


def _kind(reading: _Reading) -> str:
    kind = reading.text("entity")
    schema = reading.registry.schemata.get(kind)
    if not kind:
        return ""
    if schema is None or schema.abstract:
        reading.note("entity", "is not a kind of thing", f"Use one of: {', '.join(reading.registry.kinds())}")
    elif schema.personal:
        reading.note("entity", "is a person or a role", "File people one by one in a report; a table never makes them")
    return kind


def _fields(reading: _Reading, kind: str) -> Iterable[Field]:
    entries = reading.document.get("fields", {})
    if not isinstance(entries, Mapping) or (not entries and "fields" in reading.document):
        reading.note("fields", "lists no property", "Write each property with its column, such as dead: number_dead")
        return
    for prop, entry in entries.items():
        where = f"fields.{prop}"
        found = reading.registry.properties.get(str(prop))
        if found is None or (kind in reading.registry.schemata and not reading.registry.allows(kind, str(prop))):
            known = reading.registry.schemata[kind].properties if kind in reading.registry.schemata else ()
            reading.note(where, f"is not a property of {kind}", f"Use one of: {', '.join(sorted(known))}")
            continue
        if reading.registry.is_personal(kind, str(prop)) and kind in reading.registry.schemata:
            reading.note(where, "says something about one person", "File it in a report; a table never carries it")
            continue
        specs = entry if isinstance(entry, list) and not all(isinstance(one, str) for one in entry) else [entry]
        for number, spec in enumerate(specs, 1):
            place = where if len(specs) == 1 else f"{where}[{number}]"
            field, problems = field_from(spec, found, reading.registry, place)
            reading.problems += problems
            if field is not None:
                groups = [group.column for group in (field.sex_from, field.age_from) if group]
                for column in (*field.columns, *groups, *filter(None, [field.instead_of])):
                    reading.column(place, column)
                yield field


def _checks(reading: _Reading) -> Iterable[Check]:
    entries = reading.document.get("checks") or []
    if not isinstance(entries, list):
        reading.note("checks", "is not a list", "Write each check as - total: column, and at_least: [column, column]")
        return
    for number, entry in enumerate(entries, 1):
        where = f"checks[{number}]"
        if not isinstance(entry, Mapping) or set(entry) != {"total", "at_least"}:
            reading.note(where, "is not a check", "Write total: column, and at_least: [column, column]")
            continue
        total = reading.named_columns(f"{where}.total", entry["total"])
        parts = reading.named_columns(f"{where}.at_least", entry["at_least"])
        if len(total) == 1 and parts:
            yield Check(total[0], parts)


def _grading(reading: _Reading) -> Grading | None:
    entry = reading.document.get("grade")
    if entry is None:
        return None
    if not isinstance(entry, Mapping) or set(entry) != {"column", "scheme", "codes"}:
        reading.note("grade", "is not complete", "Write column, scheme and codes (grade: [texts in the file])")
        return None
    column = reading.named_columns("grade.column", entry["column"])
    scheme = str(entry["scheme"])
    if reading.schemes.evaluation(scheme) is None:
        known = sorted({name for (name, _), known in reading.schemes.schemes.items() if known.scales})
        reading.note("grade.scheme", "is not a scheme of evaluation", f"Use one of: {', '.join(known)}")
        return None
    codes: dict[str, str] = {}
    for grade, texts in entry["codes"].items() if isinstance(entry["codes"], Mapping) else ():
        try:
            code = grade_text(grade_from(str(grade), scheme, reading.schemes))
        except GradeInvalid:
            reading.note(f"grade.codes.{grade}", f"is not a grade of {scheme}", "Write one value of each scale, as B2")
            continue
        for text in text_list(texts) or ():
            codes[fold(text)] = f"{scheme}:{code}"
    if len(column) != 1 or not codes:
        reading.note("grade", "names no column or no grades", "Write column: name and codes: {A1: [reliable]}")
        return None
    return Grading(column[0], codes)


def _recognition(reading: _Reading) -> Recognition:
    entry = reading.document.get("recognise", {})
    if not isinstance(entry, Mapping) or not set(entry) <= {"needs", "without", "file_name"}:
        reading.note("recognise", "has keys that it cannot have", "Use any of: needs, without, file_name")
        return Recognition(frozenset(), frozenset())
    needs = reading.named_columns("recognise.needs", entry.get("needs", []))
    without = text_list(entry.get("without", [])) or ()
    names = patterns(entry.get("file_name", []), "recognise.file_name", reading.note)
    return Recognition(frozenset(needs), frozenset(map(fold, without)), names)


def _version(reading: _Reading) -> int:
    version = reading.document.get("version", 1)
    if type(version) is not int or version < 1:
        reading.note("version", "is not a whole number from 1", "Count the versions of this mapping: 1, 2, 3")
        return 0
    return version


def _title(reading: _Reading) -> Mapping[str, str]:
    title = reading.document.get("title", "")
    if isinstance(title, str) and title.strip():
        return {"en": title.strip()}
    if isinstance(title, Mapping) and "en" in title and set(title) <= _LANGUAGES:
        return {str(language): str(text) for language, text in title.items()}
    if "title" in reading.document:
        reading.note("title", "is not a title", "Write one text, or en: and if you like fr:, es:, ar:")
    return {}


def _flag(reading: _Reading, key: str) -> bool:
    value = reading.document.get(key, False)
    if not isinstance(value, bool):
        reading.note(key, "is neither yes nor no", "Write true or false")
        return False
    return value


def _formats(reading: _Reading) -> frozenset[str]:
    formats = text_list(reading.document.get("format", list(FORMATS)))
    if not formats or not set(formats) <= set(FORMATS):
        reading.note("format", "is not a format that can be read", f"Use any of: {', '.join(FORMATS)}")
        return frozenset()
    return frozenset(formats)


def _repeats(reading: _Reading) -> Repeats:
    value = reading.document.get("repeats", Repeats.REJECT.value)
    if value not in [repeats.value for repeats in Repeats]:
        reading.note("repeats", "is not a rule for repeated keys", "Write reject, keep or forbid")
        return Repeats.REJECT
    return Repeats(value)


def _day(reading: _Reading, key: str) -> str | None:
    value = reading.document.get(key)
    if value is None:
        return None
    try:
        bounds(str(value))
    except DateInvalid:
        reading.note(key, "is not a date", "Write 2021, 2021-03 or 2021-03-14")
    return str(value)


def _released(reading: _Reading) -> str | None:
    """Read how the day of a release is known: given by the person who loads the file, or part of the file's name."""
    value = reading.document.get("released", "given")
    if value == "given":
        return None
    pattern = value.get("file_name") if isinstance(value, Mapping) else None
    if not isinstance(pattern, str) or pattern.count("{date}") != 1:
        reading.note("released", "is not a rule for the day of release", 'Write given, or file_name: "export-{date}.*"')
        return None
    return pattern


def released_on(mapping: ImportMapping, file_name: str) -> str | None:
    """Return the day of a release as the file's name tells it, or nothing where it does not."""
    if mapping.file_name is None:
        return None
    pattern = re.escape(mapping.file_name).replace(r"\*", ".*").replace(r"\{date\}", r"(\d{4}-?\d{2}-?\d{2})")
    found = re.fullmatch(pattern, file_name.replace("\\", "/").rsplit("/", 1)[-1], re.IGNORECASE)
    if found is None:
        return None
    digits = found[1].replace("-", "")
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    try:
        bounds(day)
    except DateInvalid:
        return None
    return day


def recognise(
    header: Sequence[str],
    mappings: Iterable[ImportMapping],
    *,
    tags: Sequence[str] = (),
    sheet: str = "",
    file_name: str = "",
) -> ImportMapping | None:
    """Return the mapping that fits a header best: it leaves the fewest columns unexplained, then reads the most.

    Nothing where none fits, or where two fit equally well.

    Args:
        header: The names of the columns as the file gives them.
        tags: The hashtags below them, where there are any.
        sheet: The name of the sheet, in a workbook.
        file_name: The name of the file, for tables whose columns alone do not tell whose they are.
    """
    fits: list[tuple[int, int, ImportMapping]] = []
    for mapping in mappings:
        arranged = arranged_header(header, mapping, tags=tags, sheet=sheet)
        is_wide = mapping.wide is None or mapping.wide.name in set(arranged) - set(header)
        if is_wide and means(sheet, mapping) and reads(arranged, mapping) and _is_named(file_name, mapping):
            folded = {fold(name) for name in arranged} - {""}
            explained = {name for names in mapping.columns.values() for name in names} | mapping.unread
            present = sum(not folded.isdisjoint(names) for names in mapping.columns.values())
            fits.append((-len(folded - explained), present, mapping))
    fits.sort(key=lambda fit: fit[:2], reverse=True)
    if not fits or (len(fits) > 1 and fits[0][:2] == fits[1][:2]):
        return None
    return fits[0][2]


def _is_named(file_name: str, mapping: ImportMapping) -> bool:
    names = mapping.recognition.file_names
    own = fold(file_name.replace("\\", "/").rpartition("/")[2])
    return not names or any(name.fullmatch(own) for name in names)
