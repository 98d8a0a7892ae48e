from __future__ import annotations

import pytest

from corridor import shelf
from corridor.core.entities.codes import Type
from corridor.core.entities.errors import ValueInvalid
from corridor.core.entities.registry import Registry
from corridor.core.kernel.countries import Countries, country_rows
from corridor.core.kernel.counts import AGES, SEXES
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.vocabularies.records import Labels
from tests.core.entities.make import GROUP, sample

PICTURE = (
    "kind incident_kind occurred_on period place_text point place_precision country region route dead missing "
    "dead_or_missing survivors people detections cause cause_text reported_by url source_quality border_type "
    "nationality series summary name identifier part_of method transport fee smuggling benefit from_place to_place "
    "role ground legal_reference author reviewer coercion"
)


@pytest.mark.parametrize("prop", PICTURE.split())
def test_every_property_that_other_parts_name_exists(prop: str, registry: Registry) -> None:
    assert prop in registry.properties


def test_every_kind_that_other_parts_name_exists(registry: Registry) -> None:
    kinds = (
        "AreaReading ReferenceFigure Incident SeriesObservation Place Route RouteLeg CrossingPoint Hub HoldingPlace "
        "Source Authority Person Role "
        "Group Vessel Vehicle TransportUse Concealment Payment Fee LawfulRoute Account Wallet PhoneNumber "
        "OnlineAccount OnlineOffer Document DocumentMisuse Operation Measure Seizure"
    )

    assert " ".join(sorted(registry.kinds())) == " ".join(sorted(kinds.split()))


def test_every_property_takes_a_value_of_its_type(registry: Registry) -> None:
    for prop in set(registry.properties) - {"kind"}:
        assert registry.fault(prop, sample(prop, registry)) is None, prop


def test_everything_has_a_label_in_every_language(registry: Registry) -> None:
    named: list[Labels] = [
        *(schema.labels for schema in registry.schemata.values()),
        *(prop.labels for prop in registry.properties.values()),
        *(vocabulary.labels for vocabulary in registry.vocabularies.values()),
        *(term.labels for vocabulary in registry.vocabularies.values() for term in vocabulary.terms.values()),
    ]

    assert all(labels[language] for labels in named for language in LANGUAGES)


def test_sex_and_age_have_the_same_codes_as_counts(registry: Registry) -> None:
    assert set(registry.vocabularies["sex"].terms) == set(SEXES)
    assert set(registry.vocabularies["age"].terms) == set(AGES)


def test_a_class_has_the_properties_of_its_parents(registry: Registry) -> None:
    assert registry.allows("Incident", "identifier")
    assert not registry.allows("Incident", "name")
    assert not registry.allows("Thing", "identifier"), "nothing is of an abstract kind"
    assert not registry.allows("Unheard", "identifier")


def test_what_is_said_of_persons_and_roles_is_personal(registry: Registry) -> None:
    assert registry.is_personal("Person", "name")
    assert registry.is_personal("Role", "role")
    assert not registry.is_personal("Place", "name")
    assert registry.is_personal("Unheard", "name"), "unknown means personal"


def test_every_area_is_named_as_its_file() -> None:
    documents = shelf.documents("corridor.core.entities", "schemata")

    areas = [document["area"] for document in documents]

    assert areas == sorted(areas), "files are read in the order of their names"


@pytest.mark.parametrize(
    ("prop", "typed", "value"),
    [
        ("fee", "EUR 1,500.5", "1500.50 EUR"),
        ("fee", "2 700 usd", "2700.00 USD"),
        ("occurred_on", "2025-03-14", "2025-03-14"),
        ("nationality", "STATELESS", "stateless"),
        ("nationality", "xa", "XA"),
        ("cause", "Harsh conditions", "harsh-conditions"),
        ("point", "-35.50, -25.0", "-35.5,-25"),
        ("dead", "10..14|female", "10..14|female"),
        ("source_quality", "05", "5"),
        ("from_place", "A beach", "A beach"),
        ("from_place", GROUP, GROUP),
        ("summary", "two \u202e  words", "two words"),
    ],
)
def test_what_was_typed_becomes_the_canonical_value(prop: str, typed: str, value: str, registry: Registry) -> None:
    claim = registry.normalise(prop, typed)

    assert claim.value == value
    assert claim.original == (typed if typed != value else None)
    assert claim.ref == (value if value == GROUP else None)


@pytest.mark.parametrize(
    ("prop", "typed"),
    [
        ("fee", "1500"),
        ("fee", "-5 EUR"),
        ("fee", "EUR 5 USD"),
        ("fee", "1,50 EUR"),
        ("occurred_on", "yesterday"),
        ("occurred_on", "2025-02-30"),
        ("nationality", "roma"),
        ("country", "stateless"),
        ("cause", "smuggler"),
        ("point", "91,0"),
        ("dead", "-3"),
        ("dead", "some"),
        ("url", "javascript:alert(1)"),
        ("place", "a beach"),
        ("author", "ада.one"),
        ("kind", "Migrant"),
        ("summary", ""),
        ("unheard", "x"),
    ],
)
def test_what_does_not_fit_is_refused_and_not_repeated(prop: str, typed: str, registry: Registry) -> None:
    with pytest.raises(ValueInvalid) as refused:
        registry.normalise(prop, typed)

    assert refused.value.params["prop"] == prop
    assert len(typed) < 5 or typed not in str(refused.value)


def test_names_of_countries_are_read_with_the_table(registry: Registry) -> None:
    countries = Countries(country_rows(shelf.text("corridor.core.kernel", "countries.csv")))

    assert registry.normalise("country", "France", countries).value == "FR"
    assert registry.normalise("nationality", "apatride", countries).value == "stateless"


def test_smuggling_and_trafficking_share_no_code_and_no_property(registry: Registry) -> None:
    """R-05."""
    assert registry.properties["smuggling"].vocabulary != registry.properties["trafficking"].vocabulary
    assert {"smuggling-of-migrants", "trafficking-in-persons"} <= set(registry.vocabularies["offences"].terms)
    assert registry.marked("offence", "smuggling") == {"smuggling-of-migrants"}


def test_stateless_is_a_nationality_wherever_one_is_asked(registry: Registry) -> None:
    """R-35."""
    asked = [prop.name for prop in registry.properties.values() if prop.type is Type.NATIONALITY]

    assert asked
    assert all(registry.fault(prop, "stateless") is None for prop in asked)
