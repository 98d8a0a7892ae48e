"""A filer who wants somebody on the move to stand on the desk as a person, a suspect or a steerer (R-01 to R-04)."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.entities.codes import Ground
from corridor.core.entities.records import Draft
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.kernel.identifiers import Uid
from corridor.web.desk.entities import roles
from corridor.web.desk.entities.actions import Basis, judge_same, withdraw_judgement
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.search.queries import found_for
from corridor.web.desk.statements import store
from tests import cast, make, nodes
from tests.core.entities import make as drafts

pytestmark = pytest.mark.store

SIGNED = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}


def lawful() -> list[Draft]:
    return [drafts.role(**SIGNED), drafts.person(), drafts.group()]


def test_a_coercion_review_signed_by_nobody_the_node_knows_does_not_free_a_role(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    forged = {"coercion": "yes", "coercion_review": "excluded", "coercion_reviewer": "nobody.known"}

    with pytest.raises(CorridorError):
        make.file(by, drafts.role(**SIGNED, **forged), drafts.person(), drafts.group())


def test_a_coercion_review_filed_later_and_signed_by_nobody_does_not_free_a_role(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, *lawful())
    make.file(by, drafts.person(coercion="yes"), ref="R-2")
    clearing = drafts.role(**SIGNED, coercion_review="excluded", coercion_reviewer="nobody.known")

    with pytest.raises(CorridorError):
        make.file(by, clearing, drafts.person(), drafts.group(), ref="R-3")


def test_a_role_filed_apart_from_its_person_is_refused_in_either_order(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)

    for alone in ([drafts.person()], [drafts.role(**SIGNED), drafts.group()]):
        with pytest.raises(CorridorError):
            make.file(by, *alone)


def test_a_thing_filed_as_a_group_does_not_become_a_person_in_the_next_report(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, drafts.draft(drafts.PERSON, "Group", name="Tarn Veldo"))

    with pytest.raises(CorridorError):
        make.file(by, *lawful())


@pytest.mark.parametrize(
    "name", ["ｍｉｇｒａｎｔ 14", "mi\u00adgrant 14", "m\u0456grant 14", "MİGRANT 14", "мигрант 14"]
)
def test_a_name_that_only_says_migrant_is_refused_in_any_spelling(node: nodes.Node, name: str) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)

    with pytest.raises(CorridorError):
        make.file(by, drafts.role(**SIGNED), drafts.person(name=name), drafts.group())


def test_a_person_is_never_read_without_a_role_by_somebody_else(node: nodes.Node) -> None:
    """The role is marked narrower than the person, so that other authorities would read a bare name."""
    by = cast.officer(cast.INVESTIGATOR_XA)
    narrow = {drafts.ROLE: make.marking("own-authority")}
    try:
        make.file(by, drafts.person(), drafts.role(**SIGNED), drafts.group(), markings=narrow)
    except CorridorError:
        return

    with pytest.raises(NotFound):
        thing_for(cast.officer(cast.ANALYST_XB), drafts.PERSON)
    assert not found_for(cast.officer(cast.ANALYST_XB), "Tarn").found


def test_coercion_is_never_marked_narrower_than_the_role_it_blocks(node: nodes.Node) -> None:
    """Otherwise other authorities read the role as standing, and nobody tells them of the coercion."""
    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, *lawful())
    try:
        make.file(by, drafts.person(coercion="yes"), ref="R-2", marked=make.marking("own-authority"))
    except CorridorError:
        return

    other = cast.officer(cast.ANALYST_XB)
    entity = store.entity_of(drafts.PERSON)
    assert entity is not None
    assert all(role.is_suspended for role in roles.roles_of(other, [entity]))


def test_a_person_goes_when_the_only_role_is_withdrawn(node: nodes.Node) -> None:
    make.file(cast.officer(cast.INVESTIGATOR_XA), *lawful())
    second = drafts.draft(drafts.PERSON, "Person", alias="The Tall One")
    cast.grant(cast.ANALYST_XB, "investigator", "detection-and-investigation")
    other = cast.officer(cast.ANALYST_XB, function="investigator")
    make.file(other, second, ref="R-2")
    cast.grant(cast.ANALYST_XA, "import-officer", "administration")

    cast.grant(cast.INVESTIGATOR_XA, "import-officer", "strategic-analysis")
    imports.withdraw_source(
        by=cast.officer(cast.INVESTIGATOR_XA, function="import-officer"), source="XA-POL", now=timezone.now()
    )

    with pytest.raises(NotFound):
        thing_for(other, drafts.PERSON)


def test_many_things_in_one_report_do_not_hide_that_a_person_was_coerced(node: nodes.Node) -> None:
    """The safeguards look at so many known things; a report that names more must not pass for that."""
    by = cast.officer(cast.INVESTIGATOR_XA)
    crowd = [make.incident(f"crowd {number}") for number in range(210)]
    make.file(by, *crowd)
    make.file(by, *lawful(), ref="R-2")
    make.file(by, drafts.person(coercion="yes"), ref="R-3")
    second = drafts.draft(Uid("5" * 32), "Role", **{**drafts.LAWFUL_ROLE, **SIGNED})

    with pytest.raises(CorridorError):
        make.file(by, second, drafts.person(), drafts.group(), *crowd, ref="R-4")


def test_many_referrers_do_not_push_the_roles_of_a_person_out_of_sight(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, *lawful())
    crowd = [
        drafts.draft(make.uid(f"payment {number}"), "Payment", fee="100 EUR", paid_to=drafts.PERSON)
        for number in range(210)
    ]
    make.file(by, *crowd, ref="R-2")
    third = drafts.draft(Uid("6" * 32), "Role", **{**drafts.LAWFUL_ROLE, **SIGNED})
    make.file(by, third, drafts.person(), drafts.group(), ref="R-3")

    entity = store.entity_of(drafts.PERSON)
    assert entity is not None
    assert {role.uid for role in roles.roles_of(by, [entity])} == {drafts.ROLE, "6" * 32}


def joined(by: Officer, judge: Officer) -> tuple[Uid, Uid]:
    """File two persons in lawful roles and judge them the same; return both."""
    one, other = make.uid("one"), make.uid("other")
    for uid, ref in ((one, "R-2"), (other, "R-3")):
        role = drafts.draft(make.uid(ref), "Role", **{**drafts.LAWFUL_ROLE, **SIGNED, "person": uid})
        make.file(by, role, drafts.draft(uid, "Person", name="Tarn V."), drafts.group(), ref=ref)
    judge_same(by=judge, one=one, other=other, basis=Basis("public", Ground.SEEN, ""), now=timezone.now())
    return one, other


def test_a_merge_does_not_bring_a_role_to_somebody_whose_other_self_was_coerced(node: nodes.Node) -> None:
    """Coercion stands on a third record, which an earlier judgement joined to the second."""
    by, judge = cast.officer(cast.INVESTIGATOR_XA), cast.officer(cast.ANALYST_XA)
    make.file(by, *lawful())
    one, other = joined(by, judge)
    make.file(by, drafts.draft(other, "Person", coercion="yes"), ref="R-4")

    with pytest.raises(CorridorError):
        judge_same(by=judge, one=drafts.PERSON, other=one, basis=Basis("public", Ground.SEEN, ""), now=timezone.now())


def test_a_role_is_refused_to_somebody_whose_other_self_was_coerced(node: nodes.Node) -> None:
    """The safeguards follow judgements when a role is filed, as the page does when it is shown."""
    by, judge = cast.officer(cast.INVESTIGATOR_XA), cast.officer(cast.ANALYST_XA)
    one, other = joined(by, judge)
    make.file(by, drafts.draft(other, "Person", coercion="yes"), ref="R-4")
    role = drafts.draft(make.uid("R-5"), "Role", **{**drafts.LAWFUL_ROLE, **SIGNED, "person": one})

    with pytest.raises(CorridorError):
        make.file(by, role, drafts.draft(one, "Person", name="Tarn V."), drafts.group(), ref="R-5")


def test_a_reviewer_is_an_officer_whose_function_may_file_roles(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)

    for ref, reviewer in (("R-1", cast.STATISTICIAN_XA), ("R-2", cast.OUTSIDER), ("R-3", cast.ADMINISTRATOR_XA)):
        role = drafts.role(author=by.handle, reviewer=reviewer.handle)
        with pytest.raises(CorridorError):
            make.file(by, role, drafts.person(), drafts.group(), ref=ref)


def test_the_same_report_filed_twice_counts_once(node: nodes.Node) -> None:
    """The reference recognises a report that is filed again, as `save_report` says."""
    by = cast.officer(cast.ANALYST_XA)
    for _ in range(2):
        with contextlib.suppress(CorridorError):
            make.file(by, make.incident(), ref="R-1")

    assert make.picture(by).low == 1


def test_a_later_report_of_coercion_on_a_role_is_accepted(node: nodes.Node) -> None:
    """Docs: a later report of coercion is always accepted."""
    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, *lawful())

    make.file(by, drafts.role(**SIGNED, coercion="yes"), drafts.person(), drafts.group(), ref="R-2")


def test_a_suspended_role_does_not_leave_the_node_as_standing(node: nodes.Node) -> None:
    from corridor.core.handling.codes import Use
    from corridor.web.desk.entities.exchange import document_of

    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, *lawful())
    make.file(by, drafts.person(coercion="yes"), ref="R-2")
    try:
        document = document_of(thing_for(by, drafts.ROLE, use=Use.EXPORT))
    except CorridorError:
        return

    assert "suspended" in str(document)


def test_a_judgement_that_may_not_be_exported_is_not_exported_by_joining_things(node: nodes.Node) -> None:
    from corridor.core.handling.codes import ALL_USES, Use
    from corridor.web.desk.entities.exchange import document_of

    by = cast.officer(cast.ANALYST_XA)
    a = make.file(by, make.incident("a", place_text="First shore"))
    b = make.file(by, make.incident("b", place_text="Second shore"), ref="R-b")
    make.same(a, b, make.marking("public", uses=ALL_USES & ~Use.EXPORT))

    exported = str(document_of(thing_for(by, a, use=Use.EXPORT)))

    assert "First shore" in exported
    assert "Second shore" not in exported


def test_a_judgement_is_taken_back_by_its_own_authority_only(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    a = make.file(by, make.incident("a"))
    b = make.file(by, make.incident("b"), ref="R-b")
    judged = make.same(a, b, make.marking("public"))

    with pytest.raises(CorridorError):
        withdraw_judgement(by=cast.officer(cast.ANALYST_XB), uid=judged, now=timezone.now())


def test_the_reference_of_a_report_does_not_put_a_name_into_the_ledger(node: nodes.Node) -> None:
    from corridor.web.base.ledger.models import LedgerEntry

    by = cast.officer(cast.INVESTIGATOR_XA)
    with contextlib.suppress(CorridorError):
        make.file(by, make.incident("a"), ref="Tarn Veldo, born 2001-03-04, tel +999 123 456")

    last = LedgerEntry.objects.order_by("position").last()
    assert last is not None
    assert "Tarn" not in f"{last.about} {last.detail}"


def test_a_report_in_the_name_of_another_authority_is_refused(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)

    with pytest.raises(CorridorError):
        make.file(by, make.incident("a"), marked=make.marking("public", "XB-BRD"))
    with pytest.raises(CorridorError):
        make.file(by, make.incident("a"), markings={make.uid("a"): replace(make.marking(), originator="XB-BRD")})


@pytest.mark.parametrize("grade", ["nonsense", "admiralty-6x6:Z9", "x:y:z", "B2"])
def test_a_report_with_a_grade_that_is_none_does_not_close_the_page_of_what_others_said(
    node: nodes.Node, grade: str
) -> None:
    thing = make.file(cast.officer(cast.ANALYST_XA), make.incident("a"))
    with contextlib.suppress(CorridorError):
        make.file(cast.officer(cast.ANALYST_XB), make.incident("a", dead="2"), ref="R-2", grade=grade)

    assert cast.client(cast.ANALYST_XA).get(f"/things/{thing}/").status_code == 200


@pytest.mark.parametrize("day", ["2021-02-31", "9999-01-01", "soon"])
def test_a_report_is_filed_on_a_day_that_was(node: nodes.Node, day: str) -> None:
    with pytest.raises(CorridorError):
        make.file(cast.officer(cast.ANALYST_XA), make.incident("a"), filed_on=day)


def test_another_authority_does_not_change_our_figures_unseen(node: nodes.Node) -> None:
    """Two shipwrecks of XA are judged the same by XB, in public: XA's count of the dead must not fall in silence."""
    by = cast.officer(cast.ANALYST_XA)
    one = make.file(by, make.incident("a", dead="40"))
    other = make.file(by, make.incident("b", dead="30"), ref="R-b")
    try:
        judge_same(
            by=cast.officer(cast.ANALYST_XB),
            one=one,
            other=other,
            basis=Basis("public", Ground.SEEN, ""),
            now=timezone.now(),
        )
    except CorridorError:
        return

    page = cast.client(cast.ANALYST_XA).get(f"/things/{one}/").content.decode()
    assert make.picture(by).high == 70 or "XB-BRD" in page
