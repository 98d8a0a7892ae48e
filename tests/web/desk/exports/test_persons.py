"""No export makes a person of somebody without a role, or lets a role stand that coercion suspends."""

from __future__ import annotations

import pytest

from corridor.core.exports.codes import Format, Safeguard, View
from corridor.core.handling.codes import ALL_USES, Use
from corridor.web.desk.exports.queries import Asked, Gathering, found_for
from tests import cast, make, nodes
from tests.core.entities import make as drafts
from tests.web.desk.api.asking import Program
from tests.web.desk.entities.test_persons import SIGNED, file_role
from tests.web.desk.exports.test_exports import exported

pytestmark = pytest.mark.store


@pytest.mark.parametrize("form", Format)
def test_a_suspended_role_and_its_person_leave_in_no_form(node: nodes.Node, form: Format) -> None:
    file_role()
    assert drafts.ROLE in exported(cast.ANALYST_XA, form)
    make.file(cast.officer(cast.INVESTIGATOR_XA), drafts.person(coercion="suspected"), ref="R-2")

    text = exported(cast.ANALYST_XA, form)

    assert drafts.ROLE not in text
    assert f'"{drafts.PERSON}"' not in text
    assert not text.startswith(drafts.PERSON)


def test_a_person_whose_role_may_not_be_exported_is_not_exported(node: nodes.Node) -> None:
    file_role(make.marking("public", "XA-POL", uses=ALL_USES & ~Use.EXPORT))
    gathering = Gathering(cast.officer(cast.ANALYST_XA))

    left = [item.uid for item in gathering.items(found_for(gathering.officer, Asked(View.EVERYTHING)))]

    assert drafts.PERSON not in left
    assert gathering.tally.kept_back == {Safeguard.PERSON_WITHOUT_ROLE: 1}


def test_the_programming_interface_tells_of_a_suspended_role_only_what_it_is(node: nodes.Node) -> None:
    file_role()
    make.file(cast.officer(cast.INVESTIGATOR_XA), drafts.person(coercion="suspected"), ref="R-2")
    program = Program()

    told = program.asked(f"things/{drafts.ROLE}")
    statements = program.asked(f"things/{drafts.ROLE}/statements")["statements"]

    assert told["is_suspended"]
    assert {one["property"] for one in statements} == {"kind"}
    assert SIGNED["author"] not in str(statements)
