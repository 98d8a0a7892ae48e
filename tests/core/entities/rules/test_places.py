"""Where people are helped is no hub, whatever it is called and by whichever way somebody tries to say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.entities.errors import DraftsRefused, MergeRefused
from corridor.core.entities.records import Claim, Draft
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules import check_drafts, check_merge, problems
from corridor.core.imports.compiling import compile_mapping
from corridor.core.imports.language import mapping_from
from corridor.core.imports.records import Refused
from corridor.core.kernel.identifiers import Uid
from tests.core.entities import make

PLACE = Uid(f"{21:032x}")

HUBS = {
    "Hub": {"hub_kind": "staging"},
    "HoldingPlace": {"holding_kind": "house"},
    "CrossingPoint": {"crossing_kind": "river"},
}


def hub(kind: str = "Hub", **said: str) -> Draft:
    return make.draft(PLACE, kind, **{**HUBS.get(kind, {}), **said})


def codes(draft: Draft, registry: Registry, *known: Draft) -> set[str]:
    return {problem.code for problem in problems(draft, registry, known=known) if not problem.warning}


@pytest.mark.parametrize("kind", HUBS)
def test_an_ordinary_place_of_a_network_is_accepted(kind: str, registry: Registry) -> None:
    assert problems(hub(kind, name="Old brickworks", place_kind="town"), registry) == ()


@pytest.mark.parametrize("kind", HUBS)
@pytest.mark.parametrize(
    "code",
    ["shelter", "health-facility", "school", "place-of-worship", "legal-aid", "humanitarian-distribution"],
)
def test_a_protected_kind_of_place_is_no_hub(kind: str, code: str, registry: Registry) -> None:
    assert codes(hub(kind, place_kind=code), registry) == {"places.protected"}
    assert codes(make.draft(PLACE, "Place", place_kind=code, name="Saint Anna"), registry) == set()


@pytest.mark.parametrize(
    "name",
    [
        "Central hospital",
        "CLINIC of the harbour",
        "Ｓｃｈｏｏｌ no. 4",
        "Hôpital régional",
        "Ecole du port",
        "École du port",
        "foyer Saint-Jean",
        "Albergue de la frontera",
        "Casa del migrante",
        "Iglesia vieja",
        "المستشفى المركزي",
        "مدرسة الميناء",
        "مسجد النور",
        "بالمدرسة القديمة",
        "Refugee camp north",
        "Hоspital",  # with a Cyrillic letter
        "old mosque, back yard",
    ],
)
@pytest.mark.parametrize("prop", ["name", "alias", "place_text"])
def test_a_name_that_says_so_in_any_of_the_languages_is_refused(name: str, prop: str, registry: Registry) -> None:
    assert codes(hub("HoldingPlace", **{prop: name}), registry) == {"places.protected"}


@pytest.mark.parametrize("kind", HUBS)
@pytest.mark.parametrize("given", ["hospital", "clinique", "escuela", "مدرسة", "place-of-worship"])
def test_a_kind_given_as_a_word_of_any_language_is_refused_for_that_reason(
    kind: str, given: str, registry: Registry
) -> None:
    prop = next(iter(HUBS[kind]))

    assert "places.protected" in codes(hub(kind, **{prop: given}), registry)


def test_the_text_recorded_beside_a_harmless_code_is_read_too(registry: Registry) -> None:
    draft = make.with_original(hub(), "hub_kind", "Shelter for women")

    assert "places.protected" in codes(draft, registry)


def test_a_place_labelled_as_a_hub_is_judged_like_one(registry: Registry) -> None:
    assert codes(make.draft(PLACE, "Place", place_kind="holding-place", name="Old clinic"), registry) == {
        "places.protected"
    }
    assert codes(make.draft(PLACE, "Place", place_kind=("transit-hub", "school")), registry) == {"places.protected"}


def test_two_reports_may_not_say_together_what_one_may_not(registry: Registry) -> None:
    stored = make.draft(PLACE, "Place", place_kind="school", name="Saint Anna")

    assert codes(make.draft(PLACE, "Place", place_kind="transit-hub"), registry, stored) == {"places.protected"}


def test_a_description_that_mentions_one_asks_for_a_look(registry: Registry) -> None:
    found = problems(hub(summary="A yard behind the hospital."), registry)

    assert [(problem.code, problem.warning) for problem in found] == [("places.near-protected", True)]


def test_the_refusal_says_how_to_record_it_and_repeats_nothing(registry: Registry) -> None:
    with pytest.raises(DraftsRefused) as refused:
        check_drafts([hub(name="Clinic Zephyr")], registry)

    (problem,) = refused.value.problems
    assert "record it as a Place" in problem.message
    assert "zephyr" not in problem.message.casefold()


def test_nobody_is_given_a_role_in_a_protected_place(registry: Registry) -> None:
    school = make.draft(make.GROUP, "Place", place_kind="school")

    assert "places.role" in codes(make.role(), registry, make.person(), school)


@pytest.mark.parametrize("told", [Claim("place_kind", "health-facility"), Claim("name", "Clínica del puerto")])
def test_a_merge_is_no_way_around(told: Claim, registry: Registry) -> None:
    claims = [Claim("hub_kind", "staging"), told]

    with pytest.raises(MergeRefused, match=r"places\.protected"):
        check_merge({"Hub", "Place"}, claims, registry)


def test_what_waits_for_a_code_is_never_a_kind_of_place(registry: Registry) -> None:
    for prop in ("place_kind", "hub_kind", "holding_kind", "crossing_kind"):
        assert not registry.parks(prop)
        assert registry.fault(prop, "parked")


@given(st.sampled_from(sorted(shelf.registry().safeguards.protected)), st.sampled_from(sorted(HUBS)))
def test_every_word_of_the_list_is_refused_in_every_kind_of_hub(word: str, kind: str) -> None:
    assert "places.protected" in codes(hub(kind, name=f"Xa {word.upper()} 12"), shelf.registry())


def test_a_table_of_hubs_is_refused_row_by_row() -> None:
    mapping = mapping_from(
        {
            "mapping": "hubs",
            "version": 1,
            "title": "Hubs",
            "source": "xa",
            "edition": "hubs",
            "credit": "XA",
            "licence": "own",
            "marking": "partners",
            "entity": "Hub",
            "key": ["ref"],
            "fields": {"hub_kind": {"constant": "staging"}, "name": "name", "place_kind": "kind"},
        },
        shelf.registry(),
        shelf.schemes(),
    )
    read = compile_mapping(mapping, shelf.registry(), shelf.countries(), header=["ref", "name", "kind"])

    assert not isinstance(read(["1", "Brickworks", "town"]), Refused)
    for name, kind in (("Clinique du port", "town"), ("Saint Anna", "school")):
        row = read(["2", name, kind])
        assert isinstance(row, Refused)
        assert row.problems[0].params == {"rule": "places.protected"}
