"""The danger of each route for a reader: recorded deaths beside detected crossings, with what both sources cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import Measure
from corridor.core.picture.danger import Danger, Months, danger_of
from corridor.core.picture.records import Question
from corridor.web.design.timeline import consecutive
from corridor.web.desk.picture import facts, queries
from corridor.web.desk.statements.models import Dataset

Told = dict[str, dict[str, list[int]]]
"""Lowest and highest figure by route and month; routes by the name under which they are drawn."""

NARROWING = ("kind", "country", "place", "method", "transport", "reliability", "accuracy")
"""What a question can ask for that a series of crossings does not tell."""


def dangers_for(officer: Officer, question: Question) -> tuple[tuple[Danger, ...], dict[str, Dataset]]:
    """Return what can be said of each route's danger, one line for each pair of sources, and the sources by their keys.

    A published series of deaths covers every month from its first to its last: a month in which it records nobody on a
    route counts as none. Reports cover nothing, since nobody says that they are complete.
    """
    check_permission(officer, Permission.PICTURE_READ)
    is_narrowed = any(getattr(question, part) for part in NARROWING)
    whole = Question(
        invented=question.invented, editions=question.editions, own_view=question.own_view, known=question.known
    )
    deaths, dead_sources = _told(officer, replace(whole, measure=Measure.DEATHS))
    crossings, crossed_sources = _told(officer, replace(whole, measure=Measure.DETECTIONS))
    names = _names([*deaths.values(), *crossings.values()])
    found = []
    for key, name in sorted(names.items(), key=lambda pair: pair[1]):
        if question.route and _key(question.route) != key:
            continue
        for death, crossing in _pairs(key, deaths, crossings):
            found.append(
                danger_of(
                    name,
                    (death, _filled(deaths.get(death, {}), key)),
                    (crossing, _months(crossings.get(crossing, {}).get(key, {}))),
                    since=question.since,
                    until=question.until,
                    is_narrowed=is_narrowed,
                )
            )
    return tuple(found), dead_sources | crossed_sources


def _key(route: str) -> str:
    """Return what publishers' different names of one route have in common: where it is drawn, else the folded name."""
    point = shelf.route_points().get(fold(route))
    return f"{point[0]},{point[1]}" if point else fold(route)


def _told(officer: Officer, question: Question) -> tuple[dict[str, Told], dict[str, Dataset]]:
    """Return by source what its drawn edition tells of every route and month, and the sources themselves.

    Only published editions take part.
    """
    scene = queries.scene_for(officer, question)
    published = {edition.dataset.pk: edition.dataset for edition in scene.editions if edition.is_drawn}
    told: dict[str, Told] = {}
    parts = facts.parts(officer.reader_class, question, scene.within._replace(datasets=sorted(published)))
    rows = [(part.dataset, part.route, part.month, part.low, part.high) for part in parts] if published else []
    for thing in scene.things:
        dataset = next((one for one in thing.datasets if one in published), None)
        if dataset is not None:
            rows.append((dataset, thing.strip.route, thing.strip.day[:7], thing.low or 0, thing.high or 0))
    for dataset, route, month, low, high in rows:
        if len(month) == 7:
            of_source = told.setdefault(_source(published[dataset]), {})
            figures = of_source.setdefault(_key(route) if route else "", {}).setdefault(month, [0, 0])
            figures[0] += low
            figures[1] += high
            if route:
                of_source.setdefault(f"name:{_key(route)}", {}).setdefault(route, [0, 0])
    return told, {_source(dataset): dataset for dataset in published.values()}


def _source(dataset: Dataset) -> str:
    return f"{dataset.source.code}:{dataset.uid}"


def _names(told: Iterable[Told]) -> dict[str, str]:
    """Return the name of each route: the shortest under which a source publishes it."""
    names: dict[str, list[str]] = {}
    for of_source in told:
        for key, values in of_source.items():
            if key.startswith("name:"):
                names.setdefault(key.removeprefix("name:"), []).extend(values)
    return {key: min(values, key=lambda name: (len(name), name)) for key, values in names.items()}


def _pairs(key: str, deaths: dict[str, Told], crossings: dict[str, Told]) -> list[tuple[str, str]]:
    dead = [source for source in sorted(deaths) if key in deaths[source]] or [""]
    crossed = [source for source in sorted(crossings) if key in crossings[source]] or [""]
    return [(one, other) for one in dead for other in crossed]


def _filled(told: Told, key: str) -> list[Months]:
    """Return every month that a source covers, 0 where it records nothing on the route; nothing of a route it lacks."""
    if key not in told:
        return []
    covered = [month for route, months in told.items() if not route.startswith("name:") for month in months]
    steps = consecutive(min(covered), max(covered))
    return [Months(on, *told[key].get(on, (0, 0))) for on in steps]


def _months(told: dict[str, list[int]]) -> list[Months]:
    return [Months(on, low, high) for on, (low, high) in sorted(told.items())]
