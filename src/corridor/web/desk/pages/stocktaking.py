"""What the templates of stocktaking are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice, FormProblem, Link


@dataclass(frozen=True, slots=True)
class CountRow:
    """How what a pillar or an instrument asks stands."""

    name: str
    asked: int
    evidenced: int
    claimed: int
    silent: int
    overdue: int


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """What is reported on one pillar; each sum in its own currency."""

    name: str
    activities: int
    planned: str
    spent: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One commitment, and who told something of it, by name."""

    item: str
    title: str
    by: str


@dataclass(frozen=True, slots=True)
class StockTables:
    """Stock as its tables, chart and sentences."""

    pillars: tuple[CountRow, ...]
    instruments: tuple[CountRow, ...]
    balance: tuple[BalanceRow, ...]
    lacks: tuple[str, ...]
    told: tuple[ToldRow, ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One report that was kept."""

    url: str
    of: str
    period: str
    on: str


@dataclass(frozen=True, slots=True)
class StocktakingPage:
    """The stock of a forum or State as it is now, and the reports that were kept."""

    of: str
    forums: tuple[Choice, ...]
    subjects: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    states: tuple[Link, ...]
    stock: StockTables | None
    kept: tuple[KeptRow, ...]
    may_take: bool
    scope: tuple[tuple[str, str], ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """How the counts of one pillar changed since the report before."""

    name: str
    evidenced: str
    claimed: str
    silent: str
    overdue: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as it was frozen, what changed since the one before, and its files."""

    of: str
    period: str
    on: str
    by: str
    digest: str
    stock: StockTables
    earlier: Link | None
    changes: tuple[ChangeRow, ...]
    newly: tuple[ToldRow, ...]
    files: tuple[Link, ...]
    files_state: str
    make_url: str
