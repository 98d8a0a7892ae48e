"""Whom a decision must reach, and telling them over the lines there are; each write runs inside the act that decides.

Nothing of what is told here is personal: the name of a release, a kind of request, a code, a day, a random reference.
It makes a partner hold less or know that something is due. So no ceiling is asked, as with a recall and its
attestation: a ceiling or an adverse assessment that kept a person's request from its originator would protect nobody.
What waits for a partner that is suspended stays in its log until the suspension is lifted, as a recall does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.exchange.codes import Kind
from corridor.core.kernel.errors import NotFound
from corridor.core.rights.codes import PASSED_ON, Ground, Means, Outcome, RequestKind
from corridor.core.rights.exchange import answer_document, notice_document
from corridor.core.rights.records import Answer, Notice
from corridor.web.base import identity
from corridor.web.base.ledger.actions import Act
from corridor.web.desk.exchange import by_law
from corridor.web.desk.exchange.by_law import Came, Out, Sent
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines import queries as partners
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.rights.models import NoticeTold, Request, RequestArrived, RequestNotice
from corridor.web.desk.rights.queries import Holdings, Line


@dataclass(frozen=True)
class Reach:
    """Whom a decision reaches: by releases that end, by releases that were corrected, and by requests passed on.

    `passed_on` has the node to tell, beside what came; `originators` and `takers` are all who must hear of it, whether
    or not there is a line to them.
    """

    ending: tuple[Out, ...] = ()
    corrected: tuple[Out, ...] = ()
    passed_on: tuple[tuple[Came, str], ...] = ()
    originators: frozenset[str] = frozenset()
    takers: frozenset[str] = frozenset()

    @property
    def nodes(self) -> set[str]:
        """The nodes to whose lines something will be added."""
        return {node for _, node in self.passed_on}.union(*(one.partners for one in self.ending))


def reach_of(by: Officer, request: Request, held: Holdings, leaving: Sequence[Line], outcome: Outcome) -> Reach:
    """Return whom a decision must reach; nobody for access, nor where nothing is granted.

    A request that arrived is not passed on once more: the authority that the person asked tells the originators of
    what it holds, and two nodes that hold items of each other would ask each other for ever.
    """
    if RequestKind(request.kind) not in PASSED_ON or outcome is Outcome.REFUSED:
        return Reach()
    is_arrived = RequestArrived.objects.filter(request=request).exists()
    theirs = [] if is_arrived else [line for line in held.lines if not line.is_own and line.originator]
    out = by_law.out_telling(by, {line.key[0] for line in leaving})
    is_corrected = request.kind == RequestKind.CORRECTION
    return Reach(
        ending=tuple(one for one in out if not (is_corrected and one.is_of_another_version)),
        corrected=tuple(one for one in out if is_corrected and one.is_of_another_version),
        passed_on=_passed_on(by_law.received_telling(by, {line.key[0] for line in theirs})),
        originators=frozenset(line.originator for line in theirs),
        takers=frozenset(one.authority for one in held.touched if one.event != Event.PAGE_READ),
    )


def _passed_on(came: Collection[Came]) -> tuple[tuple[Came, str], ...]:
    """Return to which node each request goes: the one that speaks for the originator, if a line leads there."""
    found = []
    for one in came:
        try:
            found.append((one, partners.partner(partners.node_of(one.originator)).code))
        except NotFound:
            continue
    return tuple(found)


def notify(request: Request, reach: Reach, doing: Act) -> None:
    """Tell everybody whom a decision reaches, over the lines there are, and list all of them; runs inside an act."""
    recalled = [one for out in reach.ending for one in by_law.recall(out.about, doing)]
    corrected = [one for out in reach.corrected for one in by_law.sent(out.about)]
    by_line = {authority for one in (*recalled, *corrected) for authority in one.authorities}
    notices = _listed(request, reach.originators, reach.takers | by_line)
    told = [
        *_told(notices, recalled, Means.RECALL, doing),
        *_told(notices, corrected, Means.CORRECTION, doing),
        *(_pass_on(request, notices[came.originator, True], came, node, doing) for came, node in reach.passed_on),
    ]
    NoticeTold.objects.bulk_create(told)


def _listed(
    request: Request, originators: Collection[str], takers: Collection[str]
) -> dict[tuple[str, bool], RequestNotice]:
    rows = [(authority, True) for authority in sorted(originators)]
    rows += [(authority, False) for authority in sorted(takers) if authority != request.authority]
    return {
        (authority, is_originator): RequestNotice.objects.create(
            request=request, authority=authority, is_originator=is_originator
        )
        for authority, is_originator in rows
    }


def _told(
    notices: Mapping[tuple[str, bool], RequestNotice], sent: Collection[Sent], means: Means, doing: Act
) -> list[NoticeTold]:
    """Return that recipients were told; where there was no line any more, nobody was."""
    return [
        NoticeTold(
            notice=notices[authority, False],
            means=means.value,
            about=one.about,
            partner=one.partner,
            number=one.number,
            told_on=_day_of(one, means, doing),
        )
        for one in sent
        if one.number
        for authority in one.authorities
        if (authority, False) in notices
    ]


def _day_of(one: Sent, means: Means, doing: Act) -> date:
    """Return the day on which an item was put in the log: a correction may have gone before the request was decided."""
    made_at = partners.made_at(one.partner, one.number) if means is Means.CORRECTION else None
    return (made_at or doing.now).date()


def _pass_on(request: Request, notice: RequestNotice, came: Came, node: str, doing: Act) -> NoticeTold:
    """Pass a request on to the originator of something, under a reference that says nothing of it."""
    ref, today = str(identity.uid()), doing.now.date()
    body = notice_document(Notice(RequestKind(request.kind), came.originator, came.about, today))
    number = lines.post(to=node, saying=_saying(request.authority, ref, body), now=doing.now)
    doing.note(Event.REQUEST_PASSED_ON, about=request.uid, partner=node, authority_told=came.originator)
    return NoticeTold(
        notice=notice,
        means=Means.NOTICE.value,
        about=came.about,
        partner=node,
        number=number,
        told_on=today,
        ref=ref,
    )


def answer(request: Request, outcome: Outcome, ground: Ground, doing: Act) -> None:
    """Tell the authority that passed a request on how it was decided; nothing for one that a person brought here.

    Where no line leads to it any more, the request stays unanswered until somebody has told it by hand.
    """
    arrived = RequestArrived.objects.filter(request=request).first()
    if arrived is None:
        return
    today = doing.now.date()
    body = answer_document(Answer(outcome, ground, today))
    try:
        node = partners.owner_of(arrived.authority, arrived.partner)
        lines.post(to=node, saying=_saying(request.authority, arrived.ref, body), now=doing.now)
    except NotFound:
        return
    Request.objects.filter(pk=request.pk).update(answered_on=today)
    doing.note(Event.REQUEST_ANSWERED, about=request.uid, partner=node)


def answered_to(request: Request) -> set[str]:
    """Return the node that is told how a request was decided; none for one that a person brought here."""
    arrived = RequestArrived.objects.filter(request=request).first()
    return set() if arrived is None else {partners.owner_of(arrived.authority, arrived.partner)}


def _saying(authority: str, ref: str, body: Mapping[str, object]) -> Saying:
    return Saying(kind=Kind.RIGHTS_NOTICE, originator=authority, about=ref, version=1, body=body)
