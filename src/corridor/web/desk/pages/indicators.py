"""What the templates of indicators and reference figures are given."""

from __future__ import annotations

from dataclasses import dataclass, field

from corridor.web.design.charts.records import Chart
from corridor.web.design.pieces import Choice, FormProblem, Link


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading: its period, the figure in words or why there is none, and how much of the period is told."""

    period: str
    figure: str
    why: str
    coverage: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator in the list, with the last reading that could be computed, or why none could."""

    name: str
    counted: str
    url: str
    period: str
    reading: ReadingRow | None


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """The indicators of an authority."""

    rows: tuple[IndicatorRow, ...]
    new_url: str
    figures_url: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a definition, and since when it stands or stood."""

    number: int
    since: str
    until: str
    method: str
    parts: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator: definition, readings, versions. Posts to `withdraw_url` where the officer may."""

    name: str
    counted: str
    numerator: str
    denominator: str
    unit: str
    method: str
    as_of: str
    readings: tuple[ReadingRow, ...]
    chart: Chart | None
    versions: tuple[VersionRow, ...]
    back_url: str
    revise_url: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class IndicatorFormPage:
    """The form that defines an indicator, or revises one."""

    title: str
    action: str
    back_url: str
    values: dict[str, str]
    numerators: tuple[Choice, ...]
    denominators: tuple[Choice, ...]
    pers: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    problems: tuple[FormProblem, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One reference figure. `later` leads to what replaced it; `pick` is its name in the form that asks for a line."""

    ref: str
    title: str
    url: str
    stated: str
    period: str
    scope: str
    method: str
    publisher: str
    vintage: str
    minimum: bool
    from_memory: bool
    own: bool
    caveat: str
    later: Link | None


@dataclass(frozen=True, slots=True)
class FigureTopic:
    """Figures of one topic, side by side."""

    title: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """All reference figures by topic. Ticked ones are asked for in one line at `line_url`."""

    topics: tuple[FigureTopic, ...]
    line_url: str
    new_url: str
    discrepancies_url: str
    picked: tuple[str, ...] = ()
    refusal: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FigurePage:
    """One reference figure with all its parts, what it replaced, and the discrepancies that name it."""

    row: FigureRow
    parts: tuple[tuple[str, str], ...]
    replaced: tuple[Link, ...]
    discrepancies: tuple[Link, ...]
    back_url: str


@dataclass(frozen=True, slots=True)
class FigureLinePage:
    """Figures of one unit, scope and method, in one line."""

    chart: Chart
    rows: tuple[FigureRow, ...]
    scope: str
    method: str
    back_url: str


@dataclass(frozen=True, slots=True)
class FigureFormPage:
    """The form for a reference figure, filled as it was sent."""

    action: str
    back_url: str
    values: dict[str, str]
    bounds: tuple[Choice, ...]
    superseded: tuple[Choice, ...]
    markings: tuple[Choice, ...]
    problems: tuple[FormProblem, ...]


@dataclass(frozen=True, slots=True)
class SumRow:
    """One calculation: in words, as it is written, and what it comes to."""

    words: str
    written: str
    result: str


@dataclass(frozen=True, slots=True)
class DiscrepancyRow:
    """One discrepancy: what each says, the calculations, what follows, and the figures that it is about."""

    ref: str
    number: int
    title: str
    says: tuple[str, ...]
    sums: tuple[SumRow, ...]
    follows: str
    from_memory: bool
    figures: tuple[FigureRow, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class DiscrepanciesPage:
    """Every discrepancy."""

    rows: tuple[DiscrepancyRow, ...]
    back_url: str
