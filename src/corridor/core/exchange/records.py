"""The nouns of exchange: an item in the log for one partner, its receipt, and both ends of a log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from corridor.core.exchange.codes import Kind, Outcome, Reason, Urgency

NO_LINK = bytes(32)
"""The link before the first item of a log."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the log that a sender keeps for one recipient.

    `number` counts from 1 without gaps. `about` names what is released, by the originator's identifier; `version`
    counts its versions from 1. `digest` is of the content's canonical form (SHA-256), and `link` continues the log:
    SHA-256 over the link before, the number, and this digest. Without content, `content` is empty.
    """

    number: int
    kind: Kind
    originator: str
    about: str
    version: int
    digest: bytes
    link: bytes
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to one item; `reason` only where it was kept aside."""

    number: int
    digest: bytes
    outcome: Outcome
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The sender's end of a log: every item, and the receipts that came, by number.

    `confirmed` is the number up to which the recipient has said that it has everything.
    """

    items: tuple[Item, ...] = ()
    receipts: Mapping[int, Receipt] = field(default_factory=lambda: MappingProxyType({}))
    confirmed: int = 0

    @property
    def link(self) -> bytes:
        """The link that the next item continues."""
        return self.items[-1].link if self.items else NO_LINK


@dataclass(frozen=True, slots=True)
class Incoming:
    """The recipient's end of a log: how far it has come, its link there, and how each item was answered."""

    have: int = 0
    link: bytes = NO_LINK
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a delivery: the recipient's end now, the items to carry out, and why it ended early, if it did."""

    end: Incoming
    fresh: tuple[Item, ...] = ()
    stopped: Reason | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One released thing as a recipient holds it: its newest version; nothing of the content once it was ended."""

    originator: str
    version: int
    digest: bytes
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What an item says, as the authority that wrote it signs it.

    `marking` is the digest under which the marking is known, `legal_basis` the instrument, `until` the day on which it
    expires or nothing, `thread` the exchange it belongs to or nothing. `body` is what the kind of item asks for.
    """

    kind: Kind
    originator: str
    about: str
    version: int
    at: str
    marking: str
    purpose: str
    legal_basis: str
    retention: str
    until: str
    thread: str
    urgency: Urgency
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Letter:
    """What one node sends another: items of its log for it, and what it answers to items from there.

    `have` is the number up to which the sender has everything of the other log.
    """

    sender: str
    recipient: str
    at: str
    have: int
    receipts: tuple[Receipt, ...] = ()
    items: tuple[Item, ...] = ()
