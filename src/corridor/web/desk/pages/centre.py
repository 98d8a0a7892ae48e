"""What the templates of the joint centre are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.pieces import MarkingBadge


@dataclass(frozen=True, slots=True)
class CentreAlertRow:
    """One alert in a list; `silent` are the authorities that have not answered, as far as the reader may know."""

    url: str
    title: str
    words: str
    area: str
    by: str
    until: str
    haste: State
    state: State
    silent: tuple[str, ...]
    marking: MarkingBadge


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the shift log. `refers` is a word and the place of the entry that it refers to on the page."""

    anchor: str
    kind: str
    at: str
    by: str
    authority: str
    words: str
    place: str
    marking: MarkingBadge
    is_open: bool
    is_altered: bool
    corrected: str
    refers: Link | None
    to: str
    matters: tuple[Link, ...]
    links: tuple[Link, ...]
    settle_url: str
    correct_url: str
    take_url: str


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One report that members have in common."""

    url: str
    title: str
    kind: str
    authority: str
    filed_on: str
    released: str
    marking: MarkingBadge


@dataclass(frozen=True, slots=True)
class CentrePage:
    """The first page of the joint centre; `elsewhere` are purposes for which an alert of danger to life waits."""

    elsewhere: tuple[str, ...]
    alerts: tuple[CentreAlertRow, ...]
    log: tuple[LogRow, ...]
    open_count: int
    pool: tuple[PoolRow, ...]
    new_url: str
    log_url: str
    pool_url: str
    past_url: str
    national_url: str


@dataclass(frozen=True, slots=True)
class PastAlertsPage:
    """The alerts that are over."""

    alerts: tuple[CentreAlertRow, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What one authority answered."""

    authority: str
    response: str
    at: str


@dataclass(frozen=True, slots=True)
class CentreAlertPage:
    """One alert; each form is there where its address is."""

    row: CentreAlertRow
    facts: tuple[tuple[str, str], ...]
    thing: Link | None
    answers: tuple[AnswerRow, ...]
    own: str
    answer_url: str
    responses: tuple[Choice, ...]
    pass_url: str
    refuse_url: str
    to: tuple[Choice, ...]
    end_url: str
    reasons: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class NewAlertPage:
    """The form for an alert, filled as it was sent. Without `may_send` it can only be asked of a centre."""

    action: str
    kinds: tuple[Choice, ...]
    hastes: tuple[Choice, ...]
    hours: tuple[Choice, ...]
    words: str
    area: str
    position: str
    aboard: str
    thing: str
    to: tuple[Choice, ...]
    centres: tuple[Choice, ...]
    may_send: bool
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class LogPage:
    """The shift log with the forms for another entry and for handing over; without `action` it is only read."""

    rows: tuple[LogRow, ...]
    open: tuple[LogRow, ...]
    action: str
    hand_over_url: str
    kinds: tuple[Choice, ...]
    to: tuple[Choice, ...]
    successors: tuple[Choice, ...]
    words: str
    place: str
    happened: str
    thing: str
    alert: str
    is_open: bool
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class PoolGroup:
    """What one authority released to all members."""

    name: str
    rows: tuple[PoolRow, ...]


@dataclass(frozen=True, slots=True)
class PoolPage:
    """The pool, by authority."""

    groups: tuple[PoolGroup, ...]


@dataclass(frozen=True, slots=True)
class PassingRow:
    """One report that an agency released to its national desk, and what its marking says to passing it on."""

    report: PoolRow
    state: State
    source: str
    against: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One report that a national desk proposes to release; its agency decides at `decide_url`."""

    report: PoolRow
    desk: str
    to: tuple[str, ...]
    state: State
    decide_url: str


@dataclass(frozen=True, slots=True)
class NationalPage:
    """What agencies released to the national desk, and where it may go.

    `asked` are the authorities that were chosen, `going` the reports that may go to all of them.
    """

    rows: tuple[PassingRow, ...]
    to: tuple[Choice, ...]
    asked: tuple[str, ...]
    going: tuple[str, ...]
    propose_url: str
    proposals: tuple[ProposalRow, ...]
    named_url: str
    is_named: bool
