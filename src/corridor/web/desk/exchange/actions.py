"""Releasing a report to partners, correcting and recalling it; reviewing what partners released to us."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.records import Draft
from corridor.core.entities.rules import check_drafts
from corridor.core.exchange.codes import EndReason, Kind, ReceivedState, ReleaseState, Urgency
from corridor.core.exchange.errors import DecidedMeanwhile, NotReadWhole, ReleaseRefused, SecondNeeded
from corridor.core.exchange.releases import STAFF, Released, body_of, may_have, narrowed, opened, staff_hidden
from corridor.core.handling.codes import USE_NAMES, Use
from corridor.core.handling.exchange import digest
from corridor.core.handling.records import Marking
from corridor.core.kernel.errors import NotFound
from corridor.web.base import keys
from corridor.web.base.ledger.actions import Act, act
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.exchange import queries
from corridor.web.desk.exchange.ending import decline
from corridor.web.desk.exchange.models import Delivery, Received, Release
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.partners import queries as ceilings
from corridor.web.desk.partners import treatment
from corridor.web.desk.statements import actions as spine
from corridor.web.desk.statements import record_store, releasable
from corridor.web.desk.statements.around import known_for
from corridor.web.desk.statements.models import Load


@dataclass(frozen=True)
class Wanted:
    """A release as somebody asks for it: of which load, to which authorities, for what, and until when."""

    load: str
    recipients: tuple[str, ...]
    purpose: str
    urgency: Urgency = Urgency.ROUTINE
    ends_on: date | None = None
    leaves: Mapping[str, Use] = field(default_factory=dict)


def ask_release(*, by: Officer, wanted: Wanted, now: datetime) -> Release:
    """Ask to release one's own authority's report; it goes at once where nothing needs a second officer.

    Raises:
        NotFound: No such report stands that the officer may read.
        DecidedMeanwhile: A recipient has it already, or it waits for a second officer.
        ReleaseRefused: A recipient may not have it, or not for this purpose.
        NotToPartner: What was agreed with a partner does not admit it.
        DerivedFromIllTreatment: It may have been obtained by ill-treatment.
    """
    check_permission(by, Permission.RELEASE_ABROAD)
    load = queries.own_load_for(by, wanted.load)
    about = queries.next_about(by.reader.authority, load.uid)
    with act(Event.RELEASE_ASKED, by=by, now=now, about=about, recipients=sorted(wanted.recipients)) as doing:
        things = releasable.said_in(by, load)
        parts = parts_for(things, wanted, now)
        is_personal = tells_of_persons(parts)
        _check_not_out(by.reader.authority, wanted)
        if about != queries.next_about(by.reader.authority, load.uid):
            raise DecidedMeanwhile(state=ReleaseState.ASKED.value)
        told = {
            "authority": by.reader.authority,
            "load": load.uid,
            "thing": str(things[0][0].uid),
            "mark": load.mark,
            "state": ReleaseState.ASKED,
            "is_personal": is_personal,
            "purpose": wanted.purpose,
            "legal_basis": "none",
            "urgency": wanted.urgency.value,
            "recipients": sorted(wanted.recipients),
            "ends_on": wanted.ends_on,
            "asked_by": by.handle,
            "asked_at": now,
            "decided_by": "",
            "decided_at": None,
            "ended_by": "",
            "ended_at": None,
            "reason": "",
        }
        release, _ = Release.objects.update_or_create(about=about, defaults=told)
        if not needs_second(is_personal=is_personal, markings=[mark for _, mark in things]):
            send(release, parts, load, Kind.RELEASE, doing)
    return release


def _check_not_out(authority: str, wanted: Wanted) -> None:
    """Refuse to release a report once more to an authority that has it, or for which it waits.

    Raises:
        DecidedMeanwhile: One of the recipients is such.
    """
    states = (ReleaseState.ASKED, ReleaseState.OUT)
    for release in Release.objects.filter(authority=authority, load=wanted.load, state__in=states):
        if set(release.recipients) & set(wanted.recipients):
            raise DecidedMeanwhile(state=release.state)


def needs_second(*, is_personal: bool, markings: Collection[int]) -> bool:
    """Return whether two officers must release: it says something of persons, or its marking asks for clearance or a
    compartment.
    """
    documents = [marking_of(mark) for mark in markings]
    return is_personal or any(one.clearance or one.compartments for one in documents)


@dataclass(frozen=True)
class Part:
    """What of a report goes to the authorities of one node; nothing of the rest is told."""

    partner: str
    authorities: tuple[str, ...]
    marking: Marking
    things: tuple[tuple[Draft, Marking], ...]
    legal_basis: str = "none"


def parts_for(things: Sequence[tuple[Draft, int]], wanted: Wanted, now: datetime) -> tuple[Part, ...]:
    """Return what goes to which node, by code: of each thing what its own marking lets these authorities have.

    Raises:
        DerivedFromIllTreatment: It may have been obtained by ill-treatment.
        NotFound: There is nothing to release.
        NotToPartner: The partner's ceiling is lower, or the partner is suspended.
        ReleaseRefused: It may not go to somebody who is named, or nobody said how reliable it is (F-A3).
    """
    if not things:
        raise NotFound(kind="report")
    if not wanted.recipients:
        raise ReleaseRefused(why="nobody-named", where="recipients")
    if not releasable.grade_of(Load.objects.get(uid=wanted.load)):
        raise ReleaseRefused(why="not-graded", where="grade")
    if wanted.ends_on is not None and wanted.ends_on <= now.date():
        raise ReleaseRefused(why="day-over", where="until")
    treatment.check_not_barred(load=wanted.load, things=[str(draft.uid) for draft, _ in things])
    by_node: dict[str, list[str]] = {}
    for authority in sorted(set(wanted.recipients)):
        by_node.setdefault(partners.node_of(authority), []).append(authority)
    parts = (_part(node, codes, things, wanted) for node, codes in sorted(by_node.items()))
    return tuple(replace(part, legal_basis=_basis(part, wanted, now)) for part in parts)


def _basis(part: Part, wanted: Wanted, now: datetime) -> str:
    """Return the legal basis that carries a part today, or refuse to let it go."""
    return ceilings.check_may_go(
        part.partner,
        purpose=wanted.purpose,
        is_personal=queries.is_personal(draft for draft, _ in part.things),
        kind=Kind.RELEASE.value,
        today=now.date(),
    )


def _part(node: str, codes: Sequence[str], things: Sequence[tuple[Draft, int]], wanted: Wanted) -> Part:
    schemes = shelf.schemes()
    goes: list[tuple[Draft, Marking]] = []
    for draft, mark in things:
        marking = marking_of(mark)
        admitted = [code for code in codes if may_have(marking, code, wanted.purpose, schemes)]
        if admitted:
            hidden = _without_staff(draft)
            goes += [(hidden, one) for one in _markings(marking, admitted, wanted)]
    own = marking_of(things[0][1])
    for code in codes:
        if not may_have(own, code, wanted.purpose, schemes):
            raise ReleaseRefused(why="marking-closed", where=code)
    return Part(node, tuple(codes), narrowed(own, codes, wanted.purpose), tuple(goes))


def _markings(marking: Marking, codes: Sequence[str], wanted: Wanted) -> list[Marking]:
    """Return the markings under which something crosses: one for all, and others for who has leave for more."""
    by_leave: dict[Use, list[str]] = {}
    for code in codes:
        by_leave.setdefault(wanted.leaves.get(code, Use(0)), []).append(code)
    return [opened(narrowed(marking, some, wanted.purpose), use) for use, some in sorted(by_leave.items())]


def _without_staff(draft: Draft) -> Draft:
    named = {one.value for one in draft.claims if one.prop in STAFF}
    return staff_hidden(draft, {handle: f"officer-{keys.digest_text(handle)}" for handle in named})


def decide_release(*, by: Officer, about: str, is_approved: bool, now: datetime) -> None:
    """Let a release go that a colleague asked for, or deny it.

    Raises:
        SecondNeeded: It is the officer who asked.
    """
    check_permission(by, Permission.RELEASE_ABROAD)
    release = queries.own_release_for(by, about)
    with act(Event.RELEASE_DECIDED, by=by, now=now, about=about, approved=is_approved) as doing:
        release = locked(release)
        if release.state != ReleaseState.ASKED:
            raise DecidedMeanwhile(state=release.state)
        if release.asked_by == by.handle:
            raise SecondNeeded
        load = queries.own_load_for(by, release.load)
        Release.objects.filter(pk=release.pk).update(decided_by=by.handle, decided_at=now, state=ReleaseState.DENIED)
        if is_approved:
            send(release, parts_for(releasable.said_in(by, load), wanted_of(release), now), load, Kind.RELEASE, doing)


def wanted_of(release: Release) -> Wanted:
    """Return a release as it was asked for."""
    return Wanted(
        release.load,
        tuple(release.recipients),
        release.purpose,
        Urgency(release.urgency),
        release.ends_on,
        leaves_of(release),
    )


def leaves_of(release: Release) -> dict[str, Use]:
    """Return for which further uses the owner gave which authority leave."""
    found: dict[str, Use] = {}
    for leave in release.leaves.exclude(given_by=""):
        found[leave.authority] = found.get(leave.authority, Use(0)) | USE_NAMES[leave.use]
    return found


def tells_of_persons(parts: Sequence[Part]) -> bool:
    """Return whether what goes tells of persons."""
    return queries.is_personal([draft for part in parts for draft, _ in part.things])


def locked(release: Release) -> Release:
    """Return a release as it is now, for this write alone: whoever else would change it waits."""
    return Release.objects.select_for_update().get(pk=release.pk)


def recall(*, by: Officer, about: str, reason: EndReason, now: datetime) -> None:
    """Recall a release: everybody who got it is told to erase it, and attests what it then still holds."""
    check_permission(by, Permission.RELEASE_ABROAD)
    release = queries.own_release_for(by, about)
    with act(Event.RELEASE_RECALLED, by=by, now=now, about=about, reason=reason.value) as doing:
        end(release, Kind.RECALL, ReleaseState.RECALLED, reason.value, doing)


def end(release: Release, kind: Kind, state: ReleaseState, reason: str, doing: Act) -> None:
    """End a release wherever it went; runs inside an act.

    Raises:
        DecidedMeanwhile: It is not out.
    """
    release = locked(release)
    if release.state != ReleaseState.OUT:
        raise DecidedMeanwhile(state=release.state)
    version = release.version + 1
    ended = {"ended_by": doing.by.handle, "ended_at": doing.now, "reason": reason}
    Release.objects.filter(pk=release.pk).update(version=version, state=state, **ended)
    release.version, release.reason = version, reason
    for delivery in release.deliveries.order_by("partner"):
        post_end(release, delivery, kind, doing)


def post_end(release: Release, delivery: Delivery, kind: Kind, doing: Act) -> None:
    """Tell a node that it is over; where there is no line any more nobody is told, and it stays unconfirmed."""
    number = 0
    with contextlib.suppress(NotFound):
        number = lines.post(
            to=delivery.partner, saying=_saying(release, kind, {"reason": release.reason}), now=doing.now
        )
    told = {"number": number, "version": release.version, "attested": "", "attested_at": None}
    Delivery.objects.filter(pk=delivery.pk).update(**told)


def expire(*, by: Officer, now: datetime) -> int:
    """Tell those who hold releases whose last day has come that they are over; return how many releases."""
    over = list(Release.objects.filter(state=ReleaseState.OUT, ends_on__lte=now.date()).order_by("pk")[:200])
    for release in over:
        with act(Event.RELEASE_EXPIRED, by=by, now=now, about=release.about) as doing:
            end(release, Kind.EXPIRY, ReleaseState.EXPIRED, "", doing)
    return len(over)


def send(release: Release, parts: Sequence[Part], load: Load, kind: Kind, doing: Act) -> None:
    """Put the next version of a release in the log for each node; runs inside an act."""
    version = release.version + 1
    said = record_store.count_said([load.pk]).get(load.pk, 0)
    things = sorted({str(draft.uid) for part in parts for draft, _ in part.things})
    sent = {"version": version, "state": ReleaseState.OUT, "said": said, "things": things}
    Release.objects.filter(pk=release.pk).update(**sent)
    release.version, release.state = version, ReleaseState.OUT
    for part in parts:
        released = Released(
            grade=releasable.grade_of(load),
            filed_on=load.released_on,
            is_invented=load.dataset.is_invented,
            recipients=part.authorities,
            marking=part.marking,
            things=part.things,
        )
        saying = replace(
            _saying(release, kind, body_of(released)),
            marking=digest(part.marking),
            retention=part.marking.retention,
            legal_basis=part.legal_basis,
        )
        number = lines.post(to=part.partner, saying=saying, now=doing.now)
        told = {
            "authorities": list(part.authorities),
            "number": number,
            "version": version,
            "legal_basis": part.legal_basis,
            "attested": "",
            "attested_at": None,
        }
        Delivery.objects.update_or_create(release=release, partner=part.partner, defaults=told)
        doing.note(Event.RELEASE_SENT, about=release.about, partner=part.partner, version=version)


def _saying(release: Release, kind: Kind, body: Mapping[str, object]) -> Saying:
    return Saying(
        kind=kind,
        originator=release.authority,
        about=release.about,
        version=release.version,
        body=body,
        purpose=release.purpose,
        until=release.ends_on.isoformat() if release.ends_on else "",
        urgency=Urgency(release.urgency),
    )


def review(*, by: Officer, load: str, is_accepted: bool, now: datetime) -> None:
    """Let what a partner released about persons be seen here; or decline it: it is erased, and its owner told.

    It is the version that the officer looked at: one that was replaced or ended meanwhile is not decided any more.

    It is let in or declined for the officer's own authority alone; the others that got it decide for themselves.

    Raises:
        NotFound: There is no such thing for this officer.
        DecidedMeanwhile: It does not wait any more.
        NotReadWhole: It is to be let in, and the officer may not read all of it.
        DraftsRefused: It is to be let in, and what the officer may read of the same things forbids it.
    """
    check_permission(by, Permission.RECEIVED_REVIEW)
    received = queries.received_one(by, load)
    with act(Event.RECEIVED_REVIEWED, by=by, now=now, about=received.about, accepted=is_accepted) as doing:
        moved = {"reviewed_by": by.handle, "reviewed_at": now}
        state = ReceivedState.SHOWN if is_accepted else ReceivedState.DECLINED
        waiting = Received.objects.filter(pk=received.pk, state=ReceivedState.WAITING)
        if waiting.update(state=state, **moved) != 1:
            raise DecidedMeanwhile(state=received.state)
        brought = Load.objects.get(uid=load)
        if is_accepted:
            _check_may_stand(by, received, brought)
            spine.flip(brought, stands=True)
            Load.objects.filter(pk=brought.pk).update(state=Load.State.PUBLISHED, published_at=now)
        else:
            decline(received, doing)


def _check_may_stand(by: Officer, received: Received, load: Load) -> None:
    """Refuse to let in what its reviewer has not read, and what a report of this node could not say of these things.

    Source: R-01, R-02, R-03
    """
    if not queries.reads_whole(by, received):
        raise NotReadWhole
    drafts = [draft for draft, _ in releasable.said_to(load, record_store.marks_of(load.pk))]
    check_drafts(drafts, shelf.registry(), known=known_for(by, drafts))
