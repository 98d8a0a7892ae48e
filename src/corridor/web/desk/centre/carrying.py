"""Alerts on the lines to other nodes: whom they reach, and what is put there. Each write runs inside an act."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from corridor.core.centre.codes import PURPOSES, AlertKind, EndReason, Haste, Response
from corridor.core.centre.exchange import answered_written, ended_written, sent_written
from corridor.core.centre.records import Saying
from corridor.core.centre.rules import RETENTION
from corridor.core.exchange.codes import Kind, Urgency
from corridor.web.base.accounts import queries as people
from corridor.web.desk.centre import queries
from corridor.web.desk.centre.models import CentreAlert
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines import queries as known
from corridor.web.desk.lines.records import Saying as Item
from corridor.web.desk.partners.queries import check_may_go, check_not_suspended

FIRST, LAST = 1, 2
"""The versions of an alert as it travels: as it was sent, and that it is over."""


def reachable() -> tuple[str, ...]:
    """Return the codes of the authorities that an alert can be sent to: members here, and those of other nodes."""
    here = [code for code, _ in queries.members()]
    return tuple(sorted({*here, *(key.authority for key in known.authorities_abroad())}))


def name_of(code: str) -> str:
    """Return what an authority is called, here or at the node that speaks for it; nothing for one not known."""
    here = dict(people.authorities())
    return here.get(code) or next((key.name for key in known.authorities_abroad() if key.authority == code), "")


def abroad(own: str) -> tuple[str, ...]:
    """Return the codes of the authorities of other States that can be reached, and of joint centres."""
    country, centres = people.authority_of(own).country, dict(queries.centres())
    others = (code for code, _ in queries.members() if code != own)
    here = [code for code in others if code in centres or people.authority_of(code).country != country]
    return tuple(sorted({*here, *(key.authority for key in known.authorities_abroad() if key.country != country)}))


def node_of(authority: str) -> str:
    """Return the node that speaks for an authority; nothing for a member of this one.

    Raises:
        NotFound: Nobody speaks for it.
    """
    return "" if authority in dict(queries.members()) else known.node_of(authority)


def send(row: CentreAlert, *, now: datetime) -> None:
    """Put an alert on the line to each node that speaks for a recipient; each learns of its own authorities alone.

    Raises:
        PartnerSuspended, NotToPartner: It may not go to one of the partners.
    """
    saying = saying_of(row)
    for node, named in sorted(_by_node(row).items()):
        if saying.kind is AlertKind.DISTRESS:
            check_not_suspended(node)
        else:
            purpose = sorted(PURPOSES[saying.kind])[0]
            check_may_go(node, purpose=purpose, is_personal=False, kind=Kind.ALERT, today=now.date())
        body = sent_written(saying, until=row.until, to=tuple(sorted(named)))
        lines.post(to=node, saying=_item(row, row.authority, FIRST, body), now=now)


def answer(row: CentreAlert, *, authority: str, response: Response, now: datetime) -> None:
    """Put an authority's answer on the line to the node from which an alert came."""
    lines.post(to=row.node, saying=_item(row, authority, FIRST, answered_written(response)), now=now)


def end(row: CentreAlert, *, reason: EndReason, now: datetime) -> None:
    """Tell each node to which an alert was sent that it is over."""
    for node in sorted(_by_node(row)):
        lines.post(to=node, saying=_item(row, row.authority, LAST, ended_written(reason)), now=now)


def saying_of(row: CentreAlert) -> Saying:
    """Return what an alert says."""
    return Saying(
        kind=AlertKind(row.kind),
        haste=Haste(row.haste),
        words=row.words,
        area=row.area,
        hours=row.hours,
        position=row.position,
        aboard=row.aboard,
        thing=row.thing,
    )


def _by_node(row: CentreAlert) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for node, authority in row.answers.exclude(node="").values_list("node", "authority"):
        found[node].add(authority)
    return found


def _item(row: CentreAlert, originator: str, version: int, body: dict[str, object]) -> Item:
    return Item(
        kind=Kind.ALERT,
        originator=originator,
        about=row.about,
        version=version,
        body=body,
        purpose=sorted(PURPOSES[AlertKind(row.kind)])[0],
        retention=RETENTION,
        until=row.until.date().isoformat(),
        urgency=Urgency(row.haste),
    )
