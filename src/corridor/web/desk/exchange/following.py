"""What follows by itself: releases end when their report stands no more, and owners learn what was erased here."""

from __future__ import annotations

import contextlib
from datetime import datetime

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.exchange.codes import Attested, EndReason, Kind, ReceivedState, ReleaseState
from corridor.core.exchange.errors import DecidedMeanwhile
from corridor.core.partners.errors import DerivedFromIllTreatment
from corridor.web.base.ledger.actions import act
from corridor.web.desk.exchange.actions import end
from corridor.web.desk.exchange.ending import attest, end_received
from corridor.web.desk.exchange.models import Received, Release
from corridor.web.desk.lines.queries import owner_of
from corridor.web.desk.partners import treatment
from corridor.web.desk.reports.queries import latest_load
from corridor.web.desk.retention.queries import held_records
from corridor.web.desk.statements import record_store
from corridor.web.desk.statements.models import Load

MOST = 200
"""So many releases are ended in one go; the rest a minute later."""

Ending = tuple[Kind, ReleaseState, str]
OVER: Ending = (Kind.EXPIRY, ReleaseState.EXPIRED, "")
WITHDRAWN: Ending = (Kind.RECALL, ReleaseState.RECALLED, EndReason.SOURCE_WITHDRAWN.value)
BY_LAW: Ending = (Kind.RECALL, ReleaseState.RECALLED, EndReason.LEGAL_DUTY.value)


def follow(*, by: Officer, now: datetime) -> int:
    """End the releases whose report was erased, withdrawn or barred here, and attest what was erased of others.

    A report that was corrected is not recalled: its owner's officers send the corrected version.

    Returns: how many releases ended, and how many things of others.
    """
    done = 0
    for release, (kind, state, reason) in _no_longer_standing():
        with (
            contextlib.suppress(DecidedMeanwhile),
            act(Event.RELEASE_RECALLED, by=by, now=now, about=release.about, reason=reason) as doing,
        ):
            end(release, kind, state, reason, doing)
            done += 1
    for received in _erased_here():
        with act(Event.RECEIVED_ERASED, by=by, now=now, about=received.about) as doing:
            end_received(received, Attested.ERASED, doing)
        done += 1
    for received in _no_longer_held():
        with act(Event.RECEIVED_ERASED, by=by, now=now, about=received.about) as doing:
            version = received.held_version or received.version
            Received.objects.filter(pk=received.pk).update(held=[], held_version=None)
            attest(owner_of(received.originator, received.partner), received.about, version, Attested.ERASED, doing)
        done += 1
    return done


def _no_longer_standing() -> list[tuple[Release, Ending]]:
    releases = list(Release.objects.filter(state=ReleaseState.OUT).order_by("pk"))
    loads = {load.uid: load for load in Load.objects.filter(uid__in=[one.load for one in releases])}
    standing = record_store.standing([load.pk for load in loads.values()])
    said = record_store.count_said([load.pk for load in loads.values()])
    barred = _are_barred(releases)
    found = []
    for release in releases:
        load = loads.get(release.load)
        if load is None or load.state == Load.State.ERASED:
            found.append((release, OVER))
        elif said.get(load.pk, 0) < release.said or release.about in barred:
            found.append((release, BY_LAW))
        elif load.pk not in standing and latest_load(load.uid) == load.uid:
            found.append((release, WITHDRAWN))
    return found[:MOST]


def _are_barred(releases: list[Release]) -> set[str]:
    """Return the releases of what may have been obtained by ill-treatment; mostly one question is enough."""
    everything = {one for release in releases for one in (release.load, release.thing, *release.things)}
    if not _is_barred(everything):
        return set()
    return {one.about for one in releases if _is_barred({one.load, one.thing, *one.things})}


def _is_barred(abouts: set[str]) -> bool:
    try:
        treatment.check_not_barred(things=sorted(abouts))
    except DerivedFromIllTreatment:
        return True
    return False


def _erased_here() -> list[Received]:
    states = (ReceivedState.SHOWN, ReceivedState.WAITING)
    held = list(Received.objects.filter(state__in=states, ended_at=None).order_by("pk"))
    gone = Load.objects.filter(uid__in=[row.load for row in held], state=Load.State.ERASED)
    erased = set(gone.values_list("uid", flat=True))
    return list({(row.originator, row.about): row for row in held if row.load in erased}.values())[:MOST]


def _no_longer_held() -> list[Received]:
    """Return what a hold kept after its end, and no hold keeps any more."""
    rows = list(Received.objects.exclude(held_version=None).order_by("pk"))
    named = held_records([record for row in rows for record in row.held])
    return [row for row in rows if not named & set(row.held)][:MOST]
