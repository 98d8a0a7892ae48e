"""What the template of the third door is given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.base.published.grid import Grid
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.pages.claims import State


@dataclass(frozen=True, slots=True)
class FixedTable:
    """One fixed table as it leaves."""

    title: str
    grid: Grid
    method: str


@dataclass(frozen=True, slots=True)
class FixedRow:
    """One period whose day has come: addresses are "" where nothing can be done."""

    period: str
    state: State
    tables: tuple[FixedTable, ...]
    attack: str
    make_url: str
    publish_url: str
    drop_url: str
    file_url: str
    digest: str
    waits_for_another: bool


@dataclass(frozen=True, slots=True)
class FixedPage:
    """The calendar of the third door."""

    rows: tuple[FixedRow, ...]
    next_period: str
    next_on: str
    problems: tuple[FormProblem, ...] = ()
