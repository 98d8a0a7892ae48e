"""A chart as a document carries it: one drawing that stands alone, or a drawing with its words as words of the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from corridor.web.design.charts import svg
from corridor.web.design.charts.records import Chart
from corridor.web.design.charts.shapes import Drawing, Shape, cut

GAP = 18
HEAD = 20
ASCENT = 1.069
"""Of the letters of the project's fonts, in sizes of the font; with DESCENT it is the height of a line."""
DESCENT = 0.293
MOVED = re.compile(r"translate\((\S+) (\S+)\)")
RANGE = 1000


def to_svg(chart: Chart) -> str:
    """Return a chart as a drawing that stands alone; small multiples come on one ground."""
    return svg.alone(chart.title, chart.description, whole(chart))


def to_html(chart: Chart, width: float) -> str:
    """Return a chart for a PDF, so many pixels wide: a drawing without words, and the words laid on it.

    What makes PDF here does not join the letters of Arabic inside of a drawing; on a page it does. The looks are
    inline, which a document may have and a page may not.
    """
    drawing = whole(chart)
    scale = width / drawing.width
    bare = Drawing(drawing.width, drawing.height, tuple(shape for shape in drawing.shapes if shape.tag != "text"))
    drawn = svg.alone(chart.title, chart.description, bare, scale=scale)
    laid = "".join(_word(shape, x, y, scale, width) for shape, x, y in _words(drawing))
    size = f"width: {width:g}px; height: {drawing.height * scale:g}px"
    return f'<div style="position: relative; direction: ltr; overflow: hidden; {size}">{drawn}{laid}</div>'


def whole(chart: Chart) -> Drawing:
    """Return the drawing of a chart; panels stand in columns, each under its name."""
    if not chart.panels:
        return chart.wide
    columns = max(1, min(chart.columns, len(chart.panels)))
    width = max(panel.wide.width for panel in chart.panels)
    height = max(panel.wide.height for panel in chart.panels) + HEAD
    shapes: list[Shape] = []
    for index, panel in enumerate(chart.panels):
        left, top = index % columns * (width + GAP), index // columns * (height + GAP)
        shapes.append(Shape("g", "", (("transform", f"translate({left:g} {top:g})"),)))
        shapes.append(Shape("text", "strong", (("x", "0"), ("y", "13")), cut(panel.title, width)))
        shapes.append(Shape("g", "", (("transform", f"translate(0 {HEAD})"),)))
        shapes.extend((*panel.wide.shapes, Shape("/g", "", ()), Shape("/g", "", ())))
    rows = -(-len(chart.panels) // columns)
    return Drawing(columns * (width + GAP) - GAP, rows * (height + GAP) - GAP, tuple(shapes))


def _words(drawing: Drawing) -> Iterator[tuple[Shape, float, float]]:
    """Yield the words of a drawing and where they stand on the whole of it."""
    moves = [(0.0, 0.0)]
    for shape in drawing.shapes:
        places = dict(shape.places)
        if shape.tag == "g" and (found := MOVED.fullmatch(places["transform"])):
            moves.append((moves[-1][0] + float(found[1]), moves[-1][1] + float(found[2])))
        elif shape.tag == "/g":
            moves.pop()
        elif shape.tag == "text":
            yield shape, moves[-1][0] + float(places["x"]), moves[-1][1] + float(places["y"])


def _word(shape: Shape, x: float, y: float, scale: float, width: float) -> str:
    looks = svg.looks(shape)
    letters = float(looks["font-size"]) * scale
    anchor = dict(shape.places).get("text-anchor", "start")
    across = {
        "start": f"left: {x * scale:.2f}px; text-align: left",
        "end": f"right: {width - x * scale:.2f}px; text-align: right",
        "middle": f"left: {x * scale - RANGE / 2:.2f}px; width: {RANGE}px; text-align: center",
    }[anchor]
    return (
        f'<span style="position: absolute; top: {y * scale - ASCENT * letters:.2f}px; {across}; white-space: nowrap; '
        f"font-size: {letters:.2f}px; line-height: {ASCENT + DESCENT}; font-weight: {looks.get('font-weight', '400')}; "
        f'direction: {_direction(shape.text)}; color: {looks["fill"]}">{svg.cleaned(shape.text)}</span>'
    )


def _direction(words: str) -> str:
    """Return the direction of words, that of their first letter."""
    strong = (side for side in map(unicodedata.bidirectional, words) if side in ("L", "R", "AL"))
    return "ltr" if next(strong, "L") == "L" else "rtl"
