from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from corridor import shelf
from corridor.core.entities.errors import RegistryInvalid
from corridor.core.entities.registry import registry_from

Spoil = Callable[[dict[str, Any]], object]
LABELS = {"en": "x", "fr": "x", "es": "x", "ar": "س"}


def spoiled(spoil: Spoil) -> tuple[str, ...]:
    documents = {
        document["area"]: copy.deepcopy(document) for document in shelf.documents("corridor.core.entities", "schemata")
    }
    spoil(documents)
    with pytest.raises(RegistryInvalid) as refused:
        registry_from(documents.values(), shelf.lists_of_things())
    return refused.value.findings


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (
            lambda d: d["networks"]["classes"]["Person"].update(extends=["Ghost"]),
            "networks/classes/Person: extends the unknown class Ghost",
        ),
        (lambda d: d["things"]["classes"]["Entity"].update(extends=["Thing"]), "extends itself through"),
        (
            lambda d: d["routes"]["properties"].update(dead=d["incidents"]["properties"]["dead"]),
            "routes/properties/dead: already defined in incidents/properties/dead",
        ),
        (lambda d: d["routes"]["classes"].update(Person=d["networks"]["classes"]["Person"]), "Person: already defined"),
        (
            lambda d: d["incidents"]["properties"]["dead"]["labels"].pop("ar"),
            "incidents/properties/dead: label ar is missing",
        ),
        (
            lambda d: d["incidents"]["properties"]["dead"].pop("labels"),
            "incidents/properties/dead: label en is missing",
        ),
        (lambda d: d["incidents"]["properties"]["dead"].pop("ftm"), "ftm is missing"),
        (lambda d: d["incidents"]["classes"]["Incident"].pop("ftm"), "incidents/classes/Incident: ftm is missing"),
        (lambda d: d["incidents"]["classes"]["Incident"].pop("description"), "description is missing"),
        (
            lambda d: d["incidents"]["properties"]["dead"].update(type="amount"),
            "incidents/properties/dead: unknown type or search",
        ),
        (
            lambda d: d["incidents"]["properties"]["dead"].update(colour="red"),
            "incidents/properties/dead: unknown key colour",
        ),
        (lambda d: d["incidents"]["properties"]["cause"].update(vocabulary="ghosts"), "vocabulary ghosts is unknown"),
        (lambda d: d["incidents"]["properties"]["dead"].update(multiple="often"), "multiple must be true or false"),
        (
            lambda d: d["incidents"]["properties"]["vessel"].pop("range"),
            "a range belongs to every property of type entity",
        ),
        (
            lambda d: d["incidents"]["properties"]["vessel"].update(range=["Ghost"]),
            "range names the unknown class Ghost",
        ),
        (
            lambda d: d["incidents"]["classes"]["Incident"]["properties"].append("ghost"),
            "property ghost is defined nowhere",
        ),
        (
            lambda d: d["incidents"]["classes"]["Incident"]["properties"].append("url"),
            "property url is listed here and in a class it extends",
        ),
        (
            lambda d: d["incidents"]["classes"]["Incident"]["properties"].append("dead"),
            "properties names something twice",
        ),
        (
            lambda d: d["incidents"]["classes"]["Incident"].update(required=["name"]),
            "requires name, which it does not have",
        ),
        (
            lambda d: d["incidents"]["properties"].update(lonely=d["incidents"]["properties"]["dead"]),
            "lonely: no class has this property",
        ),
        (
            lambda d: d["networks"]["properties"]["recruitment"].update(vocabulary="roles"),
            "vocabularies/recruitment-channels: no property takes its codes from this list",
        ),
        (lambda d: d["things"].update(vocabularies={}), "things: unknown key vocabularies"),
        (lambda d: d["things"].pop("area"), "the key area is missing"),
        (lambda d: d["things"].update(area="routes"), "routes: two documents carry this area"),
        (lambda d: d.pop("safeguards"), "exactly one document must hold them, not 0"),
        (lambda d: d["safeguards"]["safeguards"].pop("barred"), "safeguards/safeguards/barred: no words"),
        (lambda d: d["safeguards"]["safeguards"]["helper"].pop("ar"), "needs a list for each of en, fr, es, ar"),
        (lambda d: d["safeguards"]["safeguards"]["faithful"].append("ghost"), "unknown property ghost"),
    ],
)
def test_a_mistake_in_a_schema_file_is_named_with_its_place(spoil: Spoil, finding: str) -> None:
    found = spoiled(spoil)

    assert any(finding in line for line in found), found


def test_all_mistakes_are_named_at_once() -> None:
    def spoil(documents: dict[str, Any]) -> None:
        documents["incidents"]["properties"]["dead"].pop("ftm")
        documents["routes"]["classes"]["Place"].pop("description")

    assert len(spoiled(spoil)) == 2


def test_a_schema_file_can_be_added_without_touching_the_others() -> None:
    extra = {
        "area": "camps",
        "version": 1,
        "classes": {
            "Camp": {
                "extends": ["Place"],
                "ftm": "Address",
                "labels": LABELS,
                "description": "A place with tents.",
                "properties": ["tents"],
            }
        },
        "properties": {"tents": {"type": "number", "ftm": None, "labels": LABELS}},
    }

    registry = registry_from([*shelf.documents("corridor.core.entities", "schemata"), extra], shelf.lists_of_things())

    assert registry.allows("Camp", "point")
    assert registry.allows("Camp", "tents")
    assert registry.schemata["Camp"].ancestors == {"Place", "Thing", "Entity"}
