"""The nouns of partners: what may go to one, on what that rests, and what was found about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corridor.core.partners.codes import Content, Finding


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What may go to a partner at most, as a legal officer signed it and a second person confirmed.

    `measure` and `basis` name the legal basis that carries it, `until` the day from which it opens nothing any more.
    """

    contents: frozenset[Content]
    purposes: frozenset[str]
    measure: str
    basis: str
    until: date
    reference: str
    is_ended: bool = False

    def is_over(self, today: date) -> bool:
        """Whether it opens nothing any more."""
        return self.is_ended or self.until <= today


@dataclass(frozen=True, slots=True)
class Assessment:
    """A human-rights assessment of a partner, by its reference: how it came out, and until when it must be reviewed."""

    finding: Finding
    made_on: date
    review_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class Dealings:
    """How things stand with one partner; `basis_stands` is whether the ceiling's legal basis is in force today."""

    partner: str
    ceiling: Ceiling | None = None
    assessment: Assessment | None = None
    is_suspended: bool = False
    basis_stands: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is about to leave: the kind of item, its purpose, and whether it tells of persons."""

    kind: str
    purpose: str
    is_personal: bool
