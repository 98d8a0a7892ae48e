"""The nouns of needs and offers: how much, a need or offer, a pledge, a hand-over with its checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corridor.core.capacity.codes import Block, Check, Kind, Reason, Result, Side, Unit
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much; `currency` is three letters where the unit is money, else empty."""

    amount: Decimal
    unit: Unit
    currency: str = ""

    @property
    def key(self) -> tuple[Unit, str]:
        """What may be added to it: nothing of another unit or currency."""
        return self.unit, self.currency


@dataclass(frozen=True, slots=True)
class Post:
    """A need or an offer as its authority says it; `until` is wanted-by or open-until, `items` are commitments."""

    side: Side
    kind: Kind
    pillar: Pillar
    corridor: str
    title: str
    words: str
    quantity: Quantity
    until: date | None
    level: Level
    items: tuple[str, ...] = ()
    conditions: str = ""
    forums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pledge:
    """What donors promise to a receiver, as one of them reports it.

    `donors` and `receiver` are codes of authorities. `since` and `until` are the first and last day. `reference` is an
    outside one, such as an activity identifier of IATI.
    """

    donors: tuple[str, ...]
    receiver: str
    kind: Kind
    pillar: Pillar
    corridor: str
    title: str
    quantity: Quantity
    since: date
    until: date
    level: Level
    reference: str = ""
    forums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reported:
    """One report of a pledge, as it is counted: who reported it, under which identifier."""

    uid: str
    authority: str
    pledge: Pledge


@dataclass(frozen=True, slots=True)
class Judged:
    """What an authority judged of two reports: that they are the same pledge, or not."""

    one: str
    other: str
    authority: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Total:
    """How much was pledged in one unit and currency: from `low`, each that may be one counted once, to `high`."""

    unit: Unit
    currency: str
    low: Decimal
    high: Decimal
    pledges: int

    @property
    def is_span(self) -> bool:
        """Whether it depends on what was not judged yet."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Checked:
    """One check of what was handed over under `about`; it holds until the day `again_on`."""

    about: str
    what: Check
    by: str
    on: date
    result: Result
    again_on: date


@dataclass(frozen=True, slots=True)
class HandOver:
    """What was handed over: of which kind, to which kind of authority, by whom it was written and marked delivered."""

    uid: str
    kind: Kind
    receiver_kind: str
    on: date
    written_by: str
    marked_by: str = ""
    marked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a hand-over stands: delivered where nothing blocks it; checks made after it are told."""

    blocks: tuple[Block, ...]
    is_checked: bool
    late: tuple[Check, ...]

    @property
    def is_delivered(self) -> bool:
        """Whether it may be called delivered."""
        return not self.blocks


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offer for a need, with the reasons; nothing follows from it unless a person decides."""

    offer: str
    reasons: tuple[Reason, ...]
