"""The nouns of cards: what a node says of itself, of the authorities it speaks for, and of its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.core.access.ledger import SignedHead
from corridor.core.cards.codes import Ending


@dataclass(frozen=True, slots=True)
class Spoken:
    """An authority that a node speaks for, and the public key with which it signs since a moment."""

    code: str
    name: str
    country: str
    kind: str
    key: bytes
    since: str


@dataclass(frozen=True, slots=True)
class Former:
    """A key with which an authority does not sign any more; `to` is the node that speaks for it now, where it moved."""

    code: str
    key: bytes
    at: str
    why: Ending
    to: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """What a node says of itself: its keys, and the authorities it speaks for; never where it is reached."""

    name: str
    sealing_key: bytes
    signing_key: bytes
    ledger_key: bytes
    authorities: tuple[Spoken, ...]
    former: tuple[Former, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A contact that a node publishes to its partners; `tested_on` is the day of the last call that was answered."""

    uid: str
    authority: str
    kind: str
    name: str
    country: str
    mandates: tuple[str, ...]
    languages: tuple[str, ...]
    days: str
    begins: str
    ends: str
    offset: str
    channels: tuple[tuple[str, str], ...]
    tested_on: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a roster is taken.

    `version` and `digest` are of the roster taken last, 0 and nothing before the first. `speaks` names for each
    authority the node that speaks for it, `moved` the node to which its own node gave it. `keys` names for each public
    key whose it is, as node and authority; of `revoked` keys nothing is taken. For `barred` authorities, which people
    revoked, no node speaks until people say so.
    """

    version: int = 0
    digest: bytes = b""
    ledger_key: bytes = b""
    speaks: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[bytes, tuple[str, str]] = field(default_factory=dict)
    revoked: frozenset[bytes] = frozenset()
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Passed:
    """A head of somebody else's ledger, passed on; the digest of its key tells nothing to who does not know it."""

    key: str
    head: SignedHead


@dataclass(frozen=True, slots=True)
class Shown:
    """A node's own head, for each earlier size the hashes that lead from there, and heads of others it keeps."""

    head: SignedHead
    proofs: Mapping[int, tuple[bytes, ...]]
    others: tuple[Passed, ...] = ()
