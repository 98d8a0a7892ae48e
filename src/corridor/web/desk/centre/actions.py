"""Writes of alerts: ask the centre for one, send one, refuse, answer, end. The ledger has codes and never the words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.centre.codes import WITHDRAWALS, AlertKind, AlertState, EndReason, Response
from corridor.core.centre.errors import AlertIncomplete, AlertMoved
from corridor.core.centre.records import Saying
from corridor.core.centre.rules import (
    LONGEST_AREA,
    LONGEST_WORDS,
    alert_marking,
    check_subject,
    may_answer_again,
    saying_problems,
)
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import clean
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.base.marks.terms import is_over
from corridor.web.desk.centre import carrying, queries
from corridor.web.desk.centre.models import AlertAnswer, CentreAlert, Proposal, ShiftEntry
from corridor.web.desk.centre.screening import fault_in
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.entities.roles import suspended_among
from corridor.web.desk.partners import treatment

Fault = tuple[str, str]


def faults(saying: Saying) -> tuple[Fault, ...]:
    """Return what must be corrected about an alert, the field and a code; among it what names or reaches a person."""
    wrong = dict(saying_problems(saying))
    plates = saying.kind is AlertKind.WANTED
    for field, text, longest in (("words", saying.words, LONGEST_WORDS), ("area", saying.area, LONGEST_AREA)):
        if fault := fault_in(text, longest=longest, plates=plates):
            wrong.setdefault(field, fault)
    return tuple(wrong.items())


def ask(*, by: Officer, saying: Saying, centre: str, to: Collection[str], now: datetime) -> str:
    """Ask a joint centre to send an alert in the name of one's own authority; return its identifier.

    Until the centre has decided, nobody beside the two reads it.

    Args:
        to: The authorities that the centre may send it to; the centre sends it to these or fewer.

    Raises:
        AlertIncomplete: A field must be corrected, or no such centre or authority is known.
        AlertOfPersons, SubjectUnfit: What it is about speaks against it.
    """
    check_permission(by, Permission.ALERT_READ)
    uid = str(identity.uid())
    with act(Event.ALERT_ASKED, by=by, now=now, about=uid, kind=saying.kind.value):
        said = _checked(by, saying)
        if centre not in dict(queries.centres()) or centre == by.reader.authority:
            raise AlertIncomplete(field="centre")
        named = _recipients(by.reader.authority, to)
        row = _row(by, uid, said, now, state=AlertState.ASKED, recipients={centre})
        row.centre, row.to = centre, sorted(named)
        row.save()
    return uid


def send(*, by: Officer, saying: Saying, to: Collection[str], now: datetime) -> str:
    """Send an alert of one's own authority to the authorities named; return its identifier.

    Raises:
        AlertIncomplete: A field must be corrected, or an authority is not known.
        AlertOfPersons, SubjectUnfit: What it is about speaks against it.
    """
    check_permission(by, Permission.ALERT_SEND)
    uid = str(identity.uid())
    with act(Event.ALERT_SENT, by=by, now=now, about=uid, kind=saying.kind.value, recipients=len(set(to))):
        said = _checked(by, saying)
        named = _recipients(by.reader.authority, to)
        row = _row(by, uid, said, now, state=AlertState.SENT, recipients=named)
        row.to, row.sent_by, row.sent_at = sorted(named), by.handle, now
        row.save()
        _broadcast(row, named, now)
    return uid


def pass_on(*, by: Officer, uid: str, to: Collection[str], now: datetime) -> None:
    """Send an alert that the centre was asked for, to those whom its author named or to fewer.

    Who has joined since is not among them: recipients are named one by one.

    Raises:
        NotFound: This officer does not decide about it.
        AlertIncomplete: Somebody is named whom its author did not name, or nobody is.
    """
    row = _to_decide(by, uid, now)
    with act(Event.ALERT_SENT, by=by, now=now, about=uid, kind=row.kind, recipients=len(set(to))):
        named = frozenset(to)
        if not named or not named <= set(row.to):
            raise AlertIncomplete(field="to")
        mark = intern(alert_marking(row.authority, AlertKind(row.kind), named | {row.centre}), now)
        until = now + timedelta(hours=row.hours)
        _move(
            row,
            AlertState.ASKED,
            AlertState.SENT,
            "sent",
            mark=mark,
            until=until,
            sent_by=by.handle,
            sent_at=now,
            to=sorted(named),
        )
        row.refresh_from_db()
        _broadcast(row, named, now)


def refuse(*, by: Officer, uid: str, reason: EndReason, now: datetime) -> None:
    """Tell an authority that the centre does not send its alert, with a reason.

    Raises:
        NotFound: This officer does not decide about it.
    """
    row = _to_decide(by, uid, now)
    with act(Event.ALERT_REFUSED, by=by, now=now, about=uid, reason=reason.value):
        ended = {"reason": reason.value, "ended_by": by.handle, "ended_at": now}
        _move(row, AlertState.ASKED, AlertState.REFUSED, "refused", **ended)


def answer(*, by: Officer, uid: str, response: Response, now: datetime) -> None:
    """Answer an alert for one's own authority; what is answered later says more, and stands instead.

    Raises:
        NotFound: It was not sent to the officer's authority.
        AlertMoved: It is over, or this was answered already.
    """
    known = queries.alert_for(by, uid, now=now)
    if known.own is None:
        raise NotFound(kind="alert")
    with act(Event.ALERT_ANSWERED, by=by, now=now, about=uid, response=response.value):
        if known.row.state != AlertState.SENT or not may_answer_again(known.own.response, response):
            raise AlertMoved(state=known.row.state, act="answered")
        mine = AlertAnswer.objects.filter(alert=known.row, authority=by.reader.authority)
        mine.update(response=response.value, by=by.handle, at=now)
        if known.row.node:
            carrying.answer(known.row, authority=by.reader.authority, response=response, now=now)


def end(*, by: Officer, uid: str, reason: EndReason, now: datetime) -> None:
    """End an alert with a reason, or take it back; all to whom it was sent are told.

    Raises:
        NotFound: This officer may not end it.
    """
    known = queries.alert_for(by, uid, now=now)
    if not queries.may_end(by, known.row):
        raise NotFound(kind="alert")
    after = AlertState.WITHDRAWN if reason in WITHDRAWALS else AlertState.ENDED
    with act(Event.ALERT_ENDED, by=by, now=now, about=uid, reason=reason.value):
        ended = {"reason": reason.value, "ended_by": by.handle, "ended_at": now}
        _move(known.row, AlertState.SENT, after, "ended", **ended)
        carrying.end(known.row, reason=reason, now=now)


def erase_over(now: datetime) -> int:
    """Erase alerts, entries of the shift log and proposals that may not be kept any longer; return how many rows."""
    gone = 0
    alerts = [row.pk for row in CentreAlert.objects.all() if is_over(row.mark, row.written_at, now)]
    entries = [row.pk for row in ShiftEntry.objects.all() if is_over(row.mark, row.written_at, now)]
    proposals = [row.pk for row in Proposal.objects.all() if is_over(row.mark, row.proposed_at, now)]
    if alerts or entries or proposals:
        with turn.write():
            gone += CentreAlert.objects.filter(pk__in=alerts).delete()[0]
            gone += ShiftEntry.objects.filter(pk__in=entries).delete()[0]
            gone += Proposal.objects.filter(pk__in=proposals).delete()[0]
    return gone


def _checked(by: Officer, saying: Saying) -> Saying:
    """Return an alert that may be sent.

    Raises:
        AlertIncomplete: A field must be corrected, or it is about a thing that the officer may not read.
        DerivedFromIllTreatment: What is told of the thing may derive from ill-treatment.
        AlertOfPersons, SubjectUnfit: What it is about speaks against it.
    """
    if wrong := faults(saying):
        raise AlertIncomplete(field=wrong[0][0])
    said = replace(saying, words=clean(saying.words), area=clean(saying.area))
    if not said.thing:
        return said
    try:
        thing = thing_for(by, said.thing)
    except NotFound:
        raise AlertIncomplete(field="thing") from None
    treatment.check_not_barred(things=[thing.uid])
    schema = thing.laid.kinds[0] if thing.laid.kinds else ""
    check_subject(said.kind, schema, is_suspended=thing.uid in suspended_among(by, [thing.entity]))
    return said


def _recipients(own: str, to: Collection[str]) -> frozenset[str]:
    """Return the authorities named, if this node reaches all of them; the own is told anyway, and is none of them."""
    named = frozenset(to) - {own}
    if not named or not named <= set(carrying.reachable()):
        raise AlertIncomplete(field="to")
    return named


def _row(
    by: Officer, uid: str, said: Saying, now: datetime, *, state: AlertState, recipients: Iterable[str]
) -> CentreAlert:
    return CentreAlert(
        uid=uid,
        about=uid,
        authority=by.reader.authority,
        state=state,
        kind=said.kind,
        haste=said.haste,
        words=said.words,
        area=said.area,
        position=said.position,
        aboard=said.aboard,
        thing=said.thing,
        hours=said.hours,
        mark=intern(alert_marking(by.reader.authority, said.kind, frozenset(recipients)), now),
        written_by=by.handle,
        written_at=now,
        until=now + timedelta(hours=said.hours),
    )


def _broadcast(row: CentreAlert, named: Iterable[str], now: datetime) -> None:
    """Note each recipient as somebody who has not answered, and put the alert on the lines to other nodes."""
    for authority in sorted(named):
        node = carrying.node_of(authority)
        AlertAnswer.objects.create(alert=row, authority=authority, node=node)
    carrying.send(row, now=now)


def _to_decide(by: Officer, uid: str, now: datetime) -> CentreAlert:
    row = queries.alert_for(by, uid, now=now).row
    if not queries.may_decide(by, row):
        raise NotFound(kind="alert")
    return row


def _move(row: CentreAlert, before: AlertState, after: AlertState, wanted: str, **fields: object) -> None:
    """Let an alert go on, unless somebody else let it go on meanwhile."""
    if CentreAlert.objects.filter(pk=row.pk, state=before).update(state=after, **fields) != 1:
        raise AlertMoved(state=row.state, act=wanted)
