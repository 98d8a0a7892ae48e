"""The records behind the pages of complaints."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.protection.pages.claims import Fact, State


@dataclass(frozen=True, slots=True)
class ComplainPage:
    """Send a complaint: `kind`, `about`, `unit`, `words`, `place`, `when`, `contact`, `files`."""

    action: str
    follow_url: str
    kinds: tuple[Choice, ...]
    units: tuple[Choice, ...]
    unit: str = ""
    words: str = ""
    place: str = ""
    when: str = ""
    contact: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class SentPage:
    """The code, shown this once, and who has the complaint; nobody while it is held."""

    code: str
    body: str
    follow_url: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the thread, or one act without words."""

    on: str
    who: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class FollowedPage:
    """Where a complaint stands, and the thread, for who has the code."""

    action: str
    write_url: str
    complain_url: str
    asked: bool = False
    found: bool = False
    code: str = ""
    state: State | None = None
    facts: tuple[Fact, ...] = ()
    messages: tuple[Message, ...] = ()
    may_write: bool = False


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint in the inbox."""

    ref: str
    url: str
    kind: str
    received: str
    state: State


@dataclass(frozen=True, slots=True)
class Waiting:
    """A colleague who waits to be admitted."""

    handle: str
    name: str
    body: str


@dataclass(frozen=True, slots=True)
class InboxPage:
    """The complaints of a handler's body that do not concern it."""

    rows: tuple[ComplaintRow, ...]
    overdue: int
    waiting: tuple[Waiting, ...]
    admit_url: str


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ComplaintPage:
    """One complaint with its thread and what may be done; an address that is empty stands for what may not."""

    ref: str
    back_url: str
    state: State
    facts: tuple[Fact, ...]
    words: str
    files: tuple[Attached, ...]
    messages: tuple[Message, ...]
    act_url: str
    may_take: bool
    may_answer: bool
    may_close: bool
    bodies: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldPage:
    """How many complaints are held because nobody may receive them."""

    held: int
