"""Another node of the desk, played in memory: its keys, its card, its ledger, and the letters that it sends."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from corridor.core.access.ledger import Head, SignedHead, head_bytes
from corridor.core.access.merkle import consistency_proof, leaf_hash, root_of
from corridor.core.cards import exchange
from corridor.core.cards.codes import Asks, Says
from corridor.core.cards.records import Former, Passed, Roster, Shown, Spoken
from corridor.core.doors import exchange as doors
from corridor.core.doors.fingerprints import spoken
from corridor.core.doors.records import Card
from corridor.core.exchange import logs
from corridor.core.exchange.codes import Kind, Outcome, Reason, Urgency
from corridor.core.exchange.records import NO_LINK, Content, Item, Letter
from corridor.web.base import sealing
from corridor.web.base.doors import queries as known
from corridor.web.base.exchange.letters import Known as KnownKey
from corridor.web.base.exchange.letters import content_signed, letter_opened, letter_sealed
from corridor.web.base.exchange.wire import key_id
from corridor.web.base.zone import zone
from corridor.web.desk.cards import actions
from corridor.web.desk.cards.queries import moment
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.models import Came
from tests import cast

Key = Ed25519PrivateKey


def public_of(key: Key) -> bytes:
    return key.public_key().public_bytes_raw()


@dataclass
class Stranger:
    """A node of the desk with its log for the node under test."""

    code: str
    signing: Key = field(default_factory=Key.generate)
    pair: tuple[bytes, bytes] = field(default_factory=sealing.new_pair)
    ledger: Key = field(default_factory=Key.generate)
    authorities: dict[str, Key] = field(default_factory=dict)
    former: list[Former] = field(default_factory=list)
    version: int = 0
    entries: int = 40
    number: int = 0
    link: bytes = NO_LINK
    have: int = 0
    since: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        self.authorities = self.authorities or {self.code: Key.generate()}

    @property
    def card(self) -> Card:
        """The card of the node."""
        name = f"Node of {self.code}"
        return Card(self.code, name, "police", "XB", "desk", "", self.pair[1], public_of(self.signing))

    @property
    def written(self) -> bytes:
        """The file of the card."""
        return doors.card_written(self.card, self.signing.sign)

    @property
    def digits(self) -> str:
        """The fingerprint as it is told by telephone."""
        return spoken(doors.fingerprint(self.card))

    def introduce(self) -> None:
        """Let two people of the node under test accept the card."""
        now = timezone.now()
        by = cast.officer(cast.ADMINISTRATOR_XA)
        actions.bring_card(by=by, written=self.written, fingerprint=self.digits, now=now)
        second = cast.officer(cast.OVERSEER_XA)
        actions.confirm_card(by=second, code=self.code, fingerprint=self.digits, now=now)

    @property
    def roster(self) -> Roster:
        """What the node says of itself."""
        told = [
            Spoken(code, f"Authority {code}", "XB", "police", public_of(key), moment(self.since))
            for code, key in self.authorities.items()
        ]
        keys = self.pair[1], public_of(self.signing), public_of(self.ledger)
        return Roster(self.card.name, *keys, tuple(told), tuple(self.former))

    def roster_body(self, version: int, *, held: Key | None = None) -> dict[str, Any]:
        """Return the body of the card in a version."""
        return exchange.roster_body(self.roster, version, (held or self.signing).sign)

    def tell_roster(self, *, version: int = 0, known_by: Key | None = None, **changed: Any) -> Reason | None:
        """Send the card, the next version unless another is given, signed by the key the node is known by."""
        self.version = version or self.version + 1
        body = self.roster_body(self.version, held=changed.pop("held", None)) | changed
        about = exchange.about_of(self.code, Says.ROSTER)
        return self.send(Kind.CARD, body, about=about, version=self.version, signing=known_by)

    def tell_contacts(self, contacts: list[dict[str, Any]], *, version: int = 1) -> Reason | None:
        """Send whom to call."""
        body = {"says": "contacts", "contacts": contacts}
        about = exchange.about_of(self.code, Says.CONTACTS)
        return self.send(Kind.CARD, body, about=about, version=version)

    def head(self, size: int, *, story: str = "") -> SignedHead:
        """Return the head of the ledger at a size; another story is another ledger from its fifth entry on."""
        links = self.links(size, story)
        head = Head(size, root_of([leaf_hash(one) for one in links]), links[-1], "2030-01-02T03:04:05.000006Z")
        return SignedHead(head_bytes(head), self.ledger.sign(head_bytes(head)))

    def links(self, size: int, story: str) -> list[bytes]:
        """Return the links of the first entries."""
        return [hashlib.sha256(f"{at}{story if at > 4 else ''}".encode()).digest() for at in range(size)]

    def shown(self, size: int, *earlier: int, story: str = "", others: tuple[Passed, ...] = ()) -> Shown:
        """Return the head with the proofs from earlier sizes."""
        leaves = [leaf_hash(one) for one in self.links(size, story)]
        proofs = {at: tuple(consistency_proof(leaves, at)) for at in earlier}
        return Shown(self.head(size, story=story), proofs, others)

    def tell_head(self, shown: Shown) -> Reason | None:
        """Send a head."""
        return self.send(Kind.HEAD, exchange.shown_body(shown), about="e" * 32, version=self.number + 1)

    def send(
        self, kind: Kind, body: Mapping[str, Any], *, about: str, version: int, signing: Key | None = None
    ) -> Reason | None:
        """Send one item in a letter, and return why it was kept aside; nothing where it was carried out."""
        signing = signing or self.signing
        now = timezone.now()
        content = self.content(kind, body=body, about=about, version=version, at=now)
        self.letter([self.item(content, signing)], signing=signing)
        came = Came.objects.get(partner=self.code, number=self.number)
        return Reason(came.reason) if came.outcome == Outcome.KEPT_ASIDE.value else None

    def content(
        self,
        kind: Kind,
        *,
        at: datetime,
        body: Mapping[str, Any] | None = None,
        about: str = "b" * 32,
        version: int = 1,
    ) -> Content:
        """Return what an item says."""
        plain = "0" * 64, "exchange", "none", "none", "", "", Urgency.ROUTINE
        return Content(kind, self.code, about, version, moment(at), *plain, body or {})

    def item(self, content: Content, signing: Key) -> Item:
        """Return the next item of the log, signed."""
        signed = content_signed(content, signing=signing.private_bytes_raw())
        digest = logs.digest_of(content.kind, content.originator, content.about, content.version, signed)
        self.number += 1
        self.link = logs.link_after(self.link, self.number, digest)
        plain = content.kind, content.originator, content.about, content.version
        return Item(self.number, *plain, digest, self.link, signed)

    def letter(self, items: list[Item], *, signing: Key | None = None, to: bytes = b"") -> None:
        """Send a letter to the node under test."""
        door = known.door_known(self.code, "desk")
        from corridor.web.base.doors import keyring

        pair = keyring.pair(door.knows)
        letter = Letter(self.code, known.own_code(), moment(timezone.now()), self.have, (), tuple(items))
        private = (signing or self.signing).private_bytes_raw()
        sealed = letter_sealed(letter, signing=private, recipient=to or pair.sealing_public)
        lines.take_letter(sealed, taking=zone().taking, now=timezone.now())

    def read(self, *, known_as: bytes) -> Letter:
        """Return the next letter that the node under test has for this one, by the key it is known by here."""
        sealed = lines.written(self.code, (), now=timezone.now())
        ours = known.own_code()
        keyring = {key_id(known_as): KnownKey(ours, known_as)}
        return letter_opened(sealed, private=self.pair[0], us=self.code, nodes=keyring.get, now=timezone.now())

    def with_new_keys(self) -> Stranger:
        """Return the node after a rotation of its own keys."""
        return replace(self, signing=Key.generate(), pair=sealing.new_pair())


__all__ = ["Asks", "Key", "Stranger", "public_of"]
