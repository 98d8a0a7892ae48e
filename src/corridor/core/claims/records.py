"""The nouns of claims: what a person asked, what happened to it, and the file by which a step is decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from corridor.core.claims.codes import ActKind, Answer, ClaimKind


@dataclass(frozen=True, slots=True)
class ClaimAct:
    """One act on a claim, by an officer of the asylum body.

    `final_on` is the day from which a refusal is final; `counselled_on` the day on which the person had counsel before
    taking the claim back.
    """

    kind: ActKind
    at: datetime
    by: str
    final_on: date | None = None
    counselled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A wish for protection, a fear of return or a pending remedy, with every act on it in order."""

    ref: str
    kind: ClaimKind
    said_on: date
    recorded_at: datetime
    acts: tuple[ClaimAct, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person was told and what they answered; the last word counts."""

    right_told_on: date | None = None
    notice_wished: Answer = Answer.NOT_ASKED
    fears_return: Answer = Answer.NOT_ASKED


@dataclass(frozen=True, slots=True)
class PersonFile:
    """All that decides about a step for one person.

    `is_whole` is false where the ledger tells of more claims than the file holds, or a restore may have lost some.
    """

    claims: tuple[Claim, ...] = ()
    answers: Answers = field(default_factory=Answers)
    is_whole: bool = True
