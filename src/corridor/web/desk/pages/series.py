"""The records behind the pages of series: the hub of analyses, what each source counts, and one series by itself."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.pieces import MarkingBadge


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """One analysis that can be opened, and what it answers."""

    label: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class AnalysisPage:
    """The hub: every analysis that the officer's function may open."""

    rows: tuple[AnalysisRow, ...]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One series in the list: what it covers and what it lacks."""

    title: str
    url: str
    since: str
    until: str
    told: int
    zero: int
    missing: int
    breaks: int
    undated: int


@dataclass(frozen=True, slots=True)
class SourcePart:
    """What one source, or all laid together, tells of what is counted."""

    key: str
    title: str
    edition: str
    about: str
    released_on: str
    loaded_on: str
    chart: Chart | None
    rows: tuple[SeriesRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SeriesListPage:
    """What is counted, by route or by country, each source apart."""

    action: str
    counted: tuple[Choice, ...]
    by: tuple[Choice, ...]
    worlds: tuple[Choice, ...]
    world: str
    unit: str
    parts: tuple[SourcePart, ...]
    import_url: str
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class BreakRow:
    """A month from which on figures mean something else: why, who says so, and where it may be taken back."""

    month: str
    reason: str
    words: str
    by: str
    url: str = ""
    withdraw_url: str = ""
    marking: MarkingBadge | None = None


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The figure of one month, and what an earlier release said."""

    month: str
    figure: str
    of: str
    state: State
    earlier: str
    is_break: bool


@dataclass(frozen=True, slots=True)
class BreakForm:
    """The form that notes a break; it works without a script."""

    action: str
    month: str
    words: str
    reasons: tuple[Choice, ...]
    markings: tuple[Choice, ...]
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """One series, or several of one scope but for the route, with the table behind them and what they lack."""

    title: str
    counted: str
    unit: str
    scope: tuple[tuple[str, str], ...]
    source: str
    edition: str
    credit: str
    licence: str
    released_on: str
    loaded_on: str
    is_invented: bool
    note: str
    chart: Chart | None
    months: tuple[MonthRow, ...]
    missing: tuple[str, ...]
    zeros: tuple[str, ...]
    undated: int
    breaks: tuple[BreakRow, ...]
    revised: int
    beside: tuple[Choice, ...]
    beside_action: str
    together: tuple[Link, ...]
    form: BreakForm | None
    export_url: str
    back_url: str
    problems: tuple[FormProblem, ...] = ()
