"""The invented coast: three states in an empty part of the South Atlantic, drawn by a fixed seed.

No land exists between 30 and 42 degrees south and 18 and 34 degrees west, so nothing that the demonstration tells
happens in a real State. `python -m corridor.demo.coast` writes `coast.geojson` anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

SEED = 20240701
SOUTH, NORTH, WEST, EAST = -42.0, -30.0, -34.0, -18.0
ROUGHNESS = 0.21
DEPTH = 5
FILE = Path(__file__).parent / "static" / "demo" / "coast.geojson"

Point = tuple[float, float]  # longitude, latitude, as GeoJSON orders them


class Port(NamedTuple):
    """A town, port or crossing of the invented corridor."""

    key: str
    name: str
    country: str
    kind: str
    lat: float
    lon: float


class Crossing(NamedTuple):
    """A leg between two ports."""

    key: str
    route: str
    start: str
    end: str
    border_type: str


# Corners from which the coastline and the one land border are broken down, north to south.
WEST_COAST_XB: Sequence[Point] = ((-21.0, -30.7), (-23.1, -30.9), (-24.0, -32.0), (-23.4, -33.6), (-22.9, -35.2))
WEST_COAST_XA: Sequence[Point] = ((-22.9, -35.2), (-22.4, -37.0), (-22.7, -39.0), (-21.9, -41.0), (-20.4, -41.3))
EAST_COAST_XA: Sequence[Point] = ((-20.4, -41.3), (-19.0, -40.9), (-18.8, -39.0), (-19.0, -37.0), (-18.8, -35.0))
EAST_COAST_XB: Sequence[Point] = ((-18.8, -35.0), (-18.9, -33.0), (-19.3, -31.2), (-21.0, -30.7))
LAND_BORDER: Sequence[Point] = ((-22.9, -35.2), (-21.0, -34.8), (-18.8, -35.0))
COAST_XC: Sequence[Point] = (
    (-31.8, -30.9),
    (-29.7, -31.1),
    (-29.1, -32.4),
    (-29.5, -34.0),
    (-30.3, -36.0),
    (-31.2, -38.2),
    (-31.5, -40.1),
    (-32.5, -41.0),
    (-33.3, -39.5),
    (-33.2, -36.0),
    (-33.3, -33.0),
    (-31.8, -30.9),
)

STATES = {
    "XA": "Origin State XA (invented)",
    "XB": "Transit State XB (invented)",
    "XC": "Destination State XC (invented)",
}

PORTS = (
    Port("ostrel", "Ostrel", "XA", "town", -38.0, -20.6),
    Port("vendik", "Vendik", "XA", "port", -40.2, -22.15),
    Port("soolen", "Soolen", "XA", "transit-hub", -36.3, -21.2),
    Port("brinpost", "Brinpost", "XA", "border-crossing", -35.3, -20.9),
    Port("tolvek", "Tolvek", "XB", "town", -33.4, -21.3),
    Port("morrin", "Morrin", "XB", "port", -32.0, -23.7),
    Port("caldra", "Caldra", "XC", "port", -32.3, -29.4),
    Port("istermark", "Istermark", "XC", "town", -34.8, -31.4),
    Port("sundhal", "Sundhal", "XC", "port", -39.6, -31.75),
)

NORTHERN, SOUTHERN = "Northern crossing", "Southern crossing"
CROSSINGS = (
    Crossing("overland-north", NORTHERN, "soolen", "brinpost", "land"),
    Crossing("border-north", NORTHERN, "brinpost", "tolvek", "land"),
    Crossing("sea-north", NORTHERN, "morrin", "caldra", "sea"),
    Crossing("overland-south", SOUTHERN, "ostrel", "vendik", "land"),
    Crossing("sea-south", SOUTHERN, "vendik", "sundhal", "sea"),
)


def broken(corners: Sequence[Point], random: Random) -> list[Point]:
    """Return a line through the corners, each stretch broken at its middle again and again."""
    line = list(corners)
    for depth in range(DEPTH):
        finer: list[Point] = []
        for (west, north), (east, south) in pairwise(line):
            swing = random.uniform(-ROUGHNESS, ROUGHNESS) * (0.9**depth)
            middle = ((west + east) / 2 + (north - south) * swing, (north + south) / 2 + (east - west) * swing)
            finer += [(west, north), middle]
        line = [*finer, line[-1]]
    return [(round(lon, 4), round(lat, 4)) for lon, lat in line]


def rings() -> dict[str, list[Point]]:
    """Return the outline of each state, closed and counter-clockwise; XA and XB share their land border exactly."""
    random = Random(SEED)  # noqa: S311  # a drawing, not a secret
    west_xb, west_xa, east_xa, east_xb, border, xc = (
        broken(corners, random)
        for corners in (WEST_COAST_XB, WEST_COAST_XA, EAST_COAST_XA, EAST_COAST_XB, LAND_BORDER, COAST_XC)
    )
    return {
        "XA": counter_clockwise([*west_xa, *east_xa[1:], *border[::-1][1:]]),
        "XB": counter_clockwise([*west_xb, *border[1:], *east_xb[1:]]),
        "XC": counter_clockwise(xc),
    }


def counter_clockwise(ring: list[Point]) -> list[Point]:
    """Return a closed ring in the direction that GeoJSON asks for."""
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return ring if area > 0 else ring[::-1]


def is_inside(ring: Sequence[Point], lat: float, lon: float) -> bool:
    """Tell whether a point lies inside a ring."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def state_at(outlines: dict[str, list[Point]], lat: float, lon: float) -> str | None:
    """Return the state in which a point lies; nothing at sea."""
    return next((code for code, ring in outlines.items() if is_inside(ring, lat, lon)), None)


def feature(shape: str, coordinates: Any, **properties: str) -> dict[str, Any]:
    """Return one GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}


def coast() -> dict[str, Any]:
    """Return the whole drawing as GeoJSON: outlines of the states, ports, legs."""
    places = {port.key: port for port in PORTS}
    outlines = [
        feature("Polygon", [ring], kind="state", code=code, name=STATES[code]) for code, ring in rings().items()
    ]
    legs = [
        feature(
            "LineString", line_of(crossing, places), kind="leg", route=crossing.route, border_type=crossing.border_type
        )
        for crossing in CROSSINGS
    ]
    ports = [
        feature("Point", (port.lon, port.lat), kind=port.kind, name=f"{port.name} (invented)", country=port.country)
        for port in PORTS
    ]
    return {
        "type": "FeatureCollection",
        "name": "The invented coast of the demonstration",
        "bbox": [WEST, SOUTH, EAST, NORTH],
        "features": [*outlines, *legs, *ports],
    }


def line_of(crossing: Crossing, places: dict[str, Port]) -> list[Point]:
    """Return the line of a leg from port to port."""
    return [(places[key].lon, places[key].lat) for key in (crossing.start, crossing.end)]


def points_of(geometry: Iterable[Any]) -> Iterable[Point]:
    """Yield every point of a geometry, however deep."""
    for part in geometry:
        if isinstance(part[0], int | float):
            yield (part[0], part[1])
        else:
            yield from points_of(part)


def written() -> str:
    """Return the drawing as the text of its file."""
    return json.dumps(coast(), separators=(",", ":"), ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
