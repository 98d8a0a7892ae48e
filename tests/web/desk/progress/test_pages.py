"""The pages of entries: what is typed survives, two officers decide, and each reads what is for them."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from corridor.core.commitments.rules import equivalents
from corridor.core.progress.codes import Found, State
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.progress import queries
from corridor.web.desk.progress.models import ProgressEntry
from tests import cast

pytestmark = pytest.mark.django_db

ITEM = "ga-2023-prevention-01"
NEW = "/commitments/progress/new/"
FORM = {
    "item": ITEM,
    "period": "2026-H2",
    "status": "under-way",
    "level": "public",
    "responsible": "Ministry of Justice of XB (invented)",
    "actions": "A bill was laid before parliament.",
    "milestones-1-text": "Bill adopted",
    "milestones-1-due": "2027-03-31",
    "evidence-1-proof": "law",
    "evidence-1-title": "Bill 12 of 2026 (invented)",
    "evidence-1-reference": "https://gazette.example/2026/12",
    "evidence-1-level": "public",
    "values-1-indicator": "ga-2023-prevention-01.i1",
    "values-1-low": "2",
    "values-1-method": "Counted from the lists of parties.",
}


def written(**changed: str) -> str:
    answer = cast.client(cast.RAPPORTEUR_XB).post(NEW, {**FORM, **changed})
    assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()
    return answer["Location"]


def acted(member: cast.Member, address: str, act: str, **fields: str) -> int:
    return cast.client(member).post(f"{address}act/", {"act": act, **fields}).status_code


def approved(**changed: str) -> str:
    address = written(**changed)
    assert acted(cast.RAPPORTEUR_XB, address, "submit") == HTTPStatus.FOUND
    assert acted(cast.FOCAL_XB, address, "approve") == HTTPStatus.FOUND
    return address


@pytest.mark.store
def test_an_entry_goes_from_the_form_to_its_approval_and_every_reader_of_commitments_reads_it() -> None:
    address = approved()

    page = cast.client(cast.ANALYST_XA).get(address).content.decode()

    assert "A bill was laid before parliament." in page
    assert "With evidence" in page
    assert "address not visited by the node" in page
    assert cast.RAPPORTEUR_XB.handle not in page


def test_a_draft_and_what_waits_for_approval_are_for_their_own_state_alone() -> None:
    address = written()
    before = [cast.client(one).get(address).status_code for one in (cast.FOCAL_XA, cast.RAPPORTEUR_XA, cast.ANALYST_XB)]
    acted(cast.RAPPORTEUR_XB, address, "submit")
    after = [cast.client(one).get(address).status_code for one in (cast.FOCAL_XA, cast.RAPPORTEUR_XA, cast.ANALYST_XB)]

    assert {*before, *after} == {HTTPStatus.NOT_FOUND}
    assert cast.client(cast.FOCAL_XB).get(address).status_code == HTTPStatus.OK


def test_everything_typed_survives_an_error_that_is_told_at_its_field() -> None:
    wrong = {**FORM, "milestones-1-due": "soon", "values-1-low": "many", "evidence-2-title": "Second", "status": "done"}
    answer = cast.client(cast.RAPPORTEUR_XB).post(NEW, wrong)
    page = answer.content.decode()

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for kept in (
        "A bill was laid before parliament.",
        'value="soon"',
        'value="many"',
        'value="Second"',
        "Bill adopted",
    ):
        assert kept in page
    for field in ("milestones-1-due", "values-1-low", "evidence-2-reference"):
        assert f'href="#{field}"' in page
    assert not ProgressEntry.objects.exists()


def test_who_is_named_in_an_entry_is_refused_without_being_repeated_in_the_message() -> None:
    answer = cast.client(cast.RAPPORTEUR_XB).post(NEW, {**FORM, "actions": "Call +33 6 12 34 56 78 for the file."})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This may name or reach a person" in answer.content.decode()


def test_more_rows_and_tick_all_show_the_form_again_and_keep_nothing() -> None:
    browser = cast.client(cast.RAPPORTEUR_XB)
    more = browser.post(NEW, {**FORM, "more": "1"}).content.decode()
    ticked = browser.post(NEW, {**FORM, "tick": "all"}).content.decode()

    assert 'name="milestones-5-text"' in more
    for one in equivalents(catalogue(), ITEM):
        assert f'value="{one.id}" checked' in ticked
        assert f'value="{one.id}" checked' not in more
    assert not ProgressEntry.objects.exists()


def test_one_entry_about_a_commitment_and_half_year_is_enough() -> None:
    written()
    answer = cast.client(cast.RAPPORTEUR_XB).post(NEW, FORM)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ProgressEntry.objects.count() == 1


def test_what_is_sent_back_shows_its_reason_to_its_author_until_it_is_submitted_again() -> None:
    address = written()
    acted(cast.RAPPORTEUR_XB, address, "submit")
    assert acted(cast.FOCAL_XB, address, "send-back") == HTTPStatus.UNPROCESSABLE_ENTITY
    acted(cast.FOCAL_XB, address, "send-back", why="Name the article of the bill.")

    assert "Name the article of the bill." in cast.client(cast.RAPPORTEUR_XB).get(address).content.decode()
    browser = cast.client(cast.RAPPORTEUR_XB)
    browser.post(f"{address}change/", FORM)
    assert "Name the article of the bill." in browser.get(address).content.decode()
    acted(cast.RAPPORTEUR_XB, address, "submit")
    assert "Name the article of the bill." not in browser.get(address).content.decode()


def test_what_was_written_anew_since_an_approver_read_it_is_not_approved_unread() -> None:
    address = written()
    acted(cast.RAPPORTEUR_XB, address, "submit")
    page = cast.client(cast.FOCAL_XB).get(address).content.decode()
    shown = page.split('name="shown" value="')[1].split('"')[0]
    acted(cast.FOCAL_XB, address, "send-back", why="Name the article of the bill.")
    cast.client(cast.RAPPORTEUR_XB).post(f"{address}change/", {**FORM, "actions": "All of it was done."})
    acted(cast.RAPPORTEUR_XB, address, "submit")

    assert acted(cast.FOCAL_XB, address, "approve", shown=shown) == HTTPStatus.CONFLICT
    again = cast.client(cast.FOCAL_XB).get(address).content.decode()
    assert "All of it was done." in again
    shown = again.split('name="shown" value="')[1].split('"')[0]
    assert acted(cast.FOCAL_XB, address, "approve", shown=shown) == HTTPStatus.FOUND


def test_an_entry_is_withdrawn_only_where_that_is_meant() -> None:
    address = approved()
    assert acted(cast.FOCAL_XB, address, "withdraw") == HTTPStatus.UNPROCESSABLE_ENTITY
    assert acted(cast.FOCAL_XA, address, "withdraw", sure="1") == HTTPStatus.NOT_FOUND
    assert acted(cast.RAPPORTEUR_XB, address, "withdraw", sure="1") == HTTPStatus.FORBIDDEN
    assert acted(cast.FOCAL_XB, address, "withdraw", sure="1") == HTTPStatus.FOUND

    assert queries.entries_for(cast.officer(cast.ANALYST_XA)) == ()


def test_evidence_that_leads_to_nothing_does_not_count_once_a_second_officer_says_so() -> None:
    address = approved()
    key = queries.entries_for(cast.officer(cast.FOCAL_XB))[0].said.evidence[0].key
    assert acted(cast.FOCAL_XA, address, "missing", key=key) == HTTPStatus.NOT_FOUND
    assert acted(cast.FOCAL_XB, address, "missing", key=key) == HTTPStatus.FOUND

    page = cast.client(cast.ANALYST_XA).get(address).content.decode()
    assert "Claimed, without evidence" in page
    assert [row.state for row in ProgressEntry.objects.order_by("version")] == [State.SUPERSEDED, State.APPROVED]


def test_who_writes_cannot_say_again_that_evidence_is_there_after_it_was_found_missing() -> None:
    address = approved()
    key = queries.entries_for(cast.officer(cast.FOCAL_XB))[0].said.evidence[0].key
    acted(cast.FOCAL_XB, address, "missing", key=key)
    cast.client(cast.RAPPORTEUR_XB).post(f"{address}change/", {**FORM, "evidence-1-title": "The same, renamed"})

    drafted = queries.own_for(cast.officer(cast.RAPPORTEUR_XB))[0]
    assert drafted.said.evidence[0].found is Found.MISSING


def test_a_reference_into_the_node_is_looked_up_with_the_sight_of_who_writes() -> None:
    known = approved().rstrip("/").rsplit("/", 1)[1]
    other = {"item": "ga-2023-prevention-02", "values-1-indicator": "ga-2023-prevention-02.i1"}
    browser = cast.client(cast.RAPPORTEUR_XB)
    for nowhere in ("f" * 32, f"/requests/{'f' * 32}/", "/nowhere/", "/accounts/"):
        answer = browser.post(NEW, {**FORM, **other, "evidence-1-reference": nowhere})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "This leads to nothing in this node" in answer.content.decode()

    address = written(**other, **{"evidence-1-reference": f"/commitments/progress/{known}/"})
    assert "it is there" in browser.get(address).content.decode()


def test_the_next_half_year_begins_with_the_last_and_keeps_the_first_day_of_a_milestone() -> None:
    about = approved(**{"period": "2026-H1", "milestones-1-due": "2026-05-31"}).rstrip("/").rsplit("/", 1)[1]
    browser = cast.client(cast.RAPPORTEUR_XB)
    page = browser.get(f"{NEW}?copy={about}").content.decode()
    key = queries.entries_for(cast.officer(cast.ANALYST_XA))[0].said.milestones[0].key
    assert 'value="2026-H2" selected' in page
    assert f'name="milestones-1-key" value="{key}"' in page
    later = {"period": "2026-H2", "milestones-1-key": key, "milestones-1-due": "2027-05-31"}
    address = approved(**later)

    told = cast.client(cast.ANALYST_XA).get(address).content.decode()
    assert "first due 31 May 2026" in told
    assert "now told for 31 May 2027" in told


def test_who_neither_writes_nor_approves_reads_what_was_approved_and_gets_no_form() -> None:
    browser = cast.client(cast.ANALYST_XB)
    approved()

    assert "Join and fully implement" in browser.get("/commitments/progress/?period=2026-H2").content.decode()
    assert browser.get(NEW).status_code == HTTPStatus.FORBIDDEN
    assert browser.post(NEW, FORM).status_code == HTTPStatus.FORBIDDEN
    assert cast.client(cast.CARRIER_XC).get("/commitments/progress/").status_code == HTTPStatus.FORBIDDEN


def test_the_list_names_what_is_silent_and_what_waits_for_whom() -> None:
    address = written()
    acted(cast.RAPPORTEUR_XB, address, "submit")
    page = cast.client(cast.FOCAL_XB).get("/commitments/progress/?period=2026-H2").content.decode()

    assert "Waits for your approval" in page
    assert "without an entry" in page
    assert len(page) < 200_000
    assert "Waits for your approval" not in cast.client(cast.FOCAL_XA).get("/commitments/progress/").content.decode()
