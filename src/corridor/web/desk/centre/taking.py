"""Carrying out what partners send of alerts: one that is sent, an answer, an end. All of it is hostile until read."""

from __future__ import annotations

from datetime import UTC, datetime

from corridor.core.access.codes import Event
from corridor.core.centre.codes import WITHDRAWALS, AlertKind, AlertState, Response
from corridor.core.centre.errors import AlertUnreadable
from corridor.core.centre.exchange import ANSWERED, SENT, SentAlert, answered_from, ended_from, said_in, sent_from
from corridor.core.centre.rules import LONGEST_AREA, LONGEST_WORDS, alert_marking, may_answer_again
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import clean
from corridor.web.base import identity
from corridor.web.base.ledger.actions import Act
from corridor.web.base.marks.actions import intern
from corridor.web.desk.centre import queries
from corridor.web.desk.centre.models import AlertAnswer, CentreAlert
from corridor.web.desk.centre.screening import fault_in
from corridor.web.desk.lines.records import Arrived

MOST_OPEN, MOST_IN_DANGER = 200, 1000
"""So many alerts of one partner may be open here, and so many of danger to life; further ones are kept aside."""


def take_alert(came: Arrived, *, doing: Act) -> None:
    """Take an alert that a partner's authority sent to members of this node, an answer to one of ours, or an end.

    Raises:
        ContentRefused: It cannot be carried out; nothing of it is kept.
    """
    if not is_uid(came.content.about):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    try:
        say = said_in(came.content.body)
        if say == SENT:
            _take_sent(came, sent_from(came.content.body, at=_signed_at(came, doing)), doing)
        elif say == ANSWERED:
            _take_answer(came, answered_from(came.content.body), doing)
        else:
            _take_end(came, doing)
    except AlertUnreadable:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED) from None


def _take_sent(came: Arrived, sent: SentAlert, doing: Act) -> None:
    content, said = came.content, sent.saying
    ours = sorted(set(sent.to) & {code for code, _ in queries.members()})
    if not ours:
        raise ContentRefused(reason=Reason.NOT_FOR_US)
    before = CentreAlert.objects.filter(authority=content.originator, about=content.about)
    if queries.kept_now(before, doing.now).exists():
        return
    _check_words(sent)
    is_danger = said.kind is AlertKind.DISTRESS
    open_ones = queries.kept_now(CentreAlert.objects.filter(node=came.partner, state=AlertState.SENT), doing.now)
    alike = open_ones.filter(kind=said.kind) if is_danger else open_ones.exclude(kind=AlertKind.DISTRESS)
    if alike.count() >= (MOST_IN_DANGER if is_danger else MOST_OPEN):
        raise ContentRefused(reason=Reason.CONTENT_REFUSED)
    before.delete()
    row = CentreAlert.objects.create(
        uid=str(identity.uid()),
        about=content.about,
        authority=content.originator,
        node=came.partner,
        state=AlertState.SENT,
        kind=said.kind,
        haste=said.haste,
        words=clean(said.words),
        area=clean(said.area),
        position=said.position,
        aboard=said.aboard,
        thing=said.thing,
        hours=said.hours,
        to=ours,
        mark=intern(alert_marking(content.originator, said.kind, ours), doing.now),
        written_at=doing.now,
        sent_at=_signed_at(came, doing),
        until=sent.until,
    )
    for authority in ours:
        AlertAnswer.objects.create(alert=row, authority=authority)
    doing.note(Event.ALERT_RECEIVED, about=row.uid, kind=said.kind.value, partner=came.partner)


def _check_words(sent: SentAlert) -> None:
    """Refuse words that name or reach somebody.

    An alert of danger to life is taken whatever the screening finds: it is read for rescue alone, and a screening that
    errs must not cost lives.
    """
    said = sent.saying
    if said.kind is AlertKind.DISTRESS:
        return
    plates = said.kind is AlertKind.WANTED
    for text, longest in ((said.words, LONGEST_WORDS), (said.area, LONGEST_AREA)):
        if fault_in(text, longest=longest, plates=plates):
            raise ContentRefused(reason=Reason.CONTENT_REFUSED)


def _take_answer(came: Arrived, response: Response, doing: Act) -> None:
    """Note what an authority answered: one to which the alert was sent, through the node that speaks for it."""
    content = came.content
    alert = queries.kept_now(CentreAlert.objects.filter(about=content.about, node=""), doing.now).first()
    asked = AlertAnswer.objects.filter(alert=alert, authority=content.originator, node=came.partner).first()
    if asked is None:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN)
    if may_answer_again(Response(asked.response) if asked.response else None, response):
        AlertAnswer.objects.filter(pk=asked.pk).update(response=response.value, at=doing.now)
    doing.note(Event.ALERT_ANSWERED, about=content.about, response=response.value, partner=came.partner)


def _take_end(came: Arrived, doing: Act) -> None:
    content, reason = came.content, ended_from(came.content.body)
    sent = CentreAlert.objects.filter(about=content.about, authority=content.originator).exclude(node="")
    found = queries.kept_now(sent, doing.now)
    if not found.exists():
        raise ContentRefused(reason=Reason.NOTHING_KNOWN)
    after = AlertState.WITHDRAWN if reason in WITHDRAWALS else AlertState.ENDED
    ended = {"state": after, "reason": reason.value, "ended_at": doing.now}
    found.filter(state=AlertState.SENT).update(**ended)
    doing.note(Event.ALERT_ENDED, about=content.about, reason=reason.value, partner=came.partner)


def _signed_at(came: Arrived, doing: Act) -> datetime:
    """Return when the originator signed an item, and never a moment that this node has not reached."""
    try:
        signed = datetime.strptime(came.content.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED) from None
    return min(signed, doing.now)
