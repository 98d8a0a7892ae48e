"""Words that may stand in a request or a turn, and putting a turn in the log for partners; each runs inside an act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from corridor import shelf
from corridor.core.exchange.codes import Kind as ItemKind
from corridor.core.exchange.codes import Urgency
from corridor.core.handling.exchange import digest
from corridor.core.requests.codes import Kind, Party, What
from corridor.core.requests.exchange import turn_body
from corridor.core.requests.records import Request, Said
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.partners import queries as ceilings
from corridor.web.desk.reports.screening import findings_in
from corridor.web.desk.requests.models import AuthorityRequest
from corridor.web.desk.requests.queries import node_now
from corridor.web.desk.requests.reading import marking_for, request_of


def personal_fields(request: Request, said: Said) -> tuple[str, ...]:
    """Return the fields whose words seem to name or reach a person; what identifies an object has its own fields."""
    texts: Mapping[str, str] = {"words": said.words}
    if said.what is What.ASKED:
        piece, rescue = request.equipment, request.rescue
        texts = {
            "case": request.case,
            "serial": f"{piece.make} {piece.model}" if piece is not None else "",
            "place": rescue.place if rescue is not None else "",
            "words": request.words,
        }
    return tuple(field for field, text in texts.items() if text and findings_in(text))


def told(row: AuthorityRequest, party: Party) -> tuple[str, ...]:
    """Return the nodes that are told what a party says, in the order of their codes."""
    other = row.asked if party is Party.ASKER else row.asker
    partners = {node_now(other, row.partner)}
    if party is Party.ASKER:
        partners.add(node_now(row.copy, row.copy_partner))
    return tuple(sorted(partners - {""}))


def tell(row: AuthorityRequest, party: Party, number: int, said: Said, *, now: datetime) -> None:
    """Put a turn in the log for every partner that is part of the request.

    Raises:
        NotToPartner: What this node agreed with the partner does not admit it today.
    """
    nodes, request = told(row, party), request_of(row)
    for node in nodes:
        lines.post(to=node, saying=_saying(row, request, party, number, said, node, now), now=now)


def _saying(
    row: AuthorityRequest, request: Request, party: Party, number: int, said: Said, node: str, now: datetime
) -> Saying:
    is_first = said.what is What.ASKED
    kind = ItemKind.QUESTION if party is Party.ASKER else ItemKind.ANSWER
    # What a rescue needs names nobody and waits for no agreement; a partner that is suspended still gets nothing.
    if request.kind is Kind.DANGER:
        ceilings.check_not_suspended(node)
    else:
        ceilings.check_may_go(
            node,
            purpose=row.purpose,
            is_personal=is_first and bool(request.identifiers),
            kind=kind.value,
            today=now.date(),
        )
    return Saying(
        kind=kind,
        originator={Party.ASKER: row.asker, Party.ASKED: row.asked, Party.COPY: row.copy}[party],
        about=row.thread,
        version=number,
        body=turn_body(said, request if is_first else None),
        marking=digest(marking_for(request)),
        purpose=row.purpose,
        legal_basis=row.legal_basis,
        thread=row.thread,
        urgency=_urgency(request, said),
    )


def _urgency(request: Request, said: Said) -> Urgency:
    if request.kind is Kind.DANGER:
        return Urgency.FLASH
    is_urgent = shelf.request_regimes()[shelf.request_kinds()[request.kind].regime][-1].clocks[request.clock].is_urgent
    return Urgency.PROMPT if is_urgent or said.what is What.ESCALATED else Urgency.ROUTINE
