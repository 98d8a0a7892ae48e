"""Somebody who wants a place of help to stand as a hub, or a smuggled migrant to be found by a number."""

from __future__ import annotations

import pytest
from django.utils import timezone

from corridor.core.entities.codes import Ground
from corridor.core.entities.records import Draft
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.identifiers import Uid
from corridor.web.desk.entities.actions import Basis, judge_same
from corridor.web.desk.vocabularies import actions
from tests import cast, make, nodes
from tests.core.entities import make as drafts

pytestmark = pytest.mark.store

PLACE, OTHER = Uid(f"{51:032x}"), Uid(f"{52:032x}")


def place(uid: Uid = PLACE, /, kind: str = "Place", **said: str) -> Draft:
    return drafts.draft(uid, kind, **said)


@pytest.mark.parametrize(
    "draft",
    [
        place(kind="Hub", hub_kind="gathering", name="Maternity ward, Ostrel"),
        place(kind="HoldingPlace", holding_kind="house", name="Foyer d'accueil"),
        place(kind="CrossingPoint", crossing_kind="official", place_kind="school"),
        place(kind="Hub", hub_kind="hospital"),
        place(place_kind="transit-hub", name="مسجد الميناء"),
        drafts.with_original(place(kind="Hub", hub_kind="staging"), "hub_kind", "albergue"),
    ],
)
def test_a_place_of_help_is_not_filed_as_a_hub(draft: Draft, node: nodes.Node) -> None:
    with pytest.raises(CorridorError, match=r"places\.protected"):
        make.file(cast.officer(cast.ANALYST_XA), draft)


def test_a_school_that_stands_does_not_become_a_hub_in_the_next_report(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, place(place_kind="school", name="Saint Anna"), ref="R-1")

    with pytest.raises(CorridorError, match=r"places\.protected"):
        make.file(by, place(place_kind="transit-hub"), ref="R-2")


def test_a_hub_that_stands_is_not_called_a_clinic_afterwards(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, place(kind="Hub", hub_kind="staging", name="Brickworks"), ref="R-1")

    with pytest.raises(CorridorError, match=r"places\.protected"):
        make.file(by, place(kind="Hub", hub_kind="staging", alias="Clinic of the brickworks"), ref="R-2")


def test_a_hub_and_a_clinic_are_not_judged_the_same(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    hub = make.file(by, place(kind="Hub", hub_kind="staging", name="Brickworks"), ref="R-1")
    clinic = make.file(by, place(OTHER, place_kind="health-facility", name="Saint Anna"), ref="R-2")

    with pytest.raises(CorridorError, match=r"places\.protected"):
        judge_same(by=by, one=hub, other=clinic, basis=Basis("public", Ground.SEEN, ""), now=timezone.now())


def test_the_number_of_the_bearers_own_document_is_not_filed_in_two_halves(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    said = {"document_kind": "passport", "document_misuse": "counterfeit", "document_number": "X1234567"}
    make.file(by, place(kind="Document", **said), ref="R-1")

    with pytest.raises(CorridorError, match=r"R-01\.document-number"):
        make.file(by, place(kind="Document", document_kind="passport", document_misuse="false-stamp"), ref="R-2")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("PhoneNumber", {"phone": "+99 555 0100"}),
        ("Account", {"account_number": "XA00 1"}),
        ("Wallet", {"wallet_address": "bc1q"}),
        ("OnlineAccount", {"user_name": "somebody"}),
    ],
)
def test_a_number_of_somebody_who_stands_in_no_role_is_not_filed(
    kind: str, said: dict[str, str], node: nodes.Node
) -> None:
    by = cast.officer(cast.ANALYST_XA)

    with pytest.raises(CorridorError, match=r"R-01\.selector"):
        make.file(by, place(kind=kind, used_by=OTHER, **said))
    with pytest.raises(CorridorError, match=r"R-01"):
        make.file(by, place(kind=kind, used_by=OTHER, **said), place(OTHER, "Person", name="Tarn Veldo"))


def test_a_role_does_not_wait_for_a_code_that_would_make_it_one(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    signed = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}
    role = drafts.with_original(drafts.role(**signed, role="parked"), "role", "passenger")

    with pytest.raises(CorridorError, match="schema"):
        make.file(by, role, drafts.person(), drafts.group())


def test_no_decision_reaches_a_list_that_the_safeguards_read(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    for name in ("roles", "grounds", "hub-kinds", "place-kinds", "benefits"):
        with pytest.raises(CorridorError):
            actions.decide(by=by, name=name, given="passenger", code="skipper", now=timezone.now())
