"""The ground on which legs are judged: the real earth, or the invented coast of a demonstration."""

from __future__ import annotations

from functools import cache

from corridor import shelf
from corridor.core.picture.ground import Ground, Shape, ground_from
from corridor.demo import coast


def ground_of(*, invented: bool) -> Ground:
    """Return the ground of one world."""
    return _invented() if invented else shelf.ground()


def middle_of(country: str, *, invented: bool) -> tuple[float, float] | None:
    """Return the middle of a country as latitude and longitude, where its shape is known."""
    return (_middles_invented() if invented else shelf.middles()).get(country)


@cache
def _middles_invented() -> dict[str, tuple[float, float]]:
    found = {}
    for code, ring in coast.rings().items():
        lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
        found[code] = (round((min(lats) + max(lats)) / 2, 1), round((min(lons) + max(lons)) / 2, 1))
    return found


@cache
def _invented() -> Ground:
    """Return the invented coast; states that share a border are one landmass, and no airport is known there."""
    landmasses: dict[str, int] = {}
    outlines = coast.rings()
    for number, (code, ring) in enumerate(outlines.items(), 1):
        joined = (landmasses[other] for other in landmasses if len({*ring} & {*outlines[other]}) > 1)
        landmasses[code] = next(joined, number)
    return ground_from(Shape(landmasses[code], [ring]) for code, ring in outlines.items())
