"""A table as a person describes it column by column, and the mapping that this makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from corridor.core.entities.registry import Registry
from corridor.core.imports.cells import TYPES
from corridor.core.imports.fields import text_list
from corridor.core.kernel.text import fold


class Confidence(StrEnum):
    """How certain a proposal is."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


class Because(StrEnum):
    """Why a column is proposed as it is, or left out."""

    NAME = "name"
    CONTENT = "content"
    BOTH = "name-and-content"
    PARTS = "parts"
    GROUP = "group"
    PEOPLE = "people"
    CONTACT = "contact"
    FREE_TEXT = "free-text"
    EMPTY = "empty"
    REPEATED = "repeated"
    DIMENSION = "dimension"
    CODES = "codes"
    UNKNOWN = "unknown"


PARTS = {"point": ("lat", "lon"), "date": ("year", "month", "day"), "money": ("amount", "currency")}
"""The types whose value may stand in several columns, with the parts in the order in which a mapping names them."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What becomes of one column: the property that it fills, or nothing. `codes` gives a code for each text."""

    header: str
    prop: str = ""
    part: str = ""
    styles: tuple[str, ...] = ()
    order: str = ""
    sex: str = ""
    age: str = ""
    missing: tuple[str, ...] = ()
    thousands: str = ""
    decimal: str = ""
    between: str = ""
    several: str = ""
    currency: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    required: bool = False
    confidence: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """A table as described: what a row is, where it comes from, and a plan for each column. `key` holds headers."""

    columns: tuple[ColumnPlan, ...]
    kind: str = ""
    key: tuple[str, ...] = ()
    repeats: str = "reject"
    constants: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    version: int = 1
    title: str = ""
    source: str = ""
    edition: str = ""
    credit: str = ""
    licence: str = ""
    marking: str = ""
    whole: bool = False
    sheet: str = ""


def type_of(prop: str, registry: Registry) -> str:
    """Return the type under which cells are read for a property; nothing where no cell can give it."""
    found = registry.properties.get(prop)
    if found is None:
        return ""
    name = "text" if found.or_text else str(found.type)
    return name if name in TYPES else ""


def fillable(kind: str, registry: Registry) -> tuple[str, ...]:
    """Return the properties of a kind that a table may fill: none that says something about one person."""
    schema = registry.schemata.get(kind)
    if schema is None or schema.abstract or schema.personal:
        return ()
    return tuple(prop for prop in schema.properties if type_of(prop, registry) and not registry.is_personal(kind, prop))


def loadable_kinds(registry: Registry) -> tuple[str, ...]:
    """Return the kinds of things that a table may bring in: people and roles are not among them (R-01, R-02)."""
    return tuple(kind for kind in registry.kinds() if not registry.schemata[kind].personal and fillable(kind, registry))


def document_from(described: Description, registry: Registry) -> dict[str, Any]:
    """Return the mapping of a description, as a person would write it in YAML."""
    fields: dict[str, list[Any]] = {}
    for prop, value in described.constants.items():
        fields.setdefault(prop, []).append({"constant": value})
    for prop, plans in _together(described.columns, registry):
        fields.setdefault(prop, []).append(_field(prop, plans, registry))
    read = [plan for plan in described.columns if plan.prop]
    named = dict.fromkeys([*(plan.header for plan in read), *described.key])
    unread = [plan.header for plan in described.columns if plan.header not in named and fold(plan.header)]
    document: dict[str, Any] = {
        "mapping": described.name,
        "version": described.version,
        "title": described.title,
        "source": described.source,
        "edition": described.edition,
        "credit": described.credit,
        "licence": described.licence,
        "marking": described.marking,
        "whole": described.whole,
        "recognise": {"needs": list(named)},
        "entity": described.kind,
        "key": list(described.key),
        "repeats": described.repeats,
        "fields": {prop: specs[0] if len(specs) == 1 else specs for prop, specs in fields.items()},
    }
    if described.sheet:
        document["layout"] = {"sheet": [described.sheet]}
    return document | ({"unread": unread} if unread else {})


def _together(columns: Sequence[ColumnPlan], registry: Registry) -> list[tuple[str, list[ColumnPlan]]]:
    """Return what fills each property: one column, or the columns that hold its parts, in their order."""
    alone: list[tuple[str, list[ColumnPlan]]] = []
    parted: dict[str, list[ColumnPlan]] = {}
    for plan in columns:
        if plan.prop and plan.part:
            parted.setdefault(plan.prop, []).append(plan)
        elif plan.prop:
            alone.append((plan.prop, [plan]))
    for prop, plans in parted.items():
        order = PARTS.get(type_of(prop, registry), ())
        alone.append((prop, sorted(plans, key=lambda plan: order.index(plan.part) if plan.part in order else 9)))
    return alone


