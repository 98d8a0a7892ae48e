"""The records behind the pages of retention and of rights: holds, holdings, requests."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.pieces import MarkingBadge


@dataclass(frozen=True, slots=True)
class Section:
    """One part of data protection, as the links above its pages show it."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One hold in the list; `until` is the day on which it lapses."""

    ref: str
    thing: str
    url: str
    reason: str
    file_mark: str
    until: str
    sealed: int
    state: State


@dataclass(frozen=True, slots=True)
class HoldsPage:
    """The holds of the own authority."""

    rows: tuple[HoldRow, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldFormPage:
    """The form that holds a thing for a live case: POST `reason`, `reference`, `until`."""

    title: str
    back_url: str
    action: str
    reasons: tuple[Choice, ...]
    reference: str = ""
    until: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptThing:
    """What a hold keeps sealed of one thing: labels and texts."""

    ref: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HoldPage:
    """One hold: renew it (POST `until`), end it, or open what it keeps sealed; that POST alone fills `opened`."""

    row: HoldRow
    placed: str
    renew_url: str = ""
    end_url: str = ""
    open_url: str = ""
    until: str = ""
    opened: tuple[KeptThing, ...] | None = None
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldRow:
    """What one record says of one thing, told by kind: `says` names properties, never a value."""

    token: str
    thing: str
    kind: str
    relation: str
    originator: str
    marking: MarkingBadge
    rule: str
    told_on: str
    ends_on: str
    says: str
    statements: int
    state: State
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class TouchedRow:
    """Who read, printed or exported a thing: authority and function on a day, never an officer."""

    on: str
    act: str
    authority: str
    function: str
    times: int


@dataclass(frozen=True, slots=True)
class HoldingsPage:
    """What is held under a reference. GET `ref` asks; without it only the form is shown.

    `wide` counts the exports of many things that may hold it too; `sealed` what holds keep for their cases.
    """

    sections: tuple[Section, ...]
    asked: str = ""
    is_asked: bool = False
    rows: tuple[HeldRow, ...] = ()
    touched: tuple[TouchedRow, ...] = ()
    wide: int = 0
    sealed: int = 0
    request_url: str = ""


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in the list, with its clock; `arrived_from` is the authority abroad that passed it on."""

    url: str
    file_mark: str
    kind: str
    received_on: str
    due_on: str
    state: State
    arrived_from: str = ""


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """The requests to the own authority. POST `kind`, `file_mark`, `received_on` and `reference` takes another one."""

    sections: tuple[Section, ...]
    rows: tuple[RequestRow, ...]
    action: str
    kinds: tuple[Choice, ...]
    overdue: int = 0
    file_mark: str = ""
    received_on: str = ""
    reference: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One thing of which an authority was told over a line: how, on which day, to which node, and what it said."""

    how: str
    on: str
    partner: str
    state: State
    ground: str = ""
    answered_on: str = ""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """An authority that must hear of a decision; POST `authority` notes that it confirmed.

    Nothing in `told` means that no line reached it: it is told by hand.
    """

    authority: str
    why: str
    state: State
    is_waiting: bool
    told: tuple[ToldRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request: its clock, what is held, the decision, whom it must reach, the answer.

    `concerns` names the release of which a request that arrived speaks, as it is named on every node.

    Forms: extend with `reason`; decide with `outcome`, `ground`, `identity`, `item` (tokens) and `carried_by`.
    """

    row: RequestRow
    back_url: str
    held: tuple[HeldRow, ...]
    touched: tuple[TouchedRow, ...]
    wide: int
    sealed: int
    takes_away: bool = False
    is_correction: bool = False
    concerns: str = ""
    decided: str = ""
    extend_url: str = ""
    delays: tuple[Choice, ...] = ()
    decide_url: str = ""
    outcomes: tuple[Choice, ...] = ()
    grounds: tuple[Choice, ...] = ()
    answer_url: str = ""
    answered_url: str = ""
    notices: tuple[NoticeRow, ...] = ()
    confirm_url: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedThing:
    """What is said of one thing, in labels and texts, for the person who asked."""

    kind: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """The printable answer to a request for access: what is held, from whom, how long, and who got it."""

    authority: str
    file_mark: str
    received_on: str
    decided_on: str
    outcome: str
    ground: str
    things: tuple[OpenedThing, ...]
    held: tuple[HeldRow, ...]
    touched: tuple[TouchedRow, ...]
    back_url: str
