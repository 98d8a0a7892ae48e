"""An authority that was a guest of a joint centre gets a node of its own, and what it owns goes with it.

The centre hands over, item by item and under their own markings, the reports that the authority owns there. They stay
at the centre as something that the new node released to it, so that a recall from there ends them. What others let the
authority have stays theirs: they release it to the new node, as to everybody who joins later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.errors import DraftsRefused
from corridor.core.entities.rules import check_drafts
from corridor.core.exchange.codes import Kind, Reason, ReceivedState, ReleaseState
from corridor.core.exchange.errors import ContentRefused, DecidedMeanwhile, SecondNeeded
from corridor.core.exchange.releases import Released, body_of, check_moved, may_have, released_from
from corridor.core.handling.exchange import digest
from corridor.core.handling.records import Marking
from corridor.core.kernel.errors import NotFound
from corridor.web.base.accounts import queries as people
from corridor.web.base.doors.queries import own_code
from corridor.web.base.ledger.actions import Act, act
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.exchange.models import Delivery, Moving, Received, Release
from corridor.web.desk.exchange.queries import about_of
from corridor.web.desk.exchange.saving import saved
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.records import Arrived, Saying
from corridor.web.desk.partners import queries as ceilings
from corridor.web.desk.partners import treatment
from corridor.web.desk.reports.queries import EDITION
from corridor.web.desk.statements import record_store, releasable
from corridor.web.desk.statements.models import Load

IN_ONE_ACT = 50
"""So many reports are handed over in one act."""

CODE = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")
_BODY = frozenset({"authority", "told_to", "report"})


def expect(*, by: Officer, partner: str, authority: str, now: datetime) -> None:
    """Take what a partner hands over for an authority of this node, until `end_expecting`.

    Raises:
        NotFound: There is no such partner, or the authority is none of this node.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    partners.partner(partner)
    if authority not in partners.own_authorities():
        raise NotFound(kind="authority")
    with act(Event.MOVING_EXPECTED, by=by, now=now, about=authority, partner=partner):
        told = {"opened_by": by.handle, "opened_at": now, "closed_at": None}
        Moving.objects.update_or_create(partner=partner, authority=authority, defaults=told)


def end_expecting(*, by: Officer, partner: str, authority: str, now: datetime) -> None:
    """Take nothing more that a partner hands over for an authority."""
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.MOVING_ENDED, by=by, now=now, about=authority, partner=partner):
        if not Moving.objects.filter(partner=partner, authority=authority, closed_at=None).update(closed_at=now):
            raise DecidedMeanwhile(state="not expected")


