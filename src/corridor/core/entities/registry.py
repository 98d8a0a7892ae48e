"""The schemata as one whole: classes, properties and vocabularies, read-only and quick to ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from corridor.core.entities import values
from corridor.core.entities.codes import Type
from corridor.core.entities.errors import RegistryInvalid, ValueInvalid
from corridor.core.entities.exchange import Reading
from corridor.core.entities.records import Claim, Property, Safeguards, Schema
from corridor.core.kernel.countries import Countries
from corridor.core.kernel.documents import Document
from corridor.core.kernel.identifiers import Uid, is_uid
from corridor.core.vocabularies.codes import LONGEST_PARKED, PARKED
from corridor.core.vocabularies.records import NOTHING, Vocabulary

COUNTED = frozenset({"age"})
"""Lists whose codes stand inside counts and in no property of their own."""


@dataclass(frozen=True, slots=True)
class Registry:
    """Every class, property and vocabulary that this node knows."""

    schemata: Mapping[str, Schema]
    properties: Mapping[str, Property]
    vocabularies: Mapping[str, Vocabulary]
    safeguards: Safeguards = field(default_factory=Safeguards)
    marks: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def allows(self, kind: str, prop: str) -> bool:
        """Tell whether things of a kind can have a property."""
        schema = self.schemata.get(kind)
        return schema is not None and not schema.abstract and prop in schema.properties

    def vocabulary_of(self, prop: str) -> Vocabulary | None:
        """Return the closed list from which a property takes its codes, if it has one."""
        found = self.properties.get(prop)
        return self.vocabularies.get(found.vocabulary) if found is not None and found.vocabulary else None

    def marked(self, prop: str, mark: str) -> frozenset[str]:
        """Return the codes of a property that carry a mark, such as the offender roles."""
        return self.marks.get((prop, mark), NOTHING)

    def is_personal(self, kind: str, prop: str) -> bool:
        """Tell whether a property of a kind says something about one identified person."""
        schema, found = self.schemata.get(kind), self.properties.get(prop)
        return schema is None or found is None or schema.personal or found.personal

    def is_a(self, kind: str, classes: Collection[str]) -> bool:
        """Tell whether a kind is one of some classes, or a narrower one of them."""
        schema = self.schemata.get(kind)
        return kind in classes or (schema is not None and not schema.ancestors.isdisjoint(classes))

    def parks(self, prop: str) -> bool:
        """Tell whether a text without a code may wait for a decision under a property.

        Where a safeguard reads the code, nothing waits: a role, a ground or a kind of hub without a decision
        would stand without having passed. Nor where rules reckon with it: a place told for "around there" would be
        drawn as the spot itself.
        """
        vocabulary = self.vocabulary_of(prop)
        if vocabulary is None or vocabulary.is_guarded or vocabulary.is_reckoned_with:
            return False
        return prop not in self.safeguards.faithful

    def kinds(self) -> tuple[str, ...]:
        """Return the names of all classes that things can have."""
        return tuple(name for name, schema in self.schemata.items() if not schema.abstract)

    def fault(self, prop: str, value: str) -> str | None:
        """Return why a canonical value does not fit a property; nothing when it fits."""
        found = self.properties.get(prop)
        if found is None:
            return "unknown-property"
        if found.type is Type.KIND:
            return None if value in self.schemata and not self.schemata[value].abstract else "unknown-kind"
        if found.vocabulary is not None:
            known = value in self.vocabularies[found.vocabulary].terms or (value == PARKED and self.parks(prop))
            return None if known else "unknown-code"
        if found.type is Type.ENTITY and found.or_text and not is_uid(value):
            return values.fault(Type.TEXT, value)
        return values.fault(found.type, value)

    def park(self, prop: str, text: str) -> Claim:
        """Return the claim of a text that no list has a code for: it waits under its property, as it was given.

        Raises:
            ValueInvalid: The property takes no such text: it has no list, a safeguard reads it, or it is no code.
        """
        if not self.parks(prop) or not text.strip() or len(text) > LONGEST_PARKED:
            raise ValueInvalid(prop=prop, type="code", reason="unknown-code")
        return Claim(prop, PARKED, text)

    def normalise(self, prop: str, text: str, countries: Countries | None = None) -> Claim:
        """Return the claim that a typed text makes about a property: canonical value, and the text where it differs.

        Args:
            text: As typed or recorded.
            countries: The table that reads names and three-letter codes of countries; without it only codes are read.
        Raises:
            ValueInvalid: The text cannot be read as a value of this property.
        """
        found = self.properties.get(prop)
        if found is None:
            raise ValueInvalid(prop=prop, type="known property", reason="unknown-property")
        as_text = found.or_text and not is_uid(text)
        value = values.canonical(Type.TEXT if as_text else found.type, text, countries, prop=prop)
        if reason := self.fault(prop, value):
            raise ValueInvalid(prop=prop, type=str(found.type), reason=reason)
        ref = Uid(value) if found.type is Type.ENTITY and is_uid(value) else None
        return Claim(prop, value, text if text != value else None, None, ref)


def marks_of(
    properties: Mapping[str, Property], vocabularies: Mapping[str, Vocabulary]
) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the marked codes of each property, looked up beforehand."""
    return {
        (prop.name, mark): vocabularies[prop.vocabulary].marked(mark)
        for prop in properties.values()
        if prop.vocabulary is not None
        for mark in {mark for term in vocabularies[prop.vocabulary].terms.values() for mark in term.marks}
    }


def registry_from(documents: Iterable[Document], vocabularies: Mapping[str, Vocabulary]) -> Registry:
    """Return the registry that the schema documents describe together.

    Args:
        documents: Parsed YAML mappings; each names itself by `area`, which is the name of its file.
        vocabularies: The lists from which properties take their codes.
    Raises:
        RegistryInvalid: Something is missing, defined twice, unknown or circular; every mistake is named at once.
    """
    reading = Reading(vocabularies)
    for document in documents:
        reading.add(document)
    found = {name: reading.property(name) for name in reading.properties}
    properties = {name: prop for name, prop in found.items() if prop is not None}
    schemata = {name: reading.schema(name, properties) for name in reading.classes}
    used = {prop for schema in schemata.values() if schema is not None for prop in schema.properties}
    for name in sorted(set(properties) - used):
        reading.note(reading.properties[name][0], "no class has this property")
    for name in sorted(set(vocabularies) - {prop.vocabulary for prop in properties.values()} - COUNTED):
        reading.note(f"vocabularies/{name}", "no property takes its codes from this list")
    safeguards = reading.words()
    if reading.findings:
        raise RegistryInvalid(tuple(dict.fromkeys(reading.findings)))
    return Registry(
        schemata=MappingProxyType({name: schema for name, schema in schemata.items() if schema is not None}),
        properties=MappingProxyType(properties),
        vocabularies=MappingProxyType(vocabularies),
        safeguards=safeguards,
        marks=MappingProxyType(dict(marks_of(properties, vocabularies))),
    )
