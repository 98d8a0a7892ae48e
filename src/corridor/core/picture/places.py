"""How precisely a place may be drawn: never finer than whoever told it said."""

from __future__ import annotations

from math import floor

PRECISIONS = ("exact", "locality", "area", "region", "country", "unknown")
"""From the finest to the coarsest."""

SQUARES = {"area": 0.25, "region": 1.0, "country": 5.0, "unknown": 1.0}
"""Degrees of the squares to which a point is brought when only so much is told."""

SLACK_KM = {"exact": 15.0, "locality": 25.0, "area": 60.0, "region": 200.0}
"""So far from a point the place itself may lie; where only the country is known, nothing can be judged."""


def shown_point(lat: float, lon: float, precision: str | None) -> tuple[float, float]:
    """Return where a place is drawn: its point, or the middle of the square that its precision leaves.

    The point behind a coarser precision is lost here on purpose: it reaches no map, at whatever zoom.
    """
    size = SQUARES.get(precision or "exact")
    if size is None:
        return lat, lon
    return _middle(lat, size, 90.0), _middle(lon, size, 180.0)


def drawn_at(point: str, precision: str | None) -> tuple[float, float]:
    """Return where a point in its canonical form (`lat,lon`) is drawn."""
    lat, _, lon = point.partition(",")
    return shown_point(float(lat), float(lon), precision)


def _middle(degrees: float, size: float, most: float) -> float:
    return min(most - size / 2, floor(degrees / size) * size + size / 2)


def is_coarse(precision: str | None) -> bool:
    """Tell whether a place is drawn as a whole area."""
    return precision in SQUARES
