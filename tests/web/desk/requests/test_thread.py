"""One authority asks another on the same node: asked, seen, answered in time, and nobody else knows of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.requests.codes import Kind, Stage, What
from corridor.core.requests.errors import (
    NobodyToAsk,
    RequestIncomplete,
    SaidIncomplete,
    TooManyOpen,
    TurnRefused,
    WordsPersonal,
)
from corridor.core.requests.records import Equipment
from corridor.core.requests.rules.turnaround import LEAST
from corridor.web.base.accounts import models
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.requests import actions, queries
from corridor.web.desk.requests.models import AuthorityRequest, RequestTurn
from tests import cast
from tests.web.desk.requests.asked import TRACE, answerer, ask, asker, turn

pytestmark = pytest.mark.django_db

NEW = "/requests/new/?kind=information"


def test_a_request_is_seen_by_who_asked_and_who_was_asked_and_answered_in_time() -> None:
    now = timezone.now()
    uid = ask(now)

    (seen,) = queries.requests_for(answerer(), now=now).to_answer
    turn(answerer(), uid, What.ANSWERED, now + timedelta(days=2), words="It was stopped twice this spring.")

    (waiting,) = queries.requests_for(asker(), now=now).waiting
    assert seen.due_at == now + timedelta(days=7)
    assert (waiting.state.stage, waiting.state.ended_at) == (Stage.ANSWERED, now + timedelta(days=2))


def test_a_request_does_not_exist_for_anybody_else() -> None:
    now = timezone.now()
    uid = ask(now)

    for member in (cast.ANALYST_XC, cast.PROSECUTOR_XC, cast.OUTSIDER):
        reader = cast.officer(member)
        with pytest.raises(NotFound):
            queries.request_for(reader, uid, now=now)
        assert queries.requests_for(reader, now=now) == queries.Listed((), (), (), ())
        with pytest.raises(NotFound):
            turn(reader, uid, What.WITHDRAWN, now)


def test_a_page_about_a_thread_of_others_is_the_page_about_none() -> None:
    uid = ask(timezone.now())
    browser = cast.client(cast.ANALYST_XC)

    theirs, nobodys = (browser.get(f"/requests/{one}/") for one in (uid, "f" * 32))

    assert theirs.status_code == nobodys.status_code == 404
    assert bare(theirs.content) == bare(nobodys.content).replace(b"f" * 32, uid.encode())


def test_nothing_on_anybody_elses_pages_tells_that_others_ask_each_other() -> None:
    browser = cast.client(cast.ANALYST_XC)
    paths = ("/requests/", "/requests/new/?kind=information", "/requests/new/?kind=leave")
    before = [bare(browser.get(path).content) for path in paths]

    now = timezone.now()
    turn(answerer(), ask(now - timedelta(days=9)), What.ANSWERED, now, words="All that we know.")
    ask(now - timedelta(days=9))

    assert [bare(browser.get(path).content) for path in paths] == before


def bare(page: bytes) -> bytes:
    """Return a page without the token that each one has for itself."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)


@pytest.mark.parametrize("member", [cast.STATISTICIAN_XA, cast.OVERSEER_XA, cast.ADMINISTRATOR_XA])
def test_who_neither_asks_nor_answers_sees_nothing(member: cast.Member) -> None:
    now = timezone.now()
    uid = ask(now)

    with pytest.raises(NotPermitted):
        queries.requests_for(cast.officer(member), now=now)
    browser = cast.client(member)
    assert [browser.get(path).status_code for path in ("/requests/", f"/requests/{uid}/", NEW)] == [403] * 3


def test_the_one_side_cannot_take_the_turns_of_the_other() -> None:
    now = timezone.now()
    uid = ask(now)

    with pytest.raises(TurnRefused):
        turn(asker(), uid, What.ANSWERED, now, words="We answer ourselves.")
    with pytest.raises(TurnRefused):
        turn(answerer(), uid, What.WITHDRAWN, now)
    assert queries.request_for(answerer(), uid, now=now).state.stage is Stage.WAITING


def test_nothing_is_answered_twice() -> None:
    now = timezone.now()
    uid = ask(now)
    turn(answerer(), uid, What.ANSWERED, now, words="All that we know.")

    for what in (What.ANSWERED, What.PARTLY_ANSWERED, What.CLARIFICATION_ASKED, What.ASKED):
        with pytest.raises(TurnRefused):
            turn(answerer(), uid, what, now, words="And once more, the same.")


def test_a_refusal_names_a_ground_of_the_list_and_says_why() -> None:
    now = timezone.now()
    uid = ask(now)

    for said in ({"ground": "no-time", "words": "We have no time for this."}, {"ground": "not-available"}):
        with pytest.raises(SaidIncomplete):
            turn(answerer(), uid, What.REFUSED, now, **said)
    turn(answerer(), uid, What.REFUSED, now, ground="not-available", words="Nothing of this is known here.")

    assert queries.request_for(asker(), uid, now=now).state.reason == "not-available"


