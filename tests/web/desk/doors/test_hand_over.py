"""Handing a person over: sealed at once, a receipt and nothing else, no trace of what was typed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.doors.codes import Kind, Said
from corridor.core.doors.errors import HandOverIncomplete
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.doors.models import Outgoing
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.doors import actions, queries
from tests import cast
from tests.core.doors import make
from tests.peer import Peer

pytestmark = pytest.mark.usefixtures("node")
TYPED = {
    "to": "INT-MPA",
    "reach": "Shed 4 at Tern Bay, until dusk",
    "asks": "yes",
    "needs": ["medical", "safety"],
    "age": "adult",
    "languages": "Zephyrese",
    "contact": "radio 7",
}


@pytest.fixture
def body() -> Peer:
    """The protection body that the desk knows."""
    found = Peer("INT-MPA", "protection", "protection")
    found.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    return found


@pytest.mark.store
def test_an_officer_hands_over_and_gets_a_receipt(body: Peer) -> None:
    page = cast.client(cast.FIELD_OFFICER_XA).post("/hand-over/", TYPED)

    said = body.read(bytes(Outgoing.objects.get().envelope))
    number = re.search(r"Receipt <bdi dir=\"ltr\">([2-9A-Z-]{19})</bdi>", page.content.decode())
    assert page.status_code == 200
    assert number is not None
    assert said.kind is Kind.HAND_OVER
    assert said.body["receipt"] == number[1]
    assert said.body["asks"] == Said.YES
    assert said.body["reach"] == TYPED["reach"]
    assert "Shed 4" not in page.content.decode()


def test_the_ledger_has_the_number_of_the_receipt_and_nothing_else(body: Peer) -> None:
    actions.hand_over(by=cast.officer(cast.FIELD_OFFICER_XA), one=make.hand_over(), to="INT-MPA", now=timezone.now())

    entry = LedgerEntry.objects.get(event=Event.PERSON_HANDED_OVER)

    assert (entry.about, entry.detail) == (make.hand_over().receipt, "{}")


def test_two_hand_overs_leave_rows_of_the_same_size(body: Peer) -> None:
    by, now = cast.officer(cast.FIELD_OFFICER_XA), timezone.now()
    for one in (make.hand_over(), make.hand_over(reach="y" * 1500, needs=("medical", "safety"), asks=Said.YES)):
        actions.hand_over(by=by, one=one, to="INT-MPA", now=now)

    assert len({len(bytes(row.envelope)) for row in Outgoing.objects.all()}) == 1


@pytest.mark.parametrize("wrong", [{"reach": " "}, {"to": "XB-BRD"}, {"to": ""}, {"needs": ["gold"]}, {"age": "old"}])
def test_a_form_that_cannot_be_sent_keeps_nothing(body: Peer, wrong: dict[str, str]) -> None:
    browser = cast.client(cast.FIELD_OFFICER_XA)
    entries = LedgerEntry.objects.count()

    page = browser.post("/hand-over/", {**TYPED, **wrong})

    assert page.status_code == 422
    assert "Please correct the following" in page.content.decode()
    assert Outgoing.objects.count() == 0
    assert LedgerEntry.objects.count() == entries
    assert "Zephyrese" not in str(dict(browser.session))


def test_the_form_is_never_filled_in_by_the_browser_or_kept_by_a_cache(body: Peer) -> None:
    page = cast.client(cast.FIELD_OFFICER_XA).get("/hand-over/")

    written = page.content.decode()
    form = written[written.index('<form action="/hand-over/"') : written.index("</form>", written.index("/hand-over/"))]
    typed = re.findall(r"<(?:input|textarea)[^>]*>", form)
    assert page["Cache-Control"] == "no-store"
    assert all('autocomplete="off"' in one for one in typed if 'type="hidden"' not in one)


def test_nobody_lists_receipts(body: Peer) -> None:
    browser = cast.client(cast.FIELD_OFFICER_XA)
    number = re.search(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}", browser.post("/hand-over/", TYPED).content.decode())

    assert number is not None
    assert number[0] not in browser.get("/hand-over/").content.decode()


@pytest.mark.parametrize("member", [cast.ANALYST_XA, cast.STATISTICIAN_XA, cast.OVERSEER_XA, cast.ADMINISTRATOR_XA])
def test_functions_that_meet_nobody_do_not_hand_over(body: Peer, member: cast.Member) -> None:
    assert cast.client(member).get("/hand-over/").status_code == 403
    with pytest.raises(NotPermitted):
        actions.hand_over(by=cast.officer(member), one=make.hand_over(), to="INT-MPA", now=timezone.now())


def test_an_incomplete_hand_over_is_refused_by_the_action_too(body: Peer) -> None:
    by, now = cast.officer(cast.FIELD_OFFICER_XA), timezone.now()

    with pytest.raises(HandOverIncomplete):
        actions.hand_over(by=by, one=make.hand_over(reach=""), to="INT-MPA", now=now)
    with pytest.raises(NotFound):
        actions.hand_over(by=by, one=make.hand_over(), to="XB-BRD", now=now)


def test_without_a_body_the_page_says_what_to_do() -> None:
    page = cast.client(cast.FIELD_OFFICER_XA).get("/hand-over/")

    assert "No protection body is connected" in page.content.decode()


def test_a_line_that_is_down_is_told_without_saying_whose_hand_over_waits(body: Peer) -> None:
    now = timezone.now()
    actions.hand_over(by=cast.officer(cast.FIELD_OFFICER_XA), one=make.hand_over(), to="INT-MPA", now=now)
    Outgoing.objects.update(made_at=now - timedelta(hours=1))

    page = cast.client(cast.INVESTIGATOR_XA).get("/hand-over/").content.decode()

    assert "The line to the protection body is down" in page
    assert make.hand_over().receipt not in page


def test_the_bodies_of_the_own_country_stand_first(body: Peer) -> None:
    Peer("XB-AAA", "protection", "protection").introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    near = Peer("XA-ZZZ", "protection", "protection", country="XA")
    near.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)

    found = queries.bodies_for(cast.officer(cast.FIELD_OFFICER_XA), timezone.now())

    assert [one.code for one in found] == ["XA-ZZZ", "INT-MPA", "XB-AAA"]
