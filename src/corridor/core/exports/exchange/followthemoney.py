"""FollowTheMoney: entities and statements that its tools read, made from our schemata and facts about its own.

Each class goes to the schema that it names as its nearest, each property to the one of that name where the schema has
it and the value fits its type. What FollowTheMoney has no place for, counts of people above all, stands in its notes,
named in English, so that nothing is lost and nothing is passed off as something else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corridor.core.entities.codes import Type
from corridor.core.entities.records import Property
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules.completeness import lacking
from corridor.core.exports.records import Item, Origin, Said

ANY = "Thing"
NOTES = ("notes", "description", "summary")
NAME = "name"
ID = "id"
TITLE_ORIGIN = "corridor-title"
"""The origin of a name that no source gave: FollowTheMoney wants one, and the thing's title stands for it."""

INCOMPLETE = "incomplete"
NOT_STATED = "Not stated"
NOT_STATED_ORIGIN = "corridor-incomplete"
"""The origin of a note that no source wrote: that a thing should say something and, as exported, does not."""

COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
    "marking",
    "originator",
    "audience",
    "marking_digest",
    "grade",
)
"""The columns of its tables of statements, then ours; its tools pass over columns that they do not know."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ar": "ara"}
_WITHOUT_LANGUAGE = frozenset(("country", "date", "number", "url", "gender", "entity", "identifier", "topic", ID))
_GENDERS = frozenset(("male", "female", "other"))


@dataclass(frozen=True, slots=True)
class Model:
    """The facts: for each schema every property that it has, own and inherited, with its type; and its ancestors."""

    properties: Mapping[str, Mapping[str, str]]
    ancestors: Mapping[str, frozenset[str]]


def model_from(document: Mapping[str, Mapping[str, Any]]) -> Model:
    """Return the facts as the data file states them: own properties, and the schemata that each extends."""
    properties: dict[str, dict[str, str]] = {}
    ancestors: dict[str, frozenset[str]] = {}

    def take(name: str) -> None:
        if name in properties:
            return
        parents = list(document[name].get("extends") or ())
        found: dict[str, str] = {}
        above: set[str] = set()
        for parent in parents:
            take(parent)
            found |= properties[parent]
            above |= {parent, *ancestors[parent]}
        properties[name] = found | dict(document[name].get("properties") or {})
        ancestors[name] = frozenset(above)

    for schema in document:
        take(schema)
    return Model(properties, ancestors)


@dataclass(frozen=True, slots=True)
class Translator:
    """Puts things into FollowTheMoney's words."""

    registry: Registry
    model: Model

    def schema_of(self, item: Item) -> str:
        """Return the schema of a thing: of the kinds that are said of it, the first, or a later one that is finer."""
        chosen = ""
        for kind in item.kinds:
            known = self.registry.schemata.get(kind)
            schema = known.ftm if known is not None and known.ftm in self.model.properties else ""
            if schema and (not chosen or chosen in self.model.ancestors[schema]):
                chosen = schema
        return chosen or ANY

    def entity(self, item: Item) -> dict[str, Any]:
        """Return one thing as an entity; beside the agreed fields, `handling` names the markings of its statements.

        Where it should say more than it does, a note says so for people, and `incomplete` names the properties.
        """
        schema = self.schema_of(item)
        values: dict[str, list[str]] = {}
        for one in item.said:
            for prop, value in self.translated(one, schema):
                listed = values.setdefault(prop, [])
                if value not in listed:
                    listed.append(value)
        has = self.model.properties[schema]
        lacks = lacking(item.kinds, {one.prop for one in item.said})
        for prop, value in self._not_stated(has, lacks):
            values.setdefault(prop, []).append(value)
        if NAME in has:
            values.setdefault(NAME, [item.title])
        days = sorted({item.origins[one.record].stated_on for one in item.said if one.record in item.origins} - {""})
        return {
            "id": item.uid,
            "caption": values.get(NAME, [item.title])[0],
            "schema": schema,
            "properties": values,
            "datasets": sorted({self.dataset(item, one) for one in item.said}),
            "referents": sorted({one.about for one in item.said} - {item.uid}),
            "first_seen": days[0] if days else None,
            "last_seen": days[-1] if days else None,
            "target": False,
            "handling": [item.handlings[mark]._asdict() for mark in dict.fromkeys(one.mark for one in item.said)],
            **({INCOMPLETE: list(lacks)} if lacks else {}),
        }

    def _not_stated(self, has: Mapping[str, str], lacks: Iterable[str]) -> Iterator[tuple[str, str]]:
        for prop in lacks:
            yield from self._noted(has, NOT_STATED, self.registry.properties[prop].labels["en"])

    def statements(self, item: Item) -> Iterator[dict[str, str]]:
        """Yield what is said about one thing as rows, each with its marking.

        A statement has the identifier that FollowTheMoney's tools would give it; one that repeats another under
        another marking has one of its own, so that no tool drops a marking. What the thing should say and does not is
        noted beside each statement of the kind that asks for it, under the same marking.
        """
        schema = self.schema_of(item)
        said = {one.prop for one in item.said}
        given: set[str] = set()
        for one in item.said:
            origin = item.origins.get(one.record, Origin("", "", "", ""))
            handling = item.handlings[one.mark]
            for prop, value, recorded in self._rows(one, schema, said):
                kind = ID if prop == ID else self.model.properties[schema][prop].partition(":")[0]
                lang = "" if kind in _WITHOUT_LANGUAGE else _LANGUAGES.get(one.lang or "", "")
                dataset = self.dataset(item, one)
                key = f"{dataset}.{one.about}.{prop}.{value}" + (f"@{lang}" if lang else "")
                address = _sha1(key)
                if address in given:
                    address = _sha1(f"{key}.{handling.digest}")
                    if address in given:
                        continue
                given.add(address)
                yield {
                    "canonical_id": item.uid,
                    "entity_id": one.about,
                    "prop": prop,
                    "prop_type": kind,
                    "schema": schema,
                    "value": value,
                    "dataset": dataset,
                    "origin": origin.edition if recorded else NOT_STATED_ORIGIN,
                    "lang": lang,
                    "original_value": recorded if prop != ID and recorded != value else "",
                    "external": "f",
                    "first_seen": origin.stated_on,
                    "last_seen": origin.stated_on,
                    "id": address,
                    "marking": handling.code,
                    "originator": handling.originator,
                    "audience": handling.audience,
                    "marking_digest": handling.digest,
                    "grade": origin.grade,
                }

    def _rows(self, one: Said, schema: str, said: Collection[str]) -> Iterator[tuple[str, str, str]]:
        """Yield what a statement becomes, with the text as recorded; that of the kind says what is there and lacks."""
        recorded = one.original if one.original is not None else one.value
        if one.prop == "kind":
            yield ID, one.about, recorded
        for prop, value in self.translated(one, schema):
            yield prop, value, recorded
        if one.prop == "kind":
            for prop, value in self._not_stated(self.model.properties[schema], lacking((one.value,), said)):
                yield prop, value, ""

    def translated(self, one: Said, schema: str) -> Iterator[tuple[str, str]]:
        """Yield the properties and values that one of our statements becomes."""
        has = self.model.properties[schema]
        if one.prop == "kind":
            known = self.registry.schemata.get(one.value)
            if known is None or known.ftm == schema:
                return
            yield from self._noted(has, "Kind", known.labels["en"])
            return
        found = self.registry.properties.get(one.prop)
        nearest = found.ftm if found is not None else None
        if found is not None and nearest is not None and nearest in has and not one.is_parked:
            fitting = list(self._fitting(found, has[nearest], one, has))
            if fitting:
                yield from ((prop or nearest, value) for prop, value in fitting)
                return
        recorded = f" (recorded: {one.waiting})" if one.is_parked else ""
        yield from self._noted(has, found.labels["en"] if found else one.prop, self._in_words(found, one) + recorded)

    def _noted(self, has: Mapping[str, str], label: str, text: str) -> Iterator[tuple[str, str]]:
        place = next((prop for prop in NOTES if prop in has), None)
        if place is not None:
            yield place, f"{label}: {text}"

    def _in_words(self, found: Property | None, one: Said) -> str:
        if found is None:
            return one.value
        if found.type is Type.COUNT and "|" in one.value:
            figure, *groups = one.value.split("|")
            return f"{figure} ({', '.join(filter(None, groups))})"
        vocabulary = self.registry.vocabulary_of(found.name)
        term = vocabulary.terms.get(one.value) if vocabulary is not None else None
        return one.value if term is None else term.labels["en"]

    def _fitting(
        self, found: Property, wanted: str, one: Said, has: Mapping[str, str]
    ) -> Iterator[tuple[str | None, str]]:
        """Yield the value as FollowTheMoney writes its type, if it fits; None stands for the property asked for."""
        value = one.value
        wanted, _, reach = wanted.partition(":")
        match wanted:
            case "entity":
                if one.ref is not None and all(self._is_a(kind, reach) for kind in found.range):
                    yield None, one.ref
            case "country":
                if _COUNTRY.fullmatch(value):
                    yield None, value.lower()
            case "date":
                if _DATE.fullmatch(value):
                    yield None, value
            case "number":
                amount, _, currency = value.partition(" ")
                if re.fullmatch(r"-?\d+(\.\d+)?", amount):
                    yield None, amount
                    if currency and "currency" in has:
                        yield "currency", currency
            case "gender":
                if value in _GENDERS:
                    yield None, value
            case "string" | "text" | "name" | "identifier" | "url" | "address" | "phone" | "email" | "html":
                if found.type is not Type.ENTITY or one.ref is None:
                    yield None, value

    def _is_a(self, kind: str, schema: str) -> bool:
        """Tell whether things of one of our kinds are of a schema, or of one that extends it."""
        known = self.registry.schemata.get(kind)
        return known is not None and (known.ftm == schema or schema in self.model.ancestors.get(known.ftm, ()))

    @staticmethod
    def dataset(item: Item, one: Said) -> str:
        """Return the data set of a statement: its source, or where that may not be told the owner of its marking."""
        origin = item.origins.get(one.record)
        name = origin.source if origin is not None else item.handlings[one.mark].originator
        return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "corridor"


def _sha1(key: str) -> str:
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
