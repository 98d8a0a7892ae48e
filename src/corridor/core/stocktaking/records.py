"""The nouns of stocktaking: counts, what is spent, the balance between pillars, and a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.records import Item
from corridor.core.progress.codes import Standing
from corridor.core.progress.records import Said


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what stock is taken: of the States of a forum together, or of one of them, at a half-year.

    Without `forum` it is all that is asked of `subject`, without `subject` all members of the forum.
    """

    forum: str
    subject: str
    period: str


@dataclass(frozen=True, slots=True)
class Fact:
    """How one commitment stands for one State."""

    standing: Standing
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """Of how many commitments something is told, once for each State that was asked."""

    asked: int = 0
    evidenced: int = 0
    claimed: int = 0
    overdue: int = 0

    @property
    def silent(self) -> int:
        """Of how many nothing is told."""
        return self.asked - self.evidenced - self.claimed


@dataclass(frozen=True, slots=True)
class Sum:
    """What was planned and spent in one currency; never converted."""

    currency: str
    planned: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Balance:
    """What is reported on one pillar: how many activities, and the money of each currency."""

    pillar: Pillar
    activities: int = 0
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What stock is taken from: who is asked, what is asked, how each stands, and the entries, each once.

    `facts` are by State and item; where there is none, the State is silent.
    """

    subjects: tuple[str, ...]
    items: tuple[Item, ...]
    facts: Mapping[tuple[str, str], Fact]
    entries: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """A stocktaking report, as one authority could take it on a day."""

    scope: Scope
    authority: str
    on: date
    subjects: tuple[str, ...]
    pillars: tuple[tuple[Pillar, Count], ...]
    instruments: tuple[tuple[str, Count], ...]
    balance: tuple[Balance, ...]
    told: tuple[tuple[str, tuple[str, ...]], ...]
    """Of each item of which anything is told, the States that told it, by name."""
