"""What the templates of needs and offers are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field of a form; `long` is one that takes several lines."""

    id: str
    label: str
    hint: str = ""
    value: str = ""
    kind: str = "text"
    choices: tuple[Choice, ...] = ()
    empty: str = ""
    required: bool = False
    maxlength: int = 0
    long: bool = False


@dataclass(frozen=True, slots=True)
class CapacityForm:
    """A form: what it is called, where it goes, its fields and what must be corrected."""

    title: str
    lead: str
    action: str
    button: str
    fields: tuple[FieldShown, ...]
    back: Link
    problems: tuple[FormProblem, ...] = ()
    act: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """One need, offer or pledge in a list; `lacking` says what of a need is still missing."""

    title: str
    url: str
    who: str
    what: str
    pillar: str
    corridor: str
    quantity: str
    stage: str
    tone: str = "neutral"
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SumRow:
    """A line of a table of sums: what it is of, and the figures, each in its own unit."""

    label: str
    figures: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class CapacityPage:
    """Needs, offers and pledges as one officer sees them."""

    filters: tuple[FieldShown, ...]
    unmet: tuple[CapacityRow, ...]
    answered: tuple[CapacityRow, ...]
    offers: tuple[CapacityRow, ...]
    pledges: tuple[CapacityRow, ...]
    steps: tuple[tuple[str, int], ...]
    gaps: tuple[SumRow, ...]
    balance: tuple[SumRow, ...]
    note: str
    bodies: tuple[Link, ...]
    acts: tuple[Link, ...]
    tables: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ActShown:
    """Something an officer can do at a press: what it is called, which act, and with what."""

    label: str
    act: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class OtherRow:
    """An offer for a need, or another report of a pledge: with the reasons, and what can be done."""

    row: CapacityRow
    state: str
    reasons: tuple[str, ...]
    acts: tuple[ActShown, ...]


@dataclass(frozen=True, slots=True)
class PostPage:
    """One need or offer, with what was pledged, the offers that were put to it and those that are proposed."""

    row: CapacityRow
    facts: tuple[tuple[str, str], ...]
    items: tuple[Link, ...]
    matched: tuple[OtherRow, ...]
    proposed: tuple[OtherRow, ...]
    pledged: tuple[OtherRow, ...]
    is_need: bool
    action: str
    acts: tuple[ActShown, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    """One hand-over: how it stands and why, its checks, and what can be done."""

    uid: str
    title: str
    state: str
    tone: str
    blocks: tuple[str, ...]
    checks: tuple[tuple[str, str, str], ...]
    acts: tuple[ActShown, ...]
    check: CapacityForm | None


@dataclass(frozen=True, slots=True)
class PledgePage:
    """One pledge: its facts, other reports of it, hand-overs and evaluations."""

    row: CapacityRow
    facts: tuple[tuple[str, str], ...]
    twins: tuple[OtherRow, ...]
    parts: tuple[PartShown, ...]
    evaluations: tuple[tuple[str, str, str], ...]
    acts: tuple[ActShown, ...]
    action: str
    forms: tuple[CapacityForm, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyPage:
    """What one authority needs, offers, gives and receives."""

    name: str
    needs: tuple[CapacityRow, ...]
    offers: tuple[CapacityRow, ...]
    gives: tuple[CapacityRow, ...]
    receives: tuple[CapacityRow, ...]
    sums: tuple[SumRow, ...]


@dataclass(frozen=True, slots=True)
class TablePage:
    """The form that brings a table, and what came of it: rows kept and rows refused, each with its line."""

    title: str
    action: str
    columns: str
    kept: int | None
    refused: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[FormProblem, ...] = ()
