"""What an officer may type of an indicator or a reference figure: read field by field, refused without repeating it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.entities.codes import Type
from corridor.core.entities.errors import ValueInvalid
from corridor.core.entities.values import canonical
from corridor.core.indicators.codes import Per, Period
from corridor.core.indicators.records import Definition
from corridor.core.kernel.text import clean, storable
from corridor.web.base.marks.presets import presets
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.reports.screening import findings_in

LONGEST = {"name": 120, "counted": 500, "method": 2000}
CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
TITLES = frozenset({"name"})
"""What looks like a name may be that of a publication or publisher, which the officer confirms."""

FIGURE_TEXTS = {
    "topic": "figure_topic",
    "title": "figure_title",
    "stated": "figure_stated",
    "unit": "figure_unit",
    "period": "figure_period",
    "scope": "figure_scope",
    "method": "figure_method",
    "vintage": "figure_vintage",
    "publisher": "publisher",
    "document": "document_named",
    "caveat": "caveat",
}
"""Each text of the form for a figure, with its property."""

NEEDED = ("topic", "title", "stated", "publisher", "document")
FIGURE_FIELDS = (*FIGURE_TEXTS, "low", "high", "currency")


@dataclass(frozen=True)
class DefinitionTyped:
    """A definition as it was typed, and what must be corrected."""

    definition: Definition | None
    problems: tuple[FormProblem, ...]


def definition_typed(typed: Mapping[str, str], parts: Collection[str]) -> DefinitionTyped:
    """Read a definition.

    Args:
        parts: What the numerator and the denominator may name.
    """
    said = {name: clean(storable(typed.get(name, ""))) for name in ("name", "counted", "method")}
    problems = []
    for name, told in _definition_told().items():
        if name in said and (not said[name] or len(said[name]) > LONGEST[name]):
            problems.append(FormProblem(name, told))
        elif name in said and _found_in(said[name]):
            problems.append(FormProblem(name, _person()))
    numerator, denominator = typed.get("numerator", ""), typed.get("denominator", "")
    per, period = typed.get("per", "1"), typed.get("period", "")
    if numerator not in parts:
        problems.append(FormProblem("numerator", gettext("Choose from the list.")))
    if denominator and denominator not in parts:
        problems.append(FormProblem("denominator", gettext("Choose from the list.")))
    if per not in {str(int(one)) for one in Per}:
        problems.append(FormProblem("per", gettext("Choose from the list.")))
    if period not in list(Period):
        problems.append(FormProblem("period", gettext("Choose from the list.")))
    if problems:
        return DefinitionTyped(None, tuple(problems))
    made = Definition(
        name=said["name"],
        counted=said["counted"],
        numerator=numerator,
        denominator=denominator,
        per=Per(int(per)),
        period=Period(period),
        method=said["method"],
    )
    return DefinitionTyped(made, ())


def _definition_told() -> Mapping[str, str]:
    return {
        "name": gettext("Write a name, in at most 120 characters."),
        "counted": gettext("Write what is counted, in at most 500 characters."),
        "method": gettext("Write how it is counted and what to beware of, in at most 2,000 characters."),
    }


def _person() -> str:
    return gettext("This may name or reach a person. Name places and sources only.")


def _found_in(text: str, allowed: Collection[str] = ()) -> bool:
    return any(one.kind not in allowed for one in findings_in(text))


@dataclass(frozen=True)
class FigureTyped:
    """A reference figure as properties and values, its marking, and what must be corrected."""

    values: Mapping[str, str]
    preset: str
    problems: tuple[FormProblem, ...]


def figure_typed(typed: Mapping[str, str], known: Collection[str]) -> FigureTyped:
    """Read a reference figure.

    Args:
        known: The figures that may be named as what replaced it.
    """
    values: dict[str, str] = {}
    problems: list[FormProblem] = []
    allowed = TITLES if typed.get("is_publication") else frozenset[str]()
    for name, prop in FIGURE_TEXTS.items():
        text = clean(storable(typed.get(name, "")))
        longest = 1000 if name in ("caveat", "scope", "method") else 200
        if len(text) > longest or (not text and name in NEEDED):
            problems.append(FormProblem(name, gettext("Write this in a few words; it is needed, or too long.")))
        elif _found_in(text, allowed):
            problems.append(FormProblem(name, _person()))
        values[prop] = text
    values |= _numbers(typed, problems)
    values["currency"] = typed.get("currency", "").strip().upper()
    if values["currency"] and not CURRENCY.fullmatch(values["currency"]):
        problems.append(FormProblem("currency", gettext("Name the currency by its three letters, as EUR.")))
    values["figure_bound"] = _listed(typed, "bound", problems)
    values["superseded_by"] = typed.get("superseded_by", "")
    if values["superseded_by"] and values["superseded_by"] not in known:
        problems.append(FormProblem("superseded_by", gettext("Choose from the list.")))
    preset = typed.get("marking", "")
    if preset not in presets() or presets()[preset].needs_recipients:
        problems.append(FormProblem("marking", gettext("Choose from the list.")))
    return FigureTyped(values, preset, tuple(problems))


def _numbers(typed: Mapping[str, str], problems: list[FormProblem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("low", "high"):
        text = typed.get(name, "").strip()
        if not text:
            continue
        try:
            found[f"figure_{name}"] = canonical(Type.NUMBER, text)
        except ValueInvalid:
            problems.append(FormProblem(name, gettext("Write a number without words, as 2700 or 2,700.5.")))
    if len(found) == 2 and Decimal(found["figure_low"]) > Decimal(found["figure_high"]):
        problems.append(FormProblem("high", gettext("The highest figure is below the lowest.")))
    return found


def _listed(typed: Mapping[str, str], name: str, problems: list[FormProblem]) -> str:
    code = typed.get(name, "")
    vocabulary = shelf.registry().vocabulary_of("figure_bound")
    if code and (vocabulary is None or code not in vocabulary.terms):
        problems.append(FormProblem(name, gettext("Choose from the list.")))
    return code
