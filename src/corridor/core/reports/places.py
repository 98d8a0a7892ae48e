"""Which place a typed text means; where several have the name, nothing is guessed."""

from __future__ import annotations

import hashlib
import re

from corridor.core.kernel.identifiers import Uid
from corridor.core.kernel.points import PointInvalid, parse_point
from corridor.core.kernel.text import clean
from corridor.core.reports.codes import Fault
from corridor.core.reports.records import Place, PlacesFound
from corridor.core.reports.typed import plain

_CHOSEN = re.compile(r"(?P<name>.+?)\s*\((?P<country>[A-Z]{2})(?:;\s*(?P<point>[-\d., ]+))?\)")
NEAR = 0.05
"""Within so many degrees, a place is the one whose point was chosen."""

TOGETHER = 0.4
"""Within so many degrees, a town, its port and its airport of one name are one place; the first found stands for it."""


def place_of(text: str, places: PlacesFound) -> Place | Fault:
    """Return the place of a name, of `Name (CC)`, of `Name (CC; 32.9, 13.2)`, or of two coordinates.

    A place of coordinates has no mark and no name.
    """
    try:
        return Place("", "", "", parse_point(plain(text)), precision="exact")
    except PointInvalid:
        pass
    chosen = _CHOSEN.fullmatch(clean(text))
    if chosen is None:
        return _only(list(places(clean(text))))
    found = [one for one in places(chosen["name"], chosen["country"]) if one.country == chosen["country"]]
    if chosen["point"]:
        found = [one for one in found if is_near(one.point, chosen["point"])]
    return _only(found)


def _only(found: list[Place]) -> Place | Fault:
    """Return the one place that is meant; a town with its port and airport is one place, two towns are not."""
    apart: list[Place] = []
    for one in found:
        if not any(one.id == other.id or is_near(one.point, other.point, TOGETHER) for other in apart):
            apart.append(one)
    if not apart:
        return Fault.PLACE
    if len(apart) > 1:
        return Fault.PLACE_SEVERAL
    return apart[0]._replace(point=parse_point(apart[0].point) if apart[0].point else "")


def is_near(one: str, other: str, within: float = NEAR) -> bool:
    """Tell whether two points lie within so many degrees of each other; what is no point lies near nothing."""
    try:
        (lat, lon), (lat2, lon2) = (map(float, parse_point(text).split(",")) for text in (one, other))
    except PointInvalid:
        return False
    return abs(lat - lat2) <= within and abs(lon - lon2) <= within


def chosen_text(place: Place, *, is_alone: bool) -> str:
    """Return the text by which a place is chosen: its name and country, and its point where another has both."""
    lat, lon = place.point.split(",")
    return f"{place.name} ({place.country}{'' if is_alone else f'; {lat}, {lon}'})"


def uid_of(place: Place) -> Uid:
    """Return the identifier of the thing that a place of the gazetteer is: the same on every node."""
    return place.uid or Uid(hashlib.sha256(f"place:{place.id}".encode()).hexdigest()[:32])
