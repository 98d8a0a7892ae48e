"""The records behind the pages on which commitments are seen at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice, FormProblem, Link, Pagination


@dataclass(frozen=True, slots=True)
class Count:
    """How many commitments stand one way: a sign, the figure and the word."""

    glyph: str
    figure: int
    label: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: counts over several commitments, or how one stands; nothing where it was not looked for."""

    label: str
    url: str = ""
    glyph: str = ""
    words: str = ""
    overdue: str = ""
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One State or organisation with when it last told anything."""

    name: str
    url: str
    told: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `under` is where a commitment stands in its document, `is_caveat` that nobody confirmed its words."""

    label: str
    url: str = ""
    under: str = ""
    is_caveat: bool = False


@dataclass(frozen=True, slots=True)
class MatrixForm:
    """The question to the matrix as it stands."""

    action: str
    columns: tuple[Choice, ...]
    instruments: tuple[Choice, ...]
    pillars: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    standings: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    halves: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    is_overdue: bool
    problems: tuple[FormProblem, ...]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """States and organisations by commitments; `more_columns` were asked for and are not drawn."""

    title: str
    half: str
    form: MatrixForm
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    legend: tuple[Count, ...]
    more_columns: int
    has_caveat: bool
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence that this reader may see; `url` where it leads anywhere by itself."""

    kind: str
    title: str
    reference: str
    url: str
    state: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A milestone with its first day; `moved` where a later version told another."""

    first: str
    text: str
    state: str
    tone: str
    moved: str = ""
    subject: str = ""
    item: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an entry that this reader may see."""

    label: str
    status: str
    on: str
    state: str


@dataclass(frozen=True, slots=True)
class EntryPart:
    """One entry of the cell, as this reader may see it."""

    url: str
    half: str
    status: str
    standing: str
    glyph: str
    authority: str
    level: str
    responsible: str
    actions: str
    evidence: tuple[EvidenceRow, ...]
    told: int
    dues: tuple[DueRow, ...]
    answers: tuple[Link, ...]
    versions: tuple[VersionRow, ...]
    is_for_another: bool


@dataclass(frozen=True, slots=True)
class CellPage:
    """One State or organisation and one commitment: what it asks, and what was told of it, the last first."""

    subject: str
    subject_url: str
    title: str
    item_url: str
    asks: str
    locator: str
    instrument: str
    is_caveat: bool
    entries: tuple[EntryPart, ...]
    back: str


@dataclass(frozen=True, slots=True)
class CoursePage:
    """How many commitments stood how over time."""

    scope: str
    scopes: tuple[Choice, ...]
    chart: Chart | None
    of: int


@dataclass(frozen=True, slots=True)
class Month:
    """The milestones whose first day lies in one month."""

    name: str
    rows: tuple[DueRow, ...]


@dataclass(frozen=True, slots=True)
class DuePage:
    """Milestones by the month of their first day; what is done is left out unless it is asked for."""

    scope: str
    scopes: tuple[Choice, ...]
    months: tuple[Month, ...]
    overdue: int
    done: int
    is_whole: bool
    whole_url: str


@dataclass(frozen=True, slots=True)
class PillarRow:
    """How the commitments of one pillar stand, and what was told as spent."""

    name: str
    cells: tuple[str, ...]
    spent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One commitment on the sheet with what shows it."""

    title: str
    url: str
    where: str
    status: str
    shown: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One State or organisation on one page; each `more` is how many lines were cut, said where they are missing."""

    subject: str
    key: str
    half: str
    on: str
    head: tuple[str, ...]
    pillars: tuple[PillarRow, ...]
    balance: tuple[str, ...]
    treaties: tuple[str, ...]
    evidenced: tuple[SheetLine, ...]
    more_evidenced: int
    claimed: tuple[SheetLine, ...]
    more_claimed: int
    overdue: tuple[DueRow, ...]
    more_overdue: int
    left_out: int
    papers: tuple[Link, ...]
    language: str
    is_rtl: bool
    markings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One commitment as it is public, or would be."""

    title: str
    half: str
    status: str
    standing: str
    glyph: str
    overdue: str
    evidence: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class PublishPage:
    """What is public of the own State, and what would be."""

    subject: str
    rows: tuple[PublicRow, ...]
    standing: str
    public_url: str
    is_changed: bool
    publish_url: str
    withdraw_url: str
    problems: tuple[FormProblem, ...]
