"""Writes about requests: take one, extend it, decide it with its consequences, note that it was answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.rights.codes import Delay, Ground, Outcome, RequestKind
from corridor.core.rights.errors import IdentityUnchecked, NothingOwn, RequestKnown, RequestMalformed, RequestState
from corridor.core.rights.rules import check_decision, check_request, due_on, extended
from corridor.web.base import identity
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import act, record
from corridor.web.desk.entities.models import Apart
from corridor.web.desk.exchange import by_law
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.retention.erasing import keep_held
from corridor.web.desk.rights import notifying, queries
from corridor.web.desk.rights.models import Request, RequestNotice
from corridor.web.desk.rights.queries import Holdings, Line, Opened
from corridor.web.desk.statements import erasing, remaining
from corridor.web.desk.statements.models import Same


def look_up(*, by: Officer, asked: str, now: datetime) -> Holdings:
    """Return what is held under a reference; who asked for it, and a keyed digest of it, is written to the ledger."""
    found = queries.holdings_for(by, asked)
    record(Event.HOLDINGS_READ, by=by, now=now, about="holdings", asked=digest_text(asked), things=len(found.things))
    return found


@dataclass(frozen=True)
class Asked:
    """A request as it was received: what for, under which own file mark, on which day, about which reference."""

    kind: RequestKind
    file_mark: str
    received_on: date
    reference: str


def take_request(*, by: Officer, asked: Asked, now: datetime) -> str:
    """Keep a request and let its clock run; return its reference.

    Raises:
        RequestMalformed: Its file mark or day cannot be used.
        RequestKnown: The own authority keeps one under this file mark.
    """
    check_permission(by, Permission.RIGHTS_MANAGE)
    check_request(file_mark=asked.file_mark, received_on=asked.received_on, today=now.date())
    things = queries.holdings_for(by, asked.reference).things
    uid = identity.uid()
    with act(Event.REQUEST_TAKEN, by=by, now=now, about=uid, kind=asked.kind.value, file=asked.file_mark):
        if Request.objects.filter(authority=by.reader.authority, file_mark=asked.file_mark).exists():
            raise RequestKnown
        Request.objects.create(
            uid=uid,
            authority=by.reader.authority,
            kind=asked.kind.value,
            file_mark=asked.file_mark,
            about=list(things),
            received_on=asked.received_on,
            due_on=due_on(asked.received_on),
            taken_by=by.handle,
        )
    return uid


def extend_request(*, by: Officer, uid: str, delay: Delay, now: datetime) -> None:
    """Give a request its one longer day, and say why.

    Raises:
        NotFound: The own authority has no such request.
        RequestState: It was extended or decided already.
    """
    found = queries.request_for(by, uid)
    with act(Event.REQUEST_EXTENDED, by=by, now=now, about=uid, reason=delay.value):
        found = _locked(found)
        if found.outcome or found.extended_for:
            raise RequestState(state="decided" if found.outcome else "extended", act="extended")
        Request.objects.filter(pk=found.pk).update(due_on=extended(found.due_on), extended_for=delay.value)


@dataclass(frozen=True)
class Decision:
    """How a request is decided, on which ground.

    `chosen` are the tokens of what is erased; `carried_by` the report that corrects it.
    """

    outcome: Outcome
    ground: Ground
    identity_checked: bool
    chosen: Collection[str] = ()
    carried_by: str = ""


def decide_request(*, by: Officer, uid: str, decision: Decision, now: datetime) -> int:
    """Decide a request; what is erased or replaced leaves at once. Return how many statements left.

    In the same act, nodes that were told of what leaves are told that it is over, the originators of the rest that it
    is asked of them, and the authority that passed the request on how it was decided.

    Raises:
        NotFound: The own authority has no such request.
        RequestState: It was decided already.
        GroundUnfit: The outcome cannot stand on the ground.
        IdentityUnchecked: It is granted, and nobody noted that identity was checked.
        RequestMalformed: A correction names no report of the own authority that stands.
        NothingOwn: Something should leave, and nothing of it is the authority's own.
    """
    found = queries.request_for(by, uid)
    check_decision(decision.outcome, decision.ground)
    held = queries.holdings_of(by, found.about)
    leaving = _leaving(by, found, decision, held)
    gone = 0
    with act(
        Event.REQUEST_DECIDED,
        by=by,
        now=now,
        about=uid,
        outcome=decision.outcome.value,
        ground=decision.ground.value,
        items=len(leaving),
    ) as doing:
        reach = notifying.reach_of(by, found, held, leaving, decision.outcome)
        # Releases, then lines, then the request: in the order in which whoever recalls or takes a letter holds them.
        by_law.hold([one.about for one in reach.ending])
        lines.hold(reach.nodes | notifying.answered_to(found))
        found = _locked(found)
        if found.outcome:
            raise RequestState(state="decided", act="decided")
        Request.objects.filter(pk=found.pk).update(
            outcome=decision.outcome.value,
            ground=decision.ground.value,
            identity_checked=decision.identity_checked,
            decided_by=by.handle,
            decided_on=now.date(),
            carried_by=decision.carried_by,
        )
        if leaving:
            gone, sealed = _erase(by, leaving, decision, now)
            doing.note(Event.HOLDINGS_ERASED, about=uid, statements=gone, sealed=sealed)
        notifying.notify(found, reach, doing)
        notifying.answer(found, decision.outcome, decision.ground, doing)
    if leaving:
        erasing.sweep()
    return gone


def _leaving(by: Officer, request: Request, decision: Decision, held: Holdings) -> list[Line]:
    """Return what a decision takes away: own items alone, and only where it is granted at least in part."""
    if decision.outcome is Outcome.REFUSED:
        return []
    if not decision.identity_checked:
        raise IdentityUnchecked(request=request.uid)
    if request.kind == RequestKind.ACCESS:
        return []
    if request.kind == RequestKind.CORRECTION and not queries.report_stands(by, decision.carried_by):
        raise RequestMalformed(field="carried_by")
    chosen = [line for line in held.lines if line.is_own and line.token in decision.chosen]
    if decision.chosen and not chosen:
        raise NothingOwn(request=request.uid)
    return chosen


def _erase(by: Officer, leaving: Sequence[Line], decision: Decision, now: datetime) -> tuple[int, int]:
    """Take own items out of every table; what live holds name is sealed for them. Runs inside an act.

    Who died is still counted (R-30), unless what leaves was wrong.
    """
    erasing.overwrite()
    wanted = {line.key for line in leaving}
    records, marks = sorted({key[0] for key in wanted}), sorted({key[2] for key in wanted})
    items = [item for item in erasing.items_of(records, marks) if item[:3] in wanted]
    sealed = keep_held(items, now)
    if not decision.carried_by and decision.ground is not Ground.INACCURATE:
        remaining.keep(items)
    gone = erasing.erase(items)
    entities = {item.entity for item in items}
    for kind in (Same, Apart):
        for side in ("a", "b"):
            kind.of_any_age.filter(**{f"{side}__in": entities}, mark__in=marks).delete()
    return gone, sealed


def note_answered(*, by: Officer, uid: str, now: datetime) -> None:
    """Note that the person was answered, which stops the clock.

    Raises:
        NotFound: The own authority has no such request.
        RequestState: It was not decided, or answered already.
    """
    found = queries.request_for(by, uid)
    with act(Event.REQUEST_ANSWERED, by=by, now=now, about=uid):
        found = _locked(found)
        if not found.outcome or found.answered_on is not None:
            raise RequestState(state="answered" if found.outcome else "undecided", act="answered")
        Request.objects.filter(pk=found.pk).update(answered_on=now.date())


def note_confirmed(*, by: Officer, uid: str, authority: str, now: datetime) -> None:
    """Note that an authority confirmed what a decision asks of it.

    Raises:
        NotFound: The own authority has no such request, or it waits for nobody of this name.
    """
    found = queries.request_for(by, uid)
    waiting = RequestNotice.objects.filter(request=found, authority=authority, confirmed_on=None)
    if not waiting.exists():
        raise NotFound(kind="notice")
    with act(Event.REQUEST_CONFIRMED, by=by, now=now, about=uid, authority_told=authority):
        waiting.update(confirmed_on=now.date())


def open_answer(*, by: Officer, uid: str, now: datetime) -> tuple[Request, tuple[Opened, ...]]:
    """Return the answer to a request for access that was granted, with its content; who opens it is written down.

    Raises:
        NotFound: The own authority has no such request.
        RequestState: It is not one for access, or nothing was granted.
        IdentityUnchecked: Nobody noted that identity was checked.
    """
    found = queries.request_for(by, uid)
    if found.kind != RequestKind.ACCESS or found.outcome not in (Outcome.GRANTED, Outcome.PARTLY):
        raise RequestState(state=found.outcome or "undecided", act="opened")
    if not found.identity_checked:
        raise IdentityUnchecked(request=uid)
    opened = queries.laid_open(by, found)
    record(Event.HOLDINGS_READ, by=by, now=now, about=uid, things=len(opened))
    return found, opened


def _locked(found: Request) -> Request:
    """Return a request as it stands inside this write, so that two officers do not decide it at once."""
    return Request.objects.select_for_update().get(pk=found.pk)
