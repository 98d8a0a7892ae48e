"""What a person may type when describing a table: a form of many columns becomes a description, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.http import QueryDict
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.imports.codes import Repeats
from corridor.core.imports.describing import (
    BREAKS,
    PARTS,
    Because,
    ColumnPlan,
    Description,
    fillable,
    loadable_kinds,
    options_of,
    type_of,
)
from corridor.core.imports.errors import MappingProblem
from corridor.core.kernel.text import clean, fold
from corridor.web.base.accounts.queries import authority_of
from corridor.web.desk.imports import queries as imports
from corridor.web.desk.imports.mappings import mappings_for
from corridor.web.desk.imports.wizard.details import detail
from corridor.web.desk.pages import FormProblem

GROUPS = ("female", "male", "child", "adult", "female/child", "male/child", "female/adult", "male/adult")
"""The groups that a column of figures may count, as sex and age."""

LISTED_CODES = 40
"""Of a column with more different texts than this, no list is shown in which each is given its code."""

_BETWEEN_TEXTS = "|"
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OFFERED = ("country", "indicator")
_NAMES = {"mapping": "name", "entity": "kind", "recognise": "file_names"}
_LONGEST = 120


@dataclass(frozen=True)
class Typed:
    """What was typed: the description it makes, and what must be corrected, field by field."""

    described: Description
    problems: tuple[FormProblem, ...]


def typed(
    fields: QueryDict, header: Sequence[str], values: Sequence[Sequence[str]], laid: Description, officer: Officer
) -> Typed:
    """Return what a person typed about a table.

    Args:
        header: The headers of the file.
        values: The different texts of each column, those that were offered a code.
        laid: The proposal, which says how the table lies in its file.
    """
    registry = shelf.registry()
    kind = fields.get("kind", "") if fields.get("kind") in loadable_kinds(registry) else ""
    problems: list[FormProblem] = []
    plans = []
    for place, name in enumerate(header):
        plan = _plan(fields, place, name, values[place], kind, problems)
        plans.append(plan)
    described = Description(
        columns=tuple(plans),
        kind=kind,
        key=tuple(header[place] for place in _places(fields.getlist("key"), len(header))),
        repeats=fields.get("repeats", ""),
        constants=_constants(fields, kind, plans),
        name=_line(fields, "name"),
        title=_line(fields, "title"),
        source=_line(fields, "source"),
        edition=_line(fields, "edition"),
        credit=_line(fields, "credit"),
        licence=_line(fields, "licence"),
        marking=fields.get("marking", ""),
        whole=fields.get("whole") == "yes",
        sheets=laid.sheets,
        wide=laid.wide,
        skip=_texts(fields.get("skip", "")),
        file_names=_texts(fields.get("file_names", "")),
        skip_in={
            name: texts for place, name in enumerate(header) if (texts := _texts(fields.get(f"totals-{place}", "")))
        },
    )
    return Typed(described, (*missing_in(described, officer), *problems))


def _line(fields: QueryDict, name: str) -> str:
    return clean(fields.get(name, ""))[:500]


def _places(listed: Iterable[str], width: int) -> list[int]:
    asked = {int(one) for one in listed if one.isascii() and one.isdigit() and len(one) < 5}
    return sorted(place for place in asked if place < width)


def _plan(
    fields: QueryDict, place: int, header: str, values: Sequence[str], kind: str, problems: list[FormProblem]
) -> ColumnPlan:
    """Return what was typed about one column; a property that the kind does not have is said to be wrong."""
    registry = shelf.registry()
    prop, _, part = fields.get(f"prop-{place}", "").partition("/")
    breaks = fields.get(f"breaks-{place}", "")
    breaks = breaks if breaks in BREAKS and not shelf.wording().is_about_people(header) else ""
    if not prop:
        codes = _codes(fields, place, values) if breaks else {}
        return ColumnPlan(header, breaks=breaks, codes=codes)
    known = type_of(prop, registry)
    if shelf.wording().is_about_people(header):
        sentence = gettext("This column says something about one person. No table brings that in; leave it out.")
        problems.append(FormProblem(f"prop-{place}", sentence))
        return ColumnPlan(header)
    if kind and prop not in fillable(kind, registry):
        sentence = gettext("What you chose for the rows has no such property. Choose another, or leave the column out.")
        problems.append(FormProblem(f"prop-{place}", sentence))
        return ColumnPlan(header)
    options = options_of(known)
    sex, age = _group(fields.get(f"group-{place}", ""))

    def said(name: str) -> str:
        return fields.get(f"{name}-{place}", "")[:40].strip("\r\n") if name in options else ""

    return ColumnPlan(
        header,
        prop,
        part if part in PARTS.get(known, ()) else "",
        styles=tuple(filter(None, said("style").split(_BETWEEN_TEXTS))),
        order=said("order"),
        sex=sex if "sex" in options else "",
        age=age if "age" in options else "",
        missing=_texts(fields.get(f"missing-{place}", "")),
        thousands=said("thousands"),
        decimal=said("decimal"),
        between=said("between").strip(),
        below=said("below").strip(),
        several=said("several").strip(),
        currency=said("currency").strip().upper(),
        codes=_codes(fields, place, values) if breaks or "codes" in options else {},
        otherwise=said("otherwise"),
        required=fields.get(f"required-{place}") == "yes",
        breaks="" if "codes" in options else breaks,
    )


def _group(said: str) -> tuple[str, str]:
    sex, _, age = said.partition("/")
    return ("", sex) if sex in ("child", "adult") else (sex, age)


def _texts(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for one in said[:1000].split(_BETWEEN_TEXTS) if (text := one.strip())))


def _codes(fields: QueryDict, place: int, values: Sequence[str]) -> Mapping[str, str]:
    """Return the code of each text; the texts are those of the file, whatever the form says."""
    given = {text: fields.get(f"code-{place}-{number}", "") for number, text in enumerate(values)}
    return {text: code for text, code in given.items() if code}


def _constants(fields: QueryDict, kind: str, plans: Sequence[ColumnPlan]) -> Mapping[str, str]:
    """Return what is the same in every row: what the kind needs and no column says."""
    if not kind:
        return {}
    said = {plan.prop for plan in plans}
    props = (*constant_props(kind), *offered_props(kind))
    asked = {prop: clean(fields.get(f"always-{prop}", "")) for prop in props if prop not in said}
    if asked.get("country"):
        asked["country"] = shelf.countries().code(asked["country"]) or asked["country"]
    return {prop: value for prop, value in asked.items() if value}


def offered_props(kind: str) -> tuple[str, ...]:
    """Return what may be said of all rows although no row needs it: of which country they are, what is counted."""
    allowed = fillable(kind, shelf.registry()) if kind else ()
    return tuple(prop for prop in _OFFERED if prop in allowed and prop not in constant_props(kind))


def constant_props(kind: str) -> tuple[str, ...]:
    """Return the properties that a kind needs, and that may be the same in every row."""
    registry = shelf.registry()
    allowed = fillable(kind, registry)
    return tuple(prop for prop in registry.schemata[kind].required if prop in allowed) if kind else ()


def missing_in(described: Description, officer: Officer) -> Iterable[FormProblem]:
    """Yield what was left empty or is not a code, in the order of the page."""
    if not described.kind:
        yield FormProblem("kind", gettext("Choose what one row of the table is."))
    said = {plan.prop for plan in described.columns} | set(described.constants)
    if not any(plan.prop for plan in described.columns):
        yield FormProblem("columns", gettext("Choose a property for at least one column."))
    for prop in constant_props(described.kind):
        if prop not in said:
            label = shelf.registry().properties[prop].labels[_language()]
            sentence = gettext("Each row needs “%(label)s”. Choose a column for it, or what it is in every row.")
            yield FormProblem(f"always-{prop}", sentence % {"label": label})
    if described.kind and not described.key:
        yield FormProblem(
            "key", gettext("Mark the columns that together recognise the same record in the next release.")
        )
    if described.repeats not in list(Repeats):
        yield FormProblem("repeats", gettext("Choose what two rows with the same key mean."))
    for name, value in (("name", described.name), ("source", described.source), ("edition", described.edition)):
        if _CODE.fullmatch(value) is None or len(value) > 64:
            yield FormProblem(
                name, gettext("Write lower-case letters, digits and hyphens, such as coast-guard-landings.")
            )
    for name, value in (("title", described.title), ("credit", described.credit), ("licence", described.licence)):
        if not value or len(value) > _LONGEST:
            yield FormProblem(name, gettext("Write a short text, of at most 120 characters."))
    if described.marking not in choosable_presets(officer):
        yield FormProblem("marking", gettext("You cannot store under this marking. Choose one from the list."))


def undecided(described: Description) -> Iterable[FormProblem]:
    """Yield what only a person can say: whether day or month comes first, and which column holds the figures."""
    registry = shelf.registry()
    said = {type_of(plan.prop, registry) for plan in described.columns if plan.prop}
    if described.kind == "SeriesObservation" and said and "count" not in said:
        sentence = gettext(
            "No column is read as a figure, and a figure without one says nothing. Choose a column for it."
        )
        yield FormProblem("columns", sentence)
    for place, plan in enumerate(described.columns):
        if plan.prop and plan.because == Because.EITHER and not plan.styles:
            sentence = gettext("Day and month may stand either way round in “%(column)s”. Choose how it writes dates.")
            yield FormProblem(f"style-{place}", sentence % {"column": plan.header})


def _language() -> str:
    from django.utils.translation import get_language

    return get_language() or "en"


def choosable_presets(officer: Officer) -> dict[str, str]:
    """Return the presets, with their names, under which this officer may keep a table without naming authorities."""
    return {
        name: preset.labels[_language()]
        for name, preset in imports.presets_for(officer).items()
        if not preset.needs_recipients
    }


def problem_of(problem: MappingProblem, described: Description) -> FormProblem:
    """Return a mistake that the mapping language found, beside the field of the form where it was typed."""
    key, _, rest = problem.key.partition(".")
    field = _NAMES.get(key, key)
    if key == "fields":
        prop = re.split(r"[.\[]", rest)[0]
        field = next((f"prop-{n}" for n, plan in enumerate(described.columns) if plan.prop == prop), f"always-{prop}")
    elif key == "columns":
        field = next((f"prop-{n}" for n, plan in enumerate(described.columns) if plan.header == rest), "columns")
    return FormProblem(field, f"{problem.key}: {detail(problem.wrong)}. {detail(problem.remedy)}.")


def suggested(described: Description, file_name: str, officer: Officer) -> Description:
    """Return a proposal with names for what it makes, from the name of the file and the own authority."""
    stem = PurePath(file_name.replace("\\", "/")).name.partition(".")[0]
    words = [word for word in re.findall(r"[a-z0-9]+", fold(stem.replace("_", " "))) if not word.isdigit()]
    code = "-".join(words)[:50].strip("-") or "table"
    taken = mappings_for(officer).usable
    name = next(one for one in (code, *(f"{code}-{number}" for number in range(2, 1000))) if one not in taken)
    presets = choosable_presets(officer)
    is_open = described.wide is not None and bool(described.wide.style)
    return replace(
        described,
        # Any table with years as columns has the other columns too.
        file_names=_names_like(stem) if is_open else described.file_names,
        name=name,
        title=clean(stem.replace("_", " "))[:_LONGEST] or name,
        source=re.sub(r"[^a-z0-9]+", "-", officer.reader.authority.lower()).strip("-"),
        edition=name,
        credit=authority_of(officer.reader.authority).name[:_LONGEST],
        licence=gettext("For official use"),
        marking="own-authority" if "own-authority" in presets else next(iter(presets), ""),
    )


def _names_like(stem: str) -> tuple[str, ...]:
    """Return a pattern for the names of later releases: the words of a file's name, without its figures."""
    parts = [part.strip() for part in re.split(r"\d+", fold(stem)) if part.strip()]
    return (f"*{'*'.join(parts[:2])}*",) if parts else ()


def with_reasons(typed: Description, proposed: Description) -> Description:
    """Return what was typed, with the reasons of the proposal where it was left as proposed."""
    columns = []
    for plan, other in zip(typed.columns, proposed.columns, strict=True):
        same = (plan.prop, plan.part) == (other.prop, other.part)
        columns.append(replace(plan, confidence=other.confidence, because=other.because) if same else plan)
    return replace(typed, columns=tuple(columns))
