"""The same measure of several routes, each in a small drawing of its own, all over the same months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext

from corridor.web.design.charts import plot, words
from corridor.web.design.charts.lines import Drawn
from corridor.web.design.charts.records import Chart, Line, Mark, Names, Point, Row, Table, Told, Writes
from corridor.web.design.charts.scale import scale_of, times_of
from corridor.web.design.charts.shapes import Drawing


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the small drawings: its name, its points, and what happened there."""

    name: str
    points: Sequence[Point]
    marks: Sequence[Mark] = ()


def multiples(
    title: str,
    panels: Sequence[Panel],
    *,
    is_common: bool = True,
    unit: str = "",
    source: str = "",
    number: Writes | None = None,
    name: Names | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """Return small drawings beside each other; the notes say whether their heights may be compared.

    Args:
        is_common: Whether all have one scale; each has its own where not, as figures of different scope must.
    """
    told = Told(title, unit, source, number or words.figures(), name or words.months(), tuple(notes))
    named = [Line(panel.name, panel.points) for panel in panels]
    times = times_of(point.month for panel in panels for point in panel.points)
    alone = [
        Drawn((one,), tuple(panel.marks), (), (), told, times=times) for one, panel in zip(named, panels, strict=True)
    ]
    common = scale_of(chain.from_iterable(one.figures() for one in alone)) if is_common else None
    drawn = [
        Drawn((one,), tuple(panel.marks), (), (), told, scale=common, times=times)
        for one, panel in zip(named, panels, strict=True)
    ]
    is_empty = all(one.is_empty for one in drawn)
    return Chart(
        title=title,
        description=_description(told, named, is_common=is_common, is_empty=is_empty),
        wide=Drawing(plot.PANEL.width, plot.PANEL.height),
        table=_table(named, told),
        unit=unit,
        source=source,
        notes=_notes(told, drawn, is_common=is_common) if not is_empty else told.notes,
        panels=tuple(_panel(one, line, told) for one, line in zip(drawn, named, strict=True)),
        is_empty=is_empty,
    )


def _panel(drawn: Drawn, line: Line, told: Told) -> Chart:
    return Chart(
        title=line.name,
        description=words.of_line(line, told.number, told.name),
        wide=drawn.drawing(plot.PANEL, is_panel=True),
        unit=told.unit,
        is_empty=drawn.is_empty,
    )


def _scale_said(is_common: bool) -> str:
    if is_common:
        return gettext("All drawings have the same scale: their heights may be compared.")
    return gettext("Each drawing has its own scale: compare the course, not the height.")


def _notes(told: Told, drawn: Sequence[Drawn], *, is_common: bool) -> tuple[str, ...]:
    found = dict.fromkeys((*told.notes, _scale_said(is_common)))
    for one in drawn:
        found.update(dict.fromkeys(one.notes()))
    return tuple(found)


def _description(told: Told, named: Sequence[Line], *, is_common: bool, is_empty: bool) -> str:
    if is_empty:
        return gettext("%(title)s: no figure.") % {"title": told.title}
    opening = f"{told.title} ({told.unit})." if told.unit else told.title
    return words.listed([opening, _scale_said(is_common), words.of_lines(named, told.number, told.name)])


def _table(named: Sequence[Line], told: Told) -> Table:
    points = [{point.month: point for point in one.points} for one in named]
    rows = (
        Row(told.name(month), tuple(words.cell(of.get(month), told.number) for of in points))
        for month in sorted(set(chain(*points)))
    )
    return Table((gettext("Period"), *(one.name for one in named)), tuple(rows))
