"""Several series of equal scope over the same months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from django.utils.translation import gettext

from corridor.web.design.charts import plot, words
from corridor.web.design.charts.records import Chart, Fan, Line, Mark, Names, Point, Row, Table, Told, Writes
from corridor.web.design.charts.scale import Frame, Scale, Times, scale_of, times_of
from corridor.web.design.charts.shapes import Drawing, Shape, apart, cut, dot, rect, text, width_of
from corridor.web.design.punctuation import headed, in_a_row

NAMES = 190
LEAST_APART = 16


def lines(
    title: str,
    lines: Sequence[Line],
    *,
    marks: Sequence[Mark] = (),
    fan: Sequence[Fan] = (),
    past: Sequence[Point] = (),
    unit: str = "",
    source: str = "",
    number: Writes | None = None,
    name: Names | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """Return the chart of some lines, with what happened, a forecast and earlier forecasts where there are any.

    Args:
        lines: Series of equal scope, whose figures may be compared; gaps stay gaps.
        past: What earlier forecasts said of a month, drawn as dots.
        number: Writes a figure in the page's language, which is the default.
        name: Writes a month or a year in the page's language, which is the default.
    """
    told = Told(title, unit, source, number or words.figures(), name or words.months(), tuple(notes))
    drawn = Drawn(tuple(lines), tuple(marks), tuple(fan), tuple(past), told)
    return Chart(
        title=title,
        description=drawn.description(),
        wide=drawn.drawing(plot.WIDE),
        narrow=drawn.drawing(plot.NARROW),
        table=drawn.table(),
        unit=unit,
        source=source,
        notes=drawn.notes(),
        is_empty=drawn.is_empty,
    )


class Drawn:
    """Lines, marks and forecasts on one scale, ready to be drawn at any size."""

    def __init__(
        self,
        lines: tuple[Line, ...],
        marks: tuple[Mark, ...],
        fan: tuple[Fan, ...],
        past: tuple[Point, ...],
        told: Told,
        scale: Scale | None = None,
        times: Times | None = None,
        since: str = "",
    ) -> None:
        """Lay figures and months out; a scale and a span that others share may be given.

        What lies after `since` gets a ground of its own.
        """
        self.since = since
        self.lines, self.fan, self.told = lines, fan, told
        self.past = tuple(point for point in past if not point.is_missing)
        dates = [point.month for point in chain(self.past, *(one.points for one in lines))]
        self.times = times or times_of([*dates, *(one.month for one in fan)])
        self.marks = tuple(mark for mark in marks if self._has(mark.month))
        self.scale = scale or scale_of(self.figures())
        self.is_empty = self.times is None or not (self._points() or fan or self.past)

    def _has(self, month: str) -> bool:
        times = self.times
        return times is not None and times.first <= times.position(month) <= times.last

    def _points(self) -> list[Point]:
        return [point for one in self.lines for point in one.points if not point.is_missing]

    def figures(self) -> Iterator[float]:
        """Yield every figure that is drawn."""
        for point in chain(self._points(), self.past):
            yield from (point.on_line, point.least, point.most)
        for one in self.fan:
            yield from one.figures

    def drawing(self, size: plot.Size, *, is_panel: bool = False) -> Drawing:
        """Return the drawing at one size."""
        if self.times is None or self.is_empty:
            return Drawing(size.width, 40, (text("words", 0, 24, gettext("No figure.")),))
        named = [] if len(self.lines) < 2 else [one.name for one in self.lines]
        has_legend = bool(named) and size.is_narrow
        head, top = plot.legend(named, size.width) if has_legend else ([], 0.0)
        right = self._right(named) if named and not size.is_narrow else 12
        across = Frame(plot.left_of(self.scale, self.told.number, size.letters), size.width - right, 0, 0)
        placed = plot.mark_rows(self.marks, lambda on: self._x(on, across), size.width)
        top += 10 + (1 + max((row for _, row, _ in placed), default=-1)) * plot.MARK_ROW
        bottom = top + max(size.height - 34, LEAST_APART * len(named) if right > 12 else 0)
        frame = Frame(across.left, across.right, top, bottom)
        shapes = [
            *self._ground(frame),
            *(plot.missing_months(self.lines[0].points, self.times, frame) if self._is_alone else ()),
            *plot.rows(self.scale, frame, self.told.number),
            *plot.time_axis(self.times, frame, self.told.name, size.width, size.letters),
            *self._courses(frame, is_panel=is_panel),
            *(self._names(named, frame) if right > 12 else ()),
        ]
        moved = [] if not placed else list(self._marks(placed, frame, size.width, head_end=top))
        return Drawing(size.width, round(bottom + 8 + size.letters + 6), (*head, *shapes, *moved))

    def _ground(self, frame: Frame) -> Iterator[Shape]:
        if self.since and self._has(self.since):
            x = self._x(self.since, frame)
            yield rect("period", x, frame.top, frame.right - x, frame.base - frame.top)

    @property
    def _is_alone(self) -> bool:
        return len(self.lines) == 1 and not self.fan

    def _x(self, on: str, frame: Frame) -> float:
        return self.times.x(on, frame) if self.times else frame.left

    def _right(self, named: Sequence[str]) -> float:
        return min(NAMES, max(width_of(one) for one in named)) + plot.SAMPLE + 18

    def _courses(self, frame: Frame, *, is_panel: bool) -> Iterator[Shape]:
        times = self.times
        if times is None:
            return
        yield from plot.forecast(self.fan, times, self.scale, frame)
        for index, one in enumerate(self.lines):
            yield from plot.course(one, index, times, self.scale, frame, plain=is_panel)
        for point in self.past:
            yield dot("past", times.x(point.month, frame), self.scale.up(point.on_line, frame), 2.8)

    def _names(self, named: Sequence[str], frame: Frame) -> Iterator[Shape]:
        wanted = []
        for one in self.lines:
            told = [point for point in one.points if not point.is_missing]
            last = max(told, key=lambda point: point.month).on_line if told else 0.0
            wanted.append(self.scale.up(last, frame) + 4)
        heights = apart(wanted, least=LEAST_APART, top=frame.top + 8, base=frame.base + 4)
        for index, (name, y) in enumerate(zip(named, heights, strict=True)):
            yield from plot.sampled(index, cut(name, NAMES), frame.right + 10, y)

    def _marks(
        self, placed: Sequence[tuple[Mark, int, str]], frame: Frame, width: float, *, head_end: float
    ) -> Iterator[Shape]:
        offset = head_end - 10 - (1 + max(row for _, row, _ in placed)) * plot.MARK_ROW
        yield from plot.marked(placed, lambda on: self._x(on, frame), frame, width, offset)

    def description(self) -> str:
        """Return what the chart shows, for who cannot see it."""
        if self.times is None or self.is_empty:
            return gettext("%(title)s: no figure.") % {"title": self.told.title}
        name, number = self.told.name, self.told.number
        first, last = name(self.times.on(self.times.first)), name(self.times.on(self.times.last))
        span = gettext("%(first)s to %(last)s") % {"first": first, "last": last} if first != last else first
        over = headed(self.told.title, span)
        opening = f"{over} ({self.told.unit})." if self.told.unit else f"{over}."
        return words.listed([opening, words.of_lines(self.lines, number, name), self._forecast(), self._marked()])

    def _forecast(self) -> str:
        if not self.fan:
            return ""
        last = max(self.fan, key=lambda one: one.month)
        cells = _fan_cells(last, self.told.number)
        return gettext(
            "Forecast for %(month)s: %(middle)s; with 50 percent between %(half)s, with 80 percent between %(most)s."
        ) % {"month": self.told.name(last.month), "middle": cells[0], "half": cells[1] or "–", "most": cells[2] or "–"}

    def _marked(self) -> str:
        if not self.marks:
            return ""
        told = in_a_row(headed(self.told.name(mark.month), mark.label) for mark in self.marks)
        return gettext("Marked: %(marks)s.") % {"marks": told}

    def notes(self) -> tuple[str, ...]:
        """Return what must be read with the drawing."""
        found = list(self.told.notes)
        if any(point.most != point.least for point in self._points()):
            found.append(gettext("The light band is what lies between the lowest and the highest figure."))
        if not self.is_empty and any(point.is_missing for one in self.lines for point in one.points):
            found.append(gettext("A month without a figure is a gap in the line, never 0."))
        if self.fan:
            found.append(gettext("Dark and light band of the forecast: intervals of 50 and of 80 percent."))
        if self.past:
            found.append(gettext("Dots: what earlier forecasts said of the month."))
        return tuple(found)

    def table(self) -> Table:
        """Return every figure that is drawn."""
        number, name = self.told.number, self.told.name
        by_line = [{point.month: point for point in one.points} for one in self.lines]
        fan = {one.month: one for one in self.fan}
        past: dict[str, list[str]] = {}
        for point in self.past:
            past.setdefault(point.month, []).append(number(point.on_line))
        head = [gettext("Period"), *(one.name for one in self.lines)]
        head += [gettext("Forecast"), gettext("50 percent interval"), gettext("80 percent interval")] if fan else []
        head += [gettext("Earlier forecasts")] if past else []
        rows = []
        for month in sorted({*chain(*by_line), *fan, *past}):
            cells = [_told(points.get(month), month in fan, number) for points in by_line]
            cells += _fan_cells(fan.get(month), number) if fan else ()
            cells += [in_a_row(past.get(month, ()))] if past else []
            rows.append(Row(name(month), tuple(cells)))
        return Table(tuple(head), tuple(rows))


def _told(point: Point | None, is_ahead: bool, number: Writes) -> str:
    return "" if point is None and is_ahead else words.cell(point, number)


def _fan_cells(one: Fan | None, number: Writes) -> tuple[str, str, str]:
    if one is None:
        return ("", "", "")
    pairs = ((one.low50, one.high50), (one.low80, one.high80))
    half, most = ("" if low is None or high is None else words.span(low, high, number) for low, high in pairs)
    return (number(one.middle), half, most)
