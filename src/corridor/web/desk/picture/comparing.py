"""Two periods of one question for a reader: what changed, over the sources that tell of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.text import fold
from corridor.core.picture.comparing import Covered, Difference, Share, covered, differences
from corridor.core.picture.legs import Leg
from corridor.core.picture.records import Question
from corridor.web.desk.picture import facts, legs, queries
from corridor.web.desk.picture.sources import named, sources_of
from corridor.web.desk.statements.models import Dataset

Span = tuple[str, str]
"""First and last month of a period, both included."""


@dataclass(frozen=True)
class Comparison:
    """What changed between two periods; `sources` names the sources of the covers, as far as they may be known.

    `gone` are the legs and places of an earlier day as known that have no page today.
    """

    total: Difference | None
    routes: tuple[Difference, ...]
    countries: tuple[Difference, ...]
    covers: tuple[Covered, ...]
    sources: dict[str, Dataset]
    legs_gone: tuple[Leg, ...]
    legs_new: tuple[Leg, ...]
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Side:
    """One period: its figures by source, route, country and month, and the things among them that are laid together."""

    question: Question
    scene: queries.Scene
    parts: tuple[facts.Part, ...]


def comparison_for(officer: Officer, question: Question, before: Span, after: Span) -> Comparison:
    """Return what changed, in all, by route and by country, and which legs came or went."""
    check_permission(officer, Permission.PICTURE_READ)
    sides = [_side(officer, question, span) for span in (before, after)]
    datasets = {part.dataset for side in sides for part in side.parts}
    keys = sources_of(officer, datasets)
    covers, compared = _covered(sides, keys)
    total = _differences(sides, keys, "", compared)
    both = [legs.course_for(officer, side.question) for side in sides]
    courses = [course.legs for course in both]
    known = [{leg.uid for leg in of_side} for of_side in courses]
    return Comparison(
        total=total[0] if total else None,
        routes=_differences(sides, keys, "route", compared),
        countries=_differences(sides, keys, "country", compared),
        covers=covers,
        sources=named(officer, datasets),
        legs_gone=tuple(leg for leg in courses[0] if leg.uid not in known[1]),
        legs_new=tuple(leg for leg in courses[1] if leg.uid not in known[0]),
        gone=both[0].gone | both[1].gone,
    )


def squares_for(
    officer: Officer, question: Question, before: Span, after: Span
) -> dict[tuple[float, float], Difference]:
    """Return how the figure of each square of the map changed, by the square's middle, south to north."""
    check_permission(officer, Permission.PICTURE_READ)
    sides = [_side(officer, question, span) for span in (before, after)]
    keys = sources_of(officer, {part.dataset for side in sides for part in side.parts})
    _, compared = _covered(sides, keys)
    taking_part = frozenset(dataset for dataset, key in keys.items() if compared.get(key))
    placed = [_placed(officer, side, taking_part) for side in sides]
    return {
        at: Difference("", placed[0].get(at, (0, 0)), placed[1].get(at, (0, 0)))
        for at in sorted(placed[0].keys() | placed[1].keys())
    }


def _side(officer: Officer, question: Question, span: Span) -> _Side:
    asked = replace(question, since=span[0], until=span[1], place=fold(question.place))
    scene = queries.scene_for(officer, asked)
    parts = facts.parts(officer.reader_class, asked, scene.within)
    for thing in scene.things:
        strip, figures = thing.strip, (thing.low or 0, thing.high or 0)
        parts.append(facts.Part(thing.datasets[0], strip.route, strip.country, strip.day[:7], 1, *figures))
    return _Side(asked, scene, tuple(parts))


def _placed(officer: Officer, side: _Side, datasets: frozenset[int]) -> dict[tuple[float, float], tuple[int, int]]:
    size = queries.SQUARE_DEGREES
    within = side.scene.within
    asked = [dataset for dataset in within.datasets if dataset in datasets]
    spots = facts.spots(officer.reader_class, side.question, within._replace(datasets=asked), size)
    found = [(spot.lat, spot.lon, spot.low, spot.high) for spot in spots]
    for thing in side.scene.things:
        lat, lon = thing.strip.lat, thing.strip.lon
        if lat is not None and lon is not None and thing.datasets[0] in datasets:
            found.append((facts.square(lat, size), facts.square(lon, size), thing.low or 0, thing.high or 0))
    placed: dict[tuple[float, float], tuple[int, int]] = {}
    for lat, lon, low, high in found:
        at = (round(lat + size / 2, 5), round(lon + size / 2, 5))
        known = placed.get(at, (0, 0))
        placed[at] = (known[0] + low, known[1] + high)
    return placed


def _differences(
    sides: list[_Side], keys: dict[int, str], part: str, compared: dict[str, bool]
) -> tuple[Difference, ...]:
    before, after = (_shares(side, keys, part) for side in sides)
    return differences(before, after, compared)


def _shares(side: _Side, keys: dict[int, str], part: str) -> Iterator[Share]:
    for row in side.parts:
        name = getattr(row, part) or "" if part else ""
        yield Share(keys[row.dataset], name, row.month, row.low, row.high)


def _covered(sides: list[_Side], keys: dict[int, str]) -> tuple[tuple[Covered, ...], dict[str, bool]]:
    covers = covered(*(_shares(side, keys, "") for side in sides))
    return covers, {cover.source: cover.is_compared for cover in covers}
