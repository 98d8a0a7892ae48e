"""Writes of what was handed over: its checks by two officers, its marking as delivered, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.capacity.codes import Block, Check, Result, State, Worth
from corridor.core.capacity.delivering import check_problems, standing_of
from corridor.core.capacity.errors import CapacityIncomplete, NotDelivered, NotNow, NotYours, SecondOfficerNeeded
from corridor.core.capacity.records import Checked
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import clean
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.capacity import queries
from corridor.web.desk.capacity.models import CapacityCheck, CapacityEvaluation, CapacityHandOver
from corridor.web.desk.capacity.queries import Handed, Pledged
from corridor.web.desk.centre.screening import fault_in

LONGEST, LONGEST_MONTHS = 2000, 120


@dataclass(frozen=True, slots=True)
class Said:
    """What an officer found in a check: when, of what, with which result, under which conditions, until when."""

    what: Check
    on: date
    words: str
    result: Result
    again_on: date
    conditions: str = ""


def hand_over(*, by: Officer, pledge: str, amount: Decimal, on: date, now: datetime) -> str:
    """Write down that a part or the whole of a pledge was handed over; it is not delivered by that.

    Raises:
        NotYours: The authority is no donor of it, nor its receiver.
        CapacityIncomplete: The day is ahead, or it is more than was pledged.
    """
    check_permission(by, Permission.CAPACITY_POST)
    one = queries.pledge_for(by, pledge, today=now.date())
    uid = str(identity.uid())
    with act(Event.DELIVERY_MARKED, by=by, now=now, about=uid, pledge=pledge, step="handed-over"):
        _check_part(by, {*one.pledge.donors, one.pledge.receiver})
        if one.row.state != State.CONFIRMED:
            raise NotNow(state=one.row.state)
        if on > now.date():
            raise CapacityIncomplete(fields="on in-future")
        if not amount.is_finite() or not 0 < amount <= queries.left_of(one) or amount != round(amount, 2):
            raise CapacityIncomplete(fields="amount too-much")
        CapacityHandOver.objects.create(
            uid=uid, pledge=one.row, on=on, amount=amount, written_by=by.handle, written_at=now
        )
    return uid


def take_back(*, by: Officer, pledge: str, uid: str, now: datetime) -> None:
    """Take back a hand-over that was written down by mistake; what is marked delivered is unmarked first.

    One that a check found adverse stays: nobody gets rid of the finding by writing the hand-over down anew.

    Raises:
        NotNow: It is marked delivered, or a check was adverse.
    """
    check_permission(by, Permission.CAPACITY_POST)
    one, part = _part(by, pledge, uid, now)
    with act(Event.CAPACITY_WITHDRAWN, by=by, now=now, about=uid, what="hand-over"):
        _check_part(by, {*one.pledge.donors, one.pledge.receiver})
        if part.row.marked_by:
            raise NotNow(state="delivered")
        if is_adverse(part):
            raise NotNow(state="checked")
        CapacityHandOver.objects.filter(pk=part.row.pk).update(taken_back_at=now)


def check(*, by: Officer, pledge: str, uid: str, said: Said, now: datetime) -> None:
    """Write down an end-use check or a rights check of one hand-over, by an officer of a donor.

    Raises:
        NotYours: The authority is no donor; who receives something does not check itself.
        CapacityIncomplete: Fields must be corrected, or the same officer made the other check.
    """
    _check_works(by)
    one, part = _part(by, pledge, uid, now)
    made = Checked(part.row.uid, said.what, by.handle, said.on, said.result, said.again_on)
    others = [queries.checked_of(each, part.row.uid) for each in part.checks]
    found = [*check_problems(made, others=others, today=now.date()), *_faults(said)]
    with act(Event.END_USE_CHECKED, by=by, now=now, about=uid, check=said.what, result=said.result):
        _check_part(by, set(one.pledge.donors) - {one.pledge.receiver})
        if found:
            raise CapacityIncomplete(fields=", ".join(f"{field} {why}" for field, why in dict(found).items()))
        CapacityCheck.objects.create(
            hand_over=part.row,
            what=said.what.value,
            authority=by.reader.authority,
            by=by.handle,
            on=said.on,
            at=now,
            words=clean(said.words),
            result=said.result.value,
            conditions=clean(said.conditions),
            again_on=said.again_on,
        )


def _faults(said: Said) -> list[tuple[str, str]]:
    needed = said.result is Result.CONDITIONS
    found = {
        "words": fault_in(said.words, longest=LONGEST),
        "conditions": fault_in(said.conditions, longest=LONGEST, is_needed=needed),
    }
    return [(field, why) for field, why in found.items() if why]


def deliver(*, by: Officer, pledge: str, uid: str, now: datetime) -> None:
    """Mark a hand-over as delivered, where its checks allow it, by an officer who did not write it down.

    Raises:
        SecondOfficerNeeded: The officer wrote the hand-over down.
        NotDelivered: A check is missing, adverse, past its term or by the same officer, or the partner is suspended.
    """
    check_permission(by, Permission.CAPACITY_CONFIRM)
    one, part = _part(by, pledge, uid, now)
    with act(Event.DELIVERY_MARKED, by=by, now=now, about=uid, pledge=pledge, step="delivered"):
        _check_part(by, {*one.pledge.donors, one.pledge.receiver})
        if part.row.marked_by:
            raise NotNow(state="delivered")
        if by.handle == part.row.written_by:
            raise SecondOfficerNeeded(step="deliver")
        marked = replace(queries.hand_over_of(part.row, one.pledge), marked_by=by.handle)
        checks = [queries.checked_of(each, uid) for each in part.checks]
        is_suspended = Block.PARTNER_SUSPENDED in part.standing.blocks
        if blocks := standing_of(marked, checks, today=now.date(), is_suspended=is_suspended).blocks:
            raise NotDelivered(blocks=", ".join(blocks))
        CapacityHandOver.objects.filter(pk=part.row.pk).update(marked_by=by.handle, marked_at=now)


def unmark(*, by: Officer, pledge: str, uid: str, now: datetime) -> None:
    """Undo that something was marked delivered.

    Raises:
        NotNow: It is not marked.
    """
    check_permission(by, Permission.CAPACITY_CONFIRM)
    one, part = _part(by, pledge, uid, now)
    with act(Event.CAPACITY_WITHDRAWN, by=by, now=now, about=uid, what="delivered"):
        _check_part(by, {*one.pledge.donors, one.pledge.receiver})
        if not part.row.marked_by:
            raise NotNow(state="handed-over")
        CapacityHandOver.objects.filter(pk=part.row.pk).update(marked_by="", marked_at=None)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a pledge, so many months after: in a word, in words, and what shows it."""

    months: int
    worth: Worth
    words: str
    evidence: str = ""


