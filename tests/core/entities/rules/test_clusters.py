from __future__ import annotations

import pytest

from corridor.core.entities.errors import MergeRefused
from corridor.core.entities.records import Claim, Draft
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules import check_merge, cluster_problems
from tests.core.entities.make import group, incident, person, role

CLEARED = {"coercion_review": "excluded", "coercion_reviewer": "cyd.three"}


def codes(*drafts: Draft, roles: tuple[Draft, ...] = (), registry: Registry) -> set[str]:
    kinds = [draft.kind for draft in drafts]
    claims = [claim for draft in drafts for claim in draft.claims]
    found = cluster_problems(kinds, claims, registry, roles=[made.claims for made in roles])
    return {problem.code for problem in found if not problem.warning}


def test_two_records_of_one_person_can_be_judged_the_same(registry: Registry) -> None:
    assert codes(person(), person(name="T. Veldo"), roles=(role(), role()), registry=registry) == set()


@pytest.mark.parametrize("coercion", ["yes", "suspected"])
def test_a_coerced_person_cannot_become_an_offender_by_merge(coercion: str, registry: Registry) -> None:
    coerced = person(coercion=coercion)

    assert codes(coerced, person(), roles=(role(),), registry=registry) == {"R-03.coerced"}
    assert codes(coerced, person(), roles=(role(**CLEARED),), registry=registry) == set()


def test_a_coerced_role_blocks_the_other_roles_of_a_merged_person(registry: Registry) -> None:
    coerced = role(role="skipper", coercion="yes", **CLEARED)

    assert "R-03.coerced" in codes(person(), person(), roles=(coerced, role()), registry=registry)


def test_a_merged_incident_with_coercion_blocks_its_skipper(registry: Registry) -> None:
    skipper, organiser = role(role="skipper"), role()

    assert codes(incident(coercion="yes"), incident(), roles=(skipper,), registry=registry) == {"R-03.coerced"}
    assert codes(incident(coercion="yes"), incident(), roles=(organiser,), registry=registry) == set()


def test_persons_without_any_role_are_not_merged_into_being(registry: Registry) -> None:
    assert codes(person(), person(), registry=registry) == {"R-01.no-role"}


def test_a_person_is_never_merged_with_another_kind_of_thing(registry: Registry) -> None:
    assert "merge.kinds" in codes(person(), group(), roles=(role(),), registry=registry)
    assert "merge.kinds" in codes(person(), incident(), roles=(role(),), registry=registry)


def test_the_kind_hidden_in_the_claims_counts_too(registry: Registry) -> None:
    found = cluster_problems(["Group"], [Claim("kind", "Person")], registry)

    assert {"merge.kinds", "R-01.no-role"} <= {problem.code for problem in found}


def test_roles_are_never_merged(registry: Registry) -> None:
    crossed = role(author="ben.two", reviewer="ada.one")

    assert "R-02.merge" in codes(role(), crossed, registry=registry)


def test_other_kinds_that_differ_are_a_warning(registry: Registry) -> None:
    assert codes(group(), incident(), registry=registry) == set()
    assert check_merge(["Group", "Incident"], [], registry)


def test_smuggling_on_one_side_and_no_benefit_on_the_other_is_a_warning(registry: Registry) -> None:
    claims = [Claim("smuggling", "yes"), Claim("benefit", "financial"), Claim("benefit", "no-benefit")]

    assert [problem.code for problem in check_merge(["Incident"], claims, registry)] == ["R-04.no-benefit"]


def test_the_order_raises_what_the_question_answers(registry: Registry) -> None:
    with pytest.raises(MergeRefused) as refused:
        check_merge(["Person", "Vessel"], [], registry)

    assert refused.value.code == "entities.E04"


def test_a_kind_that_nobody_knows_is_not_merged_into_being(registry: Registry) -> None:
    found = cluster_problems(["Migrant"], [], registry)

    assert [problem.code for problem in found] == ["schema.unknown-kind"]
