"""A partner's node, played in memory: its keys, its log, the letters that it writes and how it reads the answers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.utils import timezone

from corridor.core.entities.records import Draft
from corridor.core.exchange import logs
from corridor.core.exchange.codes import Kind, Urgency
from corridor.core.exchange.records import Content, Item, Letter, Outgoing, Receipt
from corridor.core.exchange.releases import Released, body_of, narrowed
from corridor.core.handling.exchange import digest
from corridor.web.base import sealing
from corridor.web.base.doors import keyring
from corridor.web.base.doors.models import Door
from corridor.web.base.exchange import wire
from corridor.web.base.exchange.letters import Known, content_signed, letter_opened, letter_sealed
from corridor.web.base.ledger import turn
from corridor.web.desk.lines.keyring import ZONE, public_of
from corridor.web.desk.lines.models import AuthorityKey
from tests import make

ADDRESS = "/exchange/letter/"
US = "XA-POL"
PURPOSE = "operational-analysis"


def new_key() -> bytes:
    """Return a private key for signing."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def moment(ahead: timedelta = timedelta()) -> str:
    """Return the present moment by a clock that is ahead by so much, as letters tell it."""
    return (datetime.now(UTC) + ahead).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Far:
    """A node with one authority; what it says is as it chooses, right or wrong."""

    code: str = "XD-NAT"
    authority: str = "XD-POL"
    node: bytes = field(default_factory=new_key)
    signing: bytes = field(default_factory=new_key)
    pair: tuple[bytes, bytes] = field(default_factory=sealing.new_pair)
    log: Outgoing = field(default_factory=Outgoing)
    have: int = 0

    def introduce(self) -> Far:
        """Let the node under test know it, as two people there would, and for whom it speaks."""
        door = Door(code=self.code, name=self.code, kind="police", country="XD", zone=ZONE, knows=0, confirmed_by="two")
        door.sealing_key, door.signing_key, door.added_at = self.pair[1], public_of(self.node), timezone.now()
        told = {"node": self.code, "authority": self.authority, "name": self.authority, "country": "XD"}
        public = public_of(self.signing)
        key = AuthorityKey(**told, kind="police", kid=wire.key_id(public), public=public, since=timezone.now())
        with turn.write():
            door.save()
            key.save()
        return self

    def says(self, kind: Kind, body: dict[str, Any], *, by: bytes = b"", **said: Any) -> bytes:
        """Put one item in the log; return what was signed."""
        signed, said = self.signed(kind, body, by=by, **said)
        self.adds(kind, signed, **said)
        return signed

    def signed(self, kind: Kind, body: dict[str, Any], *, by: bytes = b"", **said: Any) -> tuple[bytes, dict[str, Any]]:
        """Return what the authority signs, and how an item names it."""
        named: dict[str, Any] = {
            "originator": self.authority,
            "about": make.uid(f"item {len(self.log.items)}"),
            "version": 1,
        }
        named |= {name: said.pop(name) for name in list(said) if name in named}
        plain: dict[str, Any] = {"marking": "0" * 64, "purpose": "exchange", "legal_basis": "none", "retention": "none"}
        plain |= {"until": "", "thread": "", "urgency": Urgency.ROUTINE, "at": moment(), **said}
        content = Content(kind=kind, body=body, **named, **plain)
        return content_signed(content, signing=by or self.signing), named

    def adds(self, kind: Kind, signed: bytes, **named: Any) -> None:
        """Put what somebody signed in the log, under these names."""
        self.log = logs.appended(self.log, kind, content=signed, **named)

    def releases(self, name: str = "wreck", *drafts: Draft, **said: Any) -> bytes:
        """Release a report of a few statements to the authority that keeps the node under test."""
        wide = make.marking("law-enforcement", said.get("originator", self.authority), US)
        marking = narrowed(wide, [US], said.get("purpose", PURPOSE))
        things = tuple((draft, marking) for draft in (drafts or (make.incident(name),)))
        released = Released("", "2026-03-01", False, (US,), marking, things)
        plain: dict[str, Any] = {"marking": digest(marking), "purpose": PURPOSE, "about": make.uid(name)}
        return self.says(Kind.RELEASE, body_of(released), **{**plain, **said})

    def letter(self, *items: Item, receipts: tuple[Receipt, ...] = (), **said: Any) -> Letter:
        """Return a letter with items: the whole log where none are named."""
        plain: dict[str, Any] = {"sender": self.code, "recipient": US, "at": moment(), "have": self.have}
        return Letter(**{**plain, **said}, receipts=receipts, items=items or self.log.items)

    def sealed(self, letter: Letter, *, by: bytes = b"", to: bytes = b"") -> bytes:
        """Return a letter, signed and sealed to the node under test."""
        return letter_sealed(letter, signing=by or self.node, recipient=to or keyring.public_key())

    def opened(self, answer: bytes) -> Letter:
        """Return the answer of the node under test."""
        known = Known(US, keyring.signing_key())
        private = self.pair[0]
        return letter_opened(answer, private=private, us=self.code, nodes=lambda _: known, now=timezone.now())

    def brings(self, *items: Item, **said: Any) -> Letter:
        """Bring a letter over the network and return the answer."""
        answer = brought(self.sealed(self.letter(*items, **said)))
        assert answer.status_code == 200, answer.content
        return self.opened(answer.content)

    def empty(self, **said: Any) -> Letter:
        """Return a letter without items."""
        return replace(self.letter(**said), items=())


def brought(letter: bytes) -> Any:
    """Bring bytes over the network, as anybody can, and return the answer."""
    return Client().post(ADDRESS, letter, content_type="application/jose")
