"""FollowTheMoney: every name, type and range in our exports is one that its facts know."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from corridor import shelf
from corridor.core.exports.exchange.followthemoney import COLUMNS, model_from
from corridor.core.exports.records import Item, Said
from tests.core.exports import make

FACTS = Path(__file__).parents[2] / "vectors" / "ftm-schemata.yaml"
MODEL = model_from(yaml.safe_load(FACTS.read_text("utf-8")))

SAMPLES = {
    "kind": "Incident",
    "date": "2021-03",
    "count": "3|female",
    "point": "-35.5,-20",
    "country": "XA",
    "nationality": "stateless",
    "number": "12.5",
    "money": "1500.00 EUR",
    "url": "https://example.org/a",
    "name": "Grey Heron",
    "text": "Old Harbour",
    "entity": "b" * 32,
}


def whole(kind: str) -> Item:
    """Return a thing of a kind of which everything is said that can be."""
    registry = shelf.registry()
    said = [make.said("kind", kind)]
    for name, prop in registry.schemata[kind].properties.items():
        if name != "kind":
            terms = registry.vocabulary_of(name)
            value = next(iter(terms.terms)) if terms is not None else SAMPLES.get(prop.type.value, "code-1")
            ref = value if prop.type.value == "entity" else None
            said.append(make.said(name, value, ref=ref))
    return make.item(*said)


KINDS = shelf.registry().kinds()


def test_the_facts_that_ship_are_the_facts_of_the_tests() -> None:
    shipped = shelf.document("corridor.core.exports", "followthemoney.yaml")

    assert shipped == yaml.safe_load(FACTS.read_text("utf-8")), "copy tests/vectors/ftm-schemata.yaml over it"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_thing_becomes_an_entity_that_the_facts_allow(kind: str) -> None:
    entity = shelf.translator().entity(whole(kind))

    has = MODEL.properties[entity["schema"]]
    assert entity["schema"] == shelf.registry().schemata[kind].ftm
    assert set(entity["properties"]) <= set(has)
    assert all(isinstance(value, str) and value for values in entity["properties"].values() for value in values)


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_to_something_that_its_property_takes(kind: str) -> None:
    registry = shelf.registry()
    entity = shelf.translator().entity(whole(kind))
    has = MODEL.properties[entity["schema"]]

    for name, prop in registry.schemata[kind].properties.items():
        typed = has.get(prop.ftm or "", "")
        if typed.startswith("entity:") and prop.ftm in entity["properties"]:
            reach = typed.removeprefix("entity:")
            for target in prop.range:
                schema = registry.schemata[target].ftm
                assert schema == reach or reach in MODEL.ancestors[schema], (name, target)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_said_is_lost_on_the_way(kind: str) -> None:
    item = whole(kind)

    told = str(shelf.translator().entity(item)["properties"])

    registry = shelf.registry()
    for one in item.said[1:]:
        terms = registry.vocabulary_of(one.prop)
        shown = {one.value, one.value.lower(), one.value.split(" ")[0], one.value.split("|")[0]}
        if terms is not None:
            shown.add(terms.terms[one.value].labels["en"])
        assert any(word in told for word in shown), one.prop


def statements(item: Item) -> list[dict[str, str]]:
    return list(shelf.translator().statements(item))


@pytest.mark.parametrize("kind", KINDS)
def test_every_statement_has_the_agreed_columns_and_a_property_of_its_schema(kind: str) -> None:
    for row in statements(whole(kind)):
        assert tuple(row) == COLUMNS
        assert row["prop"] == "id" or row["prop"] in MODEL.properties[row["schema"]]
        assert (
            row["prop_type"] == "id" or MODEL.properties[row["schema"]][row["prop"]].split(":")[0] == row["prop_type"]
        )


def test_a_statement_has_the_identifier_that_other_tools_give_it() -> None:
    (row,) = [one for one in statements(make.incident(place_text="Old Harbour")) if one["prop"] == "location"]

    key = f"iom_missing_migrants.{make.UID}.location.Old Harbour"
    assert row["id"] == hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()


def test_a_statement_under_two_markings_keeps_both() -> None:
    twice = make.item(
        make.said("kind", "Incident"),
        make.said("place_text", "Old Harbour", mark=1),
        make.said("place_text", "Old Harbour", mark=2),
    )

    rows = [one for one in statements(twice) if one["prop"] == "location"]

    assert {row["marking"] for row in rows} == {"TLP:GREEN", "TLP:AMBER"}
    assert len({row["id"] for row in rows}) == 2


def test_the_selves_of_a_thing_share_their_canonical_identifier() -> None:
    both = make.together(make.incident(about="a" * 32), make.incident(about="c" * 32))

    rows = statements(both)

    assert {row["canonical_id"] for row in rows} == {"a" * 32}
    assert {row["entity_id"] for row in rows} == {"a" * 32, "c" * 32}


@pytest.mark.parametrize("kind", ["Operation", "Measure"])
def test_a_result_that_says_nothing_of_harm_is_marked_incomplete_for_programs_and_for_people(kind: str) -> None:
    item = make.thing(kind, name="Sweep", mark=2)

    entity, rows = shelf.translator().entity(item), statements(item)

    place = next(prop for prop in ("notes", "description", "summary") if prop in MODEL.properties[entity["schema"]])
    note = "Not stated: Harm to migrants"
    assert entity["incomplete"] == ["harm_to_migrants"]
    assert note in entity["properties"][place]
    (row,) = [one for one in rows if one["value"] == note]
    assert (row["prop"], row["origin"], row["original_value"], row["marking"]) == (
        place,
        "corridor-incomplete",
        "",
        "TLP:AMBER",
    )


def test_a_result_that_says_that_no_harm_was_found_is_marked_nowhere() -> None:
    item = make.together(make.thing("Operation", name="Sweep"), make.thing("Operation", harm_to_migrants="none-found"))

    entity = shelf.translator().entity(item)

    assert "incomplete" not in entity
    assert "Not stated" not in str(entity) + str(statements(item))


def test_a_text_that_had_no_code_is_noted_with_what_was_decided_and_never_as_a_value_of_a_source() -> None:
    kind, decided = make.said("kind", "Incident"), make.parked("transport", "inflatable-boat", "Zodiac")
    item = make.item(kind, decided, make.parked("transport", "parked", "Patera"))

    notes = shelf.translator().entity(item)["properties"]["notes"]

    assert [note.partition(" (recorded: ")[2] for note in notes] == ["Zodiac)", "Patera)"]
    assert "boat" in notes[0].casefold()
    rows = [(row["value"], row["original_value"]) for row in statements(item) if row["prop"] == "notes"]
    assert rows == list(zip(notes, ["Zodiac", "Patera"], strict=True))


def test_people_stay_counts_in_notes_and_become_nobody() -> None:
    entity = shelf.translator().entity(make.incident(dead=("3", "1|female"), people="10..14"))

    assert entity["schema"] == "Event"
    assert entity["properties"]["notes"] == ["Dead: 3", "Dead: 1 (female)", "People concerned: 10..14"]


def test_conflicting_kinds_become_the_first_and_the_others_are_noted() -> None:
    entity = shelf.translator().entity(make.together(make.thing("Vessel", name="Tern"), make.incident(record=2)))

    assert entity["schema"] == "Vessel"
    assert "Kind: Incident" in entity["properties"]["notes"]


def test_a_record_whose_source_may_not_be_told_is_of_its_owner() -> None:
    item = make.item(Said(make.UID, "kind", "Incident", None, None, None, 99, 2))

    assert shelf.translator().entity(item)["datasets"] == ["xb_brd"]


@pytest.mark.parametrize(
    ("prop", "value", "expected"),
    [
        ("country", "XA", {"country": ["xa"]}),
        ("occurred_on", "2021-03", {"date": ["2021-03"]}),
        ("summary", "A landing", {"summary": ["A landing"]}),
    ],
)
def test_values_are_written_as_other_tools_write_them(prop: str, value: str, expected: dict[str, Any]) -> None:
    item = make.item(make.said("kind", "Incident"), make.said(prop, value))

    properties = shelf.translator().entity(item)["properties"]

    assert expected.items() <= properties.items()
