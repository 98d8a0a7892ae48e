"""The nouns: a price as told, the way it is for, and what becomes of it in money of one currency and year."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from corridor.core.fees.codes import Apart, Scope, Term

MONEY = re.compile(r"(\d+(?:\.\d+)?) ([A-Z]{3})")


class Money(NamedTuple):
    """An amount in a currency."""

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str) -> Money | None:
        """Return the money that a canonical text states; nothing where it states none."""
        found = MONEY.fullmatch(text)
        return cls(Decimal(found[1]), found[2]) if found else None


FIELDS = {
    Term.DISTANCE: "distance_km",
    Term.CROSSINGS: "crossings",
    Term.TERRAIN: "terrain",
    Term.TRANSPORT: "transport",
    Term.PAPERS: "papers",
    Term.RISK: "risk",
}
"""The field of a way that tells each term."""


@dataclass(frozen=True, slots=True)
class Way:
    """What a price is for: from where to where, over what, by what, with which papers. Nothing stands for "not told".

    `key` is equal for prices of the same way; `is_leg` says that it is one leg of a route and no whole journey. `risk`
    is the number of dangers that are told of it; `is_straight` that nobody tells the distance and it is the straight
    line between the ends.
    """

    key: str
    is_leg: bool = False
    start: str = ""
    end: str = ""
    start_country: str = ""
    end_country: str = ""
    route: str = ""
    distance_km: float | None = None
    is_straight: bool = False
    crossings: int | None = None
    terrain: str = ""
    transport: str = ""
    papers: str = ""
    risk: int | None = None

    def term(self, term: Term) -> str | float | None:
        """Return what is told about a term; None where nothing is."""
        told: str | float | None = getattr(self, FIELDS[term])
        return None if told == "" else told


@dataclass(frozen=True, slots=True)
class Told:
    """A price as told.

    `high` is the upper end of an interval; `is_open` says that the price may be higher still. `heads` is for how many
    people it is, lowest and highest. `unit` is a code of the list price-units, or empty. `contributors` are the
    authorities that tell it. `arrived_on` is the day on which it was first told, "" where nobody asked or may know.
    """

    key: str
    uid: str
    low: Money
    high: Money | None = None
    is_open: bool = False
    on: str = ""
    unit: str = ""
    heads: tuple[int, int] | None = None
    purpose: str = ""
    way: Way | None = None
    contributors: frozenset[str] = frozenset()
    arrived_on: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """A price for one person, in the money of one currency and year; `high` is None where no upper end is told."""

    told: Told
    way: Way
    scope: Scope
    low: float
    high: float | None
    is_provisional: bool = False

    @property
    def middle(self) -> float | None:
        """The price itself, or the middle of the interval in proportion; None where it has no upper end or is nil."""
        if self.high is None or self.low <= 0:
            return None
        middle: float = (self.low * self.high) ** 0.5
        return middle


@dataclass(frozen=True, slots=True)
class Aside:
    """A price that cannot be compared, and why."""

    told: Told
    why: Apart
    details: dict[str, str] = field(default_factory=dict)
