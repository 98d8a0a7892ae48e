"""Letters that a person carries: handed out as files, and taken from files, the same bytes as over the network."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import Outcome
from corridor.core.exchange.records import Letter
from corridor.web.base.exchange.letters import letter_sealed
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import record
from corridor.web.desk.lines import actions, keyring, queries
from corridor.web.desk.lines.intake import line_to
from corridor.web.desk.lines.models import Line
from corridor.web.desk.lines.queries import MOST_ROOM
from corridor.web.desk.lines.records import Taking
from corridor.web.desk.partners import queries as ceilings


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a letter that was brought: from whom, how its items were answered, and how far all has come."""

    partner: str
    outcomes: Counter[Outcome]
    items: int
    have: int
    receipts: int


@dataclass(frozen=True, slots=True)
class Known:
    """A partner as who carries letters sees it: when it was heard of last, and whether something may go there."""

    code: str
    name: str
    reached_at: datetime | None
    is_open: bool


def partners_for(by: Officer) -> tuple[Known, ...]:
    """Return the partners, by code.

    Raises:
        NotPermitted: The officer's function does not keep the node.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    reached = dict(Line.objects.values_list("partner", "reached_at"))
    closed = ceilings.suspended()
    return tuple(
        Known(door.code, door.name, reached.get(door.code), door.code not in closed) for door in queries.partners()
    )


def letters_for(by: Officer, partner: str) -> tuple[int, ...]:
    """Return after which items the letters begin that hold all that waits for a partner.

    Raises:
        NotFound: There is no such partner.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    queries.partner(partner)
    return queries.parts(Line.objects.filter(partner=partner).first() or Line(partner=partner))


def hand_out(*, by: Officer, partner: str, after: int, now: datetime) -> bytes:
    """Return a letter for a partner, to be carried there: what waits after an item, and receipts for what came.

    Raises:
        NotFound: There is no such partner.
        PartnerSuspended: Nothing goes there.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    door = queries.partner(partner)
    ceilings.check_not_suspended(partner)
    with turn.write():
        line = line_to(partner)
    plain = queries.letter_to(line, (), now=now)
    items = queries.next_items(line, MOST_ROOM, after)
    letter = replace(plain, receipts=queries.latest_receipts(partner), items=items)
    record(Event.LETTER_HANDED_OUT, by=by, now=now, about=partner, items=len(items))
    return letter_sealed(letter, signing=keyring.node_key(door), recipient=bytes(door.sealing_key))


def bring(*, by: Officer, content: bytes, taking: Taking, now: datetime) -> Brought:
    """Take a letter that somebody carried here.

    Raises:
        LetterRefused: With the first reason that applies; nothing of it was carried out, and nothing is kept.
    """
    check_permission(by, Permission.OFFICER_MANAGE)
    letter = actions.take_letter(content, taking=taking, now=now)
    record(Event.LETTER_BROUGHT, by=by, now=now, about=letter.sender, items=len(letter.items))
    return _told(letter)


def _told(letter: Letter) -> Brought:
    answered = queries.receipts_for(letter.sender, letter.items)
    have = Line.objects.get(partner=letter.sender).have
    outcomes = Counter(one.outcome for one in answered)
    return Brought(letter.sender, outcomes, len(letter.items), have, len(letter.receipts))
