"""What the templates of requests between authorities are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.pieces import MarkingBadge


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """One request in a list."""

    url: str
    kind: str
    case: str
    other: str
    opened: str
    state: State
    due: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class TurnaroundRow:
    """How long answers of one kind took."""

    kind: str
    answers: str
    median: str


@dataclass(frozen=True, slots=True)
class ThreadsPage:
    """The requests of an authority: dangers on top, then mine to answer, mine that wait, and those that ended."""

    is_danger_elsewhere: bool
    dangers: tuple[ThreadRow, ...]
    to_answer: tuple[ThreadRow, ...]
    waiting: tuple[ThreadRow, ...]
    ended: tuple[ThreadRow, ...]
    turnaround: tuple[TurnaroundRow, ...]
    kinds: tuple[Choice, ...]
    new_url: str


@dataclass(frozen=True, slots=True)
class IdentifierField:
    """One line of the form for an identifier."""

    n: int
    kinds: tuple[Choice, ...]
    value: str


@dataclass(frozen=True, slots=True)
class NewThreadPage:
    """The form for another request of one kind, filled as it was sent.

    Fields that the kind does not have are None; without anybody to ask, `addressees` is empty.
    """

    action: str
    kind: str
    kind_label: str
    means: str
    warning: str
    addressees: tuple[Choice, ...]
    copies: tuple[Choice, ...] | None
    bases: tuple[Choice, ...]
    case: str
    clocks: tuple[Choice, ...]
    grounds: tuple[Choice, ...] | None
    words: str
    longest: int
    languages: tuple[Choice, ...]
    identifiers: tuple[IdentifierField, ...]
    about: str | None
    uses: tuple[Choice, ...] | None
    equipment: tuple[str, str, str] | None
    rescue: tuple[str, str, str, str] | None
    distress: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn of a thread; parts that it does not have are empty."""

    who: str
    what: str
    at: str
    words: str
    ground: str
    reason: str
    until: str
    granted: str
    channel: str
    reference: str


@dataclass(frozen=True, slots=True)
class TurnForm:
    """The form for one turn that can be taken now; `choices` are its grounds, reasons, or yes and no."""

    what: str
    label: str
    note: str
    has_words: bool
    words: str
    field: str
    field_label: str
    choices: tuple[Choice, ...]
    has_day: bool
    until: str
    is_open: bool
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class CameForm:
    """The form for an answer that came by another channel."""

    action: str
    whats: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    grounds: tuple[Choice, ...]
    granted: tuple[Choice, ...]
    reference: str
    words: str
    is_open: bool
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One request with its turns, its clock, and what can be done now. Posts turns to `action`."""

    row: ThreadRow
    marking: MarkingBadge
    lead: str
    facts: tuple[tuple[str, str], ...]
    words: str
    look_up: tuple[Link, ...]
    clock: str
    clock_source: str
    promised: str
    turns: tuple[TurnRow, ...]
    action: str
    forms: tuple[TurnForm, ...]
    came: CameForm | None
    texts: tuple[Link, ...]
    contacts: tuple[Link, ...]
    warning: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadTextPage:
    """The text of a request for one channel, to be copied or saved."""

    title: str
    text: str
    language: str
    direction: str
    save_url: str
    back_url: str
