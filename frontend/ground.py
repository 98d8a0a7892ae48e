"""Makes the coarse map of land, sea and airports by which implausible legs are found, and the middles of countries.

    python frontend/ground.py AIRPORTS.csv

Land comes from Natural Earth (public domain) as packed in world-atlas, airports with an IATA code from airportsdata
(MIT).
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from corridor import shelf
from corridor.core.picture.ground import Ring, Shape, ground_from, written

HERE = Path(__file__).resolve().parent
LAND = HERE / "node_modules" / "world-atlas" / "land-10m.json"
COUNTRIES = LAND.with_name("countries-50m.json")
PICTURE = HERE.parent / "src" / "corridor" / "core" / "picture"


def shapes(topology: dict[str, Any]) -> Iterator[Shape]:
    """Yield every piece of land of a TopoJSON file."""
    arcs = [_points(arc, topology["transform"]) for arc in topology["arcs"]]
    number = 0
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            number += 1
            yield Shape(number, [_ring(ring, arcs) for ring in polygon])


def _points(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    (x_scale, y_scale), (x_shift, y_shift) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * x_scale + x_shift, y * y_scale + y_shift))
    return points


def _ring(indexes: list[int], arcs: list[list[tuple[float, float]]]) -> Ring:
    ring: list[tuple[float, float]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1 if ring else 0 :]
    return ring


def airports(path: Path) -> Iterator[tuple[float, float]]:
    """Yield latitude and longitude of every airport of the table."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield float(row["lat"]), float(row["lon"])


def middles(topology: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    """Yield code, latitude and longitude of the middle of each country's largest piece of land."""
    arcs = [_points(arc, topology["transform"]) for arc in topology["arcs"]]
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = shelf.countries().code(geometry["properties"]["name"])
        if code and "arcs" in geometry:
            polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            area, lat, lon = max(_middle(_ring(polygon[0], arcs)) for polygon in polygons)
            if area:
                yield code, lat, lon


def _middle(ring: Ring) -> tuple[float, float, float]:
    """Return area in square degrees, and the centroid as latitude and longitude."""
    area = x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = x1 * y2 - x2 * y1
        area += cross / 2
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
    return (abs(area), y_sum / (6 * area), x_sum / (6 * area)) if area else (0.0, 0.0, 0.0)


def main(table: str) -> None:
    """Write the files."""
    ground = ground_from(shapes(json.loads(LAND.read_text("utf-8"))), airports(Path(table)))
    (PICTURE / "ground.bin").write_bytes(written(ground))
    found = {code: (lat, lon) for code, lat, lon in middles(json.loads(COUNTRIES.read_text("utf-8")))}
    rows = [f"{code},{lat:.1f},{lon:.1f}" for code, (lat, lon) in sorted(found.items())]
    (PICTURE / "middles.csv").write_text("\n".join(["code,lat,lon", *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
