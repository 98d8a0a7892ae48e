"""Writes about partners: ceilings, assessments, suspension. What opens needs two people; what closes needs one."""

from __future__ import annotations

from datetime import date, datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.partners import records
from corridor.core.partners.codes import Ground
from corridor.core.partners.errors import CeilingIncomplete, SecondPersonNeeded
from corridor.core.partners.rules import Problems, assessment_problems, ceiling_problems
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.partners import instruments, queries
from corridor.web.desk.partners.models import Assessment, Ceiling, Suspension


def problems_of(partner: str, one: records.Ceiling, *, today: date) -> Problems:
    """Return what must be corrected about a ceiling for a partner."""
    country = queries.card_of(partner).country
    bases = {
        (str(measure), found.code) for measure, found in instruments.in_force(queries.own_country(), country, on=today)
    }
    return ceiling_problems(one, purposes=queries.purposes(), bases=bases, today=today)


def sign_ceiling(*, by: Officer, partner: str, one: records.Ceiling, now: datetime) -> str:
    """Sign a ceiling for a partner and return its identifier; it counts once a second person has confirmed it.

    What was signed before and waits is put aside.

    Raises:
        NotFound: There is no such partner.
        CeilingIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.PARTNER_MANAGE)
    uid = str(identity.uid())
    with act(Event.CEILING_SIGNED, by=by, now=now, about=partner, ceiling=uid, **_told(one)):
        if wrong := problems_of(partner, one, today=now.date()):
            raise CeilingIncomplete(field=wrong[0][0])
        waiting = Ceiling.objects.filter(partner=partner, confirmed_by="", ended_at=None)
        waiting.update(ended_by=by.handle, ended_at=now)
        Ceiling.objects.create(
            uid=uid,
            partner=partner,
            contents=sorted(one.contents),
            purposes=sorted(one.purposes),
            measure=one.measure,
            basis=one.basis,
            until=one.until,
            reference=one.reference,
            signed_by=by.handle,
            signed_at=now,
        )
    return uid


def confirm_ceiling(*, by: Officer, partner: str, uid: str, now: datetime) -> None:
    """Confirm a ceiling that somebody else signed; from now on it counts.

    Raises:
        NotFound: None of this identifier waits for this partner.
        SecondPersonNeeded: It is who signed it.
        CeilingIncomplete: It does not hold any more, because its legal basis or its day has passed meanwhile.
    """
    check_permission(by, Permission.PARTNER_CONFIRM)
    with act(Event.CEILING_CONFIRMED, by=by, now=now, about=partner, ceiling=uid):
        row = Ceiling.objects.filter(partner=partner, uid=uid, confirmed_by="", ended_at=None).first()
        if row is None:
            raise NotFound(kind="ceiling")
        if row.signed_by == by.handle:
            raise SecondPersonNeeded
        if wrong := problems_of(partner, queries.ceiling_of(row), today=now.date()):
            raise CeilingIncomplete(field=wrong[0][0])
        Ceiling.objects.filter(pk=row.pk).update(confirmed_by=by.handle, confirmed_at=now)


def end_ceiling(*, by: Officer, partner: str, uid: str, now: datetime) -> None:
    """End a ceiling, or put one aside that waits: nothing personal goes any more, and what it closed stays closed.

    Raises:
        NotFound: There is none that has not ended.
    """
    check_permission(by, Permission.PARTNER_SUSPEND)
    with act(Event.CEILING_ENDED, by=by, now=now, about=partner, ceiling=uid):
        if not Ceiling.objects.filter(partner=partner, uid=uid, ended_at=None).update(ended_by=by.handle, ended_at=now):
            raise NotFound(kind="ceiling")


def write_assessment(*, by: Officer, partner: str, one: records.Assessment, now: datetime) -> str:
    """Write down how a human-rights assessment came out; a serious risk closes at once, anything else waits.

    Raises:
        NotFound: There is no such partner.
        CeilingIncomplete: A field must be corrected.
    """
    check_permission(by, Permission.PARTNER_MANAGE)
    uid = str(identity.uid())
    with act(Event.ASSESSMENT_WRITTEN, by=by, now=now, about=partner, assessment=uid, finding=str(one.finding)):
        queries.card_of(partner)
        if wrong := assessment_problems(one, today=now.date()):
            raise CeilingIncomplete(field=wrong[0][0])
        Assessment.objects.create(
            uid=uid,
            partner=partner,
            finding=str(one.finding),
            made_on=one.made_on,
            review_on=one.review_on,
            reference=one.reference,
            by=by.handle,
            at=now,
        )
    return uid


def confirm_assessment(*, by: Officer, partner: str, uid: str, now: datetime) -> None:
    """Confirm an assessment that somebody else wrote down.

    Raises:
        NotFound: None of this identifier waits for this partner.
        SecondPersonNeeded: It is who wrote it down.
    """
    check_permission(by, Permission.PARTNER_CONFIRM)
    with act(Event.ASSESSMENT_CONFIRMED, by=by, now=now, about=partner, assessment=uid):
        row = Assessment.objects.filter(partner=partner, uid=uid, confirmed_by="").first()
        if row is None:
            raise NotFound(kind="assessment")
        if row.by == by.handle:
            raise SecondPersonNeeded
        Assessment.objects.filter(pk=row.pk).update(confirmed_by=by.handle, confirmed_at=now)


def suspend(*, by: Officer, partner: str, ground: Ground, now: datetime) -> None:
    """Suspend a partner, at once: nothing goes there any more, and what comes is kept aside.

    A partner that is suspended already stays so, and a wish to lift that was asked for is void.

    Raises:
        NotFound: There is no such partner.
    """
    check_permission(by, Permission.PARTNER_SUSPEND)
    with act(Event.PARTNER_SUSPENDED, by=by, now=now, about=partner, ground=str(ground)):
        queries.card_of(partner)
        row, is_new = Suspension.objects.get_or_create(
            partner=partner,
            lifted_at=None,
            defaults={"uid": str(identity.uid()), "ground": str(ground), "by": by.handle, "at": now},
        )
        if not is_new:
            Suspension.objects.filter(pk=row.pk).update(ground=str(ground), asked_by="", asked_at=None)


def ask_to_resume(*, by: Officer, partner: str, now: datetime) -> None:
    """Ask that the suspension of a partner be lifted; somebody else decides.

    Raises:
        NotFound: It is not suspended.
    """
    check_permission(by, Permission.PARTNER_MANAGE)
    with act(Event.PARTNER_RESUMING_ASKED, by=by, now=now, about=partner):
        standing = Suspension.objects.filter(partner=partner, lifted_at=None)
        if not standing.update(asked_by=by.handle, asked_at=now):
            raise NotFound(kind="suspension")


def resume(*, by: Officer, partner: str, now: datetime) -> None:
    """Lift the suspension of a partner, as somebody else asked.

    Raises:
        NotFound: It is not suspended, or nobody has asked.
        SecondPersonNeeded: It is who asked.
    """
    check_permission(by, Permission.PARTNER_CONFIRM)
    with act(Event.PARTNER_RESUMED, by=by, now=now, about=partner):
        row = Suspension.objects.filter(partner=partner, lifted_at=None).exclude(asked_by="").first()
        if row is None:
            raise NotFound(kind="suspension")
        if row.asked_by == by.handle:
            raise SecondPersonNeeded
        Suspension.objects.filter(pk=row.pk).update(lifted_by=by.handle, lifted_at=now)


def _told(one: records.Ceiling) -> dict[str, object]:
    """Return what the ledger is told of a ceiling, in codes."""
    return {
        "contents": sorted(one.contents),
        "purposes": sorted(one.purposes),
        "basis": one.basis,
        "until": str(one.until),
    }
