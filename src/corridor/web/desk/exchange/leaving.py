"""Leave of the owner for a further use of what it released, and the use of what was received as evidence."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import Kind, ReleaseState
from corridor.core.exchange.errors import DecidedMeanwhile, ReleaseRefused, SecondNeeded
from corridor.core.exchange.releases import may_be_opened
from corridor.core.handling.codes import USE_NAMES, Use
from corridor.core.handling.errors import UseRefused
from corridor.core.handling.rules import decide
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import Act, act
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.exchange import queries
from corridor.web.desk.exchange.actions import locked, needs_second, parts_for, send, wanted_of
from corridor.web.desk.exchange.models import Leave, Release
from corridor.web.desk.partners import treatment
from corridor.web.desk.statements import releasable

GIVEN: Final = ("print", "export", "evidence")
"""The uses for which leave is given by another marking. What is to be passed on, its owner releases itself."""


def propose_leave(*, by: Officer, about: str, authority: str, use: str, now: datetime) -> bool:
    """Give an authority leave for a further use of a release, or propose it where two officers must; say whether given.

    Raises:
        NotFound: There is no such release, or it did not go to this authority.
        DecidedMeanwhile: It is not out, or the leave was given or proposed before.
        ReleaseRefused: No leave is given for this use, or a handling code forbids it.
    """
    check_permission(by, Permission.RELEASE_ABROAD)
    release = queries.own_release_for(by, about)
    with act(Event.LEAVE_PROPOSED, by=by, now=now, about=about, authority=authority, use=use) as doing:
        release = locked(release)
        _check_leave(release, authority, use)
        named = {"release": release, "authority": authority, "use": use}
        if Leave.objects.filter(**named).exists():
            raise DecidedMeanwhile(state="leave")
        leave = Leave.objects.create(**named, proposed_by=by.handle, proposed_at=now)
        is_given = not _needs_second(release, by)
        if is_given:
            _give(leave, release, doing)
    return is_given


def decide_leave(*, by: Officer, about: str, authority: str, use: str, is_given: bool, now: datetime) -> None:
    """Give leave that a colleague proposed, or drop the proposal.

    Raises:
        NotFound: Nothing of this kind was proposed.
        SecondNeeded: It is the officer who proposed it.
    """
    check_permission(by, Permission.RELEASE_ABROAD)
    release = queries.own_release_for(by, about)
    with act(Event.LEAVE_GIVEN, by=by, now=now, about=about, authority=authority, use=use, given=is_given) as doing:
        release = locked(release)
        leave = release.leaves.filter(authority=authority, use=use, given_by="").first()
        if leave is None:
            raise NotFound(kind="leave")
        if is_given and leave.proposed_by == by.handle:
            raise SecondNeeded
        if is_given:
            _check_leave(release, authority, use)
            _give(leave, release, doing)
        else:
            leave.delete()


def _check_leave(release: Release, authority: str, use: str) -> None:
    if release.state != ReleaseState.OUT:
        raise DecidedMeanwhile(state=release.state)
    if authority not in release.recipients:
        raise NotFound(kind="authority")
    if use not in GIVEN:
        raise ReleaseRefused(why="use-not-given", where="use")
    if not may_be_opened(marking_of(release.mark), authority, USE_NAMES[use], shelf.schemes()):
        raise ReleaseRefused(why="handling-closed", where=authority)


def _needs_second(release: Release, by: Officer) -> bool:
    things = releasable.said_in(by, queries.own_load_for(by, release.load))
    is_personal = release.is_personal or queries.is_personal(draft for draft, _ in things)
    return needs_second(is_personal=is_personal, markings=[release.mark, *(mark for _, mark in things)])


def _give(leave: Leave, release: Release, doing: Act) -> None:
    """Send the node of an authority the same report under a marking that admits the use."""
    Leave.objects.filter(pk=leave.pk).update(given_by=doing.by.handle, given_at=doing.now)
    load = queries.own_load_for(doing.by, release.load)
    wanted = wanted_of(release)
    parts = parts_for(releasable.said_in(doing.by, load), wanted, doing.now)
    concerned = [part for part in parts if leave.authority in part.authorities]
    send(release, concerned, load, Kind.REMARKING, doing)


def declare_evidence(*, by: Officer, load: str, now: datetime) -> None:
    """Write down that something received is used in proceedings before a court; its owner is told.

    Raises:
        NotFound: Nothing of this kind was received.
        UseRefused: Its marking does not allow it.
        DerivedFromIllTreatment: It may have been obtained by ill-treatment.
    """
    received = queries.received_one(by, load)
    with act(Event.EVIDENCE_DECLARED, by=by, now=now, about=received.about):
        treatment.check_not_barred(load=received.load, things=[received.thing])
        if not queries.uses_of(by, received) & Use.EVIDENCE:
            refused = decide(by.reader, Use.EVIDENCE, marking_of(received.mark), shelf.schemes())
            raise UseRefused(use="evidence", refusals=", ".join(sorted(refused.reasons)))
