"""What every chart over time shares: its frame, the lines of its scale, its time axis, its marks, its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corridor.web.design.charts.records import Fan, Line, Mark, Names, Point, Writes
from corridor.web.design.charts.scale import Frame, Scale, Times, time_ticks
from corridor.web.design.charts.shapes import (
    Shape,
    cut,
    dash_of,
    dot,
    line,
    path,
    rect,
    strokes,
    text,
    tone_of,
    width_of,
)

MARK_ROW = 16
ROW = 17
SAMPLE = 18


@dataclass(frozen=True, slots=True)
class Size:
    """How large a drawing is, and how much of it may go to names."""

    width: float
    height: float
    is_narrow: bool = False
    letters: float = 12


WIDE = Size(760, 320)
NARROW = Size(360, 270, is_narrow=True)
PANEL = Size(250, 130, is_narrow=True, letters=11)


def left_of(scale: Scale, number: Writes, letters: float = 12) -> float:
    """Return how much room the figures of a scale need on its left."""
    return max(width_of(number(step), letters) for step in scale.steps) + 8


def rows(scale: Scale, frame: Frame, number: Writes) -> Iterator[Shape]:
    """Yield the lines of a scale that goes up, each with its figure."""
    heights = [scale.up(step, frame) for step in scale.steps]
    base = scale.up(0, frame)
    yield strokes("grid", [((frame.left, y), (frame.right, y)) for y in heights if y != base])
    yield line("base", (frame.left, base), (frame.right, base))
    for step, y in zip(scale.steps, heights, strict=True):
        yield text("scale", frame.left - 6, y + 4, number(step), anchor="end")


def time_axis(times: Times, frame: Frame, name: Names, width: float, letters: float = 12) -> Iterator[Shape]:
    """Yield the marks of the time axis; no label leaves the drawing."""
    ticks = time_ticks(times, frame, name, size=letters)
    yield strokes("tick", [((tick.x, frame.base), (tick.x, frame.base + 5)) for tick in ticks])
    for tick in ticks:
        half = width_of(tick.label, letters) / 2
        x, anchor = tick.x, "middle"
        if tick.x - half < 0:
            x, anchor = max(0.0, tick.x - 4), "start"
        elif tick.x + half > width:
            x, anchor = width, "end"
        yield text("time", x, frame.base + 5 + letters, tick.label, anchor=anchor)


def mark_rows(marks: Sequence[Mark], x: Callable[[str], float], width: float) -> tuple[tuple[Mark, int, str], ...]:
    """Return each mark with the row in which its words stand and on which side, so that no two lie on each other."""
    ends: list[list[tuple[float, float]]] = []
    placed = []
    for mark in sorted(marks, key=lambda one: one.month):
        at, wide = x(mark.month), min(width_of(mark.label), width * 0.6) + 8
        side = "start" if at + wide <= width else "end"
        begin, end = (at, at + wide) if side == "start" else (at - wide, at)
        row = next(
            (index for index, taken in enumerate(ends) if all(end <= b or begin >= e for b, e in taken)), len(ends)
        )
        if row == len(ends):
            ends.append([])
        ends[row].append((begin, end))
        placed.append((mark, row, side))
    return tuple(placed)


def marked(
    placed: Sequence[tuple[Mark, int, str]], x: Callable[[str], float], frame: Frame, width: float, above: float = 0
) -> Iterator[Shape]:
    """Yield the marks: a line through the frame, and the words above it."""
    for mark, row, side in placed:
        at, y = x(mark.month), above + 12 + row * MARK_ROW
        yield line("mark", (at, y - 9), (at, frame.base))
        label = cut(mark.label, min(width * 0.6, (width - at if side == "start" else at) - 6))
        yield text("words", at + (5 if side == "start" else -5), y, label, anchor=side)


def runs(points: Sequence[Point], times: Times) -> Iterator[tuple[Point, ...]]:
    """Yield the points between gaps: months that are missing, and months that are not among the points."""
    run: list[Point] = []
    for point in sorted(points, key=lambda one: times.position(one.month)):
        is_next = not run or times.position(point.month) == times.position(run[-1].month) + 1
        if run and (point.is_missing or not is_next):
            yield tuple(run)
            run = []
        if not point.is_missing:
            run.append(point)
    if run:
        yield tuple(run)


def course(one: Line, index: int, times: Times, scale: Scale, frame: Frame, *, plain: bool = False) -> Iterator[Shape]:
    """Yield a line with the band of its range; a month between two gaps is a dot."""
    tone, dash = tone_of(index), 0 if plain else dash_of(index)
    for run in runs(one.points, times):
        if any(point.most != point.least for point in run):
            yield _band("band", [(point.month, point.least, point.most) for point in run], tone, times, scale, frame)
        pairs = [(times.x(point.month, frame), scale.up(point.on_line, frame)) for point in run]
        yield (
            dot("dot", *pairs[0], tone=tone)
            if len(pairs) == 1
            else path("faint" if one.is_faint else "line", pairs, tone=tone, dash=dash)
        )


def forecast(fan: Sequence[Fan], times: Times, scale: Scale, frame: Frame) -> Iterator[Shape]:
    """Yield a forecast: the wide interval, the close one on it, and the middle."""
    ordered = sorted(fan, key=lambda one: times.position(one.month))
    outer = [(one.month, one.low80, one.high80) for one in ordered]
    inner = [(one.month, one.low50, one.high50) for one in ordered]
    for role, ends in (("band", outer), ("inner", inner)):
        known = [(month, low, high) for month, low, high in ends if low is not None and high is not None]
        if known:
            yield _band(role, known, 2, times, scale, frame)
    pairs = [(times.x(one.month, frame), scale.up(one.middle, frame)) for one in ordered]
    if pairs:
        yield dot("dot", *pairs[0], tone=2) if len(pairs) == 1 else path("line", pairs, tone=2, dash=2)


def _band(
    role: str, ends: Sequence[tuple[str, float, float]], tone: int, times: Times, scale: Scale, frame: Frame
) -> Shape:
    upper = [(times.x(month, frame), scale.up(high, frame)) for month, _, high in ends]
    lower = [(times.x(month, frame), scale.up(low, frame)) for month, low, _ in ends]
    if len(ends) == 1:
        x, half = upper[0][0], min(5.0, times.step(frame) / 2)
        return rect(role, x - half, upper[0][1], 2 * half, lower[0][1] - upper[0][1], tone=tone)
    return path(role, [*upper, *reversed(lower)], closed=True, tone=tone)


def missing_months(points: Sequence[Point], times: Times, frame: Frame) -> Iterator[Shape]:
    """Yield a ground behind the months without a figure, for the chart of one line alone."""
    told = {times.position(point.month) for point in points if not point.is_missing}
    if not told:
        return
    half = times.step(frame) / 2
    for earlier, later in pairwise(sorted(told)):
        if later - earlier > 1:
            since = times.x(times.on(earlier), frame) + half
            until = times.x(times.on(later), frame) - half
            yield rect("missing", since, frame.top, until - since, frame.base - frame.top)


def legend(names: Sequence[str], width: float, *, top: float = 4) -> tuple[list[Shape], float]:
    """Return the names of lines, each with a piece of its line, in as few rows as fit; and where they end."""
    shapes: list[Shape] = []
    x, y = 0.0, top + 10
    for index, name in enumerate(names):
        words = cut(name, width - SAMPLE - 6)
        wide = SAMPLE + 6 + width_of(words)
        if x and x + wide > width:
            x, y = 0.0, y + ROW
        shapes.extend(sampled(index, words, x, y))
        x += wide + 14
    return shapes, y + 8


def sampled(index: int, words: str, x: float, y: float) -> tuple[Shape, Shape]:
    """Return a name with a piece of its line before it."""
    return (
        line("sample", (x, y - 4), (x + SAMPLE, y - 4), tone=tone_of(index), dash=dash_of(index)),
        text("words", x + SAMPLE + 6, y, words),
    )
