"""The safeguards R-01 to R-04 and R-35 hold through every entrance: filing a report, and a mapping of one's own."""

from __future__ import annotations

import pytest

from corridor.core.entities.errors import DraftsRefused
from corridor.core.entities.records import Draft
from corridor.core.imports.errors import MappingInvalid
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.statements.models import Load
from tests import cast, make, nodes
from tests.core.entities import make as drafts
from tests.web.desk.imports import live

pytestmark = pytest.mark.store


def lawful() -> list[Draft]:
    """Return drafts that every safeguard accepts: a person in the role of an organiser of a group."""
    signed = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}
    return [drafts.role(**signed), drafts.person(), drafts.group()]


def refused(things: list[Draft]) -> set[str]:
    """File a report and return why it was refused; nothing of it may be stored, and the refusal is in the ledger."""
    by = cast.officer(cast.INVESTIGATOR_XA)
    before = live.stored()
    with pytest.raises(DraftsRefused) as caught:
        make.file(by, *things)
    assert live.stored() == before
    last = LedgerEntry.objects.order_by("position").last()
    assert last is not None
    assert (last.event, caught.value.code in last.detail) == ("act:refused", True)
    return {problem.code for problem in caught.value.problems if not problem.warning}


def rules(codes: set[str]) -> set[str]:
    return {code.split(".")[0] for code in codes}


def test_a_lawful_role_is_filed(node: nodes.Node) -> None:
    assert make.file(cast.officer(cast.INVESTIGATOR_XA), *lawful())


def test_r01_a_person_without_a_role_is_refused(node: nodes.Node) -> None:
    assert "R-01" in rules(refused([drafts.person()]))


@pytest.mark.parametrize("missing", ["ground", "legal_reference", "author", "reviewer"])
def test_r02_a_role_needs_ground_reference_author_and_second_reviewer(node: nodes.Node, missing: str) -> None:
    assert "R-02" in rules(refused([drafts.role(**{missing: None}), drafts.person(), drafts.group()]))


def test_r02_the_reviewer_is_somebody_else_than_the_author(node: nodes.Node) -> None:
    assert "R-02" in rules(refused([drafts.role(reviewer="ada.one"), drafts.person(), drafts.group()]))


def test_r03_coercion_blocks_the_role(node: nodes.Node) -> None:
    incident = drafts.incident(coercion="yes")
    things = [drafts.role(role_in=drafts.INCIDENT), drafts.person(coercion="yes"), incident]

    assert rules(refused(things)) == {"R-03"}


def test_r04_no_benefit_no_smuggling_label(node: nodes.Node) -> None:
    assert "R-04" in rules(refused([drafts.incident(smuggling="yes")]))


def test_r04_a_role_without_benefit_is_refused(node: nodes.Node) -> None:
    assert refused([drafts.role(benefit=None), drafts.person(), drafts.group()])


@pytest.mark.parametrize("kind", ["Person", "Role"])
def test_r01_and_r02_no_mapping_makes_persons_or_roles(node: nodes.Node, kind: str) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("people", entity=kind, fields={"name": {"column": "ref"}})

    with pytest.raises(MappingInvalid):
        make.begin(by, make.table([make.row("A")]), mapping="people")

    assert live.rows("SELECT COUNT(*) FROM statement") == [(0,)]


def test_r02_the_author_is_who_files_and_the_reviewer_an_officer_of_the_node(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    strangers = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": "nobody.known"}

    for signed in (strangers, {"author": cast.ANALYST_XA.handle, "reviewer": cast.INVESTIGATOR_XA.handle}):
        with pytest.raises(CorridorError):
            make.file(by, drafts.role(**signed), drafts.person(), drafts.group())

    assert live.rows("SELECT COUNT(*) FROM statement") == [(0,)]


def test_r04_rows_that_say_smuggling_without_a_benefit_are_refused_one_by_one(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping(
        "smuggled",
        fields={
            "incident_kind": {"constant": "movement"},
            "smuggling": {"constant": "yes"},
            "dead": {"column": "dead"},
        },
    )

    try:
        loaded = make.load(by, make.table([make.row("A"), make.row("B")]), mapping="smuggled")
        assert (loaded.accepted, loaded.rejected) == (0, 2)
    except MappingInvalid:
        pass  # Better still: the mapping itself is refused.

    assert live.rows("SELECT COUNT(*) FROM statement") == [(0,)]


def test_r35_stateless_is_a_nationality_everywhere(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.incident("filed", nationality="stateless"))
    make.mapping(
        "landings",
        fields={
            "incident_kind": {"constant": "landing"},
            "occurred_on": {"column": "day", "style": ["iso"]},
            "nationality": {"column": "place"},
            "dead": {"column": "dead"},
        },
    )

    loaded = make.load(by, make.table([make.row("A", place="stateless")]), mapping="landings")

    assert (loaded.accepted, loaded.rejected) == (1, 0)
    said = live.rows("SELECT s.value FROM statement s JOIN desk_prop p ON p.id = s.prop WHERE p.name = 'nationality'")
    assert said == [("stateless",), ("stateless",)]


def test_a_mapping_with_mistakes_says_all_of_them_and_imports_nothing(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("wrong", entity="Nothing", key=[])

    with pytest.raises(MappingInvalid) as caught:
        make.begin(by, make.table([make.row("A")]), mapping="wrong")

    assert len(caught.value.problems) >= 2
    assert Load.objects.count() == 0
