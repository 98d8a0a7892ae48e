"""Whether the cells of a column fit a property, and with which options they would be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from corridor.core.entities.registry import Registry
from corridor.core.imports.describing import Because, ColumnPlan, Confidence, type_of
from corridor.core.imports.sampling import NEARLY_ALL, Column
from corridor.core.imports.wording import Named, Wording, words_of
from corridor.core.kernel.countries import Countries
from corridor.core.kernel.text import fold

_SOME = 0.6
FEWEST_CODES = 3


@dataclass(frozen=True)
class Ground:
    """What a proposal stands on: the words of columns, the schemata and the countries."""

    wording: Wording
    registry: Registry
    countries: Countries


class Fit(NamedTuple):
    """A plan for a column, and which share of its values can be read with it."""

    plan: ColumnPlan
    share: float


def fit(column: Column, prop: str, ground: Ground) -> Fit | None:
    """Return how a column would fill a property; nothing where no cell can give such a value."""
    plan = ColumnPlan(column.header, prop, missing=column.missing)
    kind = type_of(prop, ground.registry)
    if kind == "date":
        styles, share = column.styles
        # Where day and month may stand either way round, only a person can say which: nothing is chosen.
        return Fit(replace(plan, styles=styles if styles != ("iso",) and not column.is_ambiguous_date else ()), share)
    if kind == "count":
        return Fit(replace(plan, thousands=column.thousands, between=column.between, below=column.below), column.counts)
    if kind == "number":
        return Fit(replace(plan, thousands=column.thousands, decimal=column.decimal), column.numbers)
    if kind == "point":
        order, share = column.points
        return Fit(replace(plan, order=order if order != "lat,lon" else ""), share)
    if kind in ("country", "nationality"):
        return _of_country(column, plan, kind, ground.countries)
    if kind == "code":
        return _of_code(column, plan, ground)
    if kind == "url":
        return Fit(plan, column.urls)
    if kind == "money":
        return Fit(plan, column.money)
    if kind in ("text", "name"):
        is_reference = ground.registry.properties[prop].search == "identifier"
        return Fit(plan, 1.0 if is_reference or column.numbers < NEARLY_ALL else 0.0)
    return None


def _of_country(column: Column, plan: ColumnPlan, kind: str, countries: Countries) -> Fit:
    look_up = countries.code if kind == "country" else countries.nationality
    several = column.several(look_up)
    if several:
        share = column.share(lambda value: all(look_up(piece.strip()) for piece in value.split(several) if piece))
        return Fit(replace(plan, several=several), share)
    return Fit(plan, column.share(look_up))


def _of_code(column: Column, plan: ColumnPlan, ground: Ground) -> Fit:
    registry = ground.registry
    vocabulary = registry.vocabulary_of(plan.prop)
    if vocabulary is None or column.distinct == 0:
        return Fit(plan, 0.0)
    found, share = column.codes(vocabulary)
    if "unknown" in vocabulary.terms and found:
        unknown = (value for value in set(column.values) if fold(value) in ground.wording.unknown)
        found = {**dict.fromkeys(unknown, "unknown"), **found}
        share = column.share(found.get)
    codes = {text: code for text, code in sorted(found.items()) if text != code}
    beside = f"{plan.prop}_text"
    if beside in registry.properties and str(registry.properties[beside].type) == "text":
        # What has no code is kept in the publisher's words beside it.
        return Fit(replace(plan, codes=codes, otherwise=f"text:{beside}"), max(share, 0.95))
    return Fit(replace(plan, codes=codes), share)


def by_name(column: Column, named: Named, ground: Ground) -> Fit | None:
    """Return the plan that the header proposes, with its certainty, if the cells do not speak against it."""
    found = fit(column, named.prop, ground)
    if found is None:
        return None
    kind = type_of(named.prop, ground.registry)
    plan, share = found
    if share < (NEARLY_ALL if kind == "code" else _SOME):
        return None
    because = Because.NAME if kind in ("text", "name") else Because.BOTH
    if kind == "date" and column.is_ambiguous_date:
        return Fit(replace(plan, confidence=Confidence.GUESS, because=Because.EITHER), 1.0 + named.share)
    if kind in ("number", "money") and column.is_ambiguous_number:
        plain = replace(plan, thousands="", decimal="", confidence=Confidence.GUESS, because=Because.MARK)
        return Fit(plain, 1.0 + named.share)
    if named.share == 1 and share >= 0.95:
        sure = not (kind == "date" and column.is_ambiguous_date)
        return Fit(replace(plan, confidence=Confidence.SURE if sure else Confidence.LIKELY, because=because), 3.0)
    likely = share >= NEARLY_ALL or named.share == 1
    confidence = Confidence.LIKELY if likely else Confidence.GUESS
    return Fit(replace(plan, confidence=confidence, because=because), 1.0 + named.share)


def by_content(column: Column, ground: Ground) -> Fit | None:
    """Return what the cells alone propose, where they can hardly be anything else."""
    # 12 000 is a number with a mark, not a latitude and a longitude.
    tries = ["url"] if column.counts >= NEARLY_ALL else ["point", "url"]
    if column.styles[1] >= 0.95 and column.years < 0.5 and column.counts < 0.5:
        tries.append("occurred_on")
    tries += [name for name, prop in ground.registry.properties.items() if prop.vocabulary and not prop.personal]
    tries += ["country"]
    for prop in tries:
        if prop not in ground.registry.properties:
            continue
        found = fit(column, prop, ground)
        if found is None or not column.values:
            continue
        known = not ground.registry.properties[prop].vocabulary or len(found.plan.codes) > 1 or column.distinct == 1
        if prop == "country" and column.distinct < FEWEST_CODES and all(len(value) <= 3 for value in column.values):
            continue  # BA is a country, and the sign of a district.
        if found.share >= 0.95 and known and not found.plan.otherwise:
            if prop == "occurred_on" and column.is_ambiguous_date:
                return Fit(replace(found.plan, confidence=Confidence.GUESS, because=Because.EITHER), 0.9)
            return Fit(replace(found.plan, confidence=Confidence.GUESS, because=Because.CONTENT), 0.9)
    return None


def is_figure(column: Column, wording: Wording) -> bool:
    """Say whether a header says no more than that there are figures below it."""
    return words_of(column.header) in wording.figure and column.counts >= NEARLY_ALL
