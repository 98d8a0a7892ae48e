"""A person is nobody without a role: for whom no role may be read, printed or exported, no person is there."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from corridor.core.entities.codes import Ground
from corridor.core.handling.codes import ALL_USES, Use
from corridor.core.handling.records import Marking
from corridor.core.kernel.errors import NotFound
from corridor.web.desk.entities.actions import Basis, judge_same
from corridor.web.desk.entities.queries import NothingAllowed, RoleSuspended, thing_for
from tests import cast, make, nodes
from tests.core.entities import make as drafts

pytestmark = pytest.mark.store

SIGNED = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}
MASK = re.compile(rb'value="[A-Za-z0-9]{64}"|[0-9a-f]{32}')


def file_role(role: Marking | None = None) -> None:
    """File a public person in a role that may be marked narrower."""
    markings = {} if role is None else {drafts.ROLE: role}
    make.file(
        cast.officer(cast.INVESTIGATOR_XA),
        drafts.person(),
        drafts.role(**SIGNED),
        drafts.group(),
        ref="R-1",
        markings=markings,
    )


@pytest.mark.parametrize("address", ["/things/{}/", "/things/{}/print/", "/things/{}/export.json", "/find/?words={}"])
def test_a_person_whose_role_is_hidden_is_the_same_page_as_one_that_never_was(node: nodes.Node, address: str) -> None:
    browser = cast.client(cast.ANALYST_XB)
    named = drafts.PERSON if "{}/" in address else "Tarn"
    before = browser.get(address.format(named))

    file_role(make.marking("own-authority"))

    after = browser.get(address.format(named))
    assert after.status_code == before.status_code
    assert MASK.sub(b"#", after.content) == MASK.sub(b"#", before.content)


def test_a_person_whose_role_is_hidden_is_named_on_no_other_page(node: nodes.Node) -> None:
    file_role(make.marking("own-authority"))
    payment = drafts.draft(make.uid("p"), "Payment", fee="100 EUR", paid_to=drafts.PERSON)
    make.file(cast.officer(cast.INVESTIGATOR_XA), payment, ref="R-2")

    told = cast.client(cast.ANALYST_XB).get(f"/things/{payment.uid}/").content.decode()

    assert drafts.PERSON[:8] in told
    assert "Tarn Veldo" not in told
    assert "Tarn Veldo" in cast.client(cast.INVESTIGATOR_XA).get(f"/things/{payment.uid}/").content.decode()


def test_a_person_stands_by_the_role_of_an_other_self(node: nodes.Node) -> None:
    file_role(make.marking("own-authority"))
    other = make.uid("other")
    role = drafts.draft(make.uid("R-2"), "Role", **{**drafts.LAWFUL_ROLE, **SIGNED, "person": other})
    make.file(cast.officer(cast.INVESTIGATOR_XA), role, drafts.draft(other, "Person", name="T. V."), ref="R-2")
    with pytest.raises(NotFound):
        thing_for(cast.officer(cast.ANALYST_XB), drafts.PERSON)

    make.same(drafts.PERSON, other, make.marking("public"))

    assert thing_for(cast.officer(cast.ANALYST_XB), drafts.PERSON).laid.values("name")


@pytest.mark.parametrize("use", [Use.PRINT, Use.EXPORT])
def test_a_person_leaves_the_node_with_a_role_or_not_at_all(node: nodes.Node, use: Use) -> None:
    file_role(make.marking("public", uses=ALL_USES & ~use))
    by = cast.officer(cast.ANALYST_XA)
    assert thing_for(by, drafts.PERSON)

    with pytest.raises(NothingAllowed) as refused:
        thing_for(by, drafts.PERSON, use=use)

    assert refused.value.params["refusals"]


def test_a_suspended_role_is_not_exported_until_coercion_is_excluded(node: nodes.Node) -> None:
    file_role()
    by = cast.officer(cast.INVESTIGATOR_XA)
    address = f"/things/{drafts.ROLE}/export.json"
    assert cast.client(cast.ANALYST_XA).get(address).status_code == 200

    make.file(by, drafts.person(coercion="suspected"), ref="R-2")

    assert cast.client(cast.ANALYST_XA).get(address).status_code == 409
    with pytest.raises(RoleSuspended):
        thing_for(by, drafts.ROLE, use=Use.EXPORT)
    cleared = drafts.role(**SIGNED, coercion_review="excluded", coercion_reviewer=cast.ANALYST_XA.handle)
    make.file(by, cleared, drafts.person(), drafts.group(), ref="R-3")
    assert thing_for(by, drafts.ROLE, use=Use.EXPORT)


def test_a_page_names_who_laid_it_together_as_far_as_the_reader_may_know(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    one = make.file(by, make.incident("a"), ref="R-1")
    other = make.file(by, make.incident("b"), ref="R-2")
    judge = cast.officer(cast.ANALYST_XB)
    judge_same(by=judge, one=one, other=other, basis=Basis("public", Ground.SEEN, "Same hull"), now=timezone.now())

    page = cast.client(cast.ANALYST_XA).get(f"/things/{one}/").content.decode()
    shown = page.split('id="judged-title"', 1)[1].split("</section>", 1)[0]

    assert all(text in shown for text in (one[:8], other[:8], "XB-BRD", "Same hull"))


def test_a_page_names_no_judgement_that_is_hidden(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    one = make.file(by, make.incident("a"), ref="R-1")
    other = make.file(by, make.incident("b"), ref="R-2")
    make.same(one, other, make.marking("own-authority"))

    assert "judged-title" in cast.client(cast.ANALYST_XA).get(f"/things/{one}/").content.decode()
    assert "judged-title" not in cast.client(cast.ANALYST_XB).get(f"/things/{one}/").content.decode()


def test_what_a_judgement_joins_that_may_not_be_printed_is_withheld(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    one = make.file(by, make.incident("a"), ref="R-1")
    other = make.file(by, make.incident("b", place_text="Second shore"), ref="R-2")
    make.same(one, other, make.marking("public", uses=ALL_USES & ~Use.PRINT))

    found = thing_for(by, one, use=Use.PRINT)

    assert found.laid.values("place_text") == ("Coast of Ashmar",)
    assert sum(found.withheld.values()) == 6
    assert not found.judgements
