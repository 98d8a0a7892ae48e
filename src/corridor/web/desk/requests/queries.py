"""Reads of requests: what asks an authority, what it asks of others, and nothing of anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.requests.codes import Kind, Party, Stage, What
from corridor.core.requests.rules.turnaround import medians
from corridor.core.requests.rules.turns import ran_until
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.directory import queries as directory
from corridor.web.desk.directory.queries import Known as KnownContact
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.requests.models import AuthorityRequest
from corridor.web.desk.requests.reading import Known, known

MOST_SHOWN = 200
"""So many open alerts are listed, as many other requests that are open, and as many that have ended.

Of open ones every node has its turn before any has its next, so that who sends many hides nobody else's.
"""

MOST_MEASURED = 1000

DONE = (Stage.CLOSED, Stage.WITHDRAWN)

NOT_ASKED = frozenset({"carrier", "statistics", "protection", "asylum", "return", "oversight"})
"""Kinds of authority that are asked nothing here: what they know of people is not for enforcement."""


@dataclass(frozen=True)
class Listed:
    """The requests of an authority: dangers not closed, those to answer, those that wait, and those that ended."""

    dangers: tuple[Known, ...]
    to_answer: tuple[Known, ...]
    waiting: tuple[Known, ...]
    ended: tuple[Known, ...]


def may_read(reader: Officer) -> bool:
    """Return whether a function has anything to do with requests."""
    return bool({Permission.REQUEST_ASK, Permission.REQUEST_ANSWER} & reader.permissions)


def party_of(row: AuthorityRequest, authority: str) -> Party | None:
    """Return which party of a request an authority is on this node."""
    if authority == row.asker and not row.came:
        return Party.ASKER
    if authority == row.asked:
        return Party.ASKED
    return Party.COPY if authority and authority == row.copy else None


def _readable(reader: Officer, now: datetime) -> QuerySet[AuthorityRequest]:
    if not may_read(reader):
        check_permission(reader, Permission.REQUEST_ANSWER)
    own = reader.reader.authority
    rows = AuthorityRequest.objects.filter(Q(asker=own) | Q(asked=own) | Q(copy=own), erase_on__gt=now.date())
    marks = visible_marks(reader.reader_class, set(rows.values_list("mark", flat=True).distinct()))
    return rows.filter(mark__in=marks)


def _known(reader: Officer, rows: Iterable[AuthorityRequest]) -> tuple[Known, ...]:
    own = reader.reader.authority
    return tuple(known(row, party) for row in rows if (party := party_of(row, own)) is not None)


def requests_for(reader: Officer, *, now: datetime) -> Listed:
    """Return the requests that this reader may read, by due moment.

    Raises:
        NotPermitted: The function neither asks nor answers.
    """
    rows = _readable(reader, now).prefetch_related("turns")
    over = rows.filter(stage__in=DONE).order_by("-ended_at", "uid")[:MOST_SHOWN]
    others = _others(reader, rows)
    is_answered = {Stage.ANSWERED, Stage.REFUSED}
    return Listed(
        dangers=_dangers(reader, rows),
        to_answer=tuple(one for one in others if one.party is not Party.ASKER and one.state.stage not in is_answered),
        waiting=tuple(one for one in others if one.party is Party.ASKER),
        ended=(
            *(one for one in others if one.party is not Party.ASKER and one.state.stage in is_answered),
            *_known(reader, over),
        ),
    )


def dangers_for(reader: Officer, *, now: datetime) -> tuple[Known, ...]:
    """Return the dangers to life that nobody has closed, for pages that show them on top; empty for other functions."""
    return _dangers(reader, _readable(reader, now).prefetch_related("turns")) if may_read(reader) else ()


def leaves_asked(reader: Officer, *, now: datetime) -> tuple[Known, ...]:
    """Return the open requests for leave that the reader's authority was asked and has not answered, by due moment.

    Raises:
        NotPermitted: The function neither asks nor answers.
    """
    rows = _readable(reader, now).filter(kind=Kind.LEAVE.value, asked=reader.reader.authority)
    waiting = rows.exclude(stage__in=[Stage.ANSWERED, Stage.REFUSED]).prefetch_related("turns")
    return tuple(one for one in _others(reader, waiting) if one.party is Party.ASKED)


def _dangers(reader: Officer, rows: QuerySet[AuthorityRequest]) -> tuple[Known, ...]:
    """Return the dangers to life that nobody has closed, the newest first; every node has its turn."""
    found = _of_each_node(rows.filter(kind=Kind.DANGER.value), "-opened_at")
    return _known(reader, sorted(found, key=lambda row: row.opened_at, reverse=True))


def _others(reader: Officer, rows: QuerySet[AuthorityRequest]) -> tuple[Known, ...]:
    """Return the open requests that are no danger to life, by due moment; those whose clock stands still come last."""
    found = _of_each_node(rows.exclude(kind=Kind.DANGER.value), F("due_at").asc(nulls_last=True))
    return _known(reader, sorted(found, key=lambda row: (row.due_at is None, row.due_at or row.opened_at)))


def _of_each_node(rows: QuerySet[AuthorityRequest], first: OrderBy | str) -> list[AuthorityRequest]:
    """Return open requests: the first of every node from which some came, then the second of every node, and so on."""
    place = Window(RowNumber(), partition_by=["came", "partner"], order_by=[first, "opened_at", "uid"])
    return list(rows.exclude(stage__in=DONE).annotate(place=place).order_by("place", "opened_at", "uid")[:MOST_SHOWN])


def is_danger_elsewhere(reader: Officer, *, now: datetime) -> bool:
    """Return whether a danger to life waits that the officer could see in another of its own duties.

    Nothing but that it waits is told, and only to who may act for rescue.
    """
    rules, account = shelf.request_kinds()[Kind.DANGER], people.account_of(reader.handle)
    duties = people.duties_of(account) if account is not None else ()
    if reader.reader.purpose in rules.purposes:
        return False
    if not any(duty.function in rules.functions and duty.purpose in rules.purposes for duty in duties):
        return False
    own = reader.reader.authority
    mine = AuthorityRequest.objects.filter(Q(asker=own) | Q(asked=own) | Q(copy=own), erase_on__gt=now.date())
    return mine.filter(kind=Kind.DANGER.value).exclude(stage__in=DONE).exists()


def request_for(reader: Officer, uid: str, *, now: datetime) -> Known:
    """Return one request, or behave as if it did not exist.

    Raises:
        NotFound: There is none that this reader may read.
    """
    row = _readable(reader, now).filter(uid=uid).prefetch_related("turns").first() if is_uid(uid) else None
    found = _known(reader, [row]) if row is not None else ()
    if not found:
        raise NotFound(kind="request")
    return found[0]


def turnaround_for(reader: Officer, *, now: datetime) -> dict[Kind, tuple[int, timedelta | None]]:
    """Return for each kind how many answers came or were given, and the median of what they took without pauses."""
    stages = (Stage.ANSWERED, Stage.REFUSED, Stage.CLOSED)
    rows = _readable(reader, now).filter(stage__in=stages).prefetch_related("turns").order_by("-opened_at", "uid")
    found = []
    for one in _known(reader, rows[:MOST_MEASURED]):
        if {What.ANSWERED, What.REFUSED} & set(one.state.taken) and one.state.ended_at is not None:
            found.append((one.request.kind, ran_until(one.state, one.state.ended_at)))
    return medians(found)


def answered_by(reader: Officer, *, now: datetime) -> tuple[tuple[datetime, bool], ...] | None:
    """Return when the reader's authority answered each request that it was asked, and whether that was in time.

    Pauses of the clock count as in time. None where there are more than are measured at once.
    """
    stages = (Stage.ANSWERED, Stage.REFUSED, Stage.CLOSED)
    rows = _readable(reader, now).filter(stage__in=stages, asked=reader.reader.authority).prefetch_related("turns")
    found = _known(reader, rows.order_by("-opened_at", "uid")[: MOST_MEASURED + 1])
    if len(found) > MOST_MEASURED:
        return None
    return tuple(
        (one.state.ended_at, ran_until(one.state, one.state.ended_at) <= one.clock.limit)
        for one in found
        if {What.ANSWERED, What.REFUSED} & set(one.state.taken) and one.state.ended_at is not None
    )


@dataclass(frozen=True)
class Addressee:
    """An authority that can be asked: where it is reached, and in which language it is written to."""

    code: str
    name: str
    kind: str
    partner: str = ""
    is_here: bool = False
    language: str = "en"
    is_mandated: bool = False
    """Whether a contact that was reached in time holds the mandate that the kind needs."""


def addressees(reader: Officer, kind: Kind, *, now: datetime) -> tuple[Addressee, ...]:
    """Return whom an officer can ask: authorities of this node, those of partners, and contacts of the directory.

    A contact is offered only where it has been reached in time and holds the mandate that the kind needs.
    """
    rules, own = shelf.request_kinds()[kind], reader.reader.authority
    contacts = contacts_with(reader, rules.mandate, now=now)
    languages = {one.row.authority: _language(one) for one in contacts}
    found: dict[str, Addressee] = {}
    for code, name in people.authorities():
        found[code] = Addressee(code, name, people.authority_of(code).kind, is_here=True)
    for key in lines.authorities_abroad():
        found.setdefault(key.authority, Addressee(key.authority, key.name, key.kind, partner=key.node))
    for one in contacts:
        kind_there = rules.asks_of or "other"
        found.setdefault(one.row.authority, Addressee(one.row.authority, one.contact.name, kind_there))
    return tuple(
        replace(one, language=languages.get(one.code, "en"), is_mandated=one.code in languages)
        for one in sorted(found.values(), key=lambda one: one.code)
        if one.code != own and one.kind not in NOT_ASKED and (not rules.asks_of or one.kind == rules.asks_of)
    )


def askable(offered: Iterable[Addressee], kind: Kind) -> tuple[Addressee, ...]:
    """Return who of those offered can be the first to ask; an alert goes to rescue coordination, where there is one.

    Where nobody of rescue coordination was reached in time, it goes to whoever can pass it on.
    """
    everybody = tuple(offered)
    mandated = tuple(one for one in everybody if one.is_mandated)
    return mandated if kind is Kind.DANGER and mandated else everybody


def contacts_with(reader: Officer, mandate: str, *, now: datetime) -> tuple[KnownContact, ...]:
    """Return the contacts that hold a mandate and have been reached in time; who answers now stands first."""
    if Permission.DIRECTORY_READ not in reader.permissions:
        return ()
    known_ones = directory.contacts_for(reader, now=now)
    return tuple(one for one in known_ones if not one.is_stale and mandate in one.contact.mandates)


def _language(contact: KnownContact) -> str:
    return next((one for one in contact.contact.languages if one in ("en", "fr", "es", "ar")), "en")


def node_now(authority: str, before: str) -> str:
    """Return the node that speaks for an authority now, or the one that did when it was asked."""
    try:
        return lines.node_of(authority) if before else ""
    except NotFound:
        return before


def is_outside(found: Known) -> bool:
    """Return whether the asked authority has no line and works elsewhere: its answers are written down by who asked."""
    row = found.row
    return not row.came and not row.partner and row.asked not in lines.own_authorities()


@dataclass(frozen=True)
class Leave:
    """What the owner of an item answered to a request for leave."""

    request: str
    about: str
    use: str
    asker: str
    owner: str
    is_granted: bool
    answered_at: datetime


def leaves_for(reader: Officer, *, about: str, now: datetime) -> tuple[Leave, ...]:
    """Return the answers to requests for leave to use an item that this reader may read, the latest first."""
    rows = _readable(reader, now).filter(kind=Kind.LEAVE.value, document__about=about).prefetch_related("turns")
    found = [
        Leave(
            request=one.row.uid,
            about=about,
            use=one.request.use,
            asker=one.row.asker,
            owner=one.row.asked,
            is_granted=one.state.granted == "yes",
            answered_at=one.state.ended_at,
        )
        for one in _known(reader, rows)
        if one.state.granted and one.state.ended_at is not None
    ]
    return tuple(sorted(found, key=lambda one: one.answered_at, reverse=True))
