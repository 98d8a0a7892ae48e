"""Writes of a national desk: propose to agencies what may go abroad. Each agency releases its own, or does not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.centre.codes import ProposalState
from corridor.core.centre.passing import check_passing
from corridor.core.kernel.errors import NotFound
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.centre import carrying, pool
from corridor.web.desk.centre.models import Proposal
from corridor.web.desk.exchange.actions import Wanted, ask_release


def propose(*, by: Officer, loads: Collection[str], to: Collection[str], now: datetime) -> int:
    """Propose to the agencies that released these reports to the desk to release them abroad; return how many.

    Raises:
        NotFound: None of them is in the desk's inbox, or an authority is none of another State's that can be reached.
        PassingRefused: By its agency's marking, one may not go to somebody who is named.
    """
    check_permission(by, Permission.REPORT_RELEASE)
    with act(Event.PASSING_PROPOSED, by=by, now=now, about=by.reader.authority, reports=len(set(loads))):
        found = [one for one in pool.inbox_for(by) if one.load in set(loads)]
        if not found or not to or not set(to) <= set(carrying.abroad(by.reader.authority)):
            raise NotFound(kind="report")
        check_passing(pool.passing_for(by, found, to))
        for one in found:
            Proposal.objects.create(
                uid=str(identity.uid()),
                load=one.load,
                mark=one.mark,
                agency=one.authority,
                desk=by.reader.authority,
                to=sorted(to),
                purpose=by.reader.purpose,
                state=ProposalState.WAITING,
                proposed_by=by.handle,
                proposed_at=now,
            )
    return len(found)


def decide(*, by: Officer, uid: str, is_released: bool, now: datetime) -> None:
    """Release a report of one's own agency as its national desk proposed, or decline.

    The release is the agency's own, by the same act as any other, under its marking and its key.

    Raises:
        NotFound: No such proposal waits for this officer's agency.
        ReleaseRefused, NotToPartner: It may not go; the proposal still waits.
    """
    check_permission(by, Permission.RELEASE_ABROAD)
    row = next((one.row for one in pool.proposals_for(by, now=now) if one.row.uid == uid and one.is_own), None)
    if row is None or row.state != ProposalState.WAITING:
        raise NotFound(kind="proposal")
    if is_released:
        ask_release(by=by, wanted=Wanted(row.load, tuple(row.to), row.purpose), now=now)
    state = ProposalState.RELEASED if is_released else ProposalState.DECLINED
    with act(Event.PASSING_DECIDED, by=by, now=now, about=uid, released=is_released):
        waiting = Proposal.objects.filter(pk=row.pk, state=ProposalState.WAITING)
        waiting.update(state=state, decided_by=by.handle, decided_at=now)
