"""What the templates of progress are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One commitment: its title, what it asks, and where it stands; `is_from_memory` where nobody read its source."""

    title: str
    asks: str
    document: str
    locator: str
    is_from_memory: bool


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry in a list."""

    title: str
    url: str
    document: str
    period: str
    status: str
    standing: str
    state: str
    level: str
    writer: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One milestone: its first day, the day told last where it is another, and whether it is overdue."""

    text: str
    title: str
    url: str
    due: str
    moved_to: str
    done_on: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SilentRow:
    """How many commitments of one instrument no entry of the half-year answers."""

    name: str
    url: str
    silent: int
    asked: int


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """The entries of an authority for a half-year, and what is to do."""

    period: str
    periods: tuple[Choice, ...]
    waiting: tuple[EntryRow, ...]
    rows: tuple[EntryRow, ...]
    overdue: tuple[DueRow, ...]
    silent: tuple[SilentRow, ...]
    new_url: str
    import_url: str


@dataclass(frozen=True, slots=True)
class ChooseRow:
    """One commitment that an entry can be written about, or the entry that answers it already."""

    title: str
    asks: str
    locator: str
    url: str
    is_answered: bool
    is_from_memory: bool


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """The commitments of one instrument, to choose the one about which an entry is written."""

    period: str
    instrument: str
    instruments: tuple[Choice, ...]
    rows: tuple[ChooseRow, ...]
    action: str
    back_url: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a form: its number, and by column what was typed, what can be chosen, and what must be corrected."""

    number: int
    values: Mapping[str, str]
    choices: Mapping[str, tuple[Choice, ...]]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Computable:
    """An indicator that this node can compute, and how."""

    indicator: str
    measure: str
    method: str


@dataclass(frozen=True, slots=True)
class EntryFormPage:
    """The form for an entry, filled as it was sent. `blank` is how many empty rows it shows of each kind.

    `choosable` are the indicators that can be computed by what somebody chooses and all by which that can be, or
    nothing.
    """

    title: str
    item: ItemTold
    values: Mapping[str, str]
    periods: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    answers: tuple[Choice, ...]
    forums: tuple[Choice, ...]
    milestones: tuple[FormRow, ...]
    budgets: tuple[FormRow, ...]
    evidence: tuple[FormRow, ...]
    figures: tuple[FormRow, ...]
    computable: tuple[Computable, ...]
    choosable: tuple[tuple[Choice, ...], ...]
    problems: tuple[FormProblem, ...]
    blank: int
    action: str
    back_url: str
    copy: Link | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence as the reader sees it; it is looked at by whoever may, under `key`."""

    key: str
    title: str
    proof: str
    reference: str
    url: str
    level: str
    found: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What those of a level will read: who they are, the evidence, and how much more they are told of."""

    label: str
    who: str
    evidence: tuple[str, ...]
    told: int


@dataclass(frozen=True, slots=True)
class VersionTold:
    """One version: how it stands, and who wrote and approved it when."""

    number: int
    state: str
    status: str
    written: str
    approved: str
    ended: str


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A computed value as it was told and as the node computes it today, or why it computes none today."""

    measure: str
    told: str
    today: str
    is_other: bool
    method: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry as one reader sees it, with what this reader may do with it.

    `compute_url` is where its computed values are computed again; `recomputed` is what came of it.
    """

    about: str
    item: ItemTold
    authority: str
    subject: str
    period: str
    status: str
    standing: str
    state: str
    level: str
    why: str
    responsible: str
    actions: str
    answers: tuple[ItemTold, ...]
    dues: tuple[DueRow, ...]
    budgets: tuple[str, ...]
    values: tuple[tuple[str, str, str], ...]
    evidence: tuple[EvidenceRow, ...]
    told: int
    seen: tuple[Seen, ...]
    versions: tuple[VersionTold, ...]
    forums: tuple[str, ...]
    act_url: str
    shown: str
    edit_url: str
    copy_url: str
    back_url: str
    may_submit: bool
    may_take_back: bool
    may_decide: bool
    may_withdraw: bool
    may_look: bool
    problems: tuple[FormProblem, ...] = ()
    typed_why: str = ""
    compute_url: str = ""
    recomputed: tuple[Recomputed, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of a file: the commitment it is about and how it stands, or why it is refused."""

    line: int
    title: str
    what: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """A file of a half-year: the form, and what a file would make; `sealed` carries it to the second step."""

    action: str
    back_url: str
    instruments: tuple[Choice, ...]
    good: tuple[ImportRow, ...]
    refused: tuple[ImportRow, ...]
    sealed: str
    codes: tuple[tuple[str, str], ...]
    problems: tuple[FormProblem, ...]
