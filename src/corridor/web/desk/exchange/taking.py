"""Carrying out what partners release, correct, recall and attest; each runs inside the write that takes its letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.entities.records import Draft
from corridor.core.entities.rules import check_drafts
from corridor.core.exchange.codes import Attested, Kind, Reason, ReceivedState, ReleaseState
from corridor.core.exchange.errors import ContentRefused
from corridor.core.exchange.releases import Released, apart, check_released, released_from
from corridor.core.exchange.told import told_from
from corridor.core.handling.grades import grade_from
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.exchange import ending, queries, telling
from corridor.web.desk.exchange.known import Known
from corridor.web.desk.exchange.models import Received, Release, ToldUse
from corridor.web.desk.exchange.moving import take_moving
from corridor.web.desk.exchange.saving import saved
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.queries import authorities_of, own_authorities, owner_of
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.statements import actions as spine
from corridor.web.desk.statements import inserting, record_store, terms
from corridor.web.desk.statements.models import Load

__all__ = ["take_attestation", "take_ending", "take_moving", "take_release", "take_told"]

ENDED = (ReleaseState.RECALLED, ReleaseState.EXPIRED)

NAME_NOBODY = "texts that name nobody"
"""What an act remembers of the letter it takes: routes and places come again in the next item."""

MOST_TOLD = 20_000
"""So many lines a recipient's node may tell of one release."""


def take_release(came: Arrived, *, doing: Act) -> None:
    """Keep a report that an authority abroad released: under its owner's markings, in place of the version before.

    Raises:
        ContentRefused: It cannot be held here as its owner says.
    """
    content = came.content
    released = released_from(content.body)
    check_released(
        released,
        originator=content.originator,
        marking=content.marking,
        purpose=content.purpose,
        until=content.until,
        ours=doing.once("own authorities", own_authorities),
        schemes=shelf.schemes(),
        today=doing.now.date(),
    )
    drafts = [draft for draft, _ in released.things]
    known = Known(drafts)
    _check_said(released, known.told_between(content.originator, content.about))
    is_personal = queries.is_personal(drafts, doing.once(NAME_NOBODY, set)) or known.is_personal()
    if not came.is_first:
        _replace_before(content.originator, content.about)
    # Who must review it decides for its own authority alone: each of them holds it by itself.
    for one in apart(released) if is_personal else (released,):
        _hold(came, one, is_personal=is_personal, doing=doing)
    doing.once("uses are counted", telling.begin)
    doing.note(Event.RELEASE_RECEIVED, about=content.about, originator=content.originator, version=content.version)


def _hold(came: Arrived, released: Released, *, is_personal: bool, doing: Act) -> None:
    """Hold a report for those for whom it is; what tells of persons does not stand before somebody reviewed it."""
    content = came.content
    load = _save(came, released, doing)
    if is_personal:
        record_store.fall(load.pk)
        Load.objects.filter(pk=load.pk).update(state=Load.State.WAITING, published_at=None)
    held = Received(
        about=content.about,
        version=content.version,
        originator=content.originator,
        partner=came.partner,
        recipients=sorted(released.recipients),
        load=load.uid,
        thing=str(released.things[0][0].uid),
        mark=load.mark,
        purpose=content.purpose,
        legal_basis=content.legal_basis,
        urgency=content.urgency.value,
        thread=content.thread,
        ends_on=date.fromisoformat(content.until) if content.until else None,
        is_personal=is_personal,
        state=ReceivedState.WAITING if is_personal else ReceivedState.SHOWN,
        came_at=doing.now,
    )
    inserting.add(held)


def _check_said(released: Released, known: Sequence[Draft]) -> None:
    """Refuse what no report of this node could say either, and a grade that no scheme knows.

    Args:
        known: What both sides know of the things: by itself and beside it, a report must hold.
    Raises:
        ContentRefused: The schemata or a safeguard forbid it.
    Source: R-01, R-02, R-03, R-04
    """
    try:
        drafts = [draft for draft, _ in released.things]
        check_drafts(drafts, shelf.registry())
        if known:
            check_drafts(drafts, shelf.registry(), known=known)
        if released.grade:
            scheme, _, code = released.grade.partition(":")
            grade_from(code, scheme, shelf.schemes())
    except Exception as wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from wrong


