"""What is held under a reference, told by kind alone; requests with clocks, decisions, notices and answers."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.entities.records import Draft
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.rights.codes import Delay, Ground, HeldAs, Outcome, RequestKind
from corridor.core.rights.errors import (
    GroundUnfit,
    IdentityUnchecked,
    NothingOwn,
    RequestKnown,
    RequestMalformed,
    RequestState,
)
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.holds.actions import open_kept
from corridor.web.desk.rights import actions, queries
from corridor.web.desk.rights.actions import Asked, Decision
from corridor.web.desk.search.queries import found_for
from corridor.web.desk.statements import store
from tests import cast, make
from tests.web.desk.holds.test_holds import hold
from tests.web.desk.retention.aging import FOUR_YEARS, age_all, filed

pytestmark = pytest.mark.store

FUNCTION = "data-protection-officer"


@pytest.fixture
def dpo(node: object) -> Officer:
    """The data-protection officer of XA-POL."""
    cast.grant(cast.STATISTICIAN_XA, FUNCTION, "data-protection")
    return cast.officer(cast.STATISTICIAN_XA, function=FUNCTION)


def browser() -> Client:
    return cast.client(cast.STATISTICIAN_XA, function=FUNCTION)


def boat(name: str, number: str, **said: str) -> Draft:
    return make.draft(name, "Vessel", call_sign=number, **said)


def account(ref: str, number: str, **said: str) -> str:
    """File a report of XA about a boat with a call sign, for its own authority."""
    by = cast.officer(cast.INVESTIGATOR_XA)
    return filed(by, None, "own-authority", timedelta(), drafts=(boat(ref, number, **said),), ref=ref)


def take(by: Officer, kind: RequestKind, reference: str, file_mark: str = "DP-2026-1") -> str:
    asked = Asked(kind, file_mark, timezone.now().date() - timedelta(days=3), reference)
    return actions.take_request(by=by, asked=asked, now=timezone.now())


def decide(by: Officer, uid: str, outcome: Outcome, ground: Ground, **fields: object) -> int:
    decision = Decision(outcome, ground, **{"identity_checked": True, **fields})  # type: ignore[arg-type]  # fields
    return actions.decide_request(by=by, uid=uid, decision=decision, now=timezone.now())


def own_tokens(by: Officer, uid: str) -> frozenset[str]:
    held = queries.holdings_of(by, queries.request_for(by, uid).about)
    return frozenset(line.token for line in held.lines if line.is_own)


# --- what is held --------------------------------------------------------------------------------------------------


def test_a_thing_is_told_by_kind_originator_rule_and_day(dpo: Officer) -> None:
    uid = filed(cast.officer(cast.ANALYST_XA), "wreck", "own-authority", timedelta(), summary="zephyr")

    (line,) = queries.holdings_for(dpo, uid).lines

    assert (line.kind, line.originator, line.retention) == ("Incident", "XA-POL", "operational-3y")
    assert line.state is HeldAs.COUNTS
    assert "summary" in line.props
    assert "zephyr" not in repr(line)


@pytest.mark.parametrize("asked", ["xa 555-0199", "XA5550199", "R-7"])
def test_an_identifier_and_a_report_lead_to_the_same(dpo: Officer, asked: str) -> None:
    account("R-7", "XA 555 0199")
    account("R-8", "XA 555 0198")

    found = queries.holdings_for(dpo, asked)

    assert found.things == (make.uid("R-7"),)


def test_what_does_not_concern_the_authority_is_as_if_it_were_not_there(dpo: Officer) -> None:
    uid = filed(cast.officer(cast.ANALYST_XB), "wreck", "own-authority", timedelta(), summary="zephyr")
    shared = filed(cast.officer(cast.ANALYST_XB), "landing", "partners", timedelta())

    assert queries.holdings_for(dpo, uid) == queries.holdings_for(dpo, "f" * 32)
    assert queries.holdings_for(dpo, shared).lines[0].originator == "XB-BRD"


def test_what_is_overdue_taken_back_or_held_is_told_as_such(dpo: Officer) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    overdue = filed(by, "one", "own-authority", FOUR_YEARS)
    held = filed(by, "two", "own-authority", timedelta())
    hold(by, held)

    assert queries.holdings_for(dpo, overdue).lines[0].state is HeldAs.OVERDUE
    assert queries.holdings_for(dpo, held).lines[0].state is HeldAs.HELD


def test_who_read_and_who_exported_is_told_by_authority_and_function(dpo: Officer) -> None:
    uid = filed(cast.officer(cast.ANALYST_XA), "wreck", "partners", timedelta())
    cast.client(cast.ANALYST_XB).get(f"/things/{uid}/")
    cast.client(cast.ANALYST_XA).get(f"/things/{uid}/export.json")

    told = {(one.event, one.authority, one.function) for one in queries.holdings_for(dpo, uid).touched}

    assert told == {(Event.PAGE_READ, "XB-BRD", "analyst"), (Event.ITEM_EXPORTED, "XA-POL", "analyst")}


def test_each_question_is_in_the_ledger_as_a_digest(dpo: Officer) -> None:
    actions.look_up(by=dpo, asked="+XA 555 0199", now=timezone.now())

    entry = LedgerEntry.objects.order_by("-position")[0]
    assert entry.event == Event.HOLDINGS_READ
    assert "0199" not in entry.detail + entry.about


@pytest.mark.parametrize("member", [cast.ANALYST_XA, cast.INVESTIGATOR_XA, cast.OVERSEER_XA, cast.ADMINISTRATOR_XA])
def test_nobody_else_is_told_what_is_held(dpo: Officer, member: cast.Member) -> None:
    with pytest.raises(NotPermitted):
        queries.holdings_for(cast.officer(member), "f" * 32)


def test_the_function_opens_no_information_item(dpo: Officer) -> None:
    uid = filed(cast.officer(cast.ANALYST_XA), "wreck", "public", timedelta(), summary="zephyr")

    assert store.entity_rows(dpo.reader_class, Use.READ, [store.entity_of(uid) or 0]) == []
    with pytest.raises(NotFound):
        thing_for(dpo, uid)
    assert browser().get(f"/things/{uid}/").status_code == 404


# --- requests ------------------------------------------------------------------------------------------------------


def test_a_request_has_thirty_days_and_once_sixty_more(dpo: Officer) -> None:
    uid = take(dpo, RequestKind.ACCESS, account("R-7", "XA5550199"))
    received = queries.request_for(dpo, uid).received_on

    assert queries.request_for(dpo, uid).due_on == received + timedelta(days=30)
    actions.extend_request(by=dpo, uid=uid, delay=Delay.COMPLEX, now=timezone.now())
    assert queries.request_for(dpo, uid).due_on == received + timedelta(days=90)
    with pytest.raises(RequestState):
        actions.extend_request(by=dpo, uid=uid, delay=Delay.COMPLEX, now=timezone.now())


def test_the_reference_that_was_asked_is_not_kept(dpo: Officer) -> None:
    account("R-7", "XA5550199")

    uid = take(dpo, RequestKind.ACCESS, "XA5550199")

    assert queries.request_for(dpo, uid).about == [make.uid("R-7")]
    assert not LedgerEntry.objects.filter(detail__contains="5550199").exists()


@pytest.mark.parametrize(
    ("file_mark", "received_on"),
    [("Oru Halden asks", date(2026, 1, 1)), ("DP-1", date(2100, 1, 1)), ("", date(2026, 1, 1))],
)
def test_a_request_without_mark_or_day_is_refused(dpo: Officer, file_mark: str, received_on: date) -> None:
    asked = Asked(RequestKind.ACCESS, file_mark, received_on, "")

    with pytest.raises(RequestMalformed):
        actions.take_request(by=dpo, asked=asked, now=timezone.now())


def test_a_file_mark_is_given_once(dpo: Officer) -> None:
    take(dpo, RequestKind.ACCESS, "")

    with pytest.raises(RequestKnown):
        take(dpo, RequestKind.ACCESS, "")


def test_access_lays_open_what_is_own_and_names_the_others(dpo: Officer) -> None:
    account("R-7", "XA5550199", summary="own words")
    theirs = boat("R-7", "XA5550199", summary="their words")
    filed(cast.officer(cast.ANALYST_XB), None, "partners", timedelta(), drafts=(theirs,))
    uid = take(dpo, RequestKind.ACCESS, "XA5550199")

    decide(dpo, uid, Outcome.GRANTED, Ground.LAWFUL_AND_DUE)
    _, opened = actions.open_answer(by=dpo, uid=uid, now=timezone.now())

    said = [pair for one in opened for pair in one.said]
    assert ("summary", "own words") in said
    assert ("summary", "their words") not in said
    held = queries.holdings_of(dpo, queries.request_for(dpo, uid).about)
    assert {line.originator for line in held.lines} == {"XA-POL", "XB-BRD"}


def test_no_answer_opens_before_it_is_granted_to_somebody_whose_identity_was_checked(dpo: Officer) -> None:
    uid = take(dpo, RequestKind.ACCESS, account("R-7", "XA5550199"))

    with pytest.raises(RequestState):
        actions.open_answer(by=dpo, uid=uid, now=timezone.now())
    with pytest.raises(IdentityUnchecked):
        decide(dpo, uid, Outcome.GRANTED, Ground.LAWFUL_AND_DUE, identity_checked=False)
    decide(dpo, uid, Outcome.REFUSED, Ground.IDENTITY_UNPROVEN, identity_checked=False)
    with pytest.raises(RequestState):
        actions.open_answer(by=dpo, uid=uid, now=timezone.now())


def test_a_refusal_needs_a_ground_that_fits(dpo: Officer) -> None:
    uid = take(dpo, RequestKind.ERASURE, "")

    with pytest.raises(GroundUnfit):
        decide(dpo, uid, Outcome.REFUSED, Ground.UNLAWFUL)


def test_erasure_takes_away_what_is_own_and_lists_the_others_as_unconfirmed(dpo: Officer) -> None:
    by = cast.officer(cast.ANALYST_XA)
    uid = filed(by, "wreck", "own-authority", timedelta(), summary="zephyr")
    filed(cast.officer(cast.ANALYST_XB), "wreck", "partners", timedelta(), summary="theirs")
    cast.client(cast.ANALYST_XB).get(f"/things/{uid}/export.json")
    request = take(dpo, RequestKind.ERASURE, uid)

    gone = decide(dpo, request, Outcome.GRANTED, Ground.UNLAWFUL, chosen=own_tokens(dpo, request))

    assert gone == 7
    assert found_for(by, "zephyr").found == ()
    assert thing_for(by, uid).laid.values("summary") == ("theirs",)
    waiting = [
        (one.authority, one.is_originator, one.confirmed_on)
        for one in queries.notices_of(queries.request_for(dpo, request))
    ]
    assert waiting == [("XB-BRD", True, None), ("XB-BRD", False, None)]


def test_what_a_live_hold_names_is_kept_sealed_when_it_is_erased(dpo: Officer) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    uid = filed(by, "wreck", "own-authority", timedelta(), summary="zephyr")
    held = hold(by, uid)
    request = take(dpo, RequestKind.ERASURE, uid)

    decide(dpo, request, Outcome.PARTLY, Ground.HELD_FOR_A_CASE, chosen=own_tokens(dpo, request))

    assert found_for(by, "zephyr").found == ()
    _, (kept,) = open_kept(by=by, uid=held, now=timezone.now())
    assert ("summary", "zephyr", None, None) in kept.said
    assert queries.holdings_for(dpo, uid).sealed == 0 or queries.holdings_for(dpo, uid).things == ()


def test_nobody_erases_what_another_authority_said(dpo: Officer) -> None:
    uid = filed(cast.officer(cast.ANALYST_XB), "wreck", "partners", timedelta())
    request = take(dpo, RequestKind.ERASURE, uid)
    theirs = frozenset(line.token for line in queries.holdings_for(dpo, uid).lines)

    with pytest.raises(NothingOwn):
        decide(dpo, request, Outcome.GRANTED, Ground.UNLAWFUL, chosen=theirs)
    assert thing_for(cast.officer(cast.ANALYST_XB), uid).uid == uid


def test_a_correction_needs_a_report_that_stands_and_replaces_what_was_chosen(dpo: Officer) -> None:
    by = cast.officer(cast.ANALYST_XA)
    uid = filed(by, "wreck", "own-authority", timedelta(), dead="7", ref="R-wrong")
    request = take(dpo, RequestKind.CORRECTION, uid)
    wrong = own_tokens(dpo, request)

    with pytest.raises(RequestMalformed):
        decide(dpo, request, Outcome.GRANTED, Ground.INACCURATE, chosen=wrong, carried_by="R-right")
    filed(by, "wreck", "own-authority", timedelta(), dead="3", ref="R-right")
    decide(dpo, request, Outcome.GRANTED, Ground.INACCURATE, chosen=wrong, carried_by="R-right")

    assert thing_for(by, uid).laid.values("dead") == ("3",)


def test_a_decision_is_made_once_and_then_answered(dpo: Officer) -> None:
    uid = take(dpo, RequestKind.ACCESS, "")

    with pytest.raises(RequestState):
        actions.note_answered(by=dpo, uid=uid, now=timezone.now())
    decide(dpo, uid, Outcome.GRANTED, Ground.NOTHING_HELD)
    with pytest.raises(RequestState):
        decide(dpo, uid, Outcome.REFUSED, Ground.LAWFUL_AND_DUE)
    actions.note_answered(by=dpo, uid=uid, now=timezone.now())
    assert queries.request_for(dpo, uid).answered_on == timezone.now().date()


def test_every_step_is_in_the_ledger_in_codes(dpo: Officer) -> None:
    uid = take(dpo, RequestKind.ERASURE, filed(cast.officer(cast.ANALYST_XA), "w", "own-authority", timedelta()))
    decide(dpo, uid, Outcome.GRANTED, Ground.UNLAWFUL, chosen=own_tokens(dpo, uid))
    actions.note_answered(by=dpo, uid=uid, now=timezone.now())

    entries = LedgerEntry.objects.filter(about=uid).order_by("position")
    assert [one.event for one in entries] == [
        Event.REQUEST_TAKEN,
        Event.HOLDINGS_ERASED,
        Event.REQUEST_DECIDED,
        Event.REQUEST_ANSWERED,
    ]
    assert json.loads(entries[1].detail) == {"sealed": 0, "statements": 6}


def test_another_authoritys_officer_finds_no_request(dpo: Officer) -> None:
    uid = take(dpo, RequestKind.ACCESS, "")
    cast.grant(cast.ANALYST_XB, FUNCTION, "data-protection")

    with pytest.raises(NotFound):
        queries.request_for(cast.officer(cast.ANALYST_XB, function=FUNCTION), uid)


def test_a_case_is_worked_through_in_the_browser(dpo: Officer) -> None:
    thing = filed(cast.officer(cast.ANALYST_XA), "wreck", "own-authority", timedelta(), summary="zephyr")
    pages = browser()
    form = {"kind": "access", "file_mark": "DP-1", "received_on": "2026-01-02", "reference": thing}

    assert thing[:8] in pages.get(f"/data-protection/?ref={thing}").content.decode()
    taken = pages.post("/data-protection/requests/", form)
    place = taken["Location"]
    assert "zephyr" not in pages.get(place).content.decode()
    assert pages.get("/data-protection/requests/").content.decode().count("overdue") >= 1
    assert pages.post("/data-protection/requests/", {**form, "received_on": ""}).status_code == 422
    assert pages.post(f"{place}decide/", {"outcome": "granted", "ground": "lawful-and-due"}).status_code == 409
    decided = pages.post(f"{place}decide/", {"outcome": "granted", "ground": "lawful-and-due", "identity": "yes"})
    assert decided["Location"] == place
    assert "zephyr" in pages.get(f"{place}answer/").content.decode()
    assert pages.post(f"{place}answered/")["Location"] == place
    assert pages.get(f"{place}decide/").status_code == 405
    assert cast.client(cast.ANALYST_XA).get("/data-protection/").status_code == 403
    assert cast.client(cast.ANALYST_XA).get(place).status_code == 403


def test_erasing_everything_and_time_leave_the_same_nothing(dpo: Officer) -> None:
    uid = filed(cast.officer(cast.ANALYST_XA), "wreck", "own-authority", timedelta())
    request = take(dpo, RequestKind.ERASURE, uid)
    decide(dpo, request, Outcome.GRANTED, Ground.UNLAWFUL, chosen=own_tokens(dpo, request))

    age_all(FOUR_YEARS)

    assert queries.holdings_for(dpo, uid).lines == ()
