"""Writes of holds: place one, renew it, end it, open what it keeps. Each is told to the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.retention.codes import HoldReason
from corridor.core.retention.errors import HoldEnded, HoldKnown
from corridor.core.retention.rules import check_hold, is_live
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act, record
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.retention import erasing, queries
from corridor.web.desk.retention.models import Hold, HoldItem
from corridor.web.desk.retention.queries import Kept
from corridor.web.desk.statements import walking


@dataclass(frozen=True)
class Order:
    """Why something is held, by which file mark, and on which day the hold lapses unless it is renewed."""

    reason: HoldReason
    reference: str
    until: date


def place_hold(*, by: Officer, about: str, order: Order, now: datetime) -> str:
    """Hold what the officer can read of a thing for a live case; return the reference of the hold.

    Raises:
        NotFound: The thing does not exist for the officer.
        HoldDayInvalid, HoldReferenceInvalid: The order says no end or no file mark.
        HoldKnown: It is held so already.
    """
    check_permission(by, Permission.HOLD_PLACE)
    check_hold(until=order.until, reference=order.reference, today=now.date())
    thing = thing_for(by, about)
    uid = identity.uid()
    with act(Event.HOLD_PLACED, by=by, now=now, about=about, hold=uid, reason=order.reason.value, file=order.reference):
        live = Hold.objects.filter(authority=by.reader.authority, about=about, legal_reference=order.reference)
        if live.filter(ended_at=None).exists():
            raise HoldKnown(ref=about)
        hold = Hold.objects.create(
            uid=uid,
            authority=by.reader.authority,
            about=about,
            reason=order.reason.value,
            legal_reference=order.reference,
            placed_by=by.handle,
            placed_at=now,
            review_on=order.until,
        )
        _name_items(by, hold, thing.cluster)
    return uid


def _name_items(by: Officer, hold: Hold, cluster: tuple[int, ...]) -> None:
    """Let a hold name everything that the officer can read of a thing now, beside what it names already."""
    told = walking.said_of(by.reader_class, Use.READ, cluster)
    items = dict.fromkeys((one.record, one.entity, one.mark) for one in told)
    HoldItem.objects.bulk_create(
        (HoldItem(hold=hold, record=record, entity=entity, mark=mark) for record, entity, mark in items),
        ignore_conflicts=True,
    )


def renew_hold(*, by: Officer, uid: str, until: date, now: datetime) -> None:
    """Let a hold stand until another day; what was said of its thing meanwhile is held too.

    Raises:
        NotFound: The own authority has no such hold.
        HoldEnded: It ended or lapsed.
        HoldDayInvalid: The day is not after today, or too far ahead.
    """
    hold = queries.hold_for(by, uid)
    check_hold(until=until, reference=hold.legal_reference, today=now.date())
    with act(Event.HOLD_RENEWED, by=by, now=now, about=hold.about, hold=uid, until=until.isoformat()):
        hold.refresh_from_db()
        if not is_live(until=hold.review_on, is_ended=hold.ended_at is not None, today=now.date()):
            raise HoldEnded(hold=uid)
        Hold.objects.filter(pk=hold.pk).update(review_on=until)
        _name_items(by, hold, _cluster(by, hold.about))


def _cluster(by: Officer, about: str) -> tuple[int, ...]:
    try:
        return thing_for(by, about).cluster
    except NotFound:
        return ()


def end_hold(*, by: Officer, uid: str, now: datetime) -> None:
    """End a hold of the own authority; what it alone kept sealed is erased at once.

    Raises:
        NotFound: The own authority has no such hold.
        HoldEnded: It ended already.
    """
    hold = queries.hold_for(by, uid)
    with act(Event.HOLD_ENDED, by=by, now=now, about=hold.about, hold=uid, statements=queries.count_kept(hold)):
        hold.refresh_from_db()
        if hold.ended_at is not None:
            raise HoldEnded(hold=uid)
        erasing.end(hold, by=by.handle, now=now)


def open_kept(*, by: Officer, uid: str, now: datetime) -> tuple[Hold, tuple[Kept, ...]]:
    """Return what a hold keeps sealed, for its case; who opens it is written to the ledger.

    Raises:
        NotFound: The own authority has no such hold.
        HoldEnded: It ended or lapsed.
    """
    hold = queries.hold_for(by, uid)
    if not is_live(until=hold.review_on, is_ended=hold.ended_at is not None, today=now.date()):
        raise HoldEnded(hold=uid)
    kept = queries.kept_for(by, hold)
    record(Event.HELD_READ, by=by, now=now, about=hold.about, hold=uid, things=len({one.thing for one in kept}))
    return hold, kept
