"""Writes of requests: ask, take a turn, write down what came by another way. The ledger has codes and no words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.kernel.text import clean
from corridor.core.requests.codes import OPEN, Channel, Kind, Party, What
from corridor.core.requests.errors import (
    NobodyToAsk,
    RequestIncomplete,
    SaidIncomplete,
    TooManyOpen,
    TurnRefused,
    WordsPersonal,
)
from corridor.core.requests.exchange import request_written
from corridor.core.requests.records import Request, Said
from corridor.core.requests.rules.asking import CASE, request_problems, said_problems
from corridor.core.requests.rules.turns import check_turn
from corridor.web.base import identity
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.base.marks.queries import uses_of
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.partners import treatment
from corridor.web.desk.requests import queries
from corridor.web.desk.requests.models import AuthorityRequest, RequestTurn
from corridor.web.desk.requests.queries import Addressee
from corridor.web.desk.requests.reading import RETENTION, Known, known, lists, marking_for, regime_of
from corridor.web.desk.requests.saying import personal_fields, tell, told

MOST_OPEN = 500
"""So many requests of one authority to another may be open."""

DAYS_KEPT = 1095
"""As long as the retention rule of their marking says."""

FIRST = Said(What.ASKED)


def ask(*, by: Officer, request: Request, now: datetime) -> str:
    """Ask another authority; return the identifier of the request.

    Raises:
        NotPermitted: The function asks nothing, or not this.
        RequestIncomplete: A field must be corrected.
        WordsPersonal: The words seem to name or reach a person.
        NobodyToAsk: There is no such authority, or it may not be asked this.
        NotFound: It is about a thing that the officer may not read.
        TooManyOpen: Too many requests to this authority are open.
    """
    check_permission(by, Permission.REQUEST_ASK)
    request = replace(request, asker=by.reader.authority, purpose=by.reader.purpose, words=clean(request.words))
    uid = str(identity.uid())
    with act(
        Event.AUTHORITY_ASKED, by=by, now=now, about=uid, kind=request.kind.value, to=request.asked, clock=request.clock
    ):
        _check_request(by, request, now)
        asked, copy = _addressed(by, request, now)
        mark = intern(marking_for(request), now)
        if not uses_of(by.reader_class, mark) & Use.READ:
            raise NotPermitted(permission=Permission.REQUEST_ASK.value)
        row = AuthorityRequest(
            uid=uid,
            thread=uid,
            partner=asked.partner,
            copy_partner=copy.partner if copy is not None else "",
            opened_by=by.handle,
        )
        open_request(row, request, mark=mark, now=now)
        tell(row, Party.ASKER, 1, FIRST, now=now)
    return uid


def open_request(row: AuthorityRequest, request: Request, *, mark: int, now: datetime) -> None:
    """Save a request with its first turn, whether it is asked here or came over a line."""
    regime = regime_of(request.kind, now=now)
    row.asker, row.asked, row.copy = request.asker, request.asked, request.copy
    row.kind, row.purpose, row.legal_basis = request.kind.value, request.purpose, request.legal_basis
    row.regime_version, row.mark, row.document = regime.version, mark, request_written(request)
    row.opened_at, row.erase_on = now, now.date() + timedelta(days=DAYS_KEPT)
    row.stage, row.due_at = "waiting", now + regime.clocks[request.clock].limit
    row.save(force_insert=True)
    add_turn(row, Party.ASKER, 1, FIRST, now=now, by=row.opened_by)


def add_turn(
    row: AuthorityRequest,
    party: Party,
    number: int,
    said: Said,
    *,
    now: datetime,
    by: str = "",
    channel: str = "",
    reference: str = "",
) -> None:
    """Save a turn, and where the request stands after it."""
    document = {name: str(getattr(said, name)) for name in ("what", "words", "ground", "reason", "until", "granted")}
    RequestTurn.objects.create(
        request=row,
        n=row.turns.count() + 1,
        party=party.value,
        number=number,
        at=now,
        by=by,
        document=document,
        channel=channel,
        reference=reference,
    )
    settled = known(AuthorityRequest.objects.get(pk=row.pk), party)
    AuthorityRequest.objects.filter(pk=row.pk).update(
        stage=settled.state.stage.value, due_at=settled.due_at, ended_at=settled.state.ended_at
    )


def _check_request(by: Officer, request: Request, now: datetime) -> None:
    rules = shelf.request_kinds()[request.kind]
    if wrong := request_problems(request, rules, regime_of(request.kind, now=now), lists()):
        raise RequestIncomplete(field=wrong[0][0], why=wrong[0][1])
    if found := personal_fields(request, FIRST):
        raise WordsPersonal(field=found[0])
    if request.kind is Kind.CORROBORATION:
        thing_for(by, request.about)
        treatment.check_not_barred(things=[request.about])
    to_same = AuthorityRequest.objects.filter(asker=request.asker, asked=request.asked, came=False)
    if to_same.filter(stage__in=OPEN).count() >= MOST_OPEN:
        raise TooManyOpen(most=MOST_OPEN)


def _addressed(by: Officer, request: Request, now: datetime) -> tuple[Addressee, Addressee | None]:
    """Return whom a request goes to, and who has the copy."""
    rules = shelf.request_kinds()[request.kind]
    offered = {one.code: one for one in queries.addressees(by, request.kind, now=now)}
    if rules.asks_of and people.authority_of(by.reader.authority).kind != rules.asks_of:
        raise NobodyToAsk(why="not-of-this-kind")
    if request.asked not in offered or (request.copy and request.copy not in offered):
        raise NobodyToAsk(why="unknown")
    if request.asked not in {one.code for one in queries.askable(offered.values(), request.kind)}:
        raise NobodyToAsk(why="not-rescue-coordination")
    return offered[request.asked], offered.get(request.copy)


def take_turn(*, by: Officer, uid: str, said: Said, now: datetime) -> None:
    """Take one turn of a request, as the party that the officer's authority is.

    Raises:
        NotFound: There is no such request for this officer.
        NotPermitted: The function does not take the turns of this party.
        SaidIncomplete: The turn does not say what it must.
        WordsPersonal: The words seem to name or reach a person.
        TurnRefused: It cannot be taken at this stage.
    """
    found = queries.request_for(by, uid, now=now)
    is_asker = found.party is Party.ASKER
    check_permission(by, Permission.REQUEST_ASK if is_asker else Permission.REQUEST_ANSWER)
    said = replace(said, words=clean(said.words))
    with act(Event.AUTHORITY_REQUEST_TURNED, by=by, now=now, about=uid, turn=said.what.value, **_coded(said)):
        _turned(by, found, found.party, said, now)


def write_down(*, by: Officer, uid: str, said: Said, channel: Channel, reference: str, now: datetime) -> None:
    """Write down what the asked authority answered by another channel, with the reference it gave.

    Only whoever asked an authority without a line writes its turns down; a partner takes its own.

    Raises:
        NotFound: There is no such request of this officer's authority to an authority without a line.
        SaidIncomplete: The turn or the reference does not say what it must.
        WordsPersonal: The words seem to name or reach a person.
        TurnRefused: It cannot be taken at this stage.
    """
    check_permission(by, Permission.REQUEST_ASK)
    found = queries.request_for(by, uid, now=now)
    said = replace(said, words=clean(said.words))
    with act(
        Event.AUTHORITY_REQUEST_TURNED,
        by=by,
        now=now,
        about=uid,
        turn=said.what.value,
        channel=channel.value,
        **_coded(said),
    ):
        if found.party is not Party.ASKER or not queries.is_outside(found):
            raise NotFound(kind="request")
        if not CASE.fullmatch(reference):
            raise SaidIncomplete(field="reference", why="malformed")
        _turned(by, found, Party.ASKED, said, now, channel=channel.value, reference=reference)


def _turned(
    by: Officer, found: Known, party: Party, said: Said, now: datetime, channel: str = "", reference: str = ""
) -> None:
    """Check, save and tell a turn, on the request as it is now."""
    # Lines first, then the request: in the order in which whoever takes a letter holds them.
    lines.hold(() if channel else told(found.row, party))
    row = AuthorityRequest.objects.select_for_update().get(pk=found.row.pk)
    current = known(row, party)
    kind = current.request.kind
    if wrong := said_problems(said, kind, lists(), today=now.date()):
        raise SaidIncomplete(field=wrong[0][0], why=wrong[0][1])
    if said.what is What.ASKED:
        raise TurnRefused(why="not-at-this-stage")
    check_turn(current.state, party, said.what, kind, current.clock, now)
    if fields := personal_fields(current.request, said):
        raise WordsPersonal(field=fields[0])
    number = current.state.counts.get(party, 0) + 1
    add_turn(row, party, number, said, now=now, by=by.handle, channel=channel, reference=reference)
    if not channel:
        tell(row, party, number, said, now=now)


def _coded(said: Said) -> dict[str, str]:
    """Return what the ledger keeps of a turn: its codes."""
    found = {"ground": said.ground, "reason": said.reason, "granted": said.granted}
    return {name: code for name, code in found.items() if code and len(code) < 40 and code.replace("-", "").isalnum()}


def ask_leave(*, by: Officer, about: str, use: str, to: str, words: str, case: str, now: datetime) -> str:
    """Ask the owner of an item for leave to use it beyond its marking; return the identifier of the request.

    The answer says yes or no. It changes no marking: the owner does, by a re-marking; see `queries.leaves_for`.
    """
    basis = shelf.request_kinds()[Kind.LEAVE].bases[0]
    request = Request(
        kind=Kind.LEAVE,
        asker=by.reader.authority,
        asked=to,
        purpose=by.reader.purpose,
        legal_basis=basis,
        case=case,
        clock="ordinary",
        words=words,
        about=about,
        use=use,
    )
    return ask(by=by, request=request, now=now)


def erase_over(*, by: Officer, now: datetime) -> int:
    """Erase the requests whose day has come, with their turns; return how many."""
    over = AuthorityRequest.objects.filter(erase_on__lte=now.date())
    found = over.count()
    if found:
        with act(Event.RETENTION_ERASED, by=by, now=now, about="requests", rule=RETENTION, count=found):
            over.delete()
    return found