def evaluate(*, by: Officer, pledge: str, said: Judged, now: datetime) -> None:
    """Say what came of a pledge, as its receiver.

    Raises:
        NotYours: The authority does not receive it.
        NotNow: Nothing of it was handed over.
        CapacityIncomplete: Fields must be corrected.
    """
    _check_works(by)
    one = queries.pledge_for(by, pledge, today=now.date())
    with act(Event.DELIVERY_EVALUATED, by=by, now=now, about=pledge, worth=said.worth, months=said.months):
        _check_part(by, {one.pledge.receiver})
        if not one.handed:
            raise NotNow(state=one.stage.value)
        found = {
            "months": "" if 0 < said.months <= LONGEST_MONTHS else "malformed",
            "words": fault_in(said.words, longest=LONGEST),
            "evidence": fault_in(said.evidence, longest=200, is_needed=False),
        }
        if any(found.values()):
            raise CapacityIncomplete(fields=", ".join(f"{field} {why}" for field, why in found.items() if why))
        CapacityEvaluation.objects.create(
            pledge=one.row,
            authority=by.reader.authority,
            months=said.months,
            worth=said.worth.value,
            words=clean(said.words),
            evidence=clean(said.evidence),
            by=by.handle,
            at=now,
        )


def _part(by: Officer, pledge: str, uid: str, now: datetime) -> tuple[Pledged, Handed]:
    one = queries.pledge_for(by, pledge, today=now.date())
    part = next((each for each in one.handed if each.row.uid == uid), None)
    if part is None:
        raise NotFound(kind="hand-over")
    return one, part


def is_adverse(part: Handed) -> bool:
    """Return whether any check of a hand-over ever was adverse."""
    return any(each.result == Result.ADVERSE for each in part.checks)


def _check_works(by: Officer) -> None:
    if Permission.CAPACITY_CONFIRM not in by.permissions:
        check_permission(by, Permission.CAPACITY_POST)


def _check_part(by: Officer, authorities: set[str]) -> None:
    if by.reader.authority not in authorities:
        raise NotYours(who="an authority that has this part in it")
