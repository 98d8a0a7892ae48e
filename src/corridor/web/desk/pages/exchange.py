"""What the templates of exchange are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.pieces import MarkingBadge


@dataclass(frozen=True, slots=True)
class LineRow:
    """The line to one partner: how it stands, and what waits or was kept aside, in words."""

    code: str
    name: str
    url: str
    state: State
    reached: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item that went or came, without what it says."""

    kind: str
    partner: str
    at: str
    state: State
    why: str


@dataclass(frozen=True, slots=True)
class TrafficPage:
    """The lines to partners, and the last items in each direction."""

    lines: tuple[LineRow, ...]
    sent: tuple[ItemRow, ...]
    came: tuple[ItemRow, ...]
    links: tuple[Link, ...]
    new_url: str


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release in the list."""

    title: str
    url: str
    to: str
    purpose: str
    asked: str
    state: State
    note: str


@dataclass(frozen=True, slots=True)
class ReleasesPage:
    """What the own authority released; what waits for a second officer stands first."""

    waiting: tuple[ReleaseRow, ...]
    rows: tuple[ReleaseRow, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """An authority abroad that can be chosen, and how things stand with its node."""

    code: str
    name: str
    chosen: bool
    closed: str


@dataclass(frozen=True, slots=True)
class AddresseeNode:
    """A partner with the authorities for which it speaks: the line, and what may go there today."""

    code: str
    name: str
    notes: tuple[str, ...]
    authorities: tuple[Addressee, ...]


@dataclass(frozen=True, slots=True)
class GoingThing:
    """One thing of a report: whether it goes to a node, what is said of it there, and why not where it does not."""

    title: str
    goes: bool
    note: str


@dataclass(frozen=True, slots=True)
class GoingPart:
    """What goes to the authorities of one node."""

    partner: str
    authorities: str
    marking: MarkingBadge
    legal_basis: str
    things: tuple[GoingThing, ...]


@dataclass(frozen=True, slots=True)
class ReleaseNewPage:
    """The form to release a report; `parts` says who will get what, and `once` that it was looked at."""

    action: str
    title: str
    back_url: str
    nodes: tuple[AddresseeNode, ...]
    purposes: tuple[Choice, ...]
    urgencies: tuple[Choice, ...]
    until: str
    parts: tuple[GoingPart, ...]
    needs_second: bool
    earlier: tuple[Link, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One node that got a release: what it answered, and what it attested after the end."""

    partner: str
    authorities: str
    state: State
    answered: str
    attested: State | None
    note: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """How often an authority used a release in one way on one day."""

    on: str
    authority: str
    use: str
    count: int
    refused: bool


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """Leave for a further use: given, or proposed and waiting for a second officer."""

    authority: str
    use: str
    value: str
    state: State
    by: str
    may_decide: bool


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One release: to whom it went, how each node answered, how it was used, and what can be done."""

    title: str
    thing_url: str
    state: State
    explanation: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[GoingPart, ...]
    deliveries: tuple[DeliveryRow, ...]
    history: tuple[ItemRow, ...]
    uses: tuple[UseRow, ...]
    leaves: tuple[LeaveRow, ...]
    decide_url: str
    correct_url: str
    corrected_waits: bool
    recall_url: str
    reasons: tuple[Choice, ...]
    leave_url: str
    leave_decide_url: str
    authorities: tuple[Choice, ...]
    further: tuple[Choice, ...]
    again_url: str
    is_ended: bool
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """One thing that was received."""

    title: str
    url: str
    originator: str
    came: str
    until: str
    state: State
    urgency: State | None


@dataclass(frozen=True, slots=True)
class ReceivedListPage:
    """What partners released to the own authority; what waits for review stands first."""

    waiting: tuple[ReceivedRow, ...]
    rows: tuple[ReceivedRow, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SaidThing:
    """What a report says of one thing, before anybody but the reviewer sees it."""

    title: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UseChoice:
    """A use of something received: allowed, with where it leads, or closed."""

    value: str
    label: str
    allowed: bool
    url: str


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """One thing that was received: from whom, under what, what can be done with it, and for what the owner is asked."""

    title: str
    state: State
    explanation: str
    marking: MarkingBadge
    facts: tuple[tuple[str, str], ...]
    thing_url: str
    said: tuple[SaidThing, ...]
    review_url: str
    uses: tuple[UseChoice, ...]
    evidence_url: str
    ask_url: str
    about: str
    originator: str
