"""Two nodes in one process that know each other: each has its own home and database, letters go from hand to hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from corridor.core.exchange.records import Letter
from corridor.web.base.accounts import models as people
from corridor.web.base.doors import keyring, queries
from corridor.web.base.doors.models import Door
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.ledger import turn
from corridor.web.base.zone import zone
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.keyring import ZONE, public_of
from corridor.web.desk.lines.models import AuthorityKey
from tests import nodes
from tests.nodes import Node

XA, XB = "XA-POL", "XB-BRD"


@dataclass(frozen=True)
class Pair:
    """The node of XA-POL and that of XB-BRD; both have the whole cast, and each speaks for one authority alone."""

    xa: Node
    xb: Node


@contextmanager
def at(node: Node) -> Iterator[None]:
    """Be at a node for a while."""
    before = nodes.here()
    nodes.go(node)
    try:
        yield
    finally:
        nodes.go(before)


@contextmanager
def two_nodes(folder: Path) -> Iterator[Pair]:
    """Make two nodes whose cards are accepted at each other; one stands at that of XA-POL."""
    with nodes.visiting(folder / "xa") as xa:
        xb = nodes.copy(xa, folder / "xb")
        try:
            with at(xb):
                _become(XB)
            _become(XA)
            pair = Pair(xa, xb)
            for here, there in ((xa, xb), (xb, xa)):
                with at(there):
                    told = _told()
                with at(here), turn.write():
                    _accept(*told)
            yield pair
        finally:
            nodes.go(xa)
            nodes.drop(xb)


def _become(code: str) -> None:
    """Let this node be that of one authority, which alone it speaks for, with keys of its own."""
    with turn.write():
        own = people.Authority.objects.get(code=code)
        people.Officer.objects.filter(is_service=True).update(authority=own)
        people.Authority.objects.exclude(code=code).update(closed_at=timezone.now())
    keyring.make_pair()


def _told() -> tuple[Door, AuthorityKey]:
    code, pair = queries.own_code(), keyring.pair(1)
    door = Door(code=code, name=code, kind="police", country=code[:2], zone=ZONE, knows=1, confirmed_by="somebody")
    door.sealing_key, door.signing_key, door.added_at = pair.sealing_public, pair.signing_public, timezone.now()
    public = public_of(keyring.authority_key(code))
    told = {"node": code, "authority": code, "name": code, "country": code[:2], "kind": "police"}
    return door, AuthorityKey(**told, kid=key_id(public), public=public, since=timezone.now())


def _accept(door: Door, key: AuthorityKey) -> None:
    door.save()
    key.save()


def carry(pair: Pair, sender: Node) -> Letter:
    """Carry a letter from one node to the other and the answer back; return the answer as its reader opened it."""
    other, code = (pair.xb, XB) if sender is pair.xa else (pair.xa, XA)
    with at(sender):
        letter = lines.written(code, (), now=timezone.now())
    with at(other):
        now = timezone.now()
        answer = lines.answer_to(lines.take_letter(letter, taking=zone().taking, now=now), now=now)
    with at(sender):
        return lines.take_letter(answer, taking=zone().taking, now=timezone.now())


def settle(pair: Pair) -> None:
    """Carry letters until neither node has anything new for the other."""
    for _ in range(4):
        if not [*carry(pair, pair.xa).items, *carry(pair, pair.xb).items]:
            return
