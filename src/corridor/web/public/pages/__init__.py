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
