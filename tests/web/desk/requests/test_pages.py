"""The pages of requests: the list, the form, the thread, the text for other channels, and what came by them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.requests.codes import Stage, What
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.requests import queries
from corridor.web.desk.requests.models import AuthorityRequest
from tests import cast
from tests.web.desk.requests.asked import RESCUE, answerer, ask, asker, contact, rescuers, turn

pytestmark = pytest.mark.django_db

NEW = "/requests/new/?kind=information"
TYPED = {
    "asked": "XB-BRD",
    "legal_basis": "som-10",
    "case": "XA 2030/17",
    "clock": "ordinary",
    "urgent_because": "",
    "language": "en",
    "words": "What is known of the lorry with this plate?",
    "identifier-kind-0": "plate",
    "identifier-0": "xb 4411",
}


def test_a_request_is_typed_sent_and_stands_in_both_lists() -> None:
    answer = cast.client(cast.INVESTIGATOR_XA).post(NEW, TYPED)

    assert answer.status_code == 302, answer.content.decode()
    for member in (cast.INVESTIGATOR_XA, cast.ANALYST_XB):
        assert answer["Location"] in cast.client(member).get("/requests/").content.decode()
    thread = cast.client(cast.ANALYST_XB).get(answer["Location"]).content.decode()
    assert "XB4411" in thread
    assert "Directive (EU) 2023/977, article 5" in thread


def test_empty_lists_say_so() -> None:
    page = cast.client(cast.ANALYST_XC).get("/requests/").content.decode()

    assert "Nothing waits for your answer." in page
    assert "You are waiting for nothing." in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"asked": ""}, "asked"),
        ({"legal_basis": "sar-1979"}, "legal_basis"),
        ({"case": ""}, "case"),
        ({"clock": "urgent"}, "urgent_because"),
        ({"words": "?"}, "words"),
        ({"words": "Tell us about Mohammed Ahmed Al-Hassan and his brothers."}, "words"),
        ({"case": "Mohammed Ahmed Al-Hassan"}, "case"),
        ({"identifier-0": "not a plate at all"}, "identifiers"),
        ({"identifier-kind-0": "passport"}, "identifiers"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_sent(changed: dict[str, str], field: str) -> None:
    answer = cast.client(cast.INVESTIGATOR_XA).post(NEW, {**TYPED, **changed})

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not AuthorityRequest.objects.exists()


@pytest.mark.parametrize("kind", ["information", "corroboration", "equipment-trace", "leave", "nonsense", ""])
def test_every_kind_has_a_form(kind: str) -> None:
    answer = cast.client(cast.INVESTIGATOR_XA).get(f"/requests/new/?kind={kind}")

    known = kind not in ("nonsense", "")
    assert answer.status_code == (200 if known else 302)


def test_the_first_words_are_in_the_language_of_whoever_is_asked() -> None:
    contact("XE-POL", language="ar")

    page = cast.client(cast.INVESTIGATOR_XA).get(f"{NEW}&to=XE-POL").content.decode()

    assert "ماذا تعرفون" in page
    assert "by another channel" in page


def test_an_alert_is_typed_on_one_page_and_names_whom_to_call() -> None:
    rescuers()
    contact("XB-BRD", "search-and-rescue")
    browser = cast.client(cast.FIELD_OFFICER_XA, function=RESCUE[0], purpose=RESCUE[1])
    form = browser.get("/requests/new/?kind=danger-to-life").content.decode()
    typed = {
        **{"asked": "XB-BRD", "copy": "XC-POL", "place": "open sea", "seen_at": "2030-03-01T02:10Z", "people": "31"},
        **{"distress": ["adrift", "silent"], "case": "SAR 7", "legal_basis": "sar-1979", "clock": "at-once"},
        **{"language": "en", "words": "", "position": "35.85, -5.80"},
    }

    answer = browser.post("/requests/new/?kind=danger-to-life", typed)

    assert '<option value="XB-BRD" selected>' in form
    assert 'value="SAR 2' in form
    assert answer.status_code == 302, answer.content.decode()
    assert "NCB XB-BRD" in browser.get(answer["Location"]).content.decode()
    assert "Danger to life: not closed yet" in browser.get("/requests/").content.decode()


def test_a_turn_that_is_not_complete_comes_back_with_what_was_typed() -> None:
    uid = ask(timezone.now())
    sent = {"what": "refusal", "ground": "", "words": "We may not tell this."}

    answer = cast.client(cast.ANALYST_XB).post(f"/requests/{uid}/turn/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="ground-problem"' in page
    assert "We may not tell this." in page
    assert queries.request_for(answerer(), uid, now=timezone.now()).state.stage is Stage.WAITING


def test_a_turn_is_taken_on_the_page_and_a_second_time_refused() -> None:
    uid = ask(timezone.now())
    browser = cast.client(cast.ANALYST_XB)
    sent = {"what": "answered", "words": "It was stopped twice this spring."}

    assert browser.post(f"/requests/{uid}/turn/", sent).status_code == 302
    again = browser.post(f"/requests/{uid}/turn/", sent)
    assert again.status_code == 409
    assert "it may have moved on" in again.content.decode()
    assert "stopped twice" in cast.client(cast.INVESTIGATOR_XA).get(f"/requests/{uid}/").content.decode()


@pytest.mark.parametrize("path", ["turn/", "came/"])
def test_what_acts_is_not_asked_by_get(path: str) -> None:
    uid = ask(timezone.now())

    assert cast.client(cast.INVESTIGATOR_XA).get(f"/requests/{uid}/{path}").status_code == 405


def test_a_request_leaves_as_text_and_its_answer_is_written_down_with_its_reference() -> None:
    contact("XE-POL")
    now = timezone.now()
    uid = ask(now, asked="XE-POL", language="fr")
    browser = cast.client(cast.INVESTIGATOR_XA)

    text = browser.get(f"/requests/{uid}/text/?channel=i-24-7&save=1")
    came = {"what": "answered", "channel": "i-24-7", "reference": "XE/77-2030", "words": "Deux arrêts au printemps."}
    answer = browser.post(f"/requests/{uid}/came/", came)

    assert f"Notre référence: {uid}" in text.content.decode()
    assert answer.status_code == 302, answer.content.decode()
    page = browser.get(f"/requests/{uid}/").content.decode()
    assert "XE/77-2030" in page
    assert queries.request_for(asker(), uid, now=now).state.stage is Stage.ANSWERED
    assert LedgerEntry.objects.filter(event=Event.AUTHORITY_REQUEST_WRITTEN, about=uid).count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"reference": ""}, "reference"), ({"channel": "pigeon"}, "channel"), ({"words": ""}, "came-words")],
)
def test_an_answer_by_another_channel_is_whole_or_not_written_down(changed: dict[str, str], field: str) -> None:
    contact("XE-POL")
    uid = ask(timezone.now(), asked="XE-POL")
    came = {"what": "answered", "channel": "siena", "reference": "77", "words": "Stopped twice this spring.", **changed}

    answer = cast.client(cast.INVESTIGATOR_XA).post(f"/requests/{uid}/came/", came)

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert queries.request_for(asker(), uid, now=timezone.now()).state.stage is Stage.WAITING


def test_nobody_writes_down_an_answer_for_an_authority_that_takes_its_own_turns() -> None:
    uid = ask(timezone.now())
    came = {"what": "answered", "channel": "siena", "reference": "77", "words": "They say that all is well."}

    for member in (cast.INVESTIGATOR_XA, cast.ANALYST_XB, cast.ANALYST_XC):
        assert cast.client(member).post(f"/requests/{uid}/came/", came).status_code in (403, 404)
    assert queries.request_for(asker(), uid, now=timezone.now()).state.stage is Stage.WAITING


def test_a_print_carries_the_marking_and_no_forms() -> None:
    uid = ask(timezone.now())

    page = cast.client(cast.INVESTIGATOR_XA).get(f"/requests/{uid}/?print=1")

    assert page.status_code == 200
    assert "AMBER" in page.content.decode()


def test_a_page_of_a_long_thread_stays_light() -> None:
    now = timezone.now()
    uid = ask(now)
    for n in range(20):
        turn(answerer(), uid, What.PARTLY_ANSWERED, now + timedelta(minutes=n), words="A part of the answer. " * 80)

    page = cast.client(cast.INVESTIGATOR_XA).get(f"/requests/{uid}/")

    assert len(page.content) < 200_000
