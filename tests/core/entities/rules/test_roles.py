"""Attacks on the safeguards R-01 to R-04, one fact or word at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.entities.records import Claim, Draft
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules import problems, suspended_roles
from corridor.core.kernel.identifiers import Uid
from tests.core.entities.make import (
    GROUP,
    INCIDENT,
    PERSON,
    ROLE,
    Said,
    draft,
    group,
    incident,
    person,
    role,
    with_original,
)

OTHER_ROLE = Uid(f"{9:032x}")
CLEARED: dict[str, Said] = {"coercion_review": "excluded", "coercion_reviewer": "cyd.three"}


def refused(*drafts: Draft, registry: Registry, known: tuple[Draft, ...] = ()) -> set[str]:
    return {problem.code for problem in problems(drafts, registry, known=known) if not problem.warning}


def looked_at(*drafts: Draft, registry: Registry) -> set[str]:
    return {problem.code for problem in problems(drafts, registry) if problem.warning}


# a smuggled migrant is never a person record.


def test_a_person_without_a_role_is_refused(registry: Registry) -> None:
    assert refused(person(), registry=registry) == {"R-01.no-role"}
    assert refused(person(nationality="stateless", sex="female"), incident(), registry=registry) == {"R-01.no-role"}


def test_a_person_whose_role_already_stands_is_accepted(registry: Registry) -> None:
    assert refused(person(), registry=registry, known=(role(),)) == set()


def test_somebody_elses_role_does_not_make_a_person(registry: Registry) -> None:
    other = draft(Uid(f"{8:032x}"), "Person", name="Ilen Dask")

    assert refused(other, person(), role(), registry=registry) == {"R-01.no-role"}


@pytest.mark.parametrize(
    "kind",
    [
        "Migrant",
        "migrant",
        "SmuggledMigrant",
        "SMUGGLED_MIGRANT",
        "Smuggled_Person",
        "Passenger",
        "Victim",
        "Refugee",
        "Child",
        "HumanitarianHelper",
        "UnaccompaniedMinor",
    ],
)
def test_no_class_of_smuggled_people_can_be_brought_in(kind: str, registry: Registry) -> None:
    found = refused(draft(PERSON, kind, name="Tarn Veldo"), registry=registry)

    assert found & {"R-01.kind", "schema.unknown-kind"}


def test_the_reason_says_that_people_who_were_smuggled_are_counts(registry: Registry) -> None:
    assert "R-01.kind" in refused(draft(PERSON, "SmuggledMigrant"), registry=registry)


@pytest.mark.parametrize(
    "code",
    [
        "smuggled-migrant",
        "migrant",
        "MIGRANT",
        "Passenger",
        "passager",
        "pasajero",
        "مهاجر",
        "مُهَاجِر",
        "asylum-seeker",
        "Refugié",
        "victim",
        "stowaway",
        "ＭＩＧＲＡＮＴ",
        "miɡrant",
        "migrаnt",
    ],
)
@pytest.mark.parametrize("prop", ["role", "ground", "standing", "offence"])
def test_no_code_says_that_somebody_was_smuggled(prop: str, code: str, registry: Registry) -> None:
    assert "schema.value" in refused(person(), role(**{prop: code}), registry=registry)


@pytest.mark.parametrize("code", ["smuggled-migrant", "PASSENGER", "pasajero", "مُهَاجِر"])
def test_the_refusal_of_such_a_code_names_the_rule(code: str, registry: Registry) -> None:
    assert "R-01.word" in refused(person(), role(role=code), registry=registry)


@pytest.mark.parametrize("text", ["smuggled migrant", "Migrante", "مهاجر", "skipper and migrant", "сmuggled", "boss"])
@pytest.mark.parametrize("prop", ["role", "ground", "benefit"])
def test_the_text_recorded_beside_a_code_cannot_say_something_else(prop: str, text: str, registry: Registry) -> None:
    assert "schema.original-contradicts" in refused(person(), with_original(role(), prop, text), registry=registry)


@pytest.mark.parametrize("text", ["Organiser", "ORGANISATEUR", "Organizador", "منظّم"])
def test_the_text_recorded_beside_a_code_may_be_one_of_its_labels(text: str, registry: Registry) -> None:
    assert refused(person(), with_original(role(), "role", text), registry=registry) == set()


def test_the_label_of_the_offence_of_smuggling_is_no_word_of_refusal(registry: Registry) -> None:
    made = with_original(role(offence="smuggling-of-migrants"), "offence", "Smuggling of migrants")

    assert refused(person(), made, registry=registry) == set()


@pytest.mark.parametrize("name", ["Migrant 7", "unknown passenger", "Victim", "SURVIVOR"])
def test_a_name_cannot_describe_a_person_on_the_move(name: str, registry: Registry) -> None:
    assert refused(person(name=name), role(), registry=registry) == {"R-01.name"}


def test_a_family_name_that_is_also_such_a_word_is_only_looked_at(registry: Registry) -> None:
    assert refused(person(name="ناجية"), role(), registry=registry) == set()
    assert looked_at(person(name="ناجية"), role(), registry=registry) == {"R-01.name"}


@pytest.mark.parametrize("prop", ["summary", "cause_text", "place_text", "people", "smuggling", "trafficking"])
def test_a_person_has_no_property_to_write_it_in(prop: str, registry: Registry) -> None:
    assert "schema.property" in refused(person(**{prop: "no"}), role(), registry=registry)


@pytest.mark.parametrize("prop", ["vessel", "organised_by", "place", "part_of", "from_place"])
def test_no_property_of_an_incident_can_point_at_a_person(prop: str, registry: Registry) -> None:
    assert refused(incident(**{prop: PERSON}), registry=registry, known=(person(), role()))


# an independent fact, a legal reference, an author, a second person.


@pytest.mark.parametrize("prop", ["ground", "legal_reference", "author", "reviewer"])
def test_a_role_without_what_it_rests_on_is_refused(prop: str, registry: Registry) -> None:
    assert f"R-02.{prop.replace('_', '-')}-missing" in refused(person(), role(**{prop: None}), registry=registry)


@pytest.mark.parametrize("prop", ["person", "role"])
def test_a_role_of_nobody_or_without_name_is_refused(prop: str, registry: Registry) -> None:
    assert "schema.required" in refused(person(), role(**{prop: None}), registry=registry)


@pytest.mark.parametrize(
    "ground",
    [
        "was-on-board",
        "was-smuggled",
        "irregular-entry",
        "nationality",
        "ethnic-origin",
        "religion",
        "asylum-claim",
        "GROUND",
        "Financial-Record",
        "score",
        "route-alone",
    ],
)
def test_what_everybody_on_the_boat_shares_is_no_ground(ground: str, registry: Registry) -> None:
    assert {"schema.value", "R-02.ground"} <= refused(person(), role(ground=ground), registry=registry)


def test_a_second_ground_does_not_hide_a_forbidden_one(registry: Registry) -> None:
    found = refused(person(), role(ground=("financial-record", "was-on-board")), registry=registry)

    assert {"schema.value", "R-01.word"} <= found


@pytest.mark.parametrize(
    "text",
    [
        "was on board",
        "He was on board.",
        "Passenger",
        "était à bord",
        "iba a bordo",
        "كان على متن",
        "smuggled migrant",
        "ＷＡＳ ＯＮ ＢＯＡＲＤ",
        "migrant victim",
    ],
)
def test_a_ground_in_words_that_says_no_more_is_refused(text: str, registry: Registry) -> None:
    assert "R-01.word" in refused(person(), role(ground_text=text), registry=registry)


def test_a_ground_in_words_may_speak_of_the_people_carried(registry: Registry) -> None:
    made = role(ground_text="Took money from passengers and migrants on three dates, by the seized ledger.")

    assert problems([person(), made], registry) == ()


def test_a_longer_ground_with_such_a_phrase_is_looked_at(registry: Registry) -> None:
    made = role(ground_text="He was on board and steered for the share of the fee that the ledger names.")

    assert refused(person(), made, registry=registry) == set()
    assert looked_at(person(), made, registry=registry) == {"R-01.word"}


@pytest.mark.parametrize(
    "reference", ["-", "n/a", "None", "TBD", "unknown", "xxx", "to be added", "aucune", "غير معروف", "123", "...."]
)
def test_a_placeholder_is_no_legal_reference(reference: str, registry: Registry) -> None:
    assert "R-02.legal-reference" in refused(person(), role(legal_reference=reference), registry=registry)


@pytest.mark.parametrize("reviewer", ["ada.one", "Ada.One", "ADA.ONE", "ada-one", "ada.one ", "аda.one", "ａda.one"])
def test_nobody_reviews_the_own_entry_under_any_spelling(reviewer: str, registry: Registry) -> None:
    assert refused(person(), role(reviewer=reviewer), registry=registry) & {"R-02.reviewer-is-author", "schema.value"}


@pytest.mark.parametrize("prop", ["author", "reviewer", "role", "person", "coercion_review"])
def test_who_and_what_a_role_is_about_is_said_once(prop: str, registry: Registry) -> None:
    twice = {
        "author": ("ada.one", "ben.two"),
        "reviewer": ("ben.two", "ada.one"),
        "role": ("registered-owner", "skipper"),
        "person": (PERSON, GROUP),
        "coercion_review": ("pending", "excluded"),
    }

    assert "schema.single" in refused(person(), role(**{prop: twice[prop]}), registry=registry)


def test_a_role_of_somebody_who_is_not_at_hand_is_refused(registry: Registry) -> None:
    assert "R-02.person-unknown" in refused(role(), registry=registry)
    assert "R-02.person-unknown" in refused(role(person=GROUP), group(), registry=registry)


@pytest.mark.parametrize(
    "text",
    [
        "Penal Code art. 12 (desertion)",
        "Law on APOSTASY, s. 4",
        "Sedition Act",
        "loi sur la désertion, art. 3",
        "objeción de conciencia, art. 9",
        "قانون الردّة، المادة 4",
        "Conscientious-objection rules 1999",
    ],
)
@pytest.mark.parametrize("prop", ["legal_reference", "ground_text"])
def test_no_role_in_political_military_or_religious_matters(prop: str, text: str, registry: Registry) -> None:
    assert "R-02.barred" in refused(person(), role(**{prop: text}), registry=registry)


@pytest.mark.parametrize("code", ["dissident", "activist", "deserter", "apostate"])
@pytest.mark.parametrize("prop", ["role", "offence", "ground", "standing"])
def test_no_code_names_such_a_matter(prop: str, code: str, registry: Registry) -> None:
    assert {"schema.value", "R-02.barred"} <= refused(person(), role(**{prop: code}), registry=registry)


def test_a_ground_that_is_an_attribute_is_refused_and_a_ship_without_nationality_is_not(registry: Registry) -> None:
    assert "R-24.attribute" in refused(person(), role(ground_text="nationality"), registry=registry)
    assert refused(person(), role(ground_text="Sold the ship without nationality for gain"), registry=registry) == set()


# coercion blocks the role until reviewed.


@pytest.mark.parametrize("coercion", ["yes", "suspected"])
@pytest.mark.parametrize("code", ["organiser", "skipper", "guide", "transporter", "money-broker"])
def test_coercion_on_the_role_or_the_person_blocks_every_offender_role(
    code: str, coercion: str, registry: Registry
) -> None:
    assert "R-03.coerced" in refused(person(), role(role=code, coercion=coercion), registry=registry)
    assert "R-03.coerced" in refused(person(coercion=coercion), role(role=code), registry=registry)


def test_coercion_said_by_one_of_several_sources_is_enough(registry: Registry) -> None:
    assert "R-03.coerced" in refused(person(coercion=("no", "suspected")), role(), registry=registry)


def test_coercion_already_stored_blocks_a_new_role(registry: Registry) -> None:
    known = (person(coercion="yes"),)

    assert "R-03.coerced" in refused(role(), registry=registry, known=known)
    assert "R-03.coerced" in refused(person(coercion="no"), role(), registry=registry, known=known)


def test_coercion_in_another_role_of_the_person_blocks_too(registry: Registry) -> None:
    other = Draft(OTHER_ROLE, "Role", role(role="registered-owner", coercion="yes").claims)

    assert "R-03.coerced" in refused(person(), role(), registry=registry, known=(other,))


def test_a_coerced_steersman_of_an_incident_blocks_its_skipper_and_not_its_organiser(registry: Registry) -> None:
    where = incident(coercion="suspected")

    assert "R-03.coerced" in refused(person(), role(role="skipper", role_in=INCIDENT), where, registry=registry)
    assert refused(person(), role(role="organiser", role_in=INCIDENT), where, registry=registry) == set()


def test_a_neutral_code_with_an_offenders_standing_is_an_offender_role(registry: Registry) -> None:
    made = role(role="registered-owner", standing="suspect", coercion="yes")

    assert "R-03.coerced" in refused(person(), made, registry=registry)


def test_a_neutral_code_with_the_label_of_smuggling_is_an_offender_role(registry: Registry) -> None:
    made = role(role="registered-owner", smuggling="yes", coercion="yes")

    assert "R-03.coerced" in refused(person(), made, registry=registry)


@pytest.mark.parametrize(
    "review",
    [
        {"coercion_review": "pending", "coercion_reviewer": "cyd.three"},
        {"coercion_review": "confirmed", "coercion_reviewer": "cyd.three"},
        {"coercion_review": "excluded"},
        {"coercion_review": "excluded", "coercion_reviewer": "ada.one"},
        {"coercion_review": "excluded", "coercion_reviewer": "ADA-ONE"},
        {"coercion_reviewer": "cyd.three"},
        {"coercion_review": "Excluded", "coercion_reviewer": "cyd.three"},
        {"coercion_review": ("excluded", "confirmed"), "coercion_reviewer": "cyd.three"},
    ],
)
def test_only_a_second_officer_who_excludes_it_opens_the_role_again(
    review: dict[str, Said], registry: Registry
) -> None:
    assert "R-03.coerced" in refused(person(coercion="suspected"), role(**review), registry=registry)


def test_a_reviewed_and_excluded_coercion_opens_the_role(registry: Registry) -> None:
    assert refused(person(coercion="suspected"), role(**CLEARED), registry=registry) == set()


def test_a_later_word_of_coercion_is_accepted_and_suspends_the_role(registry: Registry) -> None:
    later = person(coercion="suspected")

    assert refused(later, registry=registry, known=(person(), role())) == set()
    assert suspended_roles((person(), role()), registry) == frozenset()
    assert suspended_roles((person(), role(), later), registry) == {ROLE}
    assert suspended_roles((person(), role(**CLEARED), later), registry) == frozenset()


def test_a_later_word_of_coercion_on_the_role_itself_is_accepted_and_suspends_it(registry: Registry) -> None:
    later = role(coercion="suspected")

    assert refused(later, registry=registry, known=(person(), role())) == set()
    assert suspended_roles((person(), role(), later), registry) == {ROLE}
    assert "R-03.coerced" in refused(later, registry=registry, known=(person(),))
    suspended = (person(coercion="yes"), role())
    assert "R-03.coerced" in refused(role(), registry=registry, known=suspended)


@pytest.mark.parametrize("name", ["m\u0456grant 14", "\u041cIGRANT 14", "Мигрант 14", "біженці", "Göçmen 3"])
def test_a_name_that_only_says_migrant_is_refused_in_other_scripts(name: str, registry: Registry) -> None:
    assert "R-01.name" in refused(person(name=name), registry=registry, known=(role(),))


@pytest.mark.parametrize("name", ["Тарн Велдо", "Τάρν Βέλδο", "Tarn Veldo"])
def test_names_in_other_scripts_are_names(name: str, registry: Registry) -> None:
    assert refused(person(name=name), registry=registry, known=(role(),)) == set()


# no benefit, no smuggling.


@pytest.mark.parametrize("made", [incident(smuggling="yes"), group(smuggling="yes")])
def test_nothing_is_called_smuggling_without_a_benefit(made: Draft, registry: Registry) -> None:
    assert refused(made, registry=registry) == {"R-04.benefit-missing"}


@pytest.mark.parametrize(
    "benefit", ["no-benefit", "unknown", ("financial", "no-benefit"), ("other-material", "unknown")]
)
def test_what_brought_no_benefit_is_not_called_smuggling(benefit: Said, registry: Registry) -> None:
    found = refused(incident(smuggling="yes", benefit=benefit), registry=registry)

    assert found & {"R-04.benefit-missing", "R-04.no-benefit"}


@pytest.mark.parametrize("benefit", ["none", "NO-BENEFIT", "gratitude", "Financial"])
def test_a_benefit_outside_the_list_does_not_count(benefit: str, registry: Registry) -> None:
    assert {"schema.value", "R-04.benefit-missing"} <= refused(
        incident(smuggling="yes", benefit=benefit), registry=registry
    )


@pytest.mark.parametrize("label", ["Yes", "YES", "true", "oui", "да"])
def test_the_label_has_no_other_spelling(label: str, registry: Registry) -> None:
    assert "schema.value" in refused(incident(smuggling=label), registry=registry)


@pytest.mark.parametrize("benefit", ["financial", "other-material"])
def test_smuggling_for_a_benefit_is_accepted(benefit: str, registry: Registry) -> None:
    assert refused(incident(smuggling="yes", benefit=benefit), registry=registry) == set()


def test_help_without_benefit_is_storable_as_no_benefit_and_as_a_count(registry: Registry) -> None:
    made = incident(benefit="no-benefit", smuggling="no", unpaid_helpers=("2", "1|female"))

    assert refused(made, registry=registry) == set()


@pytest.mark.parametrize(
    "code",
    ["helper", "family-member", "humanitarian", "volunteer", "rescuer", "mother", "benevole", "familiar", "متطوع"],
)
def test_no_role_exists_for_who_helps_without_benefit(code: str, registry: Registry) -> None:
    assert {"schema.value", "R-04.helper"} <= refused(person(), role(role=code), registry=registry)


@pytest.mark.parametrize("code", ["organiser", "transporter", "registered-owner"])
def test_no_role_is_given_to_who_had_no_benefit(code: str, registry: Registry) -> None:
    assert "R-04.helper" in refused(person(), role(role=code, benefit="no-benefit"), registry=registry)
    assert "R-04.helper" in refused(person(), role(role=code, benefit=("financial", "no-benefit")), registry=registry)
    assert "R-04.helper" in refused(
        person(), role(role=code, offence="document-offence", benefit="no-benefit"), registry=registry
    )


@pytest.mark.parametrize("benefit", [None, "unknown"])
def test_an_offender_role_in_smuggling_needs_a_benefit(benefit: Said, registry: Registry) -> None:
    assert refused(person(), role(benefit=benefit), registry=registry) == {"R-04.benefit-missing"}
    assert refused(person(), role(benefit=benefit, offence="smuggling-of-migrants"), registry=registry)
    assert refused(person(), role(benefit=benefit, offence=("corruption", "smuggling-of-migrants")), registry=registry)


def test_an_offender_role_in_another_offence_needs_none(registry: Registry) -> None:
    assert refused(person(), role(benefit=None, offence="trafficking-in-persons"), registry=registry) == set()


@pytest.mark.parametrize(
    "text", ["humanitarian", "unpaid volunteer", "his mother", "bénévole", "sans but lucratif", "متطوع"]
)
def test_a_ground_that_is_help_is_refused(text: str, registry: Registry) -> None:
    assert "R-04.helper" in refused(person(), role(ground_text=text), registry=registry)


# What always holds.

ANY_TEXT = st.text(max_size=20) | st.sampled_from(
    [
        "organiser",
        "skipper",
        "financial-record",
        "yes",
        "excluded",
        "suspected",
        "no-benefit",
        "financial",
        PERSON,
        "ada.one",
    ]
)
ANY_ROLE = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "person",
                "role",
                "ground",
                "legal_reference",
                "author",
                "reviewer",
                "benefit",
                "coercion",
                "standing",
                "smuggling",
                "unheard",
            ]
        ),
        ANY_TEXT,
    ),
    max_size=12,
)


@given(ANY_ROLE)
def test_no_role_passes_without_everything_it_rests_on(registry: Registry, said: list[tuple[str, str]]) -> None:
    claims = tuple(Claim(prop, value, ref=Uid(value) if value == PERSON else None) for prop, value in said)
    made = Draft(ROLE, "Role", claims)

    if not refused(person(), made, registry=registry):
        assert set(made.values("author")).isdisjoint(made.values("reviewer"))
        assert made.values("legal_reference")
        assert set(made.values("ground")) <= registry.marked("ground", "independent")
        assert not set(made.values("coercion")) & {"yes", "suspected"}
        assert "no-benefit" not in made.values("benefit")


@given(ANY_ROLE)
def test_an_answer_is_given_whatever_is_asked(registry: Registry, said: list[tuple[str, str]]) -> None:
    made = Draft(ROLE, "Role", tuple(Claim(prop, value, value[::-1]) for prop, value in said))

    assert isinstance(problems(made, registry), tuple)
