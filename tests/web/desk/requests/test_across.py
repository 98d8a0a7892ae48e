"""Requests over a line: what leaves, what is taken, and what a hostile partner sends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Kind as ItemKind
from corridor.core.exchange.codes import Outcome
from corridor.core.exchange.errors import ContentRefused
from corridor.core.partners.errors import PartnerSuspended
from corridor.core.requests.codes import Kind, Stage, What
from corridor.core.requests.exchange import turn_body
from corridor.core.requests.records import Identifier, Request, Said
from corridor.web.base.accounts import models
from corridor.web.base.exchange.letters import Known, content_opened
from corridor.web.base.ledger.actions import act
from corridor.web.desk.lines.keyring import public_of
from corridor.web.desk.lines.models import AuthorityKey, Posted
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.partners.models import Suspension
from corridor.web.desk.requests import actions, queries, taking
from corridor.web.desk.requests.models import AuthorityRequest, RequestTurn
from tests import cast, make
from tests.exchanging import XB, Pair, at, settle, two_nodes
from tests.web.desk.lines.far import Far
from tests.web.desk.requests.asked import DANGER, INFORMATION, answerer, ask, asker, rescuers, turn

THREAD = make.uid("thread")
PLAIN = replace(INFORMATION, asked="XA-POL", identifiers=())


@pytest.fixture
def far(db: None) -> Far:
    return Far().introduce()


def puts(far: Far, said: Said, request: Request | None = None, **item: Any) -> None:
    """Let the partner put a turn in its log: of a request of its own where one is given."""
    told: dict[str, Any] = {"thread": THREAD, "about": item.get("thread", THREAD), "purpose": "prosecution"}
    told |= {"legal_basis": "som-10", **item}
    kind = told.pop("kind", ItemKind.QUESTION)
    far.says(kind, turn_body(said, request), **told)


def outcomes(far: Far) -> list[tuple[str, str]]:
    """Bring the whole log and return how each item was answered."""
    answer = far.brings()
    return [(one.outcome.value, str(one.reason or "")) for one in answer.receipts]


def asks(far: Far, request: Request = PLAIN, **item: Any) -> None:
    puts(far, Said(What.ASKED), request, **item)


KEPT = (Outcome.KEPT_ASIDE.value, "content-refused")
TAKEN = (Outcome.APPLIED.value, "")
NOTHING = (Outcome.KEPT_ASIDE.value, "nothing-known-of-it")


def test_a_request_of_a_partner_is_answered_in_the_log_for_it(far: Far) -> None:
    asks(far)
    assert outcomes(far) == [TAKEN]
    reader, now = asker(), timezone.now()
    (found,) = queries.requests_for(reader, now=now).to_answer

    turn(reader, found.row.uid, What.ANSWERED, now, words="It was stopped twice this spring.")

    posted = Posted.objects.get()
    assert (posted.partner, posted.kind, posted.originator, posted.about) == ("XD-NAT", "answer", "XA-POL", THREAD)
    assert found.row.uid != THREAD


def test_the_clock_runs_from_arrival_whatever_moment_the_partner_claims(far: Far) -> None:
    asks(far, at="2020-01-01T00:00:00Z")
    assert outcomes(far) == [TAKEN]

    row = AuthorityRequest.objects.get()
    assert row.due_at is not None
    assert abs(row.due_at - timezone.now() - timedelta(days=7)) < timedelta(minutes=5)


@pytest.mark.parametrize(
    "request_",
    [
        replace(PLAIN, asked="XA-POL", legal_basis="som-10", words="Send the file of Mohammed Ahmed Al-Hassan."),
        replace(PLAIN, case="Mohammed Ahmed Al-Hassan"),
        replace(PLAIN, identifiers=(Identifier("asylum-file", "A12345"),)),
        replace(PLAIN, identifiers=(Identifier("plate", "xb 44"),)),
        replace(PLAIN, clock="at-once"),
        replace(PLAIN, clock="urgent"),
        replace(PLAIN, words=""),
        replace(PLAIN, copy="XA-POL", asked="XD-POL"),
    ],
)
def test_a_request_that_could_not_be_asked_here_is_not_taken_from_there(far: Far, request_: Request) -> None:
    asks(far, request_)

    assert outcomes(far) == [KEPT]
    assert not AuthorityRequest.objects.exists()


@pytest.mark.parametrize("purpose", ["protection", "asylum", "status-and-return", "search-and-rescue", "nonsense"])
def test_a_question_for_a_purpose_of_protection_is_kept_aside(far: Far, purpose: str) -> None:
    asks(far, purpose=purpose)

    assert outcomes(far) == [KEPT]


def test_a_question_to_somebody_else_is_kept_aside(far: Far) -> None:
    asks(far, replace(PLAIN, asked="XF-POL"))

    assert outcomes(far) == [(Outcome.KEPT_ASIDE.value, "not-for-us")]


@pytest.mark.parametrize("kind", ["carrier", "statistics", "protection", "asylum", "return", "oversight", "police"])
@pytest.mark.parametrize("is_copy", [True, False])
def test_a_partner_asks_nobody_here_who_may_not_be_asked_for_enforcement(far: Far, kind: str, is_copy: bool) -> None:
    models.Authority.objects.filter(code="XC-POL").update(kind=kind)
    alert = replace(DANGER, asked="XA-POL", copy="XC-POL")

    if is_copy:
        asks(far, alert, purpose="search-and-rescue", legal_basis="sar-1979")
    else:
        asks(far, replace(PLAIN, asked="XC-POL"))

    assert outcomes(far) == [TAKEN if kind == "police" else KEPT]


def test_a_question_is_taken_once(far: Far) -> None:
    asks(far)
    asks(far)
    asks(far, version=2)

    assert outcomes(far) == [TAKEN, KEPT, KEPT]
    assert (AuthorityRequest.objects.count(), RequestTurn.objects.count()) == (1, 1)


def test_turns_come_in_their_order_and_once(far: Far) -> None:
    asks(far)
    puts(far, Said(What.ESCALATED), version=3)
    puts(far, Said(What.ESCALATED), version=1)
    puts(far, Said(What.WITHDRAWN), version=2)
    puts(far, Said(What.WITHDRAWN), version=2)

    assert outcomes(far) == [TAKEN, KEPT, KEPT, TAKEN, KEPT]
    assert AuthorityRequest.objects.get().stage == "withdrawn"


@pytest.mark.parametrize(("item", "version"), [({"about": make.uid("other")}, 1), ({}, 2)])
def test_a_request_begins_its_thread_with_its_first_version(far: Far, item: dict[str, Any], version: int) -> None:
    asks(far, version=version, **item)

    assert outcomes(far) == [KEPT]


def test_a_thread_does_not_grow_without_end(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_TURNS", 3)
    asks(far)
    for version in (2, 3, 4):
        puts(far, Said(What.ESCALATED), version=version)

    assert outcomes(far) == [TAKEN] * 3 + [KEPT]


def test_only_a_financial_unit_asks_a_financial_unit_about_money(far: Far) -> None:
    money = replace(PLAIN, kind=Kind.FINANCIAL, legal_basis="egmont-principles")
    asks(far, money, legal_basis="egmont-principles")
    assert outcomes(far) == [KEPT]

    AuthorityKey.objects.update(kind="financial-intelligence")
    asks(far, money, legal_basis="egmont-principles")
    assert outcomes(far)[-1] == KEPT

    models.Authority.objects.filter(code="XA-POL").update(kind="financial-intelligence")
    asks(far, money, legal_basis="egmont-principles")
    assert outcomes(far)[-1] == TAKEN


def test_another_authority_of_the_same_node_does_not_answer_for_who_was_asked(far: Far) -> None:
    uid = ask(timezone.now(), PLAIN, asked=far.authority)
    second = Far(code="XD-TWO", authority="XD-BRD").introduce()
    AuthorityKey.objects.filter(authority="XD-BRD").update(node=far.code)
    said = turn_body(Said(What.ANSWERED, words="We answer in their place."))

    far.says(ItemKind.ANSWER, said, by=second.signing, originator="XD-BRD", thread=uid, about=uid)

    assert outcomes(far) == [NOTHING]


def test_an_alert_and_its_end_go_at_once_to_rescue_and_to_who_has_the_copy(far: Far) -> None:
    by, _, _ = rescuers()
    second = Far(code="XG-NAT", authority="XG-POL").introduce()
    now = timezone.now()

    uid = actions.ask(by=by, request=replace(DANGER, asked=far.authority, copy=second.authority), now=now)
    turn(by, uid, What.CLOSED, now, reason="rescued")

    told = Posted.objects.order_by("partner", "number").values_list("partner", "version", "urgency")
    assert list(told) == [(code, version, "flash") for code in (far.code, second.code) for version in (1, 2)]


def test_who_has_the_copy_confirms_it_and_answers_for_nobody(far: Far) -> None:
    by, _, _ = rescuers()
    uid = actions.ask(by=by, request=replace(DANGER, asked="XB-BRD", copy=far.authority), now=timezone.now())

    puts(far, Said(What.ACKNOWLEDGED), kind=ItemKind.ANSWER, thread=uid)
    puts(far, Said(What.ANSWERED, words="We have them."), kind=ItemKind.ANSWER, thread=uid, version=2)

    assert outcomes(far) == [TAKEN, KEPT]
    state = queries.request_for(by, uid, now=timezone.now()).state
    assert (state.stage, state.acknowledged_at) == (Stage.WAITING, None)


def test_nothing_goes_to_a_partner_that_is_suspended_not_even_an_alert(far: Far) -> None:
    by, _, _ = rescuers()
    Suspension.objects.create(uid="5" * 32, partner=far.code, ground="other", by="two", at=timezone.now())

    with pytest.raises(PartnerSuspended):
        actions.ask(by=by, request=replace(DANGER, asked=far.authority), now=timezone.now())

    assert not AuthorityRequest.objects.exists()
    assert not Posted.objects.exists()


@pytest.mark.parametrize("what", [What.ANSWERED, What.REFUSED, What.EXTENDED, What.ACKNOWLEDGED])
def test_who_asked_cannot_answer_itself(far: Far, what: What) -> None:
    asks(far)
    puts(far, Said(what, words="All is well here.", until="2031-01-01", ground="not-available"), version=2)

    assert outcomes(far)[1] == KEPT


def test_an_answer_to_what_was_not_asked_of_it_and_to_nothing_are_the_same(far: Far) -> None:
    now = timezone.now()
    theirs = ask(now)
    said = Said(What.ANSWERED, words="We answer in their place.")
    for thread in (theirs, make.uid("nothing")):
        puts(far, said, kind=ItemKind.ANSWER, thread=thread)
        puts(far, Said(What.WITHDRAWN), thread=thread, version=2)

    assert outcomes(far) == [NOTHING] * 4
    assert queries.request_for(asker(), theirs, now=now).state.stage is Stage.WAITING


def test_a_thread_of_others_cannot_be_found_by_asking_under_its_identifier(far: Far) -> None:
    theirs = ask(timezone.now())
    asks(far, thread=theirs)
    asks(far, thread=make.uid("nothing"))

    assert outcomes(far) == [TAKEN, TAKEN]


def test_a_second_partner_can_do_nothing_with_the_thread_of_the_first(far: Far) -> None:
    uid = ask(timezone.now(), PLAIN, asked=far.authority)
    other = Far(code="XG-NAT", authority="XG-POL").introduce()

    puts(other, Said(What.ANSWERED, words="We answer in their place."), kind=ItemKind.ANSWER, thread=uid)

    assert outcomes(other) == [NOTHING]
    assert AuthorityRequest.objects.get(uid=uid).stage == "waiting"


def test_an_answer_that_another_node_passes_on_is_not_taken(far: Far) -> None:
    uid, now = ask(timezone.now(), PLAIN, asked=far.authority), timezone.now()
    Far(code="XG-NAT", authority="XG-POL").introduce()
    puts(far, Said(What.ANSWERED, words="It was stopped twice."), kind=ItemKind.ANSWER, thread=uid)
    (item,) = far.log.items
    public = public_of(far.signing)

    def known(kid: str) -> Known:
        return Known(far.authority, public)

    content = content_opened(item, authorities=known, now=now)

    with pytest.raises(ContentRefused), act(Event.LETTER_TAKEN, by=cast.service(), now=now, about="XG-NAT") as doing:
        taking.take_answer(Arrived("XG-NAT", item, content), doing=doing)

    assert outcomes(far) == [TAKEN]


@pytest.mark.parametrize(
    "said",
    [
        Said(What.REFUSED, words="We do not want to.", ground="no-time"),
        Said(What.REFUSED, ground="not-available"),
        Said(What.ANSWERED, words="Ask Mohammed Ahmed Al-Hassan, date of birth 03/04/1998."),
        Said(What.CLOSED, reason="rescued"),
        Said(What.WITHDRAWN),
    ],
)
def test_an_answer_that_says_what_no_answer_may_is_kept_aside(far: Far, said: Said) -> None:
    uid = ask(timezone.now(), PLAIN, asked=far.authority)
    puts(far, said, kind=ItemKind.ANSWER, thread=uid)

    assert outcomes(far) == [KEPT]
    assert AuthorityRequest.objects.get(uid=uid).stage == "waiting"


def test_a_flood_of_questions_is_kept_aside_and_holds_up_no_alert(far: Far, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_OPEN_OF_A_PARTNER", 3)
    for n in range(5):
        asks(far, thread=make.uid(f"flood {n}"))

    alert = replace(DANGER, asked="XA-POL", copy="XB-BRD")
    asks(far, alert, thread=make.uid("alert"), purpose="search-and-rescue", legal_basis="sar-1979")

    assert outcomes(far) == [TAKEN] * 3 + [KEPT] * 2 + [TAKEN]


@pytest.mark.parametrize(
    "body", [{}, {"form": 2, "turn": {}, "request": {}}, {"form": True, "turn": {}, "request": {}}, {"turn": "asked"}]
)
def test_what_has_another_form_is_kept_aside(far: Far, body: dict[str, Any]) -> None:
    for kind in (ItemKind.QUESTION, ItemKind.ANSWER):
        far.says(kind, body, thread=THREAD, about=THREAD)

    assert outcomes(far) == [KEPT] * 2


def test_identifiers_wait_for_an_agreement_with_the_partner(far: Far) -> None:
    browser = cast.client(cast.INVESTIGATOR_XA)
    typed = {"asked": far.authority, "legal_basis": "som-10", "case": "17", "clock": "ordinary", "language": "en"}
    typed |= {"words": "What is known of this lorry?", "identifier-kind-0": "plate", "identifier-0": "XB4411"}

    answer = browser.post("/requests/new/?kind=information", typed)

    assert answer.status_code == 422
    assert 'id="asked-problem"' in answer.content.decode()
    assert not Posted.objects.exists()
    assert not AuthorityRequest.objects.exists()


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Pair]:
    with django_db_blocker.unblock(), two_nodes(tmp_path) as nodes:
        yield nodes


@pytest.mark.store
def test_a_whole_thread_runs_between_two_nodes(pair: Pair) -> None:
    now = timezone.now()
    uid = ask(now, identifiers=())
    settle(pair)
    with at(pair.xb):
        by = answerer()
        (found,) = queries.requests_for(by, now=now).to_answer
        turn(by, found.row.uid, What.CLARIFICATION_ASKED, now, words="In which month was it seen?")
    settle(pair)
    turn(asker(), uid, What.CLARIFIED, now + timedelta(hours=5), words="In March, twice.")
    settle(pair)
    with at(pair.xb):
        turn(by, found.row.uid, What.ANSWERED, now + timedelta(hours=6), words="It was stopped in March.")
    settle(pair)

    here = queries.request_for(asker(), uid, now=now)
    assert (here.state.stage, here.turns[-1].said.words) == (Stage.ANSWERED, "It was stopped in March.")
    assert [row.outcome for row in Posted.objects.filter(kind="question")] == ["applied"] * 2
    with at(pair.xb):
        there = queries.request_for(answerer(), found.row.uid, now=now)
        assert (there.row.partner, there.row.asked, there.state.stage) == ("XA-POL", XB, Stage.ANSWERED)
        assert [one.said.what for one in there.turns] == [one.said.what for one in here.turns]


@pytest.mark.store
def test_two_turns_that_cross_leave_both_nodes_at_an_end(pair: Pair) -> None:
    now = timezone.now()
    uid = ask(now, identifiers=())
    settle(pair)
    turn(asker(), uid, What.WITHDRAWN, now)
    with at(pair.xb):
        by = answerer()
        (found,) = queries.requests_for(by, now=now).to_answer
        turn(by, found.row.uid, What.ANSWERED, now, words="It was stopped in March.")
    settle(pair)

    assert queries.request_for(asker(), uid, now=now).state.stage is Stage.WITHDRAWN
    with at(pair.xb):
        assert queries.request_for(by, found.row.uid, now=now).state.stage is Stage.ANSWERED
        assert [row.outcome for row in Posted.objects.filter(kind="answer")] == ["applied"]
