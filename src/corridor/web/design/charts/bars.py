"""Figures side by side, each with the interval in which it may lie."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from corridor.web.design.charts import plot, words
from corridor.web.design.charts.records import Chart, Row, Table, Told, Writes
from corridor.web.design.charts.scale import Frame, Scale, scale_of
from corridor.web.design.charts.shapes import Drawing, Shape, cut, line, rect, text, width_of
from corridor.web.design.punctuation import headed

NAMES = 230
ROW = 28
NARROW_ROW = 42
THICK = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure under its name and between which figures it may lie; without a figure where `middle` is None."""

    name: str
    middle: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def ends(self) -> tuple[float, float] | None:
        """The interval, None where there is none."""
        if self.low is None or self.high is None or not (math.isfinite(self.low) and math.isfinite(self.high)):
            return None
        return (self.low, self.high)

    @property
    def is_missing(self) -> bool:
        """Whether there is no figure; never the same as the figure 0."""
        return self.middle is None or not math.isfinite(self.middle)

    @property
    def figures(self) -> tuple[float, ...]:
        """Every figure that is drawn."""
        return () if self.middle is None or self.is_missing else (self.middle, *(self.ends or ()))

    def told(self, number: Writes) -> str:
        """Return the figure and its interval in words."""
        if self.middle is None or self.is_missing:
            return gettext("no figure")
        return number(self.middle) + (f" ({words.span(*self.ends, number)})" if self.ends else "")


def bars(
    title: str,
    bars: Sequence[Bar],
    *,
    unit: str = "",
    source: str = "",
    number: Writes | None = None,
    interval: str = "",
    notes: Sequence[str] = (),
) -> Chart:
    """Return bars in the order given.

    Args:
        interval: What the thin lines are, such as "95 percent interval"; said in the notes and above the table.
    """
    told = Told(title, unit, source, number or words.figures(), str, tuple(notes))
    interval = interval or gettext("Lowest to highest")
    has_ends = any(one.ends for one in bars)
    return Chart(
        title=title,
        description=_description(bars, told),
        wide=drawing(bars, told.number, plot.WIDE),
        narrow=drawing(bars, told.number, plot.NARROW),
        table=_table(bars, told, interval if has_ends else ""),
        unit=unit,
        source=source,
        notes=(*told.notes, *((gettext("Thin line: %(what)s.") % {"what": interval},) if has_ends else ())),
        is_empty=all(one.is_missing for one in bars),
    )


def drawing(bars: Sequence[Bar], number: Writes, size: plot.Size) -> Drawing:
    """Return the bars at one size."""
    scale = scale_of(figure for one in bars for figure in one.figures)
    said = max((width_of(one.told(number)) for one in bars), default=0.0) + 14
    names = 0.0 if size.is_narrow else min(NAMES, max((width_of(one.name) for one in bars), default=0.0)) + 12
    row = NARROW_ROW if size.is_narrow else ROW
    right = size.width - (8 if size.is_narrow else min(said, size.width / 3))
    frame = Frame(names + 8, right, 4, 4 + row * len(bars))
    shapes = [*_ground(scale, frame, number, size)]
    for index, one in enumerate(bars):
        top = frame.top + index * row
        middle = top + row - THICK / 2 - (7 if not size.is_narrow else 6)
        if size.is_narrow:
            label = cut(one.name, size.width - said - 4)
            shapes += [text("words", 0, top + 13, label), _said(one, number, size.width, top + 13, "end")]
        else:
            shapes.append(text("words", names, middle + 4, cut(one.name, NAMES), anchor="end"))
            at = max((scale.across(figure, frame) for figure in one.figures), default=scale.across(0, frame))
            shapes.append(_said(one, number, min(at + 8, size.width - said + 14), middle + 4, "start"))
        shapes += _bar(one, scale, frame, middle)
    return Drawing(size.width, frame.base + 24, tuple(shapes))


def _said(one: Bar, number: Writes, x: float, y: float, anchor: str) -> Shape:
    return text("strong", x, y, one.told(number), anchor=anchor)


def _ground(scale: Scale, frame: Frame, number: Writes, size: plot.Size) -> Iterator[Shape]:
    widest = max(width_of(number(step)) for step in scale.steps) + 10
    every = math.ceil(widest / ((frame.right - frame.left) / (len(scale.steps) - 1)))
    for index, step in enumerate(scale.steps):
        x = scale.across(step, frame)
        yield line("base" if step == 0 else "grid", (x, frame.top), (x, frame.base))
        if step == 0 or index % every == 0:
            label = number(step)
            at = min(x, size.width - width_of(label) / 2)
            yield text("scale", max(at, width_of(label) / 2), frame.base + 16, label, anchor="middle")


def _bar(one: Bar, scale: Scale, frame: Frame, middle: float) -> Iterator[Shape]:
    if one.middle is None or one.is_missing:
        return
    zero, at = scale.across(0, frame), scale.across(one.middle, frame)
    yield rect("estimate" if one.ends else "bar", min(zero, at), middle - THICK / 2, abs(at - zero), THICK, tone=2)
    if one.ends:
        low, high = (scale.across(end, frame) for end in one.ends)
        yield line("whisker", (low, middle), (high, middle))
        for end in (low, high):
            yield line("whisker", (end, middle - 4), (end, middle + 4))


def _description(bars: Sequence[Bar], told: Told) -> str:
    if all(one.is_missing for one in bars):
        return gettext("%(title)s: no figure.") % {"title": told.title}
    opening = f"{told.title} ({told.unit})." if told.unit else told.title
    named = [headed(one.name, one.told(told.number)) for one in bars[: words.MOST_TOLD]]
    if len(bars) > words.MOST_TOLD:
        more = told.number(len(bars) - words.MOST_TOLD)
        named.append(gettext("%(count)s more are in the table.") % {"count": more})
    return words.listed([opening, *named])


def _table(bars: Sequence[Bar], told: Told, interval: str) -> Table:
    head = (gettext("Name"), told.unit or gettext("Figure"), *((interval,) if interval else ()))
    rows = []
    for one in bars:
        figure = told.number(one.middle) if one.middle is not None and not one.is_missing else gettext("no figure")
        ends = (words.span(*one.ends, told.number) if one.ends else "",) if interval else ()
        rows.append(Row(one.name, (figure, *ends)))
    return Table(head, tuple(rows))
