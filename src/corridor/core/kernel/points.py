"""Points on the earth as `lat,lon` in decimal degrees, five decimals at most (about one metre)."""

from __future__ import annotations

import re

from corridor.core.kernel.errors import CorridorError

ORDERS = ("lat,lon", "lon,lat")
_LONGEST = 100

_HALF = r"([+-]?(?:\d{1,3}(?:\.\d*)?|\.\d+)(?:[eE]-?\d{1,2})?)\s*°?\s*([NSEWnsew]?)"
_PAIR = re.compile(rf"[(\[]?\s*{_HALF}\s*(?:[,;/\s]|\s)\s*{_HALF}\s*[)\]]?", re.ASCII)
_WKT = re.compile(rf"(?:SRID=4326;)?\s*POINT\s*\(\s*{_HALF}[\s,]\s*{_HALF}\s*\)", re.ASCII | re.IGNORECASE)
_COMMAS = re.compile(r"([+-]?\d{1,3},\d+)\s*[;\s]\s*([+-]?\d{1,3},\d+)", re.ASCII)


class PointInvalid(CorridorError):
    """A text is not a point on the earth."""

    code = "kernel.E14"
    template = "not a point: {reason}"
    hint = "Write latitude (within 90) and longitude (within 180) in decimal degrees, such as 23.61295,-21.13781."


def parse_point(text: str, order: str = "lat,lon") -> str:
    """Return a point in its canonical form.

    Args:
        text: Two decimal numbers. `POINT (lon lat)` and letters of the hemisphere tell the order themselves.
        order: `lat,lon` or `lon,lat`.
    Returns:
        Latitude and longitude, rounded to five decimals, without trailing zeros.
    Raises:
        PointInvalid: The text is not two numbers ("form"), or they lie outside the earth ("outside").
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise PointInvalid(reason="form")
    if (found := _PAIR.fullmatch(text)) is None:
        if found := _WKT.fullmatch(text):
            order = "lon,lat"
        elif commas := _COMMAS.fullmatch(text):
            found = _PAIR.fullmatch(f"{commas[1].replace(',', '.')},{commas[2].replace(',', '.')}")
        if found is None:
            raise PointInvalid(reason="form")
    first, first_letter, second, second_letter = found.groups()
    if first_letter or second_letter:
        return _lettered(first, first_letter.upper(), second, second_letter.upper())
    if order == "lon,lat":
        first, second = second, first
    return point_text(float(first), float(second))


def point_text(lat: float, lon: float) -> str:
    """Return the canonical form of a latitude and a longitude.

    Raises:
        PointInvalid: They lie outside the earth.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise PointInvalid(reason="outside")
    # Adding 0.0 turns a rounded minus zero into zero.
    return (
        f"{round(lat, 5) + 0.0:.5f}".rstrip("0").rstrip(".")
        + ","
        + f"{round(lon, 5) + 0.0:.5f}".rstrip("0").rstrip(".")
    )


def _lettered(first: str, first_letter: str, second: str, second_letter: str) -> str:
    """Read a pair such as `35.2 N, 12.6 E`, where the letters say which number is which."""
    halves: dict[str, float] = {}
    for digits, letter in ((first, first_letter), (second, second_letter)):
        if not letter or digits[0] in "+-":
            raise PointInvalid(reason="form")
        halves["lat" if letter in "NS" else "lon"] = -float(digits) if letter in "SW" else float(digits)
    if len(halves) != 2:
        raise PointInvalid(reason="form")
    return point_text(halves["lat"], halves["lon"])
