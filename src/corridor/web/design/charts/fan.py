"""A series, what is expected of it, and what was expected of it before."""

from __future__ import annotations

from collections.abc import Sequence

from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.records import Chart, Fan, Line, Mark, Names, Point, Writes


def fan(
    title: str,
    known: Line,
    expected: Sequence[Fan],
    *,
    past: Sequence[Point] = (),
    marks: Sequence[Mark] = (),
    unit: str = "",
    source: str = "",
    number: Writes | None = None,
    name: Names | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of one forecast: the past as a line, the forecast with its intervals, earlier ones as dots."""
    return lines(
        title,
        [known],
        marks=marks,
        fan=expected,
        past=past,
        unit=unit,
        source=source,
        number=number,
        name=name,
        notes=notes,
    )
