"""The nouns of the doors: cards by which nodes know each other, envelopes, and what crosses in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corridor.core.doors.codes import Ground, Kind, Lack, Notice, Said


@dataclass(frozen=True, slots=True)
class Card:
    """By what a node is known to another: who keeps it, its zone, where its door is, its two public keys."""

    code: str
    name: str
    kind: str
    country: str
    zone: str
    origin: str
    sealing_key: bytes
    signing_key: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message from node to node; `at` is a moment as ISO text, `body` holds texts, whole numbers and lists only."""

    kind: Kind
    uid: str
    sender: str
    recipient: str
    at: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Signed:
    """A message as it was read from an envelope, with what its signature covers."""

    message: Message
    signed: bytes
    signature: bytes
    public_key: bytes


@dataclass(frozen=True, slots=True)
class HandOver:
    """A person found, as an officer hands them over; all but `reach` may stay empty."""

    receipt: str
    on: str
    reach: str
    age: str = ""
    sex: str = ""
    languages: str = ""
    needs: tuple[str, ...] = ()
    together: str = ""
    asks: Said = Said.NOT_ASKED
    fears: Said = Said.NOT_ASKED
    interviewer: Said = Said.NOT_ASKED
    contact: str = ""


@dataclass(frozen=True, slots=True)
class FieldChosen:
    """One field of a case that is to be disclosed: its code, what it says, and why the recipient needs it."""

    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A disclosure as it is proposed."""

    ground: Ground
    particulars: Mapping[str, str]
    authority: str
    function: str
    purpose: str
    fields: tuple[FieldChosen, ...]
    until: date
    notice: Notice = Notice.GIVEN
    notice_reason: str = ""
    notice_review_on: date | None = None
    their_ref: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that stands against a disclosure, and the field of the form it belongs to."""

    lack: Lack
    field: str = ""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What a recipient gets: nothing of the case, of the person or of the reasons beyond the fields themselves."""

    uid: str
    authority: str
    function: str
    purpose: str
    until: str
    their_ref: str
    fields: tuple[tuple[str, str], ...] = field(default_factory=tuple)