def _save(came: Arrived, released: Released, doing: Act) -> Load:
    content = came.content
    # Each version is a record of its own, also where only its markings changed.
    key = ":".join((content.about, str(content.version), *sorted(released.recipients)))
    load = saved(released, owner=content.originator, brought_by=came.partner, key=key, doing=doing)
    if content.until:
        terms.end_by(load, record_store.marks_of(load.pk), date.fromisoformat(content.until))
    return load


def _replace_before(originator: str, about: str) -> None:
    """Let the versions before count no more; they stay in the history until all is erased together."""
    before = Received.objects.filter(
        originator=originator, about=about, state__in=(ReceivedState.SHOWN, ReceivedState.WAITING)
    )
    loads = list(before.values_list("load", flat=True))
    if not loads:
        return
    for load in Load.objects.filter(uid__in=loads):
        if record_store.standing([load.pk]):
            spine.flip(load, stands=False)
        Load.objects.filter(pk=load.pk).update(state=Load.State.UNDONE)
    before.update(state=ReceivedState.REPLACED)


def take_ending(came: Arrived, *, doing: Act) -> None:
    """Erase what its owner recalls or says is over, and attest it; of what was never held, that nothing is."""
    content = came.content
    if content.body.keys() != {"reason"} or not isinstance(content.body["reason"], str):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value)
    named = {"originator": content.originator, "about": content.about}
    latest = Received.objects.filter(**named, ended_at=None).order_by("-version", "pk").first()
    is_recall = content.kind is Kind.RECALL
    doing.note(Event.RECALL_RECEIVED if is_recall else Event.EXPIRY_RECEIVED, about=content.about)
    if latest is not None:
        latest.version = content.version
        latest.partner = came.partner
        ending.end_received(latest, Attested.ERASED, doing)
    else:
        to = owner_of(content.originator, came.partner)
        ending.attest(to, content.about, content.version, Attested.ERASED, doing)


def take_attestation(came: Arrived, *, doing: Act) -> None:
    """Note what a recipient attests of something that this node released to it.

    Raises:
        ContentRefused: It was never released to that node.
    """
    body = came.content.body
    if body.keys() != {"about", "version", "attested"} or body["about"] != came.content.about:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value)
    try:
        attested = Attested(body["attested"])
    except ValueError as wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from wrong
    release = Release.objects.filter(about=came.content.about, deliveries__partner=came.partner).first()
    if release is None or isinstance(body["version"], bool) or not isinstance(body["version"], int):
        raise ContentRefused(reason=Reason.NOTHING_KNOWN.value)
    told = {"attested": attested.value, "attested_at": doing.now}
    # What was said of an earlier version, and came late, says nothing of what they hold now.
    is_current = release.deliveries.filter(partner=came.partner, version=body["version"]).update(**told)
    if is_current and release.state in ENDED:
        lines.overwrite(partner=came.partner, about=release.about, originator=release.authority)
    doing.note(Event.ATTESTATION_RECEIVED, about=came.content.about, partner=came.partner, attested=attested.value)


def take_told(came: Arrived, *, doing: Act) -> None:
    """Note how often, as a recipient's node tells, its authorities used something that this node released to them.

    Raises:
        ContentRefused: It was never released to that node, or somebody is told of for whom it does not speak.
    """
    release = Release.objects.filter(about=came.content.about, deliveries__partner=came.partner).first()
    if release is None:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN.value)
    # Also of who has it no more, and of who should never have had it: the owner is to know.
    authorities = {*release.deliveries.get(partner=came.partner).authorities, *authorities_of(came.partner)}
    told = told_from(came.content.body, authorities=authorities, today=doing.now.date())
    if release.told.count() + len(told) > MOST_TOLD:
        raise ContentRefused(reason=Reason.TOO_LARGE.value)
    for one in told:
        ToldUse.objects.update_or_create(
            release=release,
            on=one.on,
            authority=one.authority,
            what=one.what.value,
            use=one.use,
            defaults={"count": one.times},
        )
    doing.note(Event.USE_TOLD_RECEIVED, about=release.about, partner=came.partner, days=len(told))
