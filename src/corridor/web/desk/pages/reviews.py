"""What the templates of peer reviews are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review in the list."""

    url: str
    state: str
    forum: str
    period: str
    step: State
    due: str = ""


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """The reviews that an officer may know of, and the forums where one may be opened."""

    rows: tuple[ReviewRow, ...]
    open_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One step with its day, and when it was done."""

    step: str
    due: str
    done: str
    state: State


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One commitment under review, and how it stands for the reader."""

    id: str
    title: str
    status: str
    standing: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn with what answers it; `act` leads to the form that does."""

    kind: str
    by: str
    on: str
    text: str
    about: str = ""
    note: str = ""
    answers: tuple[TurnRow, ...] = ()
    act: Link | None = None


@dataclass(frozen=True, slots=True)
class PendingRow:
    """What waits for a second officer of the own authority; without `may_approve` somebody else must."""

    uid: str
    kind: str
    by: str
    text: str
    may_approve: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One review as an officer may know it."""

    title: str
    forum: str
    period: str
    reviewers: tuple[str, ...]
    step: State
    notes: tuple[str, ...]
    clocks: tuple[ClockRow, ...]
    items: tuple[ItemRow, ...]
    questions: tuple[TurnRow, ...]
    findings: tuple[TurnRow, ...]
    submissions: tuple[TurnRow, ...]
    pending: tuple[PendingRow, ...]
    acts: tuple[Link, ...]
    decide_url: str = ""
    close_url: str = ""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """What one instrument asks, to be chosen from."""

    name: str
    items: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NewReviewPage:
    """The form that opens a review."""

    action: str
    forum: str
    reviewed: tuple[Choice, ...]
    near: tuple[Choice, ...]
    far: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    groups: tuple[ItemGroup, ...]
    months: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class SayPage:
    """The form in which something is said in a review; what is not asked has no choices."""

    title: str
    lead: str
    action: str
    back_url: str
    refers_to: str
    items: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    statuses: tuple[Choice, ...] = ()
    periods: tuple[Choice, ...] = ()
    asks_source: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[FormProblem, ...] = ()
