"""The records behind the pages of claims, files and findings."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem


@dataclass(frozen=True, slots=True)
class State:
    """A state in words; `tone` never stands without them."""

    label: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is said, under its name; `code` stands left to right."""

    label: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened: when, what, by whom."""

    at: str
    what: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class ClaimNewPage:
    """Write a claim down: `kind`, `said_on`, `body`, `reference`, `name`, `place`, `words`, `language`."""

    action: str
    kinds: tuple[Choice, ...]
    bodies: tuple[Choice, ...]
    said_on: str
    today: str
    reference: str = ""
    name: str = ""
    place: str = ""
    words: str = ""
    language: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    """What a receipt says, in one language."""

    language: str
    is_bidi: bool
    title: str
    sentence: str
    kind: str
    follow: str


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """What the person gets on paper, its sentences in every language; the code is shown this once."""

    facts: tuple[Fact, ...]
    words: tuple[ReceiptWords, ...]
    code: str
    follow_url: str
    signature: str
    key: str
    has_body: bool
    back_url: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in the inbox."""

    ref: str
    url: str
    kind: str
    recorded: str
    said_on: str
    authority: str
    state: State
    overdue: bool


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """The claims of the reader's asylum body, those that wait first."""

    rows: tuple[ClaimRow, ...]
    waiting: int
    overdue: int
    new_url: str
    review_url: str = ""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim with what may be done with it; an address that is empty stands for what may not.

    `particulars` says why what was written about the person is not shown; `erasing` is the next act to erase it.
    """

    ref: str
    back_url: str
    state: State
    genuine: bool
    facts: tuple[Fact, ...]
    words: str
    happened: tuple[Happened, ...]
    moves: tuple[Choice, ...]
    moves_url: str
    ties_url: str
    particulars: str = ""
    erasing: Choice | None = None
    final_on: str = ""
    earliest: str = ""
    today: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file in a list; `halted` counts steps that a claim halted."""

    ref: str
    url: str
    name: str
    opened: str
    steps: int
    halted: int
    findings: int


@dataclass(frozen=True, slots=True)
class FilesPage:
    """Files, and the form that opens another: `name`, `receipt`. Monitors open none and see no names."""

    rows: tuple[FileRow, ...]
    words: str
    monitors: bool
    halted: int
    open_url: str = ""
    name: str = ""
    receipt: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step under way or past; an address that is empty stands for what may not be done."""

    ref: str
    kind: str
    since: str
    state: State
    move_url: str = ""
    moves: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class StepOffer:
    """A kind of step: open, or closed with its reasons."""

    value: str
    label: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding with its answers."""

    ref: str
    at: str
    by: str
    words: str
    unchanged: bool
    answers: tuple[Happened, ...]
    answer_url: str = ""


@dataclass(frozen=True, slots=True)
class FilePage:
    """One person's file of steps. A monitor sees no name, takes no step, and may add a finding."""

    ref: str
    back_url: str
    name: str
    monitors: bool
    protection_open: bool
    told: tuple[Fact, ...]
    steps: tuple[StepRow, ...]
    offers: tuple[StepOffer, ...]
    happened: tuple[Happened, ...]
    findings: tuple[FindingRow, ...]
    right_untold: bool
    steps_url: str = ""
    ask_url: str = ""
    finding_url: str = ""
    today: str = ""
    wished: tuple[Choice, ...] = ()
    fears: tuple[Choice, ...] = ()
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowPage:
    """Where a claim stands, for who has the code of its receipt."""

    action: str
    asked: bool = False
    found: bool = False
    facts: tuple[Fact, ...] = ()
    happened: tuple[Happened, ...] = ()
