"""A person's request across two nodes: what was released ends, what came is asked of its originator, both are told.

XA-POL released a report to XB-BRD. A person asks at one of them; the other hears of it without learning who asked.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.exchange.codes import EndReason, Kind
from corridor.core.exchange.errors import LetterRefused
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.partners.codes import Ground as SuspensionGround
from corridor.core.retention.codes import HoldReason
from corridor.core.rights.codes import Ground, Heard, Means, Outcome, RequestKind
from corridor.core.rights.exchange import answer_document, notice_document
from corridor.core.rights.records import Answer, Notice
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.exchange import actions as releases
from corridor.web.desk.exchange import correcting, following
from corridor.web.desk.exchange.models import Received
from corridor.web.desk.holds.actions import Order, end_hold, place_hold
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.models import AuthorityKey, Came, Posted
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.partners import actions as partners
from corridor.web.desk.rights import actions, queries, taking
from corridor.web.desk.rights.actions import Asked, Decision
from corridor.web.desk.rights.models import NoticeTold, Request, RequestArrived
from corridor.web.desk.rights.queries import NoticeNow
from corridor.web.desk.statements import record_store
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.exchanging import XA, XB, Pair, at, settle, two_nodes
from tests.web.desk.exchange import out

pytestmark = pytest.mark.store

FUNCTION = "data-protection-officer"
FILE_MARK = "DP-2026-41"


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Pair]:
    """Two nodes with a data-protection officer at each."""
    with django_db_blocker.unblock(), two_nodes(tmp_path) as nodes:
        cast.grant(cast.STATISTICIAN_XA, FUNCTION, "data-protection")
        with at(nodes.xb):
            cast.grant(cast.ANALYST_XB, FUNCTION, "data-protection")
        yield nodes


def of_xa() -> Officer:
    """Return the data-protection officer of XA-POL, at its node."""
    return cast.officer(cast.STATISTICIAN_XA, function=FUNCTION)


def of_xb() -> Officer:
    """Return the data-protection officer of XB-BRD, at its node."""
    return cast.officer(cast.ANALYST_XB, function=FUNCTION)


def take(by: Officer, kind: RequestKind = RequestKind.ERASURE, mark: str = FILE_MARK) -> str:
    """Take the request of a person about the wreck; return its reference."""
    asked = Asked(kind, mark, timezone.now().date() - timedelta(days=3), out.WRECK)
    return actions.take_request(by=by, asked=asked, now=timezone.now())


def decide(by: Officer, uid: str, outcome: Outcome, ground: Ground, *, carried_by: str = "") -> None:
    """Decide a request; where something is granted, all that is own leaves."""
    held = queries.holdings_of(by, queries.request_for(by, uid).about)
    own = frozenset(line.token for line in held.lines if line.is_own and outcome is not Outcome.REFUSED)
    decision = Decision(outcome, ground, identity_checked=True, chosen=own, carried_by=carried_by)
    actions.decide_request(by=by, uid=uid, decision=decision, now=timezone.now())


def grant(by: Officer, uid: str) -> None:
    decide(by, uid, Outcome.GRANTED, Ground.UNLAWFUL)


def notices(by: Officer, uid: str) -> dict[tuple[str, bool], NoticeNow]:
    """Return how each authority stands that a decision must reach: by its code, and whether it is an originator."""
    return {(one.authority, one.is_originator): one for one in queries.notices_of(queries.request_for(by, uid))}


def heard(by: Officer, uid: str) -> dict[tuple[str, bool], Heard]:
    return {who: one.heard for who, one in notices(by, uid).items()}


def asked_at_xb(pair: Pair) -> str:
    """Let a person ask XB-BRD for erasure of what came from XA-POL, and XB-BRD grant it; return the request."""
    with at(pair.xb):
        uid = take(of_xb())
        decision = Decision(Outcome.GRANTED, Ground.NO_LONGER_NEEDED, identity_checked=True)
        actions.decide_request(by=of_xb(), uid=uid, decision=decision, now=timezone.now())
    settle(pair)
    return uid


def arrived() -> Request:
    """Return the one request that arrived at the node one stands at."""
    return RequestArrived.objects.get().request


def forged(pair: Pair, body: dict[str, Any], *, ref: str = "", version: int = 1) -> str:
    """Let XB-BRD's node write what it likes about a request; return how XA-POL's node answered it."""
    with at(pair.xb):
        saying = Saying(Kind.RIGHTS_NOTICE, XB, ref or str(identity.uid()), version, body)
        with turn.write():
            lines.post(to=XA, saying=saying, now=timezone.now())
    settle(pair)
    row = Came.objects.filter(kind=Kind.RIGHTS_NOTICE.value).order_by("-pk")[0]
    return row.reason or row.outcome


def notice(about: str, **changed: Any) -> dict[str, Any]:
    """Return what passes a request on, but for what is changed."""
    said = Notice(RequestKind.ERASURE, XA, about, timezone.now().date())
    return notice_document(said) | changed


def answer(outcome: Outcome = Outcome.GRANTED, ground: Ground = Ground.UNLAWFUL) -> dict[str, Any]:
    return answer_document(Answer(outcome, ground, timezone.now().date()))


# --- what this node released ---------------------------------------------------------------------------------------


def test_what_is_erased_here_is_recalled_in_the_same_act_and_the_recipients_attestation_confirms_it(pair: Pair) -> None:
    out.released()
    settle(pair)
    uid = take(of_xa())
    grant(of_xa(), uid)

    (told,) = notices(of_xa(), uid)[XB, False].told
    assert (told.means, told.partner, told.told_on) == (Means.RECALL, XB, timezone.now().date())
    assert heard(of_xa(), uid) == {(XB, False): Heard.WAITING}
    assert (out.release().state, out.release().reason) == ("recalled", "legal-duty")
    assert following.follow(by=cast.service(), now=timezone.now()) == 0
    settle(pair)
    (told,) = notices(of_xa(), uid)[XB, False].told
    assert (told.heard, told.answered_on) == (Heard.CONFIRMED, timezone.now().date())
    with at(pair.xb):
        assert out.read_of(out.WRECK) == []


def test_what_a_hold_keeps_at_the_recipient_is_shown_as_kept_until_its_node_says_it_is_erased(pair: Pair) -> None:
    out.released()
    settle(pair)
    with at(pair.xb):
        cast.grant(cast.ANALYST_XB, "investigator", out.PURPOSE)
        keeper = cast.officer(cast.ANALYST_XB, function="investigator")
        order = Order(HoldReason.TRIAL, "XB-7", timezone.now().date() + timedelta(days=20))
        hold = place_hold(by=keeper, about=out.WRECK, order=order, now=timezone.now())
    uid = take(of_xa())
    grant(of_xa(), uid)
    settle(pair)

    assert heard(of_xa(), uid) == {(XB, False): Heard.KEPT}
    with at(pair.xb):
        end_hold(by=keeper, uid=hold, now=timezone.now())
        following.follow(by=cast.service(), now=timezone.now())
    settle(pair)
    assert heard(of_xa(), uid) == {(XB, False): Heard.CONFIRMED}


def test_a_refused_request_and_one_for_access_end_nothing_and_tell_nobody(pair: Pair) -> None:
    out.released()
    settle(pair)
    decide(of_xa(), take(of_xa()), Outcome.REFUSED, Ground.HELD_FOR_A_CASE)
    decide(of_xa(), take(of_xa(), RequestKind.ACCESS, "DP-2"), Outcome.GRANTED, Ground.LAWFUL_AND_DUE)

    assert out.release().state == "out"
    assert not NoticeTold.objects.exists()
    assert [row.kind for row in Posted.objects.all()] == ["release"]


def test_where_the_corrected_version_was_sent_a_correction_recalls_nothing_and_its_receipt_confirms_it(
    pair: Pair,
) -> None:
    about = out.released(ref="R-7")
    settle(pair)
    uid = take(of_xa(), RequestKind.CORRECTION)
    wrong = out.release().load
    right = out.filed(make.incident("wreck", dead="3"), ref="R-7", replaces=wrong)
    correcting.correct_release(by=out.analyst(), about=about, load=right, now=timezone.now())
    held = queries.holdings_of(of_xa(), queries.request_for(of_xa(), uid).about)
    before = {line.token for line in held.lines if line.key[0] in _records_of(wrong)}
    decision = Decision(Outcome.GRANTED, Ground.INACCURATE, True, before, "R-7")
    actions.decide_request(by=of_xa(), uid=uid, decision=decision, now=timezone.now())

    assert heard(of_xa(), uid) == {(XB, False): Heard.WAITING}
    settle(pair)
    assert out.release().state == "out"
    (told,) = notices(of_xa(), uid)[XB, False].told
    assert (told.means, told.heard) == (Means.CORRECTION, Heard.CONFIRMED)
    with at(pair.xb):
        assert "3" in out.read_of(out.WRECK)


def _records_of(load: str) -> set[int]:
    return {record for record, _ in record_store.keys_of_load(Load.objects.get(uid=load).pk, 0, 100)}


def test_an_erasure_recalls_a_corrected_release_too_since_the_version_before_stays_in_the_history_there(
    pair: Pair,
) -> None:
    about = out.released(ref="R-7")
    settle(pair)
    wrong = out.release().load
    right = out.filed(make.incident("wreck", dead="3"), ref="R-7", replaces=wrong)
    correcting.correct_release(by=out.analyst(), about=about, load=right, now=timezone.now())
    settle(pair)
    grant(of_xa(), take(of_xa()))
    settle(pair)

    assert out.release().state == "recalled"
    with at(pair.xb):
        assert {row.state for row in Received.objects.all()} == {"ended"}


# --- what came from another ----------------------------------------------------------------------------------------


def test_a_request_travels_to_the_originator_is_decided_there_and_leaves_nothing_at_either_node(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    uid = asked_at_xb(pair)

    request = arrived()
    assert (request.authority, request.kind, request.received_on) == (XA, "erasure", timezone.now().date())
    assert (request.arrived.authority, request.arrived.about) == (XB, about)
    assert request.due_on == request.received_on + timedelta(days=30)
    with at(pair.xb):
        assert heard(of_xb(), uid) == {(XA, True): Heard.WAITING}
        assert "shipwreck" in out.read_of(out.WRECK)
    grant(of_xa(), request.uid)
    settle(pair)

    assert queries.request_for(of_xa(), request.uid).answered_on == timezone.now().date()
    assert heard(of_xa(), request.uid) == {(XB, False): Heard.CONFIRMED}
    assert out.read_of(out.WRECK, out.analyst()) == []
    with at(pair.xb):
        (told,) = notices(of_xb(), uid)[XA, True].told
        assert (told.means, told.heard, told.ground) == (Means.NOTICE, Heard.CONFIRMED, Ground.UNLAWFUL)
        assert told.answered_on == timezone.now().date()
        assert queries.holdings_for(of_xb(), out.WRECK).lines == ()
        assert [row.state for row in Received.objects.all()] == ["ended"]


def test_neither_who_asked_nor_the_file_mark_nor_words_nor_the_day_of_the_request_cross(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    asked_at_xb(pair)

    with at(pair.xb):
        row = Posted.objects.get(kind=Kind.RIGHTS_NOTICE.value)
        ref = NoticeTold.objects.get().ref
        said = _body_of(row)
    assert said == {
        "form": "1",
        "say": "asked",
        "kind": "erasure",
        "originator": XA,
        "released": about,
        "on": timezone.now().date().isoformat(),
    }
    assert ref not in (about, out.WRECK)
    assert arrived().file_mark == f"{XB}/{ref[:20]}"
    assert not LedgerEntry.objects.filter(detail__contains=FILE_MARK).exists()


def _body_of(row: Posted) -> dict[str, Any]:
    payload = bytes(row.content).split(b".")[1]
    body: dict[str, Any] = json.loads(urlsafe_b64decode(payload + b"=" * (-len(payload) % 4)))["body"]
    return body


@pytest.mark.parametrize(
    ("outcome", "ground", "shown"),
    [
        (Outcome.REFUSED, Ground.HELD_FOR_A_CASE, Heard.REFUSED),
        (Outcome.PARTLY, Ground.OTHERS_ENDANGERED, Heard.PARTLY),
    ],
)
def test_what_the_originator_refuses_or_grants_in_part_is_shown_with_its_ground_and_is_not_confirmed(
    pair: Pair, outcome: Outcome, ground: Ground, shown: Heard
) -> None:
    out.released()
    settle(pair)
    uid = asked_at_xb(pair)
    decision = Decision(outcome, ground, identity_checked=True)
    actions.decide_request(by=of_xa(), uid=arrived().uid, decision=decision, now=timezone.now())
    settle(pair)

    with at(pair.xb):
        (told,) = notices(of_xb(), uid)[XA, True].told
        assert (told.heard, told.ground) == (shown, ground)
        assert "shipwreck" in out.read_of(out.WRECK)
        actions.note_confirmed(by=of_xb(), uid=uid, authority=XA, now=timezone.now())
        assert heard(of_xb(), uid) == {(XA, True): Heard.CONFIRMED}


def test_a_request_that_arrived_is_not_passed_on_so_that_two_nodes_do_not_ask_each_other_for_ever(pair: Pair) -> None:
    out.released()
    settle(pair)
    with at(pair.xb):
        _released_by_xb()
    settle(pair)
    asked_at_xb(pair)
    grant(of_xa(), arrived().uid)
    settle(pair)

    assert {line.originator for line in queries.holdings_for(of_xa(), out.WRECK).lines} == {XB}
    with at(pair.xb):
        assert not RequestArrived.objects.exists()


def _released_by_xb() -> None:
    """Let XB-BRD release what it says of the same wreck to XA-POL."""
    by = out.reader()
    load = out.filed(make.incident("wreck"), by=by, marked=make.marking("law-enforcement", XB, XA))
    releases.ask_release(by=by, wanted=releases.Wanted(load, (XA,), out.PURPOSE), now=timezone.now())


def test_what_waits_for_a_suspended_partner_is_told_once_the_suspension_is_lifted(pair: Pair) -> None:
    out.released()
    settle(pair)
    ground, overseer = SuspensionGround.PRECAUTION, cast.officer(cast.OVERSEER_XA)
    partners.suspend(by=overseer, partner=XB, ground=ground, now=timezone.now())
    uid = take(of_xa())
    grant(of_xa(), uid)

    with pytest.raises(LetterRefused):
        settle(pair)
    assert heard(of_xa(), uid) == {(XB, False): Heard.WAITING}
    cast.grant(cast.INVESTIGATOR_XA, "legal-officer", "oversight")
    lawyer = cast.officer(cast.INVESTIGATOR_XA, function="legal-officer")
    partners.ask_to_resume(by=lawyer, partner=XB, now=timezone.now())
    partners.resume(by=overseer, partner=XB, now=timezone.now())
    settle(pair)
    assert heard(of_xa(), uid) == {(XB, False): Heard.CONFIRMED}


def test_an_originator_to_which_no_line_leads_is_listed_and_told_by_hand(pair: Pair) -> None:
    out.released()
    settle(pair)
    with at(pair.xb):
        AuthorityKey.objects.filter(authority=XA).update(ended_at=timezone.now())
        uid = take(of_xb())
        decide(of_xb(), uid, Outcome.GRANTED, Ground.NO_LONGER_NEEDED)

        assert notices(of_xb(), uid)[XA, True].told == ()
        actions.note_confirmed(by=of_xb(), uid=uid, authority=XA, now=timezone.now())
        assert heard(of_xb(), uid) == {(XA, True): Heard.CONFIRMED}


def test_what_the_asked_authority_refuses_is_not_passed_on(pair: Pair) -> None:
    out.released()
    settle(pair)
    with at(pair.xb):
        uid = take(of_xb())
        decide(of_xb(), uid, Outcome.REFUSED, Ground.IDENTITY_UNPROVEN)
        assert notices(of_xb(), uid) == {}
    settle(pair)

    assert not Request.objects.exists()


def test_nothing_is_asked_of_what_was_released_to_another_authority_of_the_node(pair: Pair) -> None:
    out.released()
    settle(pair)
    with at(pair.xb):
        Received.objects.update(recipients=["XB-COA"])
    uid = asked_at_xb(pair)

    assert not Request.objects.exists()
    with at(pair.xb):
        assert notices(of_xb(), uid)[XA, True].told == ()


def test_a_request_that_the_originators_node_keeps_aside_is_shown_as_not_taken(pair: Pair) -> None:
    out.released()
    settle(pair)
    out.release().deliveries.update(authorities=["XB-COA"])
    uid = asked_at_xb(pair)

    with at(pair.xb):
        assert heard(of_xb(), uid) == {(XA, True): Heard.NOT_TAKEN}


# --- hostile letters -----------------------------------------------------------------------------------------------


def test_who_asks_about_what_never_went_there_learns_nothing_and_nothing_arrives(pair: Pair) -> None:
    out.released()
    own = out.filed(make.incident("harbour"))
    settle(pair)

    assert forged(pair, notice("e" * 32)) == "nothing-known-of-it"
    assert forged(pair, notice(own)) == "nothing-known-of-it"
    assert forged(pair, notice(out.release().about, originator=XB)) == "nothing-known-of-it"
    assert not Request.objects.exists()


def test_an_authority_that_is_not_among_the_recipients_asks_for_nothing_even_from_the_same_node(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    out.release().deliveries.update(authorities=["XB-COA"])

    assert forged(pair, notice(about)) == "nothing-known-of-it"


def test_a_doubled_request_arrives_once_and_another_one_under_its_reference_is_kept_aside(pair: Pair) -> None:
    about, ref = out.released(), "5" * 32
    settle(pair)

    assert forged(pair, notice(about), ref=ref) == "applied"
    assert forged(pair, notice(about), ref=ref) == "applied"
    assert forged(pair, notice(about, kind="correction"), ref=ref) == "another-item-under-this-number"
    assert [one.kind for one in Request.objects.all()] == ["erasure"]


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "access"},
        {"name": "somebody"},
        {"on": "2099-01-01"},
        {"released": "not a reference"},
        {"form": "2"},
        {"say": "told"},
        {"kind": ["erasure"]},
    ],
)
def test_a_request_of_another_form_is_kept_aside(pair: Pair, changed: dict[str, Any]) -> None:
    about = out.released()
    settle(pair)

    assert forged(pair, notice(about, **changed)) == "content-refused"
    assert not Request.objects.exists()


def test_an_answer_to_what_nobody_asked_or_by_somebody_else_than_was_asked_changes_nothing(pair: Pair) -> None:
    out.released()
    settle(pair)
    uid = take(of_xa())
    grant(of_xa(), uid)
    told = NoticeTold.objects.get()

    assert forged(pair, answer()) == "nothing-known-of-it"
    assert forged(pair, answer(), ref=told.about) == "nothing-known-of-it"
    assert NoticeTold.objects.get().outcome == ""


def test_an_originator_cannot_answer_for_another_and_its_first_answer_stands(pair: Pair) -> None:
    with at(pair.xb):
        _released_by_xb()
    settle(pair)
    uid = take(of_xa())
    decide(of_xa(), uid, Outcome.GRANTED, Ground.NO_LONGER_NEEDED)
    told = NoticeTold.objects.get()

    with turn.write():
        told.notice.authority = "XC-POL"
        told.notice.save()
    assert forged(pair, answer(), ref=told.ref) == "nothing-known-of-it"
    with turn.write():
        told.notice.authority = XB
        told.notice.save()
    refused = answer(Outcome.REFUSED, Ground.HELD_FOR_A_CASE)
    assert forged(pair, refused, ref=told.ref) == "applied"
    assert forged(pair, refused, ref=told.ref) == "applied"
    assert forged(pair, answer(), ref=told.ref) == "another-item-under-this-number"
    assert heard(of_xa(), uid) == {(XB, True): Heard.REFUSED}


def test_no_answer_stands_on_a_ground_that_carries_no_such_outcome(pair: Pair) -> None:
    with at(pair.xb):
        _released_by_xb()
    settle(pair)
    decide(of_xa(), take(of_xa()), Outcome.GRANTED, Ground.NO_LONGER_NEEDED)

    bad = answer() | {"ground": Ground.IDENTITY_UNPROVEN.value}
    assert forged(pair, bad, ref=NoticeTold.objects.get().ref) == "content-refused"
    assert forged(pair, answer(), ref=NoticeTold.objects.get().ref, version=2) == "content-refused"


def test_a_partner_cannot_bury_the_officer_under_requests(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_WAITING", 2)
    about = out.released()
    settle(pair)

    assert [forged(pair, notice(about)) for _ in range(3)] == ["applied", "applied", "too-much-kept-aside"]
    decision = Decision(Outcome.REFUSED, Ground.IDENTITY_UNPROVEN, identity_checked=False)
    first = Request.objects.order_by("pk")[0].uid
    actions.decide_request(by=of_xa(), uid=first, decision=decision, now=timezone.now())
    assert forged(pair, notice(about)) == "applied"


def test_a_request_about_what_was_recalled_meanwhile_still_arrives(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    releases.recall(by=out.analyst(), about=about, reason=EndReason.WRONG, now=timezone.now())
    settle(pair)

    assert forged(pair, notice(about)) == "applied"
    assert arrived().about == [out.WRECK]


# --- who sees it ---------------------------------------------------------------------------------------------------


def test_what_arrived_and_what_was_told_is_for_those_alone_who_answer_for_what_is_held(pair: Pair) -> None:
    out.released()
    settle(pair)
    asked_at_xb(pair)
    uid = arrived().uid

    for other in (out.analyst(), cast.officer(cast.INVESTIGATOR_XA), cast.officer(cast.OVERSEER_XA)):
        with pytest.raises(NotPermitted):
            queries.request_for(other, uid)
    cast.grant(cast.ANALYST_XB, FUNCTION, "data-protection")
    with pytest.raises(NotFound):
        queries.request_for(cast.officer(cast.ANALYST_XB, function=FUNCTION), uid)
    pages = cast.client(cast.ANALYST_XA)
    assert pages.get(f"/data-protection/requests/{uid}/").status_code == 403
    assert "passed on" not in pages.get("/exchange/").content.decode()


def test_the_pages_say_where_a_request_came_from_how_each_was_told_and_what_it_said(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    uid = asked_at_xb(pair)
    pages = cast.client(cast.STATISTICIAN_XA, function=FUNCTION)
    place = f"/data-protection/requests/{arrived().uid}/"

    assert "arrived from a partner" in pages.get("/data-protection/requests/").content.decode()
    page = pages.get(place).content.decode()
    assert about in page
    assert "It noted that it checked who asks" in page
    form = {"outcome": "refused", "ground": "held-for-a-case", "identity": "yes"}
    assert pages.post(f"{place}decide/", form)["Location"] == place
    settle(pair)
    with at(pair.xb):
        told = cast.client(cast.ANALYST_XB, function=FUNCTION).get(f"/data-protection/requests/{uid}/")
        said = told.content.decode()
    assert "request passed on over the line" in said
    assert "refused there" in said
    assert "it is held for a live case" in said
    assert "Note its confirmation" in said
