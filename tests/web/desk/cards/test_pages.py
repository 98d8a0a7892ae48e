"""The pages of cards: what two people do in the browser, who may do it, and contacts that partners publish."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from corridor.core.cards.codes import Step
from corridor.core.exchange.codes import Reason
from corridor.web.base.doors import keyring
from corridor.web.desk.cards import actions, queries, telling
from corridor.web.desk.cards.models import Drill
from corridor.web.desk.directory.models import DirectoryContact
from corridor.web.desk.lines.models import Posted
from tests import cast
from tests.web.desk.cards.strangers import Stranger

pytestmark = pytest.mark.usefixtures("node")
PAGE = "/partners/cards/"
CONTACT = {
    "uid": "c" * 32,
    "authority": "YB-NAT",
    "kind": "duty-contact",
    "name": "Night desk of YB",
    "country": "XB",
    "mandates": ["vessel-request"],
    "languages": ["fr"],
    "days": "1234567",
    "begins": "00:00",
    "ends": "00:00",
    "offset": "+01:00",
    "channels": [["telephone", "+000 555 77"]],
    "tested_on": "",
}


def bring(browser: Client, stranger: Stranger, digits: str = "") -> Any:
    file = SimpleUploadedFile("card.json", stranger.written)
    return browser.post(f"{PAGE}add/", {"card": file, "fingerprint": digits or stranger.digits})


def text(member: cast.Member, page: str = PAGE) -> str:
    return cast.client(member).get(page).content.decode()


@pytest.fixture
def partner() -> Stranger:
    """A partner that has told its card."""
    found = Stranger("YB-NAT")
    found.introduce()
    found.tell_roster()
    return found


def test_a_card_is_brought_by_one_and_compared_by_another_in_the_browser() -> None:
    stranger = Stranger("YB-NAT")
    first, second = cast.client(cast.ADMINISTRATOR_XA), cast.client(cast.OVERSEER_XA)

    assert bring(first, stranger).status_code == 302
    assert "waits for a second person" in text(cast.OVERSEER_XA)
    alone = first.post(f"{PAGE}YB-NAT/confirm/", {"fingerprint": stranger.digits})
    assert alone.status_code == 422
    assert second.post(f"{PAGE}YB-NAT/confirm/", {"fingerprint": stranger.digits}).status_code == 302

    assert "in use" in text(cast.OVERSEER_XA, f"{PAGE}YB-NAT/")


def test_who_compares_does_not_read_the_digits_from_the_page() -> None:
    stranger = Stranger("YB-NAT")
    bring(cast.client(cast.ADMINISTRATOR_XA), stranger)

    for page in (PAGE, f"{PAGE}YB-NAT/"):
        assert stranger.digits.split()[0] not in text(cast.OVERSEER_XA, page)


@pytest.mark.parametrize("digits", ["", "1" * 40, "nonsense"])
def test_other_digits_are_refused_at_their_field(digits: str) -> None:
    answer = bring(cast.client(cast.ADMINISTRATOR_XA), Stranger("YB-NAT"), digits or " ")

    assert answer.status_code == 422
    assert 'id="fingerprint-problem"' in answer.content.decode()


def test_what_is_no_card_is_refused_at_its_field() -> None:
    browser = cast.client(cast.ADMINISTRATOR_XA)
    for content in (b"", b"{}", b"x" * 70_000, Stranger("XA-POL").written):
        file = SimpleUploadedFile("card.json", content)
        answer = browser.post(f"{PAGE}add/", {"card": file, "fingerprint": "1"})
        assert answer.status_code == 422
        assert 'id="card-problem"' in answer.content.decode()


def test_pages_of_cards_are_for_who_manages_or_oversees(partner: Stranger) -> None:
    for member in (cast.ANALYST_XA, cast.FIELD_OFFICER_XA, cast.OUTSIDER):
        browser = cast.client(member)
        assert browser.get(PAGE).status_code == 403
        assert browser.get(f"{PAGE}YB-NAT/").status_code == 403
        for act in ("confirm", "close", "revoke", "ask", "drill", "drill/end"):
            assert browser.post(f"{PAGE}YB-NAT/{act}/").status_code == 403
        assert browser.post(f"{PAGE}rotate/", {"what": "node"}).status_code == 403
    assert cast.client(cast.OVERSEER_XA).get(f"{PAGE}YZ-NIX/").status_code == 404
    assert cast.client(cast.OVERSEER_XA).get(f"{PAGE}YB-NAT/revoke/").status_code == 405
    assert keyring.newest() == 0


def test_the_own_card_is_handed_out_with_its_address_and_its_digits() -> None:
    browser = cast.client(cast.OVERSEER_XA)

    answer = browser.get(f"{PAGE}own/?origin=https://node.example")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"https://node.example" in answer.content
    assert browser.get(f"{PAGE}own/?origin=https://user:word@node.example/x").status_code == 422


def test_keys_are_revoked_and_renewed_in_the_browser(partner: Stranger) -> None:
    administrator = cast.client(cast.ADMINISTRATOR_XA)
    assert administrator.post(f"{PAGE}rotate/", {"what": "node"}).status_code == 302
    assert administrator.post(f"{PAGE}rotate/", {"what": "XA-POL"}).status_code == 302
    assert administrator.post(f"{PAGE}rotate/", {"what": "nonsense"}).status_code == 404
    assert cast.client(cast.OVERSEER_XA).post(f"{PAGE}YB-NAT/revoke/").status_code == 302

    page = text(cast.OVERSEER_XA, f"{PAGE}YB-NAT/")
    assert "revoked" in page
    assert keyring.newest() == 1


def test_an_authority_whose_officers_still_act_here_is_not_handed_over(partner: Stranger) -> None:
    browser = cast.client(cast.ADMINISTRATOR_XA)

    in_use = browser.post(f"{PAGE}move/", {"authority": "XB-BRD", "to": "YB-NAT"})
    own = browser.post(f"{PAGE}move/", {"authority": "XA-POL", "to": "YB-NAT"})

    assert (in_use.status_code, own.status_code) == (422, 422)


def test_a_drill_is_written_down_with_who_did_it_and_how_long_it_took(partner: Stranger) -> None:
    browser = cast.client(cast.OVERSEER_XA)
    assert "due" in text(cast.OVERSEER_XA)

    assert browser.post(f"{PAGE}YB-NAT/drill/").status_code == 302
    assert browser.post(f"{PAGE}YB-NAT/drill/").status_code == 409
    browser.post(f"{PAGE}YB-NAT/drill/end/", {"steps": [Step.CALL.value, "nonsense"]})

    drill = Drill.objects.get()
    assert (drill.by, drill.steps) == (cast.OVERSEER_XA.handle, [Step.CALL.value])
    assert drill.ended_at is not None
    assert "done this year" in text(cast.OVERSEER_XA)
    known = queries.partner_for(cast.officer(cast.OVERSEER_XA), "YB-NAT", now=timezone.now())
    assert [key.is_revoked for key in known.keys] == [False]


def test_a_contradiction_is_shown_with_its_evidence(partner: Stranger) -> None:
    partner.tell_head(partner.shown(10))
    partner.tell_head(partner.shown(10, story="other"))

    page = text(cast.OVERSEER_XA)
    assert "Two stories" in page
    address = page.split("/partners/cards/evidence/")[1].split('"')[0]
    answer = cast.client(cast.OVERSEER_XA).get(f"{PAGE}evidence/{address}")
    assert answer.json()["fault"] == "split-view"
    assert cast.client(cast.ANALYST_XA).get(f"{PAGE}evidence/{address}").status_code == 403


def test_a_contact_that_a_partner_publishes_is_offered_while_its_last_call_stands(partner: Stranger) -> None:
    today = timezone.now().date().isoformat()
    assert partner.tell_contacts([CONTACT | {"tested_on": today}]) is None

    page = text(cast.ANALYST_XA, "/directory/")
    assert "+000 555 77" in page
    assert "YB-NAT" in page

    partner.tell_contacts([CONTACT | {"tested_on": "2026-01-01"}], version=2)
    assert "+000 555 77" not in text(cast.ANALYST_XA, "/directory/")


def test_a_contact_of_a_partner_is_not_changed_here_and_goes_with_the_line(partner: Stranger) -> None:
    partner.tell_contacts([CONTACT])
    uid = DirectoryContact.objects.get().uid
    browser = cast.client(cast.ADMINISTRATOR_XA)
    assert browser.post(f"/directory/{uid}/withdraw/").status_code == 404
    assert browser.post(f"/directory/{uid}/publish/", {"publish": "yes"}).status_code == 404

    actions.close_card(by=cast.officer(cast.ADMINISTRATOR_XA), code="YB-NAT", now=timezone.now())

    assert "Night desk of YB" not in text(cast.ANALYST_XA, "/directory/")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"authority": "YC-NAT"}, Reason.NOT_THE_ORIGINATORS),
        ({"authority": "XA-POL"}, Reason.NOT_THE_ORIGINATORS),
        ({"mandates": ["nonsense"]}, Reason.CONTENT_REFUSED),
        ({"tested_on": "2999-01-01"}, Reason.CONTENT_REFUSED),
        ({"tested_on": "2026-13-41"}, Reason.CONTENT_REFUSED),
        ({"begins": "25:61"}, Reason.CONTENT_REFUSED),
        ({"name": "a‮b"}, Reason.CONTENT_REFUSED),
        ({"channels": [["telephone"]]}, Reason.CONTENT_REFUSED),
        ({"channels": []}, Reason.CONTENT_REFUSED),
        ({"uid": "x"}, Reason.CONTENT_REFUSED),
    ],
)
def test_a_contact_that_says_what_it_must_not_leaves_all_as_it_was(
    partner: Stranger, changed: dict[str, object], reason: Reason
) -> None:
    partner.tell_contacts([CONTACT])

    assert partner.tell_contacts([CONTACT | changed], version=2) is reason

    assert DirectoryContact.objects.get(withdrawn_at=None).name == CONTACT["name"]


def test_a_partner_cannot_take_the_place_of_a_contact_written_here(partner: Stranger) -> None:
    own = DirectoryContact.objects.create(**_own())

    partner.tell_contacts([CONTACT | {"uid": own.uid}])

    own.refresh_from_db()
    assert (own.name, own.node) == ("Desk of XA", "")
    assert DirectoryContact.objects.count() == 2


def _own() -> dict[str, Any]:
    said = {name: CONTACT[name] for name in ("kind", "country", "mandates", "languages", "days", "offset", "channels")}
    times = {"begins": "00:00", "ends": "00:00", "added_at": timezone.now()}
    return {**said, **times, "uid": "d" * 32, "authority": "XA-POL", "name": "Desk of XA", "added_by": "x"}


@pytest.mark.store
def test_our_contacts_go_to_partners_once_somebody_says_so(partner: Stranger) -> None:
    own = DirectoryContact.objects.create(**_own())
    telling.tell(now=timezone.now())
    assert queries.own_contacts() == ()

    browser = cast.client(cast.ADMINISTRATOR_XA)
    assert cast.client(cast.ANALYST_XA).post(f"/directory/{own.uid}/publish/", {"publish": "yes"}).status_code == 404
    assert browser.post(f"/directory/{own.uid}/publish/", {"publish": "yes"}).status_code == 302
    assert telling.tell(now=timezone.now()) == 1

    assert [one.name for one in queries.own_contacts()] == ["Desk of XA"]
    browser.post(f"/directory/{own.uid}/publish/", {"publish": "no"})
    assert queries.own_contacts() == ()


@pytest.mark.store
def test_a_card_that_is_kept_aside_is_told_again_later_or_once_somebody_elses_card_changed(partner: Stranger) -> None:
    now = timezone.now()
    Posted.objects.filter(partner="YB-NAT").update(outcome="kept-aside", reason="x", answered_at=now)

    assert telling.tell(now=now + timedelta(minutes=5)) == 0
    partner.tell_roster()
    assert telling.tell(now=now + timedelta(minutes=6)) == 2
    Posted.objects.filter(partner="YB-NAT").update(outcome="kept-aside", answered_at=timezone.now())
    assert telling.tell(now=now + timedelta(minutes=7)) == 0
    assert telling.tell(now=now + timedelta(minutes=75)) == 2
    refused = {"reason": Reason.KEY_REVOKED.value, "answered_at": now + timedelta(minutes=80)}
    Posted.objects.filter(partner="YB-NAT").update(outcome="kept-aside", **refused)
    assert telling.tell(now=now + timedelta(minutes=81)) == 2
