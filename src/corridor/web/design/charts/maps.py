"""Figures at places: circles on the land of the world, without borders, so that nothing is said of any territory."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext

from corridor.web import design
from corridor.web.design.charts import words
from corridor.web.design.charts.records import Chart, Row, Table, Told, Writes
from corridor.web.design.charts.shapes import Drawing, Pair, Shape, dot, outline, text, width_of
from corridor.web.design.punctuation import headed

WORLD = Path(str(design.__file__)).parent / "static" / "built" / "world.json"
WIDE, NARROW = 760, 360
LEAST_HEIGHT, MOST_HEIGHT = 0.35, 0.8
"""Of the width."""

LEAST_SPAN = 6.0
"""A map shows at least so many degrees, so that one place has its surroundings."""

MARGIN = 0.12
LARGEST, SMALLEST = 20.0, 2.5
NAMED = 8
LETTERS = 10
MOST_ROWS = 40
STEP = 1.6
"""Corners of the coast nearer to each other than so many pixels are one; what is no larger is no island here."""

STEEPEST = 84.0
"""Degrees of latitude beyond which nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure at a point, in degrees, from `low` to `high`; without a name it is called by its degrees."""

    lat: float
    lon: float
    low: int
    high: int
    name: str = ""

    @property
    def middle(self) -> float:
        """The figure by which its circle is drawn."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class _Ground:
    """A piece of the world on a drawing: its edges in degrees of longitude and in stretched degrees of latitude."""

    west: float
    east: float
    top: float
    base: float
    width: float

    @property
    def scale(self) -> float:
        return self.width / (self.east - self.west)

    @property
    def height(self) -> float:
        return (self.top - self.base) * self.scale

    def at(self, lat: float, lon: float) -> Pair:
        return (lon - self.west) * self.scale, (self.top - stretched(lat)) * self.scale


def stretched(lat: float) -> float:
    """Return a latitude in degrees of Mercator's projection."""
    bounded = max(-STEEPEST, min(STEEPEST, lat))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2)))


def on_map(
    title: str,
    spots: Sequence[Spot],
    *,
    unit: str = "",
    source: str = "",
    number: Writes | None = None,
    notes: Sequence[str] = (),
) -> Chart:
    """Return circles on a map, the largest first in the table behind it; the area of a circle is its figure."""
    told = Told(title, unit, source, number or words.figures(), str, tuple(notes))
    ranked = sorted(spots, key=lambda one: (-one.middle, one.lat, one.lon))
    said = [gettext("The larger the circle, the larger the figure. Coasts only: no border is drawn.")] if ranked else []
    if len(ranked) > MOST_ROWS:
        more = told.number(len(ranked) - MOST_ROWS)
        said.append(gettext("Drawn and not in the table: %(count)s.") % {"count": more})
    return Chart(
        title=title,
        description=_description(ranked, told),
        wide=_drawing(ranked, told.number, WIDE),
        narrow=_drawing(ranked, told.number, NARROW),
        table=Table(
            (gettext("Place"), unit or gettext("Figure")),
            tuple(
                Row(name_of(one, told.number), (words.span(one.low, one.high, told.number),))
                for one in ranked[:MOST_ROWS]
            ),
        ),
        unit=unit,
        source=source,
        notes=(*told.notes, *said),
        is_empty=not ranked,
    )


def name_of(one: Spot, number: Writes) -> str:
    """Return what a spot is called: its name, else its degrees to a tenth."""
    degrees = {"lat": number(round(one.lat, 1)), "lon": number(round(one.lon, 1))}
    return one.name or gettext("latitude %(lat)s°, longitude %(lon)s°") % degrees


def _description(ranked: Sequence[Spot], told: Told) -> str:
    if not ranked:
        return gettext("%(title)s: no figure.") % {"title": told.title}
    opening = f"{told.title} ({told.unit})." if told.unit else told.title
    named = [
        headed(name_of(one, told.number), words.span(one.low, one.high, told.number))
        for one in ranked[: words.MOST_TOLD]
    ]
    if len(ranked) > words.MOST_TOLD:
        more = told.number(min(len(ranked), MOST_ROWS) - words.MOST_TOLD)
        named.append(gettext("%(count)s more are in the table.") % {"count": more})
    return words.listed([opening, *named])


