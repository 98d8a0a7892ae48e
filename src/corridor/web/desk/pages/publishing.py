"""What the templates of published tables are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.base.published.grid import Grid
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class TableRow:
    """One version of a table in the list."""

    url: str
    title: str
    number: int
    state: State
    made: str
    is_invented: bool


@dataclass(frozen=True, slots=True)
class TablesPage:
    """The tables that an officer may see; `waiting` wait for a second officer. A file is sent to `take_url`."""

    waiting: tuple[TableRow, ...]
    drafts: tuple[TableRow, ...]
    published: tuple[TableRow, ...]
    new_url: str
    public_url: str
    take_url: str


@dataclass(frozen=True, slots=True)
class TableFormPage:
    """The form for a table, filled as it was sent."""

    action: str
    counted: tuple[Choice, ...]
    steps: tuple[Choice, ...]
    axes: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    methods: tuple[Choice, ...]
    since: str
    until: str
    threshold: str
    has_invented: bool
    is_invented: bool
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done with a version now: addresses, "" where it cannot."""

    attack: str = ""
    propose: str = ""
    publish: str = ""
    give_back: str = ""
    give_up: str = ""
    correct: str = ""
    withdraw: str = ""


@dataclass(frozen=True, slots=True)
class TablePage:
    """One version: what was counted, what of it may leave, what the attack found, and what can be done."""

    title: str
    number: int
    state: State
    made: str
    published: str
    why: str
    grids: tuple[Grid, ...]
    is_protected: bool
    is_working: bool
    is_failed: bool
    refused: str
    attack: str
    method: str
    coverage: tuple[str, ...]
    sources: tuple[str, ...]
    digest: str
    acts: Acts
    whys: tuple[Choice, ...]
    versions: tuple[Link, ...]
    public_url: str
    is_invented: bool
    waits_for_another: bool


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One table over several nodes: who asked, how each partner answered, and what can be done here."""

    title: str
    time: str
    node: str
    on: str
    answers: tuple[tuple[str, State], ...]
    part: Link | None
    is_refused: bool
    count_url: str
    refuse_url: str
    together_url: str


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """The tables over several nodes, and the form that asks partners for another."""

    rows: tuple[RoundRow, ...]
    form: TableFormPage
    action: str
    axes: tuple[Choice, ...]
    nodes: tuple[Choice, ...]
