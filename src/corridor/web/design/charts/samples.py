"""One chart of every kind with invented figures, for the page that shows all components."""

from __future__ import annotations

import math
from collections.abc import Iterator

from django.utils.translation import gettext

from corridor.core.kernel.months import after
from corridor.web.design.charts.bars import Bar, bars
from corridor.web.design.charts.before_after import Effect, before_after
from corridor.web.design.charts.calendar import calendar
from corridor.web.design.charts.fan import fan
from corridor.web.design.charts.flow import Flow, flow
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.multiples import Panel, multiples
from corridor.web.design.charts.pyramid import SUPPRESSED, AgeGroup, Count, pyramid
from corridor.web.design.charts.records import Chart, Fan, Line, Mark, Point

SINCE = "2022-04"
NORTH, SOUTH, OVER = "Caldra – Northern crossing", "المعبر الشمالي (مخترع)", "<b>Net sheds</b> (invented)"
SOURCE = "Series A (invented)"


def charts() -> Iterator[Chart]:
    """Yield a chart of each kind, some of them with what is hard to draw: gaps, ranges, names in two scripts."""
    unit = gettext("People")
    marks = [Mark("2023-02", "Freight yard closed"), Mark("2023-05", SOUTH)]
    yield lines(
        "lines", [Line(NORTH, _points(120, 0.3)), Line(SOUTH, _points(70)), Line(OVER, _points(30)[:14])], marks=marks,
        unit=unit, source=SOURCE,
    )  # fmt: skip
    yield lines("lines: 0", [Line(NORTH, [Point(SINCE)])])
    expected = [Fan(after(SINCE, 30 + step), 90, 80 - step, 100 + step, 60 - step, 120 + step) for step in range(6)]
    yield fan("fan", Line(NORTH, _points(90)), expected, past=[Point("2024-06", 110), Point("2024-07", 60)], unit=unit)
    yield multiples("multiples", [Panel(name, _points(size)) for name, size in ((NORTH, 80), (SOUTH, 40), (OVER, 9))])
    yield before_after(
        "before_after",
        Line(NORTH, _points(120)),
        [Line(SOUTH, _points(70))],
        since=marks[0],
        effect=Effect(-12, -30, 4),
    )
    yield bars("bars", [Bar(NORTH, 12.5, 8, 17), Bar(SOUTH, -4, -9, 1), Bar(OVER)], source=SOURCE)
    yield flow("flow", [Flow(NORTH, SOUTH, 120), Flow(NORTH, OVER, 40), Flow(SOUTH, OVER, 9), Flow(OVER, NORTH)])
    yield calendar("calendar", _points(300), unit=unit)
    ages = [AgeGroup("0–17", Count(140), Count(110), SUPPRESSED), AgeGroup("18+", Count(900), SUPPRESSED, Count(40))]
    yield pyramid("pyramid", ages, unit=unit)


def _points(size: int, spread: float = 0) -> list[Point]:
    points = []
    for step in range(30):
        low = round(size * (1 + 0.6 * math.sin(step / 4)))
        month = after(SINCE, step)
        points.append(Point(month) if step in (8, 9, 11) else Point(month, low, low + round(low * spread)))
    return points
