"""Carrying out what partners ask and answer; each runs inside the write that takes their letter.

The moment that counts is that of arrival here, whatever the item claims. A thread between two others and a thread that
does not exist are answered alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.kernel.identifiers import is_uid
from corridor.core.requests.codes import OPEN, Kind, Party, What
from corridor.core.requests.errors import BodyRefused
from corridor.core.requests.exchange import request_from, turn_from
from corridor.core.requests.records import Request, Said
from corridor.core.requests.rules.asking import request_problems, said_problems
from corridor.core.requests.rules.turns import MOST_TURNS, rule_for
from corridor.web.base import identity
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import Act
from corridor.web.base.marks.actions import intern
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.lines.records import Arrived
from corridor.web.desk.requests.actions import FIRST, add_turn, open_request
from corridor.web.desk.requests.models import AuthorityRequest
from corridor.web.desk.requests.queries import NOT_ASKED, node_now
from corridor.web.desk.requests.reading import known, lists, marking_for, regime_of
from corridor.web.desk.requests.saying import personal_fields

MOST_OPEN_OF_A_PARTNER = 200
"""So many requests of one partner may be open here, and as many dangers to life, which nothing else may hold up."""

ANY_DAY = date.min
"""A day that somebody else promised is shown as it is: what came late may name one that is over."""


def take_question(came: Arrived, *, doing: Act) -> None:
    """Take a request of a partner's authority, or a further turn of whoever asked.

    Raises:
        ContentRefused: It cannot be taken; nothing of it is kept.
    """
    said, written = _turn(came)
    if said.what is What.ASKED:
        _begin(came, written, doing)
    else:
        content = came.content
        row = AuthorityRequest.objects.filter(asker=content.originator, came=True, thread=content.thread).first()
        is_theirs = row is not None and came.partner == node_now(row.asker, row.partner)
        _continue(came, row if is_theirs else None, Party.ASKER, said, doing)


def take_answer(came: Arrived, *, doing: Act) -> None:
    """Take a turn of an authority that was asked, or that has a copy.

    Raises:
        ContentRefused: It cannot be taken; nothing of it is kept.
    """
    said, _ = _turn(came)
    content = came.content
    row = AuthorityRequest.objects.filter(thread=content.thread, came=False).first()
    party = None
    if row is not None and row.partner and row.asked == content.originator:
        party = Party.ASKED if came.partner == node_now(row.asked, row.partner) else None
    elif row is not None and row.copy_partner and row.copy == content.originator:
        party = Party.COPY if came.partner == node_now(row.copy, row.copy_partner) else None
    _continue(came, row if party is not None else None, party or Party.ASKED, said, doing)


def _turn(came: Arrived) -> tuple[Said, Mapping[str, Any]]:
    content = came.content
    if not is_uid(content.thread) or content.about != content.thread:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value)
    try:
        return turn_from(content.body)
    except BodyRefused as wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from wrong


def _begin(came: Arrived, written: Mapping[str, Any], doing: Act) -> None:
    content = came.content
    try:
        request = request_from(
            written, asker=content.originator, purpose=content.purpose, legal_basis=content.legal_basis
        )
    except BodyRefused as wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value) from wrong
    ours = lines.own_authorities()
    if request.asked not in ours and request.copy not in ours:
        raise ContentRefused(reason=Reason.NOT_FOR_US.value)
    rows = AuthorityRequest.objects.filter(asker=request.asker)
    rules, regime = shelf.request_kinds()[request.kind], regime_of(request.kind, now=doing.now)
    here = {request.asked, request.copy}.intersection(ours)
    is_wrong = (
        content.version != 1
        or request.asker in ours
        or bool(request_problems(request, rules, regime, lists()))
        or bool(personal_fields(request, FIRST))
        or not _may_be_asked(request)
        or any(people.authority_of(code).kind in NOT_ASKED for code in here)
        or rows.filter(thread=content.thread).exists()
        or _open_of(came.partner, request.kind) >= MOST_OPEN_OF_A_PARTNER
    )
    if is_wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value)
    row = AuthorityRequest(uid=str(identity.uid()), thread=content.thread, partner=came.partner, came=True)
    open_request(row, request, mark=intern(marking_for(request), doing.now), now=doing.now)
    doing.note(Event.AUTHORITY_REQUEST_RECEIVED, about=row.uid, kind=request.kind.value, of=request.asker)


def _may_be_asked(request: Request) -> bool:
    """Tell whether asker and asked are of the kind that this kind of request is between."""
    wanted = shelf.request_kinds()[request.kind].asks_of
    abroad = {key.authority: key.kind for key in lines.authorities_abroad()}
    return not wanted or wanted == abroad.get(request.asker) == people.authority_of(request.asked).kind


def _open_of(partner: str, kind: Kind) -> int:
    """Return how many requests of a partner are open: dangers to life are counted by themselves."""
    rows = AuthorityRequest.objects.filter(partner=partner, came=True, stage__in=OPEN)
    danger = Kind.DANGER.value
    return rows.filter(kind=danger).count() if kind is Kind.DANGER else rows.exclude(kind=danger).count()


def _continue(came: Arrived, row: AuthorityRequest | None, party: Party, said: Said, doing: Act) -> None:
    # One turn after the other, also where two partners are heard at once; the line they came by is held already.
    row = AuthorityRequest.objects.select_for_update().filter(pk=row.pk).first() if row is not None else None
    if row is None:
        raise ContentRefused(reason=Reason.NOTHING_KNOWN.value)
    current = known(row, party)
    rule = rule_for(said.what, current.request.kind)
    is_wrong = (
        rule is None
        or party not in rule.parties
        or came.content.version != current.state.counts.get(party, 0) + 1
        or len(current.turns) >= MOST_TURNS
        or bool(said_problems(said, current.request.kind, lists(), today=ANY_DAY))
        or bool(personal_fields(current.request, said))
    )
    if is_wrong:
        raise ContentRefused(reason=Reason.CONTENT_REFUSED.value)
    add_turn(row, party, came.content.version, said, now=doing.now)
    doing.note(Event.AUTHORITY_REQUEST_TURNED, about=row.uid, turn=said.what.value, of=came.content.originator)
