"""What the templates of the public zone are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.base.published.grid import Grid
from corridor.web.design.charts.records import Chart


@dataclass(frozen=True, slots=True)
class Language:
    """One language in which the same page can be read."""

    code: str
    name: str
    url: str
    is_rtl: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every public page."""

    node_name: str
    languages: tuple[Language, ...]
    list_url: str
    is_demonstration: bool
    is_rtl: bool
    language: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One table in the list."""

    title: str
    url: str
    publisher: str
    on: str
    state: str
    is_withdrawn: bool
    is_invented: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """Every published table."""

    frame: Frame
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """One form in which a table can be taken away."""

    label: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    """One grid of a publication with its charts and downloads."""

    title: str
    method: str
    grid: Grid
    charts: tuple[Chart, ...]
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the history of a table."""

    label: str
    url: str
    on: str
    why: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class TablePage:
    """One table: its figures, what they rest on, how they were protected, and its other versions."""

    frame: Frame
    title: str
    publisher: str
    on: str
    state: str
    why: str
    is_withdrawn: bool
    is_superseded: bool
    is_invented: bool
    latest_url: str
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    coverage: tuple[str, ...]
    attack: str
    digest: str
    file_url: str
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class PromisedRow:
    """One State or organisation in the list; `told` is of how many commitments, by name and never ranked."""

    name: str
    url: str
    told: str
    on: str


@dataclass(frozen=True, slots=True)
class PromisedListPage:
    """Every State and organisation that made something public of its commitments."""

    frame: Frame
    rows: tuple[PromisedRow, ...]


@dataclass(frozen=True, slots=True)
class PromisedProof:
    """One piece of public evidence; `url` where its reference is an address."""

    kind: str
    title: str
    reference: str
    url: str


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """One commitment: what its State says of it, and what shows it to anybody."""

    title: str
    where: str
    half: str
    glyph: str
    standing: str
    status: str
    overdue: str
    is_caveat: bool
    evidence: tuple[PromisedProof, ...]


@dataclass(frozen=True, slots=True)
class PromisedPart:
    """The commitments of one pillar."""

    name: str
    rows: tuple[PromisedLine, ...]


@dataclass(frozen=True, slots=True)
class PromisedPage:
    """What one State or organisation made public; without parts where it was withdrawn."""

    frame: Frame
    name: str
    publisher: str
    on: str
    version: str
    is_withdrawn: bool
    parts: tuple[PromisedPart, ...]
    has_caveat: bool
    file_url: str
    list_url: str
