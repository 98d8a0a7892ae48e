"""Nothing that identifies people on the move is ever a key, and nobody is a target for having been smuggled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.entities.records import Draft
from corridor.core.entities.registry import Registry
from corridor.core.matching.codes import NO_BASIS, WEIGHTS, Basis
from corridor.core.matching.eligibility import IDENTIFIERS, TARGETS, WITHIN, eligible
from corridor.core.matching.errors import TargetRefused
from corridor.core.matching.targets import check_nomination, refusals, score
from tests.core.entities import make as drafts
from tests.core.matching import make


def test_means_of_transport_and_what_groups_use_are_eligible(registry: Registry) -> None:
    told = [make.vessel(), make.vehicle(), make.phone(), make.document(), drafts.group()]

    assert eligible(told, registry) == {draft.uid for draft in told}


def test_what_somebody_in_a_reviewed_role_uses_is_eligible(registry: Registry) -> None:
    told = [make.phone(used_by=drafts.PERSON), drafts.person(phone="+999 1"), drafts.role(), drafts.group()]

    assert eligible(told, registry) == {make.PHONE, drafts.PERSON, drafts.GROUP}


SPOILED = {
    "no role": (),
    "no ground": (drafts.role(ground=None),),
    "a ground that is only the journey": (drafts.role(ground="other"),),
    "no reviewer": (drafts.role(reviewer=None),),
    "reviewed by the author": (drafts.role(reviewer="ada.one"),),
    "no legal reference": (drafts.role(legal_reference="n/a"),),
    "no offence is said": (drafts.role(role="registered-owner"),),
    "not a known role": (drafts.role(role="passenger"),),
    "coerced": (drafts.role(coercion="yes"),),
    "perhaps coerced": (drafts.role(coercion="suspected"),),
    "no benefit": (drafts.role(benefit="no-benefit"),),
}


@pytest.mark.parametrize("roles", SPOILED.values(), ids=SPOILED.keys())
def test_nothing_of_a_person_without_a_standing_role_of_suspicion_is_eligible(
    roles: tuple[Draft, ...], registry: Registry
) -> None:
    told = [make.phone(used_by=drafts.PERSON), drafts.person(phone="+999 1"), drafts.group(), *roles]

    assert eligible(told, registry) == {drafts.GROUP}


@pytest.mark.parametrize("coercion", ["yes", "suspected"])
def test_coercion_told_of_the_person_by_anybody_takes_everything_out(coercion: str, registry: Registry) -> None:
    told = [make.phone(used_by=drafts.PERSON), drafts.person(), drafts.role(), drafts.group()]

    assert make.PHONE not in eligible([*told, drafts.draft(drafts.PERSON, "Person", coercion=coercion)], registry)


def test_a_telephone_that_somebody_without_a_role_uses_too_is_not_eligible(registry: Registry) -> None:
    shared = make.phone(used_by=(drafts.GROUP, drafts.PERSON))

    assert eligible([shared, drafts.group(), drafts.person()], registry) == {drafts.GROUP}


def test_a_telephone_used_by_nobody_known_is_not_eligible(registry: Registry) -> None:
    assert eligible([make.phone()], registry) == frozenset()
    assert eligible([make.phone(used_by=None)], registry) == frozenset()


def test_the_bearers_own_document_is_not_eligible_whatever_else_is_said(registry: Registry) -> None:
    own = sorted(registry.marked("document_misuse", "bearer"))
    assert own

    for code in own:
        told = [make.document(), drafts.draft(make.DOCUMENT, "Document", document_misuse=code)]
        assert eligible(told, registry) == frozenset()
    assert eligible([make.document(document_misuse=None)], registry) == frozenset()


def test_only_classes_named_one_by_one_give_keys(registry: Registry) -> None:
    other = [name for name in registry.kinds() if name not in IDENTIFIERS]
    told = [drafts.draft(make.VESSEL, name, identifier="K4417", phone="+999 55 0142") for name in other]

    assert eligible(told, registry) <= frozenset()
    assert all(eligible([draft], registry) == frozenset() for draft in told)


def test_every_class_and_property_that_gives_keys_is_one_of_the_schemata(registry: Registry) -> None:
    for kind, props in IDENTIFIERS.items():
        for prop in props:
            assert registry.allows(kind, prop)
            assert prop not in WITHIN or registry.allows(kind, WITHIN[prop])
    assert set(IDENTIFIERS) <= set(registry.kinds())
    assert "Document" not in TARGETS


@given(st.sets(st.sampled_from(sorted(NO_BASIS)), min_size=0))
def test_being_smuggled_and_a_nationality_make_nobody_a_target(bases: set[Basis]) -> None:
    found = refusals(bases, grades=["europol-4x4:B2"], is_eligible=True, has_key=True)

    assert found == {"no-basis"}


def test_a_nomination_rests_on_a_graded_source_a_role_and_a_key() -> None:
    bases = {Basis.LEADS, Basis.NATIONALITY}

    check_nomination(bases, grades=["", "europol-4x4:B2"], is_eligible=True, has_key=True)
    for grades, is_eligible, has_key, why in (
        ([""], True, True, "ungraded"),
        (["europol-4x4:--", "admiralty:-", "europol-4x4:X4", "admiralty:F6"], True, True, "ungraded"),
        ([], True, True, "ungraded"),
        (["europol-4x4:B2"], False, True, "no-role"),
        (["europol-4x4:B2"], True, False, "no-key"),
    ):
        with pytest.raises(TargetRefused) as refused:
            check_nomination(bases, grades=grades, is_eligible=is_eligible, has_key=has_key)
        assert refused.value.params["why"] == why


@given(st.sets(st.sampled_from(Basis)))
def test_a_score_is_the_sum_of_what_counts_and_having_been_smuggled_adds_nothing(bases: set[Basis]) -> None:
    assert score(bases) == score(bases - NO_BASIS) == sum(WEIGHTS[basis] for basis in bases - NO_BASIS)
    assert set(WEIGHTS) == set(Basis) - NO_BASIS
