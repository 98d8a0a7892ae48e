"""Interviews: taken with consent only, once each, readable by nobody; released by two, after a delay, as bands."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from corridor.core.interviews.codes import Repeated
from corridor.core.interviews.errors import (
    InterviewRefused,
    InterviewsTooFew,
    ReleaseDecided,
    ReleaseTooEarly,
    SecondOfficerNeeded,
)
from corridor.core.interviews.exchange import interview_from
from corridor.core.kernel.errors import NotPermitted
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.protection.interviews import actions, queries
from corridor.web.protection.interviews.models import HeldInterview, InterviewRelease
from tests import cast
from tests.web.protection.interviews.ground import LATER, LONG_AGO, item, received, told

pytestmark = pytest.mark.django_db

PHONE = "/interviews/phone/"


def sent(browser: Client, *items: dict[str, str]) -> list[dict[str, str]]:
    answer = browser.post(f"{PHONE}send/", {"items": json.dumps(items)})
    assert answer.status_code == 200
    answers: list[dict[str, str]] = answer.json()["answers"]
    return answers


def released(until: str = "2026-03") -> str:
    ref = actions.propose(by=cast.officer(cast.PROTECTION_OFFICER, now=LATER), until=until, now=LATER)
    second = cast.officer(cast.SECOND_PROTECTION_OFFICER, now=LATER)
    actions.decide(by=second, ref=ref, approves=True, now=LATER)
    return ref


# --- taking ------------------------------------------------------------------------------------------------------


def test_what_a_telephone_sends_twice_is_kept_once_and_answered_alike() -> None:
    browser, one = cast.client(cast.VOLUNTEER), item(told())

    first, again = sent(browser, one), sent(browser, one)

    assert first == again
    assert first[0]["receipt"]
    assert HeldInterview.objects.count() == 1


@pytest.mark.parametrize(
    "consent",
    [
        {"version": 1, "language": "ar", "given": False, "to": ["figures"]},
        {"version": 1, "language": "ar", "given": "true", "to": ["figures"]},
        {"version": 1, "language": "ar", "given": True, "to": []},
        {"version": 99, "language": "ar", "given": True, "to": ["figures"]},
        None,
    ],
)
def test_without_consent_nothing_is_kept_whatever_the_telephone_sends(consent: Any) -> None:
    answers = sent(cast.client(cast.VOLUNTEER), item(told(consent=consent)))

    assert "consent" in answers[0]["refused"]
    assert not HeldInterview.objects.exists()


def test_one_that_is_not_taken_does_not_hold_up_the_others() -> None:
    answers = sent(cast.client(cast.VOLUNTEER), item(told(sex="x")), item(told()), {"uid": "x", "sealed": "no"})

    assert [bool(one["receipt"]) for one in answers] == [False, True, False]


@pytest.mark.parametrize("offer", ["same_sex", "alone", "interpreter", "break", "support"])
def test_each_offer_must_have_its_answer(offer: str) -> None:
    one = told()
    del one["offers"][offer]

    assert "offers" in sent(cast.client(cast.VOLUNTEER), item(one))[0]["refused"]


@pytest.mark.parametrize("words", ["My brother Mohamed Hassan paid", "call 0612 345 678", "Passport no. A1234567"])
def test_words_that_look_like_somebody_are_taken_only_when_they_were_looked_at(words: str) -> None:
    browser = cast.client(cast.VOLUNTEER)

    assert "words (looks-personal)" in sent(browser, item(told(words=words)))[0]["refused"]
    assert sent(browser, item(told(words=words, confirmed=True)))[0]["receipt"]


@pytest.mark.parametrize(
    "changed",
    [
        {"words": "It was cold.", "consent": {"version": 1, "language": "ar", "given": True, "to": ["figures"]}},
        {"age": "under-18"},
        {"abuses": ["no-abuse", "robbery"]},
        {"reasons": []},
        {"origin": "QQ"},
        {"slip": "AAAA-BBBB-CCCC"},
        {"words": "x" * 5000},
        {"reasons": "no-papers"},
    ],
)
def test_what_contradicts_itself_or_is_not_whole_is_refused(changed: dict[str, Any]) -> None:
    assert sent(cast.client(cast.VOLUNTEER), item(told(**changed)))[0]["refused"]


def test_what_was_sealed_for_one_number_is_not_taken_under_another() -> None:
    one = item(told())

    assert sent(cast.client(cast.VOLUNTEER), {**one, "uid": "f" * 32})[0]["refused"] == "sealed"


def test_neither_database_nor_ledger_shows_what_was_told_or_which_interview_it_was() -> None:
    one = received(1, words="A lantern on the reef, invented.")[0]

    row = HeldInterview.objects.get()
    entries = " ".join(f"{entry.about} {entry.detail}" for entry in LedgerEntry.objects.all())
    assert b"lantern" not in bytes(row.sealed)
    assert one["slip"].replace("-", "") not in row.slip
    assert one["uid"] not in entries
    assert row.month == "2026-03"


def test_the_page_is_the_same_for_everybody_and_names_nobody() -> None:
    pages = [browser.get(f"{PHONE}?lang=ar") for browser in (Client(), cast.client(cast.VOLUNTEER))]

    texts = [page.content.decode().split("csrfmiddlewaretoken", 1)[0] for page in pages]
    assert texts[0] == texts[1]
    assert 'dir="rtl"' in texts[0]
    assert cast.VOLUNTEER.name not in texts[1]


def test_the_worker_keeps_the_page_and_nothing_of_anybody() -> None:
    text = Client().get(f"{PHONE}worker.js").content.decode()
    shell = json.loads(text.split("self.SHELL = ", 1)[1].split(";\n", 1)[0])

    assert all(asset.startswith(("/static/", f"{PHONE}?lang=")) for asset in shell["assets"])


@pytest.mark.parametrize("member", [cast.ASYLUM_OFFICER, cast.ADMINISTRATOR_MPA, cast.STATUS_OFFICER])
@pytest.mark.parametrize("path", ["ready/", "send/"])
def test_who_holds_no_interviews_can_send_none(member: cast.Member, path: str) -> None:
    browser = cast.client(member)

    answer = browser.get(PHONE + path) if path == "ready/" else browser.post(PHONE + path, {"items": "[]"})

    assert answer.status_code == 403


def test_without_a_script_an_interview_is_typed_and_without_consent_it_is_not_taken() -> None:
    browser, one = cast.client(cast.VOLUNTEER), told()
    fields = {
        **{name: one[name] for name in ("sex", "age", "origin", "destination", "way", "price", "told_before")},
        **{name: one[name] for name in ("reasons", "sources", "abuses")},
        **one["offers"],
        "consent_version": "1",
        "consent_language": "ar",
        "consent_to": ["figures"],
    }

    refused = browser.post(PHONE, fields)
    taken = browser.post(PHONE, {**fields, "consent": "yes"})

    assert (refused.status_code, taken.status_code) == (422, 200)
    assert "Nothing" not in refused.content.decode()[:0]
    assert HeldInterview.objects.count() == 1


# --- slips -------------------------------------------------------------------------------------------------------


def test_a_slip_that_is_shown_to_another_body_says_that_it_was_asked_before() -> None:
    one = received(1)[0]
    cast.grant(cast.ASYLUM_OFFICER, "volunteer", "protection")
    elsewhere = cast.officer(cast.ASYLUM_OFFICER, function="volunteer")

    assert actions.asked_before(by=cast.officer(cast.VOLUNTEER), slip=one["slip"]) == Repeated.SAME_BODY
    assert actions.asked_before(by=elsewhere, slip=one["slip"].lower()) == Repeated.OTHER_BODY
    assert actions.asked_before(by=elsewhere, slip="0000-0000-0000") == Repeated.NO


def test_who_shows_the_slip_has_everything_deleted_and_the_telephone_cannot_bring_it_back() -> None:
    browser, one = cast.client(cast.VOLUNTEER), told(words="gone")
    sealed_item = item(one)
    before = sent(browser, sealed_item)

    page = browser.post("/interviews/slip/", {"slip": one["slip"], "wish": "withdraw"})

    assert page.status_code == 200
    assert sent(browser, sealed_item) == before
    row = HeldInterview.objects.get()
    assert (row.slip, bytes(row.sealed)) == ("", b"")
    assert queries.held_in("2000-01", "2099-12") == ()


def test_what_was_counted_stays_counted() -> None:
    one = received(12)[0]
    released()

    assert not actions.withdraw(by=cast.officer(cast.VOLUNTEER), slip=one["slip"], now=LATER)


# --- releasing ---------------------------------------------------------------------------------------------------


@pytest.mark.store
def test_two_officers_release_bands_and_nothing_finer() -> None:
    received(23, sex="woman")
    received(14, sex="man", words="We were put ashore at night.")
    received(2, sex="another-sex")

    ref = released()

    row = InterviewRelease.objects.get(ref=ref)
    shown = {one["name"]: {tuple(keys): band for keys, band in one["rows"]} for one in row.tables["tables"]}
    assert row.tables["interviews"] == [30, 39]
    assert shown["sex"] == {("woman",): {"low": 20, "high": 29}, ("man",): {"low": 10, "high": 19}}
    page = cast.client(cast.SECOND_PROTECTION_OFFICER).get(f"/interviews/releases/{ref}/").content.decode()
    assert "20–29" in page
    assert "39" in page


def test_nobody_approves_what_they_proposed_and_the_database_would_not_take_it_either() -> None:
    received(12)
    first = cast.officer(cast.PROTECTION_OFFICER, now=LATER)
    ref = actions.propose(by=first, until="2026-03", now=LATER)

    with pytest.raises(SecondOfficerNeeded):
        actions.decide(by=first, ref=ref, approves=True, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        InterviewRelease.objects.filter(ref=ref).update(decided_by=first.handle, state="approved")
    assert cast.client(cast.PROTECTION_OFFICER).post(f"/interviews/releases/{ref}/decide/", {}).status_code == 403


@pytest.mark.parametrize("days", [0, 1, 29])
def test_no_setting_makes_the_delay_shorter_than_thirty_days(settings: Any, days: int) -> None:
    settings.INTERVIEW_DELAY_DAYS = days
    received(12)
    early = LONG_AGO.replace(month=4, day=30)

    with pytest.raises(ReleaseTooEarly):
        actions.propose(by=cast.officer(cast.PROTECTION_OFFICER, now=early), until="2026-03", now=early)
    actions.propose(
        by=cast.officer(cast.PROTECTION_OFFICER, now=early + timedelta(days=2)),
        until="2026-03",
        now=early + timedelta(days=2),
    )


def test_a_month_is_released_once_and_none_is_left_out_or_taken_again() -> None:
    received(12)
    received(12, now=LONG_AGO + timedelta(days=31))
    first = cast.officer(cast.PROTECTION_OFFICER, now=LATER)
    released()

    assert queries.first_month() == "2026-04"
    with pytest.raises(ReleaseTooEarly):
        actions.propose(by=first, until="2026-03", now=LATER)
    actions.propose(by=first, until="2026-04", now=LATER)
    with pytest.raises(ReleaseDecided):
        actions.propose(by=first, until="2026-05", now=LATER)


def test_what_comes_later_never_changes_what_was_released() -> None:
    received(12)
    ref = released()
    before = InterviewRelease.objects.get(ref=ref).tables

    received(1, now=LATER, month="2026-03")

    assert HeldInterview.objects.order_by("-month").first().month == "2026-07"  # type: ignore[union-attr]  # there is one
    assert InterviewRelease.objects.get(ref=ref).tables == before


def test_fewer_than_ten_are_not_even_proposed_and_their_number_is_not_told() -> None:
    received(9)
    browser = cast.client(cast.PROTECTION_OFFICER)

    with pytest.raises(InterviewsTooFew):
        actions.propose(by=cast.officer(cast.PROTECTION_OFFICER, now=LATER), until="2026-03", now=LATER)
    page = browser.get("/interviews/").content.decode()
    assert "fewer than ten" in page
    assert "<dd>9</dd>" not in page


def test_words_are_read_by_who_releases_only_after_it_and_only_where_that_was_agreed() -> None:
    received(10, words="The bus never came.")
    alone = {"version": 1, "language": "fr", "given": True, "to": ["figures"]}
    received(2, consent=alone)
    ref = released()

    page = cast.client(cast.PROTECTION_OFFICER).get(f"/interviews/releases/{ref}/words/").content.decode()

    assert page.count("The bus never came.") == 10
    assert cast.client(cast.VOLUNTEER).get(f"/interviews/releases/{ref}/words/").status_code == 403
    last = LedgerEntry.objects.filter(event="interview-words:read").first()
    assert last is not None
    assert last.about == ref


def test_a_volunteer_proposes_nothing() -> None:
    received(12)

    with pytest.raises(NotPermitted):
        actions.propose(by=cast.officer(cast.VOLUNTEER, now=LATER), until="2026-03", now=LATER)


def test_interviews_are_erased_a_year_after_and_the_tables_stay() -> None:
    received(12)
    ref = released()

    erased = actions.erase_overdue(now=LONG_AGO + timedelta(days=400))

    assert erased == 12
    assert InterviewRelease.objects.get(ref=ref).tables


@pytest.mark.parametrize("member", [cast.ASYLUM_OFFICER, cast.COMPLAINTS_OFFICER, cast.OVERSEER_MPA])
@pytest.mark.parametrize("name", ["interviews", "interview-slip"])
def test_other_functions_do_not_see_the_pages(member: cast.Member, name: str) -> None:
    assert cast.client(member).get(reverse(f"protection:{name}")).status_code == 403


def test_the_actions_refuse_without_permission_and_keep_nothing() -> None:
    with pytest.raises(NotPermitted):
        actions.receive(by=cast.officer(cast.ASYLUM_OFFICER), items=[item(told())], now=LATER)
    with pytest.raises(InterviewRefused):
        actions.check(interview_from(told(sex="nothing-such")))
    assert not HeldInterview.objects.exists()
