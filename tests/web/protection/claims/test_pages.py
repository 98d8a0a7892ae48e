"""The pages of claims, files and findings, for each who may and may not see them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.claims.codes import ActKind
from corridor.web.protection.claims.models import Claim, Finding
from tests import cast
from tests.web.protection.claims.ground import entries, file, moved, recorded

pytestmark = pytest.mark.django_db
TODAY = {"said_on": timezone.now().date().isoformat()}


def test_a_volunteer_records_a_wish_and_prints_the_receipt() -> None:
    browser = cast.client(cast.VOLUNTEER)
    assert browser.get("/").headers["Location"] == "/claims/new/"
    assert browser.get("/claims/new/").status_code == 200

    answer = browser.post("/claims/new/", {"kind": "asks-protection", "place": "north pier", **TODAY})

    claim = Claim.objects.get()
    assert answer.status_code == 200
    assert claim.ref in answer.text
    assert "Asylum Office of XB" in answer.text
    assert browser.get(f"/claims/of/{claim.ref}/").status_code == 403


@pytest.mark.parametrize(
    ("form", "field"),
    [({"said_on": "2001-01-01"}, "kind"), ({"kind": "fears-return", "said_on": "yesterday"}, "said_on")],
)
def test_what_is_missing_is_told_and_nothing_is_kept(form: dict[str, str], field: str) -> None:
    answer = cast.client(cast.VOLUNTEER).post("/claims/new/", form)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not Claim.objects.exists()


def test_the_person_follows_the_claim_by_the_code_without_an_account() -> None:
    answer = cast.client(cast.VOLUNTEER).post("/claims/new/", {"kind": "fears-return", "name": "Sivo Harn", **TODAY})
    code = re.search(r'class="secret" dir="ltr">([^<]+)<', answer.text)
    assert code is not None
    visitor = Client()

    before = visitor.post("/receipt/", {"code": code[1].lower()}).text
    moved(Claim.objects.get().ref, ActKind.ACKNOWLEDGED)
    after = visitor.post("/receipt/", {"code": code[1]}).text

    assert "has not answered yet" in before
    assert "acknowledged" in after
    assert "Harn" not in before + after
    assert "sessionid" not in visitor.cookies


def test_a_wrong_code_a_malformed_one_and_an_empty_one_are_the_same_page() -> None:
    recorded()
    visitor = Client()
    told = []
    for code in ("0000-0000-0000-0000-0000", "what", "", "Z" * 300):
        page = visitor.post("/receipt/", {"code": code})
        told.append((page.status_code, re.sub(r'value="[A-Za-z0-9]{64}"', "", page.text)))

    assert len(set(told)) == 1


def test_the_asylum_officer_finds_the_claim_acknowledges_it_and_decides() -> None:
    claim = recorded(name="Sivo Harn", words="they burned the mill").receipt.ref
    browser = cast.client(cast.ASYLUM_OFFICER)

    assert claim in browser.get("/claims/inbox/").text
    page = browser.get(f"/claims/of/{claim}/").text
    assert "they burned the mill" in page
    assert entries(Event.CLAIM_READ)[-1].about == claim
    assert browser.post(f"/claims/of/{claim}/decide/", {"act": "acknowledged"}).status_code == 302
    soon = {"act": "refused", "final_on": timezone.now().date().isoformat()}
    assert browser.post(f"/claims/of/{claim}/decide/", soon).status_code == 422
    assert browser.post(f"/claims/of/{claim}/decide/", {"act": "granted"}).status_code == 302
    assert "protection granted" in browser.get(f"/claims/of/{claim}/").text


@pytest.mark.parametrize(
    ("member", "address"),
    [
        (cast.VOLUNTEER, "/claims/inbox/"),
        (cast.STATUS_OFFICER, "/claims/inbox/"),
        (cast.VOLUNTEER, "/files/"),
        (cast.ASYLUM_OFFICER, "/files/"),
        (cast.STATUS_OFFICER, "/monitoring/"),
        (cast.ADMINISTRATOR_MPA, "/monitoring/"),
        (cast.OVERSEER_MPA, "/claims/new/"),
        (cast.COMPLAINTS_OFFICER, "/claims/inbox/"),
    ],
    ids=str,
)
def test_a_page_of_another_function_is_refused(member: cast.Member, address: str) -> None:
    assert cast.client(member).get(address).status_code == 403


@pytest.mark.parametrize("address", ["/claims/inbox/", "/claims/new/", "/files/", "/monitoring/", "/claims/of/C-1/"])
def test_nobody_sees_a_page_without_signing_in(address: str) -> None:
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("address", ["/claims/of/C-0000-0000/", "/claims/of/x/"])
def test_a_claim_that_is_not_there_is_the_page_of_what_is_absent(address: str) -> None:
    assert cast.client(cast.ASYLUM_OFFICER).get(address).status_code == 404


def test_the_status_officer_is_told_why_a_step_is_closed_and_not_what_is_claimed() -> None:
    ref = file("Orra Teslin")
    recorded(name="Orra Teslin", words="they burned the mill")
    browser = cast.client(cast.STATUS_OFFICER)

    answer = browser.post(f"/files/of/{ref}/steps/", {"step": "removal"})

    assert answer.status_code == 422
    assert "A question of protection is open." in answer.text
    assert "mill" not in answer.text
    assert Claim.objects.get().ref not in answer.text
    assert "asks for protection" not in browser.get(f"/files/of/{ref}/").text


def test_a_file_is_opened_answers_are_kept_and_an_open_step_is_taken_and_ended() -> None:
    browser = cast.client(cast.STATUS_OFFICER)
    opened = browser.post("/files/", {"name": "Orra Teslin"})
    here = opened.headers["Location"]
    asked = {"on": TODAY["said_on"], "language": "Teslan", "right_told": "yes", "wished": "yes", "fears": "no"}
    assert browser.post(f"{here}asked/", asked).status_code == 302
    assert browser.post(f"{here}steps/", {"step": "consular-notice"}).status_code == 302
    page = browser.get(here).text
    step = re.search(r'action="(/files/steps/[^"]+)"', page)
    assert step is not None

    assert browser.post(step[1], {"to": "done"}).status_code == 302

    assert "carried out" in browser.get(here).text
    assert browser.post(step[1], {"to": "done"}).status_code == 422


def test_a_fear_said_in_the_interview_is_answered_with_the_receipt() -> None:
    ref = file()
    asked = {"on": TODAY["said_on"], "language": "Teslan", "fears": "yes"}

    answer = cast.client(cast.STATUS_OFFICER).post(f"/files/of/{ref}/asked/", asked)

    assert answer.status_code == 200
    assert Claim.objects.get().ref in answer.text


def test_the_monitor_reads_every_file_without_a_name_and_the_operator_answers_and_changes_nothing() -> None:
    ref = file("Orra Teslin")
    monitor, operator = cast.client(cast.RETURN_MONITOR), cast.client(cast.STATUS_OFFICER)
    assert ref in monitor.get("/monitoring/").text
    page = monitor.get(f"/monitoring/of/{ref}/").text
    assert "Teslin" not in page

    assert monitor.post(f"/monitoring/of/{ref}/findings/", {"words": "No interpreter."}).status_code == 302
    found = Finding.objects.get()
    assert operator.post(f"/files/findings/{found.ref}/answer/", {"words": "One comes tomorrow."}).status_code == 302

    assert "One comes tomorrow." in monitor.get(f"/monitoring/of/{ref}/").text
    assert "No interpreter." in operator.get(f"/files/of/{ref}/").text
    assert operator.post(f"/monitoring/of/{ref}/findings/", {"words": "All is well."}).status_code == 403
    assert monitor.post(f"/files/of/{ref}/steps/", {"step": "removal"}).status_code == 403
    assert Finding.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_pages_are_there_in_four_languages(language: str) -> None:
    ref = file("Orra Teslin")
    claim = recorded(reference=ref).receipt.ref
    for member, address in (
        (cast.VOLUNTEER, "/claims/new/"),
        (cast.ASYLUM_OFFICER, "/claims/inbox/"),
        (cast.ASYLUM_OFFICER, f"/claims/of/{claim}/"),
        (cast.STATUS_OFFICER, f"/files/of/{ref}/"),
        (cast.RETURN_MONITOR, f"/monitoring/of/{ref}/"),
    ):
        page = cast.client(member).get(address, headers={"accept-language": language})

        assert page.status_code == 200
        assert f'lang="{language}"' in page.text


def test_the_receipt_speaks_four_languages_on_one_sheet() -> None:
    page = cast.client(cast.VOLUNTEER).post("/claims/new/", {"kind": "fears-return", **TODAY}).text

    for words in ("fears return", "craint le retour", "teme el retorno", "يخشى الإعادة"):
        assert words in page


def test_the_officer_is_told_of_a_halted_step_on_the_first_page() -> None:
    ref = file("Orra Teslin")
    browser = cast.client(cast.STATUS_OFFICER)
    browser.post(f"/files/of/{ref}/steps/", {"step": "return-decision"})
    assert "was halted" not in browser.get("/files/").text

    recorded(reference=ref)

    assert "1 step was halted" in browser.get("/files/").text


def test_the_pages_for_anybody_are_told_where_nobody_is_signed_in() -> None:
    visitor = Client().get("/accounts/login/").text
    officer = cast.client(cast.VOLUNTEER).get("/claims/new/").text

    for address in ("/complaints/", "/complaints/follow/", "/receipt/"):
        assert f'href="{address}"' in visitor
        assert f'href="{address}"' not in officer