_OPTIONS = {
    "date": ("style",),
    "count": ("sex", "age", "thousands", "between"),
    "number": ("thousands", "decimal"),
    "money": ("thousands", "decimal", "currency"),
    "point": ("order",),
    "country": ("several", "codes"),
    "nationality": ("several", "codes"),
    "code": ("several", "codes", "otherwise"),
    "url": ("several",),
    "text": ("several",),
    "name": ("several",),
}
"""The options of each type that a person sets when describing a table; `missing` and `required` go with all."""


def options_of(kind: str) -> tuple[str, ...]:
    """Return the options that a type of value has."""
    return _OPTIONS.get(kind, ())


def _field(prop: str, plans: list[ColumnPlan], registry: Registry) -> Any:
    first = plans[0]
    where: dict[str, Any] = {"column": first.header} if not first.part else {"columns": [plan.header for plan in plans]}
    missing = dict.fromkeys(text for plan in plans for text in plan.missing)
    said: dict[str, Any] = {
        "style": list(first.styles),
        "order": ("lat,lon" if first.part else first.order),
        "sex": first.sex,
        "age": first.age,
        "thousands": first.thousands,
        "decimal": first.decimal,
        "between": first.between,
        "several": first.several,
        "currency": first.currency,
        "codes": _turned(first.codes),
        "otherwise": first.otherwise,
    }
    entry = where | {name: said[name] for name in options_of(type_of(prop, registry)) if said[name]}
    if missing:
        entry["missing"] = list(missing)
    if first.required:
        entry["required"] = True
    return first.header if entry == {"column": first.header} else entry


def _turned(codes: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the texts of each code."""
    turned: dict[str, list[str]] = {}
    for text, code in codes.items():
        if code:
            turned.setdefault(code, []).append(text)
    return turned


_TOLD = frozenset(
    (
        *("column", "columns", "missing", "required", "style", "order", "sex", "age", "thousands", "decimal"),
        *("between", "several", "currency", "codes", "otherwise"),
    )
)
_BEYOND = ("checks", "grade", "columns", "released", "as_of", "format", "wide")


def description_from(document: Mapping[str, Any], header: Sequence[str], registry: Registry) -> Description | None:
    """Return the description that a mapping came from, for the columns of a file; nothing where it says more than that.

    A mapping written by hand may hold checks, grades, patterns and other names for columns; a form would lose them.
    """
    if any(document.get(key) for key in _BEYOND) or not isinstance(document.get("title"), str):
        return None
    layout = document.get("layout") or {}
    if set(layout) - {"sheet"}:
        return None
    plans = {name: ColumnPlan(name) for name in header}
    constants: dict[str, str] = {}
    for prop, entry in document["fields"].items():
        for spec in entry if isinstance(entry, list) else [entry]:
            written = {"column": spec} if isinstance(spec, str) else spec
            if "constant" in written:
                constants[prop] = str(written["constant"])
                continue
            made = _plans(str(prop), written, registry)
            if made is None or any(plan.header not in plans or plans[plan.header].prop for plan in made):
                return None
            plans.update({plan.header: plan for plan in made})
    return Description(
        columns=tuple(plans[name] for name in header),
        kind=document["entity"],
        key=text_list(document["key"]) or (),
        repeats=document.get("repeats", "reject"),
        constants=constants,
        name=document["mapping"],
        version=document["version"],
        title=document["title"],
        source=document["source"],
        edition=document["edition"],
        credit=document["credit"],
        licence=document["licence"],
        marking=document["marking"],
        whole=document.get("whole", False),
        sheet=(text_list(layout.get("sheet", [])) or ("",))[0],
    )


def _plans(prop: str, written: Mapping[str, Any], registry: Registry) -> list[ColumnPlan] | None:
    names = text_list(written.get("columns", written.get("column", []))) or ()
    parts = PARTS.get(type_of(prop, registry), ()) if len(names) > 1 else ("",)
    codes = written.get("codes", {})
    texts = [text for listed in codes.values() for text in text_list(listed) or ()]
    if not set(written) <= _TOLD or not names or len(names) > len(parts) or any("*" in text for text in texts):
        return None
    order = str(written.get("order", "")).replace(" ", "")
    if len(names) > 1:
        parts, order = ("lon", "lat") if order == "lon,lat" else parts, ""
    plan = ColumnPlan(
        header="",
        prop=prop,
        styles=text_list(written.get("style", [])) or (),
        order=order,
        missing=text_list(written.get("missing", [])) or (),
        codes={text: str(code) for code, listed in codes.items() for text in text_list(listed) or ()},
        required=written.get("required", False),
        **{
            name: str(written.get(name, ""))
            for name in ("sex", "age", "thousands", "decimal", "between", "several", "currency", "otherwise")
        },
    )
    return [replace(plan, header=name, part=part) for name, part in zip(names, parts, strict=False)]
