"""Sending the corrected version of a report to everybody who has the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.records import Draft
from corridor.core.exchange.codes import Kind, ReleaseState
from corridor.core.exchange.errors import DecidedMeanwhile, SecondNeeded
from corridor.core.exchange.releases import may_have
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import Act, act
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.exchange import queries
from corridor.web.desk.exchange.actions import (
    Part,
    Wanted,
    locked,
    needs_second,
    parts_for,
    post_end,
    send,
    tells_of_persons,
    wanted_of,
)
from corridor.web.desk.exchange.models import Release
from corridor.web.desk.statements import releasable
from corridor.web.desk.statements.models import Load


def correct_release(*, by: Officer, about: str, load: str, now: datetime) -> bool:
    """Send the corrected version of a report, or the same under other markings, to everybody who has it.

    Who may not have the corrected version any more gets a recall. Where it takes two officers, the first proposes it
    and a second one who does the same lets it go.

    Returns: whether it was sent.
    Raises:
        DecidedMeanwhile: The release is not out.
        SecondNeeded: It is the officer who proposed it.
    """
    check_permission(by, Permission.RELEASE_ABROAD)
    release = queries.own_release_for(by, about)
    corrected = queries.own_load_for(by, load)
    with act(Event.RELEASE_CORRECTED, by=by, now=now, about=about) as doing:
        release = locked(release)
        if release.state != ReleaseState.OUT:
            raise DecidedMeanwhile(state=release.state)
        things = releasable.said_in(by, corrected)
        wanted = replace(wanted_of(release), load=load, recipients=still_reached(release, things))
        parts = parts_for(things, wanted, now) if wanted.recipients else ()
        if is_sent := _may_go_corrected(release, parts, things, corrected, doing):
            _correct(release, parts, corrected, wanted, doing)
    return is_sent


def _may_go_corrected(
    release: Release, parts: Sequence[Part], things: Sequence[tuple[Draft, int]], corrected: Load, doing: Act
) -> bool:
    """Tell whether a corrected version may go now; where a second officer must agree, note who proposes it."""
    is_personal = tells_of_persons(parts)
    if not needs_second(is_personal=is_personal, markings=[mark for _, mark in things]):
        return True
    if release.correction != corrected.uid:
        proposed = {"correction": corrected.uid, "correction_by": doing.by.handle}
        Release.objects.filter(pk=release.pk).update(**proposed)
        return False
    if release.correction_by == doing.by.handle:
        raise SecondNeeded
    return True


def _correct(release: Release, parts: Sequence[Part], corrected: Load, wanted: Wanted, doing: Act) -> None:
    moved = {"load": corrected.uid, "mark": corrected.mark, "recipients": sorted(wanted.recipients)}
    decided = {"is_personal": tells_of_persons(parts), "correction": "", "correction_by": ""}
    Release.objects.filter(pk=release.pk).update(**moved, **decided)
    release.load = corrected.uid
    send(release, parts, corrected, Kind.CORRECTION, doing)
    for delivery in release.deliveries.exclude(partner__in=[part.partner for part in parts]):
        post_end(release, delivery, Kind.RECALL, doing)


def still_reached(release: Release, things: Sequence[tuple[Draft, int]]) -> tuple[str, ...]:
    """Return who of the recipients may have a corrected version too.

    Raises:
        NotFound: Nothing of it is readable.
    """
    if not things:
        raise NotFound(kind="report")
    own, schemes = marking_of(things[0][1]), shelf.schemes()
    return tuple(code for code in release.recipients if may_have(own, code, release.purpose, schemes))
