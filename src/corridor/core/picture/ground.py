"""Where land and sea lie, coarsely: enough to say that a lorry cannot have driven to an island.

The earth is cut into squares of a tenth of a degree (about eleven kilometres); each row of squares is kept as runs of
one landmass or of sea. Straits narrower than a square stay, because landmasses are told apart by their outlines.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import asin, ceil, cos, floor, radians, sin, sqrt
from typing import NamedTuple

PER_DEGREE = 10
ROWS, COLUMNS = 180 * PER_DEGREE, 360 * PER_DEGREE
KM_PER_DEGREE = 111.2
SEA = 0

Ring = Sequence[tuple[float, float]]
"""A closed outline: longitude, latitude."""

Run = tuple[int, int]
"""The column at which a run begins, and what lies there: a landmass, or sea."""


class Shape(NamedTuple):
    """One piece of land: the number of its landmass, and its outline followed by the outlines of seas inside it."""

    landmass: int
    rings: Sequence[Ring]


class Ground:
    """Land, sea and airports of one world."""

    def __init__(self, rows: Sequence[Sequence[Run]], airports: Iterable[tuple[int, int]] = ()) -> None:
        self.rows = rows
        self.airports = sorted(airports)
        """Tenths of a degree of latitude and longitude."""

    def landmasses_near(self, lat: float, lon: float, km: float) -> frozenset[int]:
        """Return the landmasses that lie within so many kilometres of a point."""
        return frozenset(found for found in self._around(lat, lon, km) if found != SEA)

    def is_sea_near(self, lat: float, lon: float, km: float) -> bool:
        """Tell whether there is sea within so many kilometres of a point."""
        return SEA in self._around(lat, lon, km)

    def is_airport_near(self, lat: float, lon: float, km: float) -> bool:
        """Tell whether an airport is known within so many kilometres of a point."""
        reach = ceil(km / KM_PER_DEGREE * PER_DEGREE) + 1
        first = bisect_right(self.airports, (floor(lat * PER_DEGREE) - reach, -COLUMNS))
        for tenth_lat, tenth_lon in self.airports[first:]:
            if tenth_lat > lat * PER_DEGREE + reach:
                return False
            if distance_km((lat, lon), (tenth_lat / PER_DEGREE, tenth_lon / PER_DEGREE)) <= km:
                return True
        return False

    def _around(self, lat: float, lon: float, km: float) -> Iterator[int]:
        reach = km / KM_PER_DEGREE
        for row in range(row_of(lat - reach), row_of(lat + reach) + 1):
            off = (row + 0.5) / PER_DEGREE - 90 - lat
            half = sqrt(max(0.0, reach * reach - off * off)) / max(0.05, cos(radians(lat)))
            west, east = floor((lon - half + 180) * PER_DEGREE), floor((lon + half + 180) * PER_DEGREE)
            for start, end in _turned(west, min(east, west + COLUMNS - 1)):
                yield from self._between(row, start, end)

    def _between(self, row: int, start: int, end: int) -> Iterator[int]:
        runs = self.rows[row]
        at = bisect_right(runs, (start, 1 << 30)) - 1
        while at < len(runs) and runs[at][0] <= end:
            yield runs[at][1]
            at += 1


def _turned(west: int, east: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch of columns in pieces that do not pass the date line."""
    while west <= east:
        start = west % COLUMNS
        end = min(start + east - west, COLUMNS - 1)
        yield start, end
        west += end - start + 1


def row_of(lat: float) -> int:
    """Return the row of squares that holds a latitude, counted from the south pole."""
    return min(ROWS - 1, max(0, floor((lat + 90) * PER_DEGREE)))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the shortest way between two points (latitude, longitude) over the surface of the earth."""
    (lat, lon), (to_lat, to_lon) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(half)))


def ground_from(shapes: Iterable[Shape], airports: Iterable[tuple[float, float]] = ()) -> Ground:
    """Return the ground of outlines; land too small for a square fills the one in which it begins."""
    painted: list[list[tuple[int, int, int]]] = [[] for _ in range(ROWS)]
    for shape in shapes:
        found = list(_filled(shape.rings))
        if not found:
            lon, lat = shape.rings[0][0]
            column = _column(lon)
            found = [(row_of(lat), column, column)]
        for row, start, end in found:
            painted[row].append((start, end, shape.landmass))
    tenths = {(round(lat * PER_DEGREE), round(lon * PER_DEGREE)) for lat, lon in airports}
    return Ground([_runs(strokes) for strokes in painted], tenths)


def _column(lon: float) -> int:
    return min(COLUMNS - 1, max(0, floor((lon + 180) * PER_DEGREE)))


def _filled(rings: Sequence[Ring]) -> Iterator[tuple[int, int, int]]:
    """Yield row, first and last column of the squares whose middle lies inside a shape."""
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for (lon, lat), (to_lon, to_lat) in pairwise(ring):
            low, high = sorted((lat, to_lat))
            for row in range(ceil((low + 90) * PER_DEGREE - 0.5), ceil((high + 90) * PER_DEGREE - 0.5)):
                middle = (row + 0.5) / PER_DEGREE - 90
                crossings.setdefault(row, []).append(lon + (middle - lat) / (to_lat - lat) * (to_lon - lon))
    for row, found in crossings.items():
        found.sort()
        for west, east in zip(found[::2], found[1::2], strict=False):
            start, end = ceil((west + 180) * PER_DEGREE - 0.5), ceil((east + 180) * PER_DEGREE - 0.5) - 1
            if start <= end and 0 <= row < ROWS:
                yield row, max(0, start), min(COLUMNS - 1, end)


def _runs(strokes: list[tuple[int, int, int]]) -> list[Run]:
    """Return a row's strokes as runs from column 0 on; where two shapes overlap, the later in the row wins."""
    squares: list[Run] = [(0, SEA)]
    at = 0
    for start, end, landmass in sorted(strokes):
        start = max(start, at)
        if start > end:
            continue
        if start > at or len(squares) == 1:
            squares.append((at, SEA))
        squares += [(start, landmass), (end + 1, SEA)]
        at = end + 1
    runs: list[Run] = []
    for column, found in squares:
        if runs and runs[-1][0] == column:
            runs.pop()
        if column < COLUMNS and (not runs or runs[-1][1] != found):
            runs.append((column, found))
    return runs


# --- the written form ----------------------------------------------------------------------------------------------


def written(ground: Ground) -> bytes:
    """Return a ground as a small file."""
    numbers: list[int] = []
    for runs in ground.rows:
        numbers.append(len(runs))
        at = 0
        for column, found in runs:
            numbers += [column - at, found]
            at = column
    numbers.append(len(ground.airports))
    for lat, lon in ground.airports:
        numbers += [lat + 90 * PER_DEGREE, lon + 180 * PER_DEGREE]
    return zlib.compress(b"".join(map(_varint, numbers)), 9)


def ground_read(content: bytes) -> Ground:
    """Return the ground of a file that `written` made."""
    numbers = _numbers(zlib.decompress(content))
    rows: list[list[Run]] = []
    for _ in range(ROWS):
        at, runs = 0, []
        for _ in range(next(numbers)):
            at += next(numbers)
            runs.append((at, next(numbers)))
        rows.append(runs)
    count = next(numbers)
    airports = [(next(numbers) - 90 * PER_DEGREE, next(numbers) - 180 * PER_DEGREE) for _ in range(count)]
    return Ground(rows, airports)


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    written.append(number)
    return bytes(written)


def _numbers(content: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in content:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0
