"""The nouns of reviews: how one was opened, what was said in it, and its clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corridor.core.progress.codes import Status
from corridor.core.reviews.codes import Kind, Say, Step


@dataclass(frozen=True, slots=True)
class Opening:
    """A review as it was opened; nothing of it changes.

    `subject` is the State that is reviewed and `reviewed` the authority that speaks for it. `near` reviews from the
    same region, `far` from another; one of them may be "". `months` is how long each step has.
    """

    uid: str
    forum: str
    subject: str
    reviewed: str
    near: str
    far: str
    period: str
    items: tuple[str, ...]
    months: int
    opened_by: str
    opened_on: date

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who reviews, the one of the same region first."""
        return tuple(one for one in (self.near, self.far) if one)

    @property
    def parties(self) -> frozenset[str]:
        """Who sees what is said before anybody else may."""
        return frozenset({self.reviewed, *self.reviewers})

    @property
    def lead(self) -> str:
        """The reviewer that closes the review."""
        return self.reviewers[0]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said in a review.

    `to` is the turn to which it refers, `item` the commitment that it is about, or "". `kind` is that of a finding,
    `source` the body that a submission is from, `status` and `period` what a follow-up tells.
    """

    uid: str
    say: Say
    authority: str
    on: date
    text: str
    item: str = ""
    to: str = ""
    kind: Kind | None = None
    source: str = ""
    status: Status | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when a step was to be done, and when it was; the first never moves."""

    step: Step
    due: date
    done_on: date | None

    def is_late(self, today: date) -> bool:
        """Whether its day passed before it was done."""
        return (self.done_on or today) > self.due


@dataclass(frozen=True, slots=True)
class Known:
    """A review as far as somebody may know what was said in it, in the order in which it was said."""

    opening: Opening
    turns: tuple[Turn, ...]
    is_closed: bool = False

    def of(self, say: Say) -> tuple[Turn, ...]:
        """Return the turns of one kind."""
        return tuple(one for one in self.turns if one.say is say)