def _drawing(ranked: Sequence[Spot], number: Writes, width: float) -> Drawing:
    if not ranked:
        return Drawing(width, 40, (text("words", 0, 24, gettext("No figure.")),))
    ground = _ground(ranked, width)
    most = max(one.middle for one in ranked) or 1.0
    shapes = [Shape("path", "missing", (("d", way),))] if (way := _land(ground)) else []
    for one in ranked:
        x, y = ground.at(one.lat, one.lon)
        shapes.append(dot("estimate", x, y, max(SMALLEST, LARGEST * math.sqrt(one.middle / most)), tone=1))
    shapes += _labels(ranked[:NAMED], ground, number)
    return Drawing(width, round(ground.height, 1), tuple(shapes))


def _labels(ranked: Sequence[Spot], ground: _Ground, number: Writes) -> Iterator[Shape]:
    """Yield the figures of the largest circles, but those that would lie on one another."""
    taken: list[tuple[float, float, float]] = []
    for one in ranked:
        x, y = ground.at(one.lat, one.lon)
        label = words.span(one.low, one.high, number)
        room = width_of(label, LETTERS)
        if all(abs(x - x0) > (room + room0) / 2 or abs(y - y0) > LETTERS for x0, y0, room0 in taken):
            taken.append((x, y, room))
            yield text("small", x, y + 3.5, label, anchor="middle")


def _ground(spots: Iterable[Spot], width: float) -> _Ground:
    """Return the piece of the world that holds all spots with some of what is around them."""
    points = [(one.lon, stretched(one.lat)) for one in spots]
    (west, base), (east, top) = (tuple(edge(point[n] for point in points) for n in (0, 1)) for edge in (min, max))
    across = max(east - west, LEAST_SPAN) * (1 + 2 * MARGIN)
    down = max(top - base, LEAST_SPAN * LEAST_HEIGHT) * (1 + 2 * MARGIN)
    down = max(down, across * LEAST_HEIGHT)
    across = max(across, down / MOST_HEIGHT)
    lon, lat = (west + east) / 2, (base + top) / 2
    return _Ground(lon - across / 2, lon + across / 2, lat + down / 2, lat - down / 2, width)


@lru_cache(maxsize=16)
def _land(ground: _Ground) -> str:
    """Return the outline of the land on a ground, as the way of a path; empty where it is all sea."""
    return "".join(f"{outline(ring)}z" for ring in _rings(ground))


def _rings(ground: _Ground) -> Iterator[list[Pair]]:
    for shape in json.loads(WORLD.read_bytes())["features"]:
        for polygon in shape["geometry"]["coordinates"]:
            for ring in polygon:
                lons = [lon for lon, _ in ring]
                if max(lons) < ground.west or min(lons) > ground.east:
                    continue
                placed = _thinned(ground.at(lat, lon) for lon, lat in ring)
                clipped = clip(placed, ground.width, ground.height)
                if len(clipped) > 2 and any(abs(x - clipped[0][0]) + abs(y - clipped[0][1]) > STEP for x, y in clipped):
                    yield clipped


def _thinned(points: Iterable[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) >= STEP or abs(y - kept[-1][1]) >= STEP:
            kept.append((x, y))
    return kept


def clip(ring: Sequence[Pair], width: float, height: float) -> list[Pair]:
    """Return the part of a ring that lies on a ground of this size (Sutherland and Hodgman)."""
    found = list(ring)
    for axis, edge, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        points, found = found, []
        for n, point in enumerate(points):
            before = points[n - 1]
            is_in, was_in = (sign * (one[axis] - edge) >= 0 for one in (point, before))
            if is_in != was_in:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                found.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if is_in:
                found.append(point)
    return found
