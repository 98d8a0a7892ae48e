"""The nouns of charts: what is to be drawn, and what came of it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.safestring import SafeString

from corridor.core.series.codes import State
from corridor.core.series.records import Value
from corridor.web.design.charts import svg
from corridor.web.design.charts.shapes import Drawing

Writes = Callable[[float], str]
Names = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one month (`2021-03`) or one year; a gap where `low` is None or no number.

    The line runs along `middle` where there is one, else along `low`; the band lies between `low` and `high`.
    """

    month: str
    low: float | None = None
    high: float | None = None
    middle: float | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there is no figure; never the same as the figure 0."""
        return self.low is None or not math.isfinite(self.low)

    @property
    def on_line(self) -> float:
        """The figure that the line runs through; 0 where there is none, so ask `is_missing` first."""
        return self.least if self.middle is None or not math.isfinite(self.middle) else self.middle

    @property
    def least(self) -> float:
        """The lower end of the band."""
        return self.low or 0.0

    @property
    def most(self) -> float:
        """The upper end of the band."""
        return self.least if self.high is None or not math.isfinite(self.high) else self.high


@dataclass(frozen=True, slots=True)
class Line:
    """One series under its name. Months that are not among its points are gaps like those without a figure.

    A faint line is drawn thin: it is there to be compared with.
    """

    name: str
    points: Sequence[Point]
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A month at which something happened, with a few words."""

    month: str
    label: str


@dataclass(frozen=True, slots=True)
class Fan:
    """A forecast of one month: its middle, and between which figures it lies with 50 and with 80 %."""

    month: str
    middle: float
    low50: float | None = None
    high50: float | None = None
    low80: float | None = None
    high80: float | None = None

    @property
    def figures(self) -> tuple[float, ...]:
        """Every figure that it names."""
        named = (self.middle, self.low50, self.high50, self.low80, self.high80)
        return tuple(figure for figure in named if figure is not None and math.isfinite(figure))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: what it is about, and its cells."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, in words and figures. The first of `head` is above the names of the rows."""

    head: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A drawing that is complete without being seen: title, description, unit, source, and the table behind it.

    `wide` is drawn where there is room, in print and in documents, `narrow` on a small screen. Small multiples are
    `panels` of one chart.
    """

    title: str
    description: str
    wide: Drawing
    narrow: Drawing | None = None
    table: Table = Table()
    unit: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    panels: tuple[Chart, ...] = ()
    is_empty: bool = False
    columns: int = field(default=3)

    @cached_property
    def key(self) -> str:
        """A word that tells this chart from the others of a page."""
        told = repr((self.title, self.unit, self.description, self.table, self.wide))
        return "chart-" + hashlib.blake2s(told.encode(), digest_size=5).hexdigest()

    @cached_property
    def drawn(self) -> SafeString:
        """The drawing for a page, in both widths; colours are those of the style sheet."""
        return svg.on_page(self.key, self.title, self.description, self.wide, self.narrow)


@dataclass(frozen=True, slots=True)
class Told:
    """What every chart says of itself, and how it writes figures and months."""

    title: str
    unit: str
    source: str
    number: Writes
    name: Names
    notes: tuple[str, ...] = ()


def points_of(values: Iterable[Value]) -> tuple[Point, ...]:
    """Return the points of a series: a gap where a month is missing, 0 where it is zero."""
    return tuple(
        Point(value.month) if value.state is State.MISSING else Point(value.month, value.low, value.high)
        for value in values
    )
