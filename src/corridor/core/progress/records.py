"""The nouns of progress: what one entry says, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corridor.core.progress.codes import Found, How, Level, Money, Proof, Status


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step with the day by which it shall be done; `key` names it through all versions."""

    key: str
    text: str
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """An amount in one currency (ISO 4217) for one year, planned or spent."""

    amount: Decimal
    currency: str
    year: int
    money: Money


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a status is true: where it is, how far it may be shown, and whether it is there.

    `reference` is a web address, a citation, or the identifier of a record of this node. With `is_told`, who may not
    see it is told that it exists; without it, they are not.
    """

    key: str
    proof: Proof
    title: str
    reference: str
    level: Level
    is_told: bool = False
    found: Found = Found.NOT_LOOKED


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an indicator of the catalogue for a period, a span where it is not known exactly, with its method.

    A yes or no is 1 or 0; a percentage lies between 0 and 100.
    """

    indicator: str
    low: Decimal
    high: Decimal
    period: str
    how: How
    method: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one entry says about one commitment, and about every other that its author found answered by it."""

    item: str
    status: Status
    answers: tuple[str, ...] = ()
    responsible: str = ""
    actions: str = ""
    milestones: tuple[Milestone, ...] = ()
    budgets: tuple[Budget, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    values: tuple[Value, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Every commitment that it speaks of, the one that it was written for first."""
        return (self.item, *self.answers)


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone with the first day that was ever approved for it, which later versions do not move.

    `due` is the latest day told, where it differs.
    """

    key: str
    text: str
    first_due: date
    due: date
    done_on: date | None

    def is_overdue(self, today: date) -> bool:
        """Whether its first day passed before it was done."""
        return self.done_on is None and self.first_due < today

    @property
    def is_moved(self) -> bool:
        """Whether a later version told another day."""
        return self.due != self.first_due
