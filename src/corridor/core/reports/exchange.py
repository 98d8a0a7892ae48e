"""Reads the form of a report from its file, and names every mistake in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corridor.core.entities.registry import Registry
from corridor.core.kernel.errors import CorridorError
from corridor.core.reports.codes import FieldType
from corridor.core.reports.records import Field, Form, Labels, Rows, Section

Document = dict[str, Any]
LANGUAGES = ("en", "fr", "es", "ar")


class FormInvalid(CorridorError):
    """The file of the form contradicts the schemata or is incomplete."""

    code = "reports.E08"
    template = "the form of reports holds a mistake at {where}: {fault}"
    hint = "Correct the file; no report can be written until it agrees with the schemata."
    status = 500


def form_from(document: Document, registry: Registry) -> Form:
    """Return the form that a document describes.

    Raises:
        FormInvalid: A field names what the schemata do not have, lacks a label, or has the name of another.
    """
    form = Form(tuple(_section(one, registry) for one in document["sections"]))
    names = list(_names(form))
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise FormInvalid(where=", ".join(doubled), fault="named twice")
    return form


def _names(form: Form) -> Iterator[str]:
    for section in form.sections:
        yield from (one.name for one in section.fields)
        if section.rows is not None:
            yield section.rows.name
            yield from (f"{section.rows.name}.{one.name}" for one in section.rows.fields)


def _section(written: Document, registry: Registry) -> Section:
    where, kind = written["name"], written.get("class", "")
    return Section(
        name=where,
        labels=_labels(written.get("labels"), where),
        help=_labels(written["help"], where) if "help" in written else {},
        fields=tuple(_field(one, kind, where, registry) for one in written.get("fields", ())),
        rows=_rows(written["rows"], where, registry) if "rows" in written else None,
        is_open=bool(written.get("is_open", False)),
    )


def _rows(written: Document, where: str, registry: Registry) -> Rows:
    kind = written["class"]
    return Rows(
        name=written["name"],
        kind=kind,
        labels=_labels(written.get("labels"), where),
        fields=tuple(_field(one, kind, f"{where}.{written['name']}", registry) for one in written["fields"]),
        most=int(written["most"]),
        first=int(written["first"]),
    )


def _field(written: Document, kind: str, section: str, registry: Registry) -> Field:
    where = f"{section}.{written['name']}"
    kind = written.get("thing", kind)
    prop = written.get("property", "")
    if prop and not registry.allows(kind, prop):
        raise FormInvalid(where=where, fault=f"{kind} has no {prop}")
    known = registry.properties.get(prop)
    vocabulary = written.get("vocabulary") or (known.vocabulary if known is not None else "") or ""
    field_type = FieldType(written["type"])
    if field_type is FieldType.CODE and vocabulary not in registry.vocabularies:
        raise FormInvalid(where=where, fault="no list of codes")
    labels = written.get("labels") or (known.labels if known is not None else None)
    return Field(
        name=written["name"],
        type=field_type,
        labels=_labels(labels, where),
        kind=kind,
        property=prop,
        vocabulary=vocabulary,
        choices=tuple(written.get("choices", ())),
        help=_labels(written["help"], where) if "help" in written else {},
        is_required=bool(written.get("required", False)),
        is_many=bool(written.get("many", False)),
        longest=int(written.get("longest", 300)),
    )


def _labels(labels: Labels | None, where: str) -> Labels:
    if labels is None or any(not labels.get(language) for language in LANGUAGES):
        raise FormInvalid(where=where, fault="a language is missing")
    return labels
