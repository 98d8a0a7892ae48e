"""Carrying out what partners write about requests: one that is passed on here, and how one of ours was decided there.

All of it is hostile until it was read. Whoever asks about what was never released to it, and whoever answers what
nobody asked, learns by the answer nothing but that.
"""

from __future__ import annotations

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.rights.codes import Means, Say
from corridor.core.rights.errors import NoticeUnreadable
from corridor.core.rights.exchange import answer_from, notice_from, said_in
from corridor.core.rights.rules import due_on, file_mark_of
from corridor.web.base import identity
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.exchange import by_law
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.rights.models import NoticeTold, Request, RequestArrived

MOST_WAITING = 200
"""So many requests of one partner may wait here for a decision; the next are kept aside, and it is told so."""


def take_notice(came: Arrived, *, doing: Act) -> None:
    """Take a request that is passed on, or the answer to one that was.

    Raises:
        ContentRefused: It cannot be read, concerns nothing that went there, or answers nothing that was asked.
    """
    try:
        if came.content.version != 1:
            raise NoticeUnreadable(field="version")
        if said_in(came.content.body) is Say.ASKED:
            _take_asked(came, doing)
        else:
            _take_decided(came, doing)
    except NoticeUnreadable:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from None


def _take_asked(came: Arrived, doing: Act) -> None:
    """Let a request arrive: its own clock runs from today, and whoever answers here for what is held decides it."""
    today, content = doing.now.date(), came.content
    notice = notice_from(content.body, today=today)
    given = by_law.given_to(notice.released, partner=came.partner, authority=content.originator)
    if given is None or given.authority != notice.originator:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN.value)
    known = RequestArrived.objects.filter(authority=content.originator, ref=content.about).first()
    if known is not None:
        if (known.about, known.request.kind) != (notice.released, notice.kind.value):
            raise ContentRefused(reason=Reason.FORKED.value)
        return
    mark = file_mark_of(content.originator, content.about)
    if Request.objects.filter(authority=given.authority, file_mark=mark).exists():
        raise ContentRefused(reason=Reason.FORKED.value)
    if RequestArrived.objects.filter(partner=came.partner, request__outcome="").count() >= MOST_WAITING:
        raise ContentRefused(reason=Reason.TOO_MUCH_ASIDE.value)
    request = Request.objects.create(
        uid=identity.uid(),
        authority=given.authority,
        kind=notice.kind.value,
        file_mark=mark,
        about=list(given.things),
        received_on=today,
        due_on=due_on(today),
        taken_by=doing.by.handle,
    )
    RequestArrived.objects.create(
        request=request,
        partner=came.partner,
        authority=content.originator,
        about=notice.released,
        ref=content.about,
    )
    doing.note(Event.REQUEST_TAKEN, about=request.uid, kind=notice.kind.value, file=mark, partner=came.partner)


def _take_decided(came: Arrived, doing: Act) -> None:
    """Note how an originator decided what was passed on to it; its first answer stands."""
    answer = answer_from(came.content.body, today=doing.now.date())
    asked = {"means": Means.NOTICE.value, "ref": came.content.about, "notice__authority": came.content.originator}
    told = NoticeTold.objects.select_related("notice__request").filter(**asked).first()
    if told is None:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN.value)
    if told.answered_on is not None:
        if (told.outcome, told.ground) != (answer.outcome.value, answer.ground.value):
            raise ContentRefused(reason=Reason.FORKED.value)
        return
    NoticeTold.objects.filter(pk=told.pk).update(
        outcome=answer.outcome.value, ground=answer.ground.value, answered_on=doing.now.date()
    )
    doing.note(
        Event.REQUEST_CONFIRMED,
        about=told.notice.request.uid,
        authority_told=told.notice.authority,
        outcome=answer.outcome.value,
        ground=answer.ground.value,
    )
