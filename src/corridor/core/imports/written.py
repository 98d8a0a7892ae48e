"""A description as a person would write it in YAML, and a mapping as the form of a description shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from corridor.core.entities.registry import Registry
from corridor.core.imports.describing import PARTS, ColumnPlan, Description, WidePlan, options_of, type_of
from corridor.core.imports.fields import text_list
from corridor.core.kernel.text import fold


def document_from(described: Description, registry: Registry) -> dict[str, Any]:
    """Return the mapping of a description, as a person would write it in YAML."""
    fields: dict[str, list[Any]] = {}
    for prop, value in described.constants.items():
        fields.setdefault(prop, []).append({"constant": value})
    for prop, plans in _together(described.columns, registry):
        fields.setdefault(prop, []).append(_field(prop, plans, registry, described.columns))
    read = [plan for plan in described.columns if plan.prop or plan.breaks]
    wide = described.wide
    made = wide.wide.made if wide else ()
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
        "recognise": {"needs": [name for name in named if name not in made] or list(named)},
        "entity": described.kind,
        "key": list(described.key),
        "repeats": described.repeats,
        "fields": {prop: specs[0] if len(specs) == 1 else specs for prop, specs in fields.items()},
    }
    if described.file_names:
        document["recognise"]["file_name"] = list(described.file_names)
    layout: dict[str, Any] = {}
    if described.sheets:
        layout["sheet"] = list(described.sheets)
    if len(described.sheets) > 1:
        layout["together"] = True
    if described.skip:
        layout["skip"] = list(described.skip)
    if described.skip_in:
        layout["skip_in"] = {header: list(texts) for header, texts in described.skip_in.items()}
    if layout:
        document["layout"] = layout
    if wide:
        said = {"style": wide.style} if wide.style else {"columns": dict(wide.columns)}
        document["wide"] = {**said, "name": wide.name, "value": wide.value}
        if wide.group:
            document["wide"] |= {"group": wide.group, "groups": dict(wide.groups)}
    return document | ({"unread": unread} if unread else {})


def _together(columns: Sequence[ColumnPlan], registry: Registry) -> list[tuple[str, list[ColumnPlan]]]:
    """Return what fills each property: one column, or the columns that hold its parts, in their order."""
    alone: list[tuple[str, list[ColumnPlan]]] = []
    parted: dict[tuple[str, str, str], list[ColumnPlan]] = {}
    for plan in columns:
        if plan.prop and plan.part:
            parted.setdefault((plan.prop, plan.sex, plan.age), []).append(plan)
        elif plan.prop:
            alone.append((plan.prop, [plan]))
    for (prop, _, _), plans in parted.items():
        order = PARTS.get(type_of(prop, registry), ())
        alone.append((prop, sorted(plans, key=lambda plan: order.index(plan.part) if plan.part in order else 9)))
    return alone


def _field(prop: str, plans: list[ColumnPlan], registry: Registry, columns: Sequence[ColumnPlan]) -> Any:
    first = plans[0]
    is_alone = not first.part or (first.part == "sum" and len(plans) == 1)
    where: dict[str, Any] = {"column": first.header} if is_alone else {"columns": [plan.header for plan in plans]}
    missing = dict.fromkeys(text for plan in plans for text in plan.missing)
    said: dict[str, Any] = {
        "style": list(first.styles),
        "order": ("lat,lon" if first.part else first.order),
        "sex": first.sex or _broken("sex", columns),
        "age": first.age or _broken("age", columns),
        "thousands": first.thousands,
        "below": first.below,
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


def _broken(what: str, columns: Sequence[ColumnPlan]) -> dict[str, Any] | None:
    """Return from which column a count has its sex or age, and what the texts there mean, as a mapping writes it."""
    plan = next((plan for plan in columns if what in plan.breaks.split("-")), None)
    if plan is None:
        return None
    meant = {text: _half(code, what, plan.breaks) for text, code in plan.codes.items() if code}
    return {"column": plan.header, "codes": _turned(meant)}


def _half(code: str, what: str, breaks: str) -> str:
    """Return what a code of both says of one of them; `all` where it says nothing."""
    if breaks != "sex-age" or code == "all":
        return code
    sex, _, age = code.partition("/")
    if not age and sex in ("child", "adult"):
        sex, age = "", sex
    return (sex if what == "sex" else age) or "all"


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
        *("between", "below", "several", "currency", "codes", "otherwise"),
    )
)
_BEYOND = ("checks", "grade", "columns", "released", "as_of", "format")
_LAID_OUT = frozenset(("sheet", "together", "skip", "skip_in"))


def description_from(document: Mapping[str, Any], header: Sequence[str], registry: Registry) -> Description | None:
    """Return the description that a mapping came from, for the columns of a file; nothing where it says more than that.

    A mapping written by hand may hold checks, grades, patterns and other names for columns; a form would lose them.
    """
    if any(document.get(key) for key in _BEYOND) or not isinstance(document.get("title"), str):
        return None
    layout = document.get("layout") or {}
    wide = _wide_from(document.get("wide"))
    if set(layout) - _LAID_OUT or (document.get("wide") and wide is None):
        return None
    plans = {name: ColumnPlan(name) for name in header}
    constants: dict[str, str] = {}
    groups: list[dict[str, Any]] = []
    for prop, entry in document["fields"].items():
        for spec in entry if isinstance(entry, list) else [entry]:
            written = {"column": spec} if isinstance(spec, str) else dict(spec)
            if "constant" in written:
                constants[prop] = str(written["constant"])
                continue
            broken = {what: written.pop(what) for what in ("sex", "age") if isinstance(written.get(what), Mapping)}
            if type_of(str(prop), registry) == "count":
                groups.append({what: broken.get(what) for what in ("sex", "age") if what not in written})
            made = _plans(str(prop), written, registry)
            if made is None or any(plan.header not in plans or plans[plan.header].prop for plan in made):
                return None
            plans.update({plan.header: plan for plan in made})
    breaking = _breaking(groups)
    if breaking is None or any(name not in plans or plans[name].codes for name in breaking):
        return None
    for name, (breaks, codes) in breaking.items():
        plans[name] = replace(plans[name], breaks=breaks, codes=codes)
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
        sheets=text_list(layout.get("sheet", [])) or (),
        wide=wide,
        skip=text_list(layout.get("skip", [])) or (),
        file_names=text_list((document.get("recognise") or {}).get("file_name", [])) or (),
        skip_in={str(name): text_list(texts) or () for name, texts in (layout.get("skip_in") or {}).items()},
    )


def _wide_from(entry: object) -> WidePlan | None:
    """Return wide columns as a form shows them; nothing where there are none, or they are written in another way."""
    if not isinstance(entry, Mapping):
        return None
    columns, styles = entry.get("columns", {}), text_list(entry.get("style", [])) or ()
    if isinstance(columns, list):
        columns = {str(name): str(name) for name in columns}
    if not isinstance(columns, Mapping) or len(styles) > 1 or bool(styles) == bool(columns):
        return None
    listed = {str(name): str(text) for name, text in columns.items()}
    groups = {str(name): str(text) for name, text in (entry.get("groups") or {}).items()}
    group = str(entry.get("group", ""))
    return WidePlan(str(entry["name"]), str(entry["value"]), "".join(styles), listed, group, groups)


def _breaking(groups: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, Mapping[str, str]]] | None:
    """Return by which columns all figures are broken down, and the code of each text; nothing where they differ."""
    said = {what: [group[what] for group in groups if what in group] for what in ("sex", "age")}
    if any(one != listed[0] for listed in said.values() for one in listed):
        return None
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    for what, listed in said.items():
        if not listed or listed[0] is None:
            continue
        column = str(listed[0]["column"])
        texts = {
            text: str(code) for code, all_texts in listed[0]["codes"].items() for text in text_list(all_texts) or ()
        }
        if column in found:
            other = found[column][1]
            if set(other) != set(texts):
                return None
            found[column] = ("sex-age", {text: _both(other[text], texts[text]) for text in other})
        else:
            found[column] = (what, texts)
    return found


def _both(sex: str, age: str) -> str:
    return "/".join(one for one in (sex, age) if one != "all") or "all"


def _plans(prop: str, written: Mapping[str, Any], registry: Registry) -> list[ColumnPlan] | None:
    names = text_list(written.get("columns", written.get("column", []))) or ()
    parts = PARTS.get(type_of(prop, registry), ()) if len(names) > 1 else ("",)
    codes = written.get("codes", {})
    texts = [text for listed in codes.values() for text in text_list(listed) or ()]
    if type_of(prop, registry) == "count" and len(names) > 1:
        parts = ("sum",) * len(names)
    if not set(written) <= _TOLD or not names or len(names) > len(parts) or any("*" in text for text in texts):
        return None
    order = str(written.get("order", "")).replace(" ", "")
    if type_of(prop, registry) == "point" and len(names) > 1:
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
            for name in ("sex", "age", "thousands", "decimal", "between", "below", "several", "currency", "otherwise")
        },
    )
    return [replace(plan, header=name, part=part) for name, part in zip(names, parts, strict=False)]
