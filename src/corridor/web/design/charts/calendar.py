"""One series as a table of years and months, each month the darker the higher its figure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext

from corridor.core.kernel.months import number_of
from corridor.web.design.charts import plot, words
from corridor.web.design.charts.records import Chart, Line, Names, Point, Row, Table, Told, Writes
from corridor.web.design.charts.shapes import Drawing, Shape, rect, text, width_of, written

SHADES = 5
YEARS = 40
HEAD = 20
LETTERS = 10


def calendar(
    title: str,
    points: Sequence[Point],
    *,
    unit: str = "",
    source: str = "",
    number: Writes | None = None,
    name: Names | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """Return the months of a series under each other, so that what comes again every year stands in one column."""
    told = Told(title, unit, source, number or words.figures(), name or words.months(), tuple(notes))
    known = {number_of(point.month): point for point in points}
    found = [point for point in points if not point.is_missing]
    heads = words.month_names()
    is_missing = len(found) < (max(known) - min(known) + 1 if known else 0)
    gap = gettext("A dashed box is a month without a figure, never 0.")
    line = Line(title, points)
    return Chart(
        title=title,
        description=words.listed([f"{title} ({unit})" if unit else title, words.of_line(line, told.number, told.name)])
        if found
        else gettext("%(title)s: no figure.") % {"title": title},
        wide=_drawing(known, heads, told.number, plot.WIDE),
        narrow=_drawing(known, words.month_names("narrow"), told.number, plot.NARROW),
        table=_table(known, heads, told.number),
        unit=unit,
        source=source,
        notes=(
            *told.notes,
            gettext("The stronger the colour, the higher the figure."),
            *((gap,) if is_missing else ()),
        ),
        is_empty=not found,
    )


def shade(figure: float, most: float) -> int:
    """Return how dark a figure is: 0 for nothing, then five equal steps up to the highest."""
    return 0 if figure <= 0 or most <= 0 else min(SHADES, max(1, math.ceil(figure / most * SHADES)))


def _drawing(known: Mapping[int, Point], heads: Sequence[str], number: Writes, size: plot.Size) -> Drawing:
    most = max((point.on_line for point in known.values() if not point.is_missing), default=0.0)
    if all(point.is_missing for point in known.values()):
        return Drawing(size.width, 40, (text("words", 0, 24, gettext("No figure.")),))
    years = range(min(known) // 12, max(known) // 12 + 1)
    cell = (size.width - YEARS) / 12
    high = 24.0
    shapes = [
        *(text("scale", YEARS + (index + 0.5) * cell, 12, head, anchor="middle") for index, head in enumerate(heads)),
        *(text("scale", 0, HEAD + row * high + 16, f"{year:04d}") for row, year in enumerate(years)),
        *_cells(known, years, cell, high, most),
        *_figures(known, years, cell, high, most, number),
    ]
    top = HEAD + high * len(years) + 10
    return Drawing(size.width, top + 18, (*shapes, *_legend(most, number, top, size)))


def _box(known: Mapping[int, Point], years: range, month: int, cell: float, high: float) -> tuple[float, float]:
    return (YEARS + month % 12 * cell, HEAD + (month // 12 - years[0]) * high)


def _cells(known: Mapping[int, Point], years: range, cell: float, high: float, most: float) -> Iterator[Shape]:
    """Yield one shape for all months of a shade."""
    by_role: dict[str, list[str]] = {}
    for month in range(min(known), max(known) + 1):
        point = known.get(month)
        x, y = _box(known, years, month, cell, high)
        if point is None or point.is_missing:
            role, x, y, wide, tall = "gone", x + 3, y + 3, cell - 6, high - 6
        else:
            role, wide, tall = f"heat-{shade(point.on_line, most)}", cell, high
        way = f"M{written(x)} {written(y)}h{written(wide)}v{written(tall)}h{written(-wide)}z"
        by_role.setdefault(role, []).append(way)
    for role, ways in sorted(by_role.items(), reverse=True):
        yield Shape("path", role, (("d", "".join(ways)),))


def _figures(
    known: Mapping[int, Point], years: range, cell: float, high: float, most: float, number: Writes
) -> Iterator[Shape]:
    """Yield the figures in the boxes, all or none of them."""
    written_out = {month: number(point.on_line) for month, point in known.items() if not point.is_missing}
    if max(width_of(one, LETTERS) for one in written_out.values()) > cell - 2:
        return
    for month, words_ in sorted(written_out.items()):
        x, y = _box(known, years, month, cell, high)
        role = "small-on" if shade(known[month].on_line, most) >= 4 else "small"
        yield text(role, x + cell / 2, y + high / 2 + 4, words_, anchor="middle")


def _legend(most: float, number: Writes, top: float, size: plot.Size) -> Iterator[Shape]:
    x = float(YEARS)
    for step in (0, *range(1, SHADES + 1)):
        label = number(0) if step == 0 else f"≤ {number(_short(most * step / SHADES))}"
        if step and most <= 0:
            return
        yield rect(f"heat-{step}", x, top, 14, 12)
        yield rect("outline", x, top, 14, 12)
        yield text("small", x + 18, top + 10, label)
        x += 18 + width_of(label, LETTERS) + (8 if size.is_narrow else 14)


def _short(figure: float) -> float:
    return float(round(figure)) if figure >= SHADES else float(f"{figure:.2g}")


def _table(known: Mapping[int, Point], heads: Sequence[str], number: Writes) -> Table:
    rows = []
    for year in range(min(known) // 12, max(known) // 12 + 1) if known else ():
        inside = (
            words.cell(known.get(month), number) if min(known) <= month <= max(known) else ""
            for month in range(year * 12, year * 12 + 12)
        )
        rows.append(Row(f"{year:04d}", tuple(inside)))
    return Table((gettext("Year"), *heads), tuple(rows))