@pytest.mark.parametrize(
    "words",
    [
        "Please tell us all about Mohammed Ahmed Al-Hassan, who crossed with this lorry.",
        "The passport number of the passenger is P1234567, date of birth 03/04/1998.",
    ],
)
def test_words_that_name_or_identify_somebody_go_nowhere(words: str) -> None:
    now = timezone.now()

    with pytest.raises(WordsPersonal):
        ask(now, words=words)
    uid = ask(now)
    with pytest.raises(WordsPersonal):
        turn(answerer(), uid, What.ANSWERED, now, words=words)

    assert AuthorityRequest.objects.count() == 1
    assert not LedgerEntry.objects.filter(detail__contains="Hassan").exists()


def test_the_ledger_has_codes_and_neither_words_nor_identifiers() -> None:
    now = timezone.now()
    uid = ask(now)
    turn(answerer(), uid, What.REFUSED, now, ground="national-security", words="Interests of the State.")

    told = LedgerEntry.objects.filter(about=uid).order_by("pk")
    assert [entry.event for entry in told] == [Event.AUTHORITY_ASKED, Event.AUTHORITY_REQUEST_TURNED]
    assert not [entry for entry in told if "XB4411" in str(entry.detail) or "lorry" in str(entry.detail)]


@pytest.mark.parametrize("asked_one", ["XA-POL", "XZ-NONE", ""])
def test_nobody_asks_itself_or_an_authority_that_cannot_be_reached(asked_one: str) -> None:
    with pytest.raises((RequestIncomplete, NobodyToAsk)):
        ask(timezone.now(), asked=asked_one)
    assert not AuthorityRequest.objects.exists()


def test_equipment_is_asked_for_by_its_number_and_looked_up_by_who_was_asked() -> None:
    uid = ask(timezone.now(), TRACE)

    page = cast.client(cast.ANALYST_XB).get(f"/requests/{uid}/").content.decode()

    assert "/find/?words=6C510442" in page


def test_something_can_be_confirmed_only_of_what_the_asker_may_read() -> None:
    with pytest.raises(NotFound):
        ask(timezone.now(), kind=Kind.CORROBORATION, about="f" * 32)


def test_what_is_overdue_is_called_again_and_shown_so() -> None:
    then = timezone.now() - timedelta(days=8)
    uid = ask(then)
    now = timezone.now()
    with pytest.raises(TurnRefused):
        turn(asker(), uid, What.ESCALATED, then + timedelta(days=6))

    turn(asker(), uid, What.ESCALATED, now)

    page = cast.client(cast.ANALYST_XB).get("/requests/").content.decode()
    assert "Overdue" in page
    assert queries.request_for(answerer(), uid, now=now).state.taken[What.ESCALATED] == 1


def test_a_request_whose_day_has_come_is_not_read_and_then_erased() -> None:
    then = timezone.now() - timedelta(days=actions.DAYS_KEPT)
    uid = ask(then)
    now = timezone.now()

    with pytest.raises(NotFound):
        queries.request_for(asker(), uid, now=now)
    by = cast.service()
    assert [actions.erase_over(by=by, now=now) for _ in range(2)] == [1, 0]
    assert not RequestTurn.objects.exists()
    assert LedgerEntry.objects.filter(event=Event.RETENTION_ERASED, about="requests").count() == 1


def test_how_long_answers_took_is_told_by_kind_once_there_are_enough() -> None:
    now = timezone.now()
    for n in range(LEAST):
        turn(answerer(), ask(now), What.ANSWERED, now + timedelta(hours=n + 1), words="All that we know.")
        told = queries.turnaround_for(asker(), now=now)[Kind.INFORMATION]
        assert told[1] is None or n == LEAST - 1

    assert queries.turnaround_for(answerer(), now=now)[Kind.INFORMATION] == (LEAST, timedelta(hours=(LEAST + 1) // 2))
    assert queries.turnaround_for(cast.officer(cast.ANALYST_XC), now=now) == {}


def test_leave_is_asked_with_one_click_and_the_answer_is_found_by_who_asked() -> None:
    now = timezone.now()
    sent = {"about": "ab" * 16, "use": "evidence", "to": "XB-BRD", "words": "May we bring it to court?", "case": "17"}

    answer = cast.client(cast.INVESTIGATOR_XA).post("/requests/leave/", sent)
    uid = answer["Location"].split("/")[-2]
    turn(answerer(), uid, What.ANSWERED, now, granted="yes")

    (leave,) = queries.leaves_for(asker(), about="ab" * 16, now=now)
    assert (leave.request, leave.use, leave.owner, leave.is_granted) == (uid, "evidence", "XB-BRD", True)
    assert queries.leaves_for(cast.officer(cast.ANALYST_XC), about="ab" * 16, now=now) == ()


def test_so_many_open_requests_to_one_authority_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_OPEN", 2)
    now = timezone.now()
    first = ask(now)
    ask(now)

    with pytest.raises(TooManyOpen):
        ask(now)
    turn(asker(), first, What.WITHDRAWN, now)
    ask(now)


@pytest.mark.parametrize("kind", sorted(queries.NOT_ASKED))
def test_nobody_who_protects_people_or_only_carries_them_is_asked(kind: str) -> None:
    models.Authority.objects.filter(code="XB-BRD").update(kind=kind)

    with pytest.raises(NobodyToAsk):
        ask(timezone.now())


def test_the_name_of_a_person_is_not_written_as_a_make() -> None:
    with pytest.raises(WordsPersonal):
        ask(timezone.now(), TRACE, equipment=Equipment("MOHAMMED AHMED AL-HASSAN", "6C510442"))
