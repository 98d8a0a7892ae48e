"""A claim reaches the asylum body at once, closes every step, and is ended by nobody else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.claims.codes import ActKind, Answer, ClaimKind, Closed, StepKind, StepState
from corridor.core.claims.errors import ActNotOpen, ClaimBackdated, ClaimInFuture, SecondPersonNeeded, StepClosed
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.protection.claims import actions, queries, steps
from corridor.web.protection.claims.models import Claim, PersonFile
from tests import cast
from tests.web.protection.claims.ground import entries, file, moved, recorded, wish

pytestmark = [pytest.mark.django_db, pytest.mark.store]


def take(ref: str, kind: StepKind = StepKind.REMOVAL) -> str:
    return steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=kind, now=timezone.now())


def state_of(step: str) -> StepState:
    return queries.standing_of(queries.step_for(cast.officer(cast.STATUS_OFFICER), step)).state


@pytest.mark.parametrize(
    "member", [cast.VOLUNTEER, cast.PROTECTION_OFFICER, cast.STATUS_OFFICER, cast.ASYLUM_OFFICER], ids=str
)
def test_whoever_meets_people_records_a_wish_and_the_asylum_body_has_it_at_once(member: cast.Member) -> None:
    made = recorded(member, name="Sivo Harn", place="north pier")

    [row] = queries.claims_for(cast.officer(cast.ASYLUM_OFFICER))
    assert row.ref == made.receipt.ref
    assert queries.said_in(row).words["place"] == "north pier"
    assert queries.is_genuine(row)


@pytest.mark.parametrize("member", [cast.RETURN_MONITOR, cast.OVERSEER_MPA, cast.ADMINISTRATOR_MPA], ids=str)
def test_others_record_none(member: cast.Member) -> None:
    with pytest.raises(NotPermitted):
        recorded(member)

    assert not Claim.objects.exists()


@pytest.mark.parametrize("member", [cast.VOLUNTEER, cast.STATUS_OFFICER, cast.PROTECTION_OFFICER], ids=str)
def test_nobody_but_the_asylum_body_reads_a_claim(member: cast.Member) -> None:
    made = recorded()

    with pytest.raises(NotPermitted):
        queries.claim_for(cast.officer(member), made.receipt.ref)


def test_a_claim_of_another_body_is_as_if_there_were_none() -> None:
    made = recorded()
    other = cast.officer(cast.ASYLUM_OFFICER)
    elsewhere = type(other)(
        other.id,
        other.handle,
        type(other.reader)("XC-ASY", other.reader.function, other.reader.purpose),
        other.permissions,
    )

    with pytest.raises(NotFound):
        queries.claim_for(elsewhere, made.receipt.ref)
    assert queries.claims_for(elsewhere) == ()


def test_a_claim_closes_every_step_of_the_person() -> None:
    ref = file()
    recorded(reference=ref)

    for kind in StepKind:
        with pytest.raises(StepClosed) as refused:
            take(ref, kind)
        assert refused.value.params["closed"] == Closed.PROTECTION_OPEN


def test_a_claim_halts_what_is_under_way_and_it_does_not_go_on() -> None:
    ref = file()
    step = take(ref)
    recorded(reference=ref)

    assert state_of(step) is StepState.HALTED
    assert [entry.about for entry in entries(Event.STEP_HALTED)] == [step]
    with pytest.raises(ActNotOpen):
        steps.move_step(by=cast.officer(cast.STATUS_OFFICER), ref=step, to=StepState.DONE, now=timezone.now())
    with pytest.raises(StepClosed):
        steps.move_step(by=cast.officer(cast.STATUS_OFFICER), ref=step, to=StepState.UNDER_WAY, now=timezone.now())


def test_a_claim_of_somebody_of_the_same_name_closes_until_the_asylum_body_says_it_is_another_person() -> None:
    ref = file("Orra Teslin")
    made = recorded(name="TESLIN, Órra")
    with pytest.raises(StepClosed):
        take(ref)

    by, now = cast.officer(cast.ASYLUM_OFFICER), timezone.now()
    actions.rule_on_persons(by=by, ref=made.receipt.ref, other=ref, same=False, now=now)

    assert take(ref)


def test_a_claim_without_a_name_closes_from_when_the_receipt_is_shown_or_the_asylum_body_ties_it() -> None:
    shown, tied = file("Ruda Melk"), file("Perin Osk")
    first, second = recorded(), recorded()
    held = file("Anka Dorr", receipt=first.receipt.ref)
    step = take(tied)
    by, now = cast.officer(cast.ASYLUM_OFFICER), timezone.now()
    actions.rule_on_persons(by=by, ref=second.receipt.ref, other=tied, same=True, now=now)

    assert take(shown)
    for ref in (held, tied):
        with pytest.raises(StepClosed):
            take(ref)
    assert state_of(step) is StepState.HALTED


def test_a_fear_of_return_said_in_the_interview_is_a_claim_with_the_same_act() -> None:
    ref = file(fears_return=Answer.YES)

    [row] = queries.claims_for(cast.officer(cast.ASYLUM_OFFICER))
    assert row.kind == ClaimKind.FEARS_RETURN
    with pytest.raises(StepClosed):
        take(ref)


def test_a_later_no_does_not_take_a_claim_back() -> None:
    ref = file(fears_return=Answer.YES)
    asked = steps.Asked(timezone.now().date(), "Teslan", True, Answer.YES, Answer.NO)
    steps.ask_person(by=cast.officer(cast.STATUS_OFFICER), ref=ref, asked=asked, now=timezone.now())

    with pytest.raises(StepClosed):
        take(ref)


def test_notice_goes_to_the_consulate_only_on_the_wish() -> None:
    ref = file(notice_wished=Answer.NO)

    with pytest.raises(StepClosed) as refused:
        take(ref, StepKind.CONSULAR_NOTICE)

    assert refused.value.params["closed"] == Closed.NOT_WISHED


def test_what_was_tried_and_closed_stays_in_the_file_and_in_the_ledger() -> None:
    ref = file()
    recorded(reference=ref)
    with pytest.raises(StepClosed):
        take(ref)

    person = queries.file_for(cast.officer(cast.RETURN_MONITOR), ref)
    assert queries.entries_of(person)[-1].answer == "removal: protection-open"
    assert entries(Event.STEP_CLOSED)[-1].about == ref


def test_only_a_decision_that_is_final_opens_the_steps_again() -> None:
    ref = file()
    made = recorded(reference=ref)
    claim = made.receipt.ref
    moved(claim, ActKind.ACKNOWLEDGED)
    moved(claim, ActKind.REFUSED, final_on=timezone.now().date() + timedelta(days=10))
    with pytest.raises(StepClosed):
        take(ref)

    later = timezone.now() + timedelta(days=11)

    assert steps.take_step(by=cast.officer(cast.STATUS_OFFICER), ref=ref, kind=StepKind.REMOVAL, now=later)


def test_a_withdrawal_needs_a_second_officer() -> None:
    claim = recorded().receipt.ref
    moved(claim, ActKind.ACKNOWLEDGED)
    moved(claim, ActKind.WITHDRAWAL_HEARD, counselled_on=timezone.now().date())

    with pytest.raises(SecondPersonNeeded):
        moved(claim, ActKind.WITHDRAWAL_CONFIRMED)


@pytest.mark.parametrize("member", [cast.STATUS_OFFICER, cast.VOLUNTEER, cast.OVERSEER_MPA], ids=str)
def test_nobody_else_ends_a_claim(member: cast.Member) -> None:
    claim = recorded().receipt.ref

    with pytest.raises(NotPermitted):
        moved(claim, ActKind.GRANTED, member)


def test_a_claim_of_tomorrow_is_refused_and_one_said_last_year_is_written_down_today() -> None:
    today = timezone.now().date()
    with pytest.raises(ClaimInFuture):
        recorded(said_on=today + timedelta(days=1))

    made = recorded(said_on=today - timedelta(days=400))

    assert made.receipt.recorded_at.date() == today


def test_a_clock_that_went_back_writes_nothing_down() -> None:
    recorded()

    with pytest.raises(ClaimBackdated):
        recorded(now=timezone.now() - timedelta(hours=3), said_on=timezone.now().date() - timedelta(days=2))

    [refused] = entries(Event.ACT_REFUSED)
    assert json.loads(refused.detail) == {"act": "claim:recorded", "code": "claims.E03"}


def test_a_claim_that_came_through_the_door_belongs_to_the_desk_that_sent_it() -> None:
    from corridor.web.base.ledger.actions import act

    by, now = cast.officer(cast.PROTECTION_OFFICER), timezone.now()
    with act(Event.PAGE_READ, by=by, now=now) as doing:
        made = actions.lay_claim(doing, wish(sender="XA-POL", words="asks not to be sent back"))

    row = queries.claim_for(cast.officer(cast.ASYLUM_OFFICER), made.receipt.ref)
    assert (row.sender, row.authority) == ("XA-POL", "XA-POL")
    assert entries(Event.CLAIM_RECORDED)[-1].about == made.receipt.person


def test_the_ledger_and_the_columns_tell_nothing_of_what_was_said() -> None:
    recorded(name="Sivo Harn", place="north pier", words="they burned the mill", language="Teslan")

    written = " ".join(str(value) for row in entries(Event.CLAIM_RECORDED) for value in vars(row).values())
    columns = " ".join(
        str(value) for row in (*Claim.objects.all(), *PersonFile.objects.all()) for value in vars(row).values()
    )
    for mark in ("Sivo", "Harn", "pier", "mill", "Teslan"):
        assert mark not in written
        assert mark not in columns
