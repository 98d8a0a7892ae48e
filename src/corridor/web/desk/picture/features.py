"""Puts the picture's places and routes into GeoJSON features for the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse

from corridor import shelf
from corridor.core.kernel.text import fold
from corridor.core.picture.records import Question
from corridor.web.desk.picture.facts import Along
from corridor.web.desk.picture.presenting import address
from corridor.web.desk.picture.queries import Place

Feature = dict[str, Any]


def place_features(places: Iterable[Place], titles: Mapping[int, str], uids: Mapping[int, str]) -> Iterator[Feature]:
    """Yield a feature for each place; one that holds a single thing leads to its page."""
    for place in places:
        alone = place.entity
        yield _feature(
            (place.lat, place.lon),
            figures=(place.low, place.high),
            things=place.things,
            label=titles.get(alone, "") if alone is not None else "",
            url=reverse("desk:thing", args=[uids[alone]]) if alone is not None else None,
            precision="region" if place.is_coarse else "exact",
        )


def route_features(routes: Iterable[Along], question: Question) -> Iterator[Feature]:
    """Yield a feature for each route whose name has a place on the map; it leads to the question narrowed to it."""
    points = shelf.route_points()
    for along in routes:
        point = points.get(fold(along.route))
        if point is not None:
            yield _feature(
                point,
                figures=(along.low, along.high),
                things=along.things,
                label=along.route,
                url=address(replace(question, route=along.route)),
                precision="region",
            )


def _feature(
    point: tuple[float, float], *, figures: tuple[int, int], things: int, label: str, url: str | None, precision: str
) -> Feature:
    low, high = figures
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
        "properties": {
            "n": high,
            "low": low,
            "high": high,
            "things": things,
            "label": label,
            "url": url,
            "precision": precision,
        },
    }
