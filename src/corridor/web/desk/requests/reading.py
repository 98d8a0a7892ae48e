"""Rows of requests as the core knows them, and the markings under which they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from corridor import shelf
from corridor.core.handling.codes import Audience, Use
from corridor.core.handling.records import Marking, SchemeCode
from corridor.core.requests.codes import Kind, Party, What
from corridor.core.requests.exchange import regime_on, request_from
from corridor.core.requests.records import Clock, Regime, Request, Said, State, Turn
from corridor.core.requests.rules.turns import due_at, is_overdue, state_of
from corridor.web.desk.requests.models import AuthorityRequest, RequestTurn

RETENTION = "operational-3y"


@dataclass(frozen=True)
class Known:
    """A request with its turns, where it stands, and which party the reader is."""

    row: AuthorityRequest
    request: Request
    rows: tuple[RequestTurn, ...]
    turns: tuple[Turn, ...]
    clock: Clock
    state: State
    party: Party

    @property
    def due_at(self) -> datetime | None:
        """When the answer is due; nothing while the clock stands still."""
        return due_at(self.state, self.clock)

    def is_overdue(self, now: datetime) -> bool:
        """Say whether the answer should have come."""
        return is_overdue(self.state, self.clock, now)


def lists() -> Mapping[str, Collection[str]]:
    """Return the codes in force of every list of requests."""
    return {name: [term.code for term in one.current()] for name, one in shelf.request_lists().items()}


def regime_of(kind: Kind, version: int | None = None, *, now: datetime | None = None) -> Regime:
    """Return the clocks of a kind: those of a version, or those that count now."""
    versions = shelf.request_regimes()[shelf.request_kinds()[kind].regime]
    if now is not None:
        return regime_on(versions, now.date())
    return next(one for one in versions if one.version == version)


def marking_for(request: Request) -> Marking:
    """Return the marking of a request: who asked, who was asked and who has the copy may read it, and nobody else.

    Its functions and purposes are those of its kind. What asks for a rescue admits no function and no purpose of
    enforcement; what one financial intelligence unit asks another admits that function alone.
    """
    rules = shelf.request_kinds()[request.kind]
    return Marking(
        originator=request.asker,
        audience=Audience.NAMED,
        recipients=frozenset(one for one in (request.asker, request.asked, request.copy) if one),
        functions=rules.functions,
        purposes=rules.purposes,
        handling=(SchemeCode("tlp", "2.0", "AMBER"),),
        uses=Use.READ | Use.PRINT,
        clearance=0,
        compartments=frozenset(),
        retention=RETENTION,
    )


def request_of(row: AuthorityRequest) -> Request:
    """Return what a row asks."""
    return request_from(row.document, asker=row.asker, purpose=row.purpose, legal_basis=row.legal_basis)


def said_of(turn: RequestTurn) -> Said:
    """Return what a turn says."""
    return Said(**{**turn.document, "what": What(turn.document["what"])})


def known(row: AuthorityRequest, party: Party) -> Known:
    """Return a request as the core knows it; its turns are read with it."""
    request = request_of(row)
    rows = tuple(sorted(row.turns.all(), key=lambda turn: turn.n))
    turns = tuple(Turn(Party(one.party), one.number, one.at, said_of(one)) for one in rows)
    clock = regime_of(request.kind, row.regime_version).clocks[request.clock]
    return Known(row, request, rows, turns, clock, state_of(turns, request.kind, clock), party)
