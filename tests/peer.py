"""Another node's door, played in memory: its keys, its card, what it sends and how it reads what it gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from corridor.core.doors import exchange
from corridor.core.doors.codes import Kind
from corridor.core.doors.records import Card, Message
from corridor.core.kernel.identifiers import new_uid
from corridor.web.base import sealing
from corridor.web.base.doors import actions, keyring, queries
from corridor.web.base.doors.models import Door
from tests import cast


@dataclass
class Peer:
    """A node of the other zone."""

    code: str
    zone: str
    kind: str
    signing: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    pair: tuple[bytes, bytes] = field(default_factory=sealing.new_pair)
    number: int = 0
    country: str = "XB"

    @property
    def signing_key(self) -> bytes:
        """The public half of the key that signs."""
        return self.signing.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)

    @property
    def card(self) -> Card:
        """The card of the node."""
        origin = "http://127.0.0.1:1"
        return Card(
            self.code,
            f"Node of {self.code}",
            self.kind,
            self.country,
            self.zone,
            origin,
            self.pair[1],
            self.signing_key,
        )

    def introduce(self, administrator: cast.Member, overseer: cast.Member) -> Door:
        """Let the node under test accept the card, as two people would."""
        now = timezone.now()
        written = exchange.card_written(self.card, self.signing.sign)
        same = exchange.fingerprint(self.card)
        actions.add_door(by=cast.officer(administrator), written=written, fingerprint=same, now=now)
        actions.confirm_door(by=cast.officer(overseer), code=self.code, fingerprint=same, now=now)
        return Door.objects.get(code=self.code)

    def message(self, kind: Kind, body: Mapping[str, Any], **given: str) -> Message:
        """Return a message of this node to the node under test."""
        self.number += 1
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        plain = {"uid": new_uid(self.number.to_bytes(16, "big")), "sender": self.code, "at": at}
        plain |= {"recipient": queries.own_code(), **given}
        return Message(kind=kind, body=body, **plain)

    def envelope(self, message: Message, *, by: Ed25519PrivateKey | None = None, to: bytes = b"") -> bytes:
        """Return a message sealed to the node under test, signed by this node unless another key is given."""
        signing, to = by or self.signing, to or keyring.public_key()
        public = signing.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        content = exchange.content_of(message, signing.sign(exchange.signed_form(message)), public)
        head = exchange.header(to)
        return head + sealing.seal_to(to, content, bound=head)

    def read(self, envelope: bytes) -> Message:
        """Return what an envelope to this node says."""
        head = exchange.header(self.pair[1])
        assert envelope.startswith(head)
        content = sealing.open_with(self.pair[0], envelope[len(head) :], bound=head)
        return exchange.content_from(content).message


def send(envelope: bytes) -> None:
    """Put an envelope through the door of the node under test, and let it be opened."""
    actions.take_in(envelope, now=timezone.now())
    actions.open_waiting(now=timezone.now())
