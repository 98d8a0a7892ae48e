"""What is told only of a region: drawn as an area where the region lies, because nobody shared a point.

A region lies where a place of the same name does that the reader may see, else in the middle of the country told.
What tells neither is in the table alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import Scope
from corridor.core.picture.places import shown_point
from corridor.core.picture.records import Question
from corridor.web.desk.picture import facts
from corridor.web.desk.picture.conditions import Within
from corridor.web.desk.picture.ground import middle_of
from corridor.web.desk.picture.queries import scene_for


class Shown(NamedTuple):
    """A region or country on the map: its middle, what it is called, and figures."""

    lat: float
    lon: float
    name: str
    country: str
    things: int
    low: int
    high: int


def regions_for(officer: Officer, question: Question) -> tuple[Shown, ...]:
    """Return what a question counts in regions and countries, for things of which no point may be read."""
    check_permission(officer, Permission.PICTURE_READ)
    if question.measure.scope is not Scope.INCIDENT:
        return ()
    question = replace(question, place=fold(question.place))
    scene = scene_for(officer, question)
    rows = facts.regions(officer.reader_class, question, scene.within)
    for thing in scene.things:
        if thing.strip.lat is None:
            rows.append(facts.Region(thing.strip.place, thing.strip.country, 1, thing.low or 0, thing.high or 0))
    known = _places(officer, question, scene.within) if any(row.place for row in rows) else {}
    found: dict[tuple[float, float], Shown] = {}
    for row in rows:
        at = known.get(row.place or "") or middle_of(row.country or "", invented=question.invented)
        if at is not None:
            before = found.get(at)
            here = Shown(*at, row.place or "" if (row.place or "") in known else "", row.country or "", *row[2:])
            found[at] = here if before is None else _added(before, here)
    return tuple(found[at] for at in sorted(found))


def _added(one: Shown, other: Shown) -> Shown:
    return one._replace(things=one.things + other.things, low=one.low + other.low, high=one.high + other.high)


def _places(officer: Officer, question: Question, within: Within) -> dict[str, tuple[float, float]]:
    """Return where places lie that the reader may see, by folded name, each brought to the square of a region."""
    plain = Question(measure=question.measure, invented=question.invented)
    found: dict[str, tuple[float, float]] = {}
    for row in facts.told_of(officer.reader_class, Scope.PLACE, plain, within.datasets, within.then):
        strip = row.strip
        if strip.place and strip.lat is not None and strip.lon is not None:
            found.setdefault(strip.place, shown_point(strip.lat, strip.lon, "region"))
    return found