def propose(*, by: Officer, authority: str, now: datetime) -> None:
    """Propose to hand over what an authority owns here to its own node; a second person confirms it.

    Raises:
        NotFound: It was no guest here, it still works here, or no partner speaks for it.
        PartnerSuspended: Its node is suspended.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    with act(Event.MOVING_PROPOSED, by=by, now=now, about=authority):
        to = _own_node(authority)
        told = {"opened_by": by.handle, "opened_at": now, "closed_at": None}
        Moving.objects.update_or_create(partner=to, authority=authority, defaults=told)


def _own_node(authority: str) -> str:
    """Return the node that speaks for an authority that was a guest here and moved there."""
    if authority not in people.closed_authorities():
        raise NotFound(kind="authority")
    to = partners.node_of(authority)
    ceilings.check_not_suspended(to)
    return to


def hand_over(*, by: Officer, authority: str, now: datetime) -> int:
    """Hand over, as a second person, what an authority owns here to its own node; return how many reports.

    It goes on where it was cut off: what was handed over already is passed over. What may derive from ill-treatment
    does not leave.

    Raises:
        NotFound: Nobody proposed it, or the authority is none that moved.
        SecondNeeded: It is the person who proposed it.
    """
    check_permission(by, Permission.PARTNER_CONFIRM)
    to = _own_node(authority)
    proposed = Moving.objects.filter(partner=to, authority=authority, closed_at=None).first()
    if proposed is None:
        raise NotFound(kind="proposal")
    if proposed.opened_by == by.handle:
        raise SecondNeeded
    told = 0
    waiting = [load for load in _loads(authority) if not _is_handed_over(load, to)]
    for start in range(0, len(waiting), IN_ONE_ACT):
        some = waiting[start : start + IN_ONE_ACT]
        with act(Event.MOVING_SENT, by=by, now=now, about=authority, to=to, reports=len(some)) as doing:
            told += sum(_hand_over(load, authority, to, doing) for load in some)
    return told


def _loads(authority: str) -> list[Load]:
    """Return the reports of an authority that stand here, the oldest first."""
    loads = Load.objects.select_related("dataset").filter(dataset__edition=EDITION, dataset__authority=authority)
    standing = record_store.standing(list(loads.values_list("pk", flat=True)))
    return [load for load in loads.order_by("pk") if load.pk in standing and not treatment.is_barred(load.uid)]


def _is_handed_over(load: Load, to: str) -> bool:
    return partners.was_posted(to, Kind.MOVING, about_of(load.dataset.authority, load.uid))


def _hand_over(load: Load, authority: str, to: str, doing: Act) -> bool:
    things = releasable.said_to(load, record_store.marks_of(load.pk))
    if not things or any(treatment.is_barred(str(draft.uid)) for draft, _ in things):
        return False
    about, marking = about_of(authority, load.uid), marking_of(things[0][1])
    released = Released(
        grade=releasable.grade_of(load),
        filed_on=load.released_on,
        is_invented=load.dataset.is_invented,
        recipients=(authority,),
        marking=marking,
        things=tuple((draft, marking_of(mark)) for draft, mark in things),
    )
    here = [code for code in partners.own_authorities() if _reaches(marking, code)]
    saying = Saying(
        kind=Kind.MOVING,
        originator=own_code(),
        about=about,
        version=1,
        body={"authority": authority, "told_to": here, "report": body_of(released)},
        marking=digest(marking),
        retention=marking.retention,
    )
    lines.post(to=to, saying=saying, now=doing.now)
    _become_recipient(load, about, to, here, doing)
    return True


def _reaches(marking: Marking, authority: str) -> bool:
    schemes = shelf.schemes()
    return marking.originator == authority or any(
        may_have(marking, authority, purpose, schemes) for purpose in marking.purposes
    )


def _become_recipient(load: Load, about: str, owner_node: str, here: list[str], doing: Act) -> None:
    """Hold here what the authority owns as something that it released from its own node, where its recalls reach it."""
    Received.objects.create(
        about=about,
        version=1,
        originator=load.dataset.authority,
        partner=owner_node,
        recipients=here,
        load=load.uid,
        thing=str(releasable.main_of(load)),
        mark=load.mark,
        purpose=min(marking_of(load.mark).purposes),
        legal_basis="none",
        urgency="routine",
        is_personal=False,
        state=ReceivedState.SHOWN,
        came_at=doing.now,
    )
    lines.note_held(originator=load.dataset.authority, about=about, version=1, brought_by=owner_node)


def take_moving(came: Arrived, *, doing: Act) -> None:
    """Keep one report of an authority of this node that the node where it was a guest hands over.

    Raises:
        ContentRefused: Nobody here expects it, it is not the authority's own, or no report of this node could say it.
    """
    authority, told_to, document = _said(came.content.body)
    expected = Moving.objects.filter(partner=came.partner, authority=authority, closed_at=None)
    if authority not in partners.own_authorities() or not expected.exists():
        raise ContentRefused(reason=Reason.NOT_FOR_US.value)
    released = released_from(document)
    if released.ill_treatment:
        raise ContentRefused(reason=Reason.ILL_TREATMENT.value)
    check_moved(released, authority=authority, schemes=shelf.schemes())
    try:
        check_drafts([draft for draft, _ in released.things], shelf.registry())
    except DraftsRefused as wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from wrong
    about = came.content.about
    if Release.objects.filter(about=about).exists():
        raise ContentRefused(reason=Reason.FORKED.value)
    # It is brought by the node that had it, and by no account of this one.
    load = saved(released, owner=authority, brought_by=came.partner, key=about, doing=doing)
    # Also what nobody else may read there: the centre holds it until its owner ends it.
    release = Release.objects.create(
        about=about,
        authority=authority,
        load=load.uid,
        thing=str(releasable.main_of(load)),
        mark=load.mark,
        said=record_store.count_said([load.pk]).get(load.pk, 0),
        version=1,
        state=ReleaseState.OUT,
        is_personal=False,
        purpose=min(released.marking.purposes),
        legal_basis="none",
        urgency="routine",
        recipients=sorted(told_to),
        asked_by=people.service_handle(),
        asked_at=doing.now,
    )
    Delivery.objects.create(release=release, partner=came.partner, authorities=sorted(told_to), number=0)
    expected.update(reports=F("reports") + 1)
    doing.note(Event.MOVING_TAKEN, about=about, authority=authority)


def _said(body: Mapping[str, Any]) -> tuple[str, list[str], Mapping[str, Any]]:
    if body.keys() != _BODY or not isinstance(body["told_to"], list) or not isinstance(body["report"], dict):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value)
    codes = [body["authority"], *body["told_to"]]
    if not all(isinstance(code, str) and CODE.fullmatch(code) for code in codes):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value)
    return body["authority"], body["told_to"], body["report"]


def expected_for(officer: Officer) -> tuple[Moving, ...]:
    """Return what is expected from which partner, and how much came.

    Raises:
        NotPermitted: The officer's function does not manage the node.
    """
    check_permission(officer, Permission.OFFICER_MANAGE)
    return tuple(Moving.objects.filter(closed_at=None).order_by("partner", "authority"))
