"""By what a facilitator is found again may be recorded; by what a smuggled migrant would be found may not (R-01)."""

from __future__ import annotations

import pytest

from corridor.core.entities.codes import Search, Type
from corridor.core.entities.records import Draft
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules import bulk_problems, problems
from corridor.core.kernel.identifiers import Uid
from tests.core.entities import make

THING = Uid(f"{31:032x}")

SELECTORS = {
    "Account": {"account_number": "XA00 1234"},
    "Wallet": {"wallet_address": "bc1qexample"},
    "PhoneNumber": {"phone": "+99 555 0100"},
    "OnlineAccount": {"user_name": "lantern.boats", "platform": "Example net"},
}
OWN = ("obtained-by-deception", "obtained-by-corruption", "misused-visa", "false-stamp", "unknown")


def selector(kind: str, used_by: str | None = make.GROUP, **said: str) -> Draft:
    return make.draft(THING, kind, **SELECTORS[kind], used_by=used_by, **said)


def document(misuse: str, **said: str) -> Draft:
    return make.draft(THING, "Document", document_kind="passport", document_misuse=misuse, **said)


def codes(draft: Draft, registry: Registry, *known: Draft) -> set[str]:
    return {problem.code for problem in problems(draft, registry, known=known) if not problem.warning}


@pytest.mark.parametrize("kind", SELECTORS)
def test_a_selector_is_recorded_as_used_by_a_group_or_by_a_person_in_a_role(kind: str, registry: Registry) -> None:
    assert problems(selector(kind), registry, known=[make.group()]) == ()
    assert codes(selector(kind, make.PERSON), registry, make.person(), make.role(), make.group()) == set()


@pytest.mark.parametrize("kind", SELECTORS)
def test_a_selector_of_nobody_in_a_role_is_refused(kind: str, registry: Registry) -> None:
    assert codes(selector(kind, None), registry) == {"schema.required"}
    assert codes(selector(kind), registry) == {"R-01.selector"}, "a thing nobody has heard of"
    assert codes(selector(kind, make.PERSON), registry, make.person()) == {"R-01.selector"}
    assert "schema.range" in codes(selector(kind, make.INCIDENT), registry, make.incident())


@pytest.mark.parametrize("kind", SELECTORS)
def test_selectors_are_never_loaded_in_bulk(kind: str, registry: Registry) -> None:
    assert [problem.code for problem in bulk_problems(kind, (), registry)] == ["R-02.bulk"]


def test_a_user_name_that_describes_a_passenger_is_refused(registry: Registry) -> None:
    draft = make.draft(THING, "OnlineAccount", user_name="victim 7", used_by=make.GROUP)

    assert "R-01.selector" in codes(draft, registry, make.group())


@pytest.mark.parametrize("misuse", ["counterfeit", "forged", "stolen-blank", "look-alike", "stolen-or-lost"])
def test_a_false_or_stolen_document_has_a_number(misuse: str, registry: Registry) -> None:
    assert problems(document(misuse, document_number="X1234567", issuing_country="XA"), registry) == ()


@pytest.mark.parametrize("misuse", OWN)
@pytest.mark.parametrize("prop", ["document_number", "identifier"])
def test_a_document_of_the_bearers_own_has_no_number(misuse: str, prop: str, registry: Registry) -> None:
    assert codes(document(misuse), registry) == set()
    assert codes(document(misuse, **{prop: "X1234567"}), registry) == {"R-01.document-number"}


def test_a_number_is_not_told_in_a_second_report(registry: Registry) -> None:
    stored = document("counterfeit", document_number="X1234567")

    assert codes(document("unknown"), registry, stored) == {"R-01.document-number"}


def test_a_document_names_nobody_and_is_linked_to_no_bearer(registry: Registry) -> None:
    schema = registry.schemata["Document"]

    assert not {"name", "alias", "born_on", "sex", "nationality", "used_by", "person"} & set(schema.properties)
    assert not [
        (kind, prop.name)
        for kind, other in registry.schemata.items()
        for prop in other.properties.values()
        if "Document" in prop.range and kind in {"Person", "Role"}
    ]


def test_no_class_beside_persons_in_roles_says_something_of_one_person(registry: Registry) -> None:
    """A new class fails here until somebody has asked whether a smuggled migrant could be found by it."""
    persons = {"Person", "Role", *SELECTORS}
    # Numbers of things; those of people stand with persons and selectors, behind a reviewed role or a group.
    of_things = {
        "identifier",
        "imo_number",
        "mmsi",
        "call_sign",
        "hull_number",
        "engine_number",
        "chassis_number",
        "plate",
        "transaction_number",
        "document_number",
    }
    names = {"Place", "CrossingPoint", "Hub", "HoldingPlace", "Route", "Vessel", "Vehicle", "Group", "Source"}
    names |= {"Authority", "Operation", "Measure", "OnlineOffer"}

    for kind, schema in registry.schemata.items():
        if schema.abstract or kind in persons:
            continue
        for prop in schema.properties.values():
            assert not prop.personal or (kind, prop.name) == ("Group", "phone"), (kind, prop.name)
            assert prop.search is not Search.IDENTIFIER or prop.name in of_things | {"phone"}, (kind, prop.name)
            assert prop.type is not Type.NAME or kind in names, (kind, prop.name)
