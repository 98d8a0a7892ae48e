from __future__ import annotations

import pytest

from corridor.core.entities.errors import DraftsRefused, ValueInvalid
from corridor.core.entities.records import Claim, Draft
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules import bulk_problems, check_draft, check_drafts, problems
from corridor.core.kernel.identifiers import Uid
from tests.core.entities.make import (
    GROUP,
    INCIDENT,
    PERSON,
    draft,
    group,
    incident,
    person,
    role,
    sample,
    with_original,
)


def codes(*drafts: Draft, registry: Registry, known: tuple[Draft, ...] = ()) -> set[str]:
    return {problem.code for problem in problems(drafts, registry, known=known) if not problem.warning}


def test_a_plain_incident_is_accepted(registry: Registry) -> None:
    made = incident(occurred_on="2025-03", dead=("12", "3|female", "..2||child"), nationality=("stateless", "XA"))

    assert check_draft(made, registry) == ()


def test_a_lawful_role_is_accepted(registry: Registry) -> None:
    assert check_drafts([person(), role(), group()], registry) == ()


@pytest.mark.parametrize(
    "kind", ["Incident", "SeriesObservation", "Place", "RouteLeg", "Source", "Authority", "Group", "Vessel", "Payment"]
)
def test_a_thing_with_all_that_it_requires_is_accepted(kind: str, registry: Registry) -> None:
    required = {
        prop: sample(prop, registry)
        for prop in registry.schemata[kind].required
        if prop not in ("from_place", "to_place")
    }
    ends = {"from_place": "A beach", "to_place": "A port"} if kind == "RouteLeg" else {}

    assert problems(draft(INCIDENT, kind, **required, **ends), registry) == ()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (incident(incident_kind=None), "schema.required"),
        (incident(name="Somebody"), "schema.property"),
        (incident(dead="twelve"), "schema.value"),
        (incident(occurred_on="14/03/2025"), "schema.value"),
        (incident(incident_kind="Shipwreck"), "schema.value"),
        (incident(smuggling=("no", "no")), "schema.single"),
        (incident(kind="Place"), "schema.kind-contradicts"),
        (incident(vessel="the blue one"), "schema.value"),
        (incident(part_of=INCIDENT), "schema.reference"),
        (draft(INCIDENT, "Thing"), "schema.unknown-kind"),
        (draft(INCIDENT, "Unheard"), "schema.unknown-kind"),
        (draft(Uid("17"), "Incident", incident_kind="other"), "schema.uid"),
        (Draft(INCIDENT, "Incident", (Claim("incident_kind", "other", ref=GROUP),)), "schema.reference"),
        (
            Draft(INCIDENT, "Incident", (Claim("incident_kind", "other"), Claim("organised_by", GROUP))),
            "schema.reference",
        ),
        (Draft(INCIDENT, "Incident", (Claim("incident_kind", "other", "an\u202eother"),)), "schema.original"),
    ],
)
def test_what_the_schema_does_not_know_is_refused(made: Draft, code: str, registry: Registry) -> None:
    assert code in codes(made, registry=registry)


def test_a_reference_to_a_thing_of_the_wrong_kind_is_refused(registry: Registry) -> None:
    assert "schema.range" in codes(incident(vessel=GROUP), group(), registry=registry)
    assert "schema.range" in codes(incident(part_of=GROUP), group(), registry=registry)
    assert "schema.range" in codes(incident(organised_by=PERSON), registry=registry, known=(person(), role()))


def test_a_report_cannot_give_a_known_thing_another_kind(registry: Registry) -> None:
    assert "schema.kind-contradicts" in codes(draft(GROUP, "Vessel"), registry=registry, known=(group(),))
    assert "schema.kind-contradicts" in codes(group(), draft(GROUP, "Vessel"), registry=registry)


def test_the_refusal_repeats_nothing_that_was_typed(registry: Registry) -> None:
    with pytest.raises(DraftsRefused) as refused:
        check_drafts([incident(name="Tarn Veldo", dead="Tarn Veldo")], registry)

    assert "Veldo" not in str(refused.value)
    assert all("Veldo" not in problem.message for problem in refused.value.problems)


@pytest.mark.parametrize("kind", ["Person", "Role"])
def test_no_table_loads_persons_or_roles(kind: str, registry: Registry) -> None:
    assert [problem.code for problem in bulk_problems(kind, ["name"], registry)] == ["R-02.bulk"]


def test_a_table_may_load_what_its_kind_has_and_labels_smuggling_only_with_benefit(registry: Registry) -> None:
    assert bulk_problems("Incident", ["dead", "smuggling", "benefit"], registry) == ()
    assert [p.code for p in bulk_problems("Incident", ["dead", "smuggling"], registry)] == ["R-04.benefit-missing"]
    assert [p.code for p in bulk_problems("Incident", ["name"], registry)] == ["schema.property"]
    assert [p.code for p in bulk_problems("Migrant", ["name"], registry)] == ["schema.unknown-kind"]


def test_a_narrower_class_fits_where_a_wider_one_may_stand(registry: Registry) -> None:
    hub = draft(Uid(f"{41:032x}"), "Hub", hub_kind="staging")
    leg = draft(Uid(f"{42:032x}"), "RouteLeg", from_place=hub.uid, to_place="Northern shore")
    boat = draft(Uid(f"{43:032x}"), "Vessel", name="Grey Heron")

    assert problems((leg, hub), registry) == ()
    assert [
        one.code for one in problems((draft(leg.uid, "RouteLeg", from_place=boat.uid, to_place="x"), boat), registry)
    ] == ["schema.range"]


def test_a_code_that_was_superseded_is_taken_with_a_warning(registry: Registry) -> None:
    found = problems(incident(method="visa-misuse"), registry)

    assert [(one.code, one.warning) for one in found] == [("schema.superseded", True)]


def test_a_text_without_a_code_waits_only_with_the_text_and_where_no_safeguard_reads_it(registry: Registry) -> None:
    waiting = with_original(incident(transport="parked"), "transport", "Zodiac")

    assert problems(waiting, registry) == ()
    assert [one.code for one in problems(incident(transport="parked"), registry)] == ["schema.parked"]
    assert registry.park("transport", "Zodiac").original == "Zodiac"
    for prop in ("role", "ground", "benefit", "smuggling", "coercion", "standing", "offence", "trafficking", "summary"):
        assert not registry.parks(prop), prop
        with pytest.raises(ValueInvalid):
            registry.park(prop, "a text")
    with pytest.raises(ValueInvalid):
        registry.park("transport", "x" * 101)
