"""Puts the picture's places and routes into GeoJSON features for the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.kernel.text import fold
from corridor.core.picture.comparing import Difference
from corridor.core.picture.records import Question
from corridor.web.design.shown import span
from corridor.web.desk.picture.addresses import address, thing_address
from corridor.web.desk.picture.facts import Along
from corridor.web.desk.picture.queries import Place
from corridor.web.desk.picture.regions import Shown
from corridor.web.desk.statements.presenting import country_label

Feature = dict[str, Any]


def place_features(
    places: Iterable[Place], titles: Mapping[int, str], uids: Mapping[int, str], question: Question
) -> Iterator[Feature]:
    """Yield a feature for each place; one that holds a single thing leads to its page, while the thing is there."""
    for place in places:
        alone = place.entity
        yield _feature(
            (place.lat, place.lon),
            figures=(place.low, place.high),
            things=place.things,
            label=titles.get(alone, "") if alone is not None else "",
            url=thing_address(uids[alone], question) if alone is not None and alone in uids else None,
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


def region_features(regions: Iterable[Shown], question: Question, language: str) -> Iterator[Feature]:
    """Yield a feature for each region or country of which something is told without a point."""
    for region in regions:
        place = region.name.capitalize() or country_label(region.country, language)
        feature = _feature(
            (region.lat, region.lon),
            figures=(region.low, region.high),
            things=0,
            label=gettext("%(place)s: the exact place is not shared") % {"place": place},
            url=address(replace(question, country=region.country)) if region.country else None,
            precision="region",
        )
        feature["properties"]["unplaced"] = region.things
        yield feature


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


def change_features(squares: Mapping[tuple[float, float], Difference], language: str) -> list[Feature]:
    """Return a feature for each square whose figure changed, or may have: up, down or uncertain."""
    features = []
    for (lat, lon), found in squares.items():
        if found.least == found.most == 0:
            continue
        feature = _feature(
            (lat, lon),
            figures=(abs(found.least), abs(found.most)),
            things=0,
            label=change_words(found, language),
            url=None,
            precision="region",
        )
        feature["properties"] |= {
            "mark": {1: "up", -1: "down", 0: "unsure"}[found.direction],
            "n": max(abs(found.least), abs(found.most)),
        }
        features.append(feature)
    return features


def change_words(found: Difference, language: str) -> str:
    """Return a change as both figures, before and after."""
    before, after = (span(low, high, language) for low, high in (found.before, found.after))
    return f"{before} → {after}"


def bounds_of(points: Iterable[tuple[float, float]]) -> str:
    """Return the edges of the points (latitude, longitude) as the map reads them: west, south, east, north."""
    found = list(points)
    if not found:
        return ""
    lats, lons = [lat for lat, _ in found], [lon for _, lon in found]
    return ",".join(f"{edge:.4f}" for edge in (min(lons), min(lats), max(lons), max(lats)))
