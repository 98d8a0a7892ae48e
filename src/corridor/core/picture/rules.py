"""What the picture draws: facts from claims, one figure a thing whoever describes it, one edition a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corridor.core.kernel.counts import Count
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import KIND_SCOPES, Scope
from corridor.core.picture.places import PRECISIONS, drawn_at
from corridor.core.picture.records import Coverage, Strip

PLACE_LENGTH = 80

COUNTED = frozenset({"dead", "missing", "dead_or_missing", "people", "detections"})
"""Counts whose parts by sex or age stand beside their total."""


PLACE_CLASSES = frozenset(name for name, scope in KIND_SCOPES.items() if scope is Scope.PLACE) - {"Place"}
"""Classes of places whose name tells more than their kind does."""

KINDS = ("incident_kind", "series", "place_kind", "transport")
"""What tells the kind of a thing that is drawn."""


def strip_from(claims: Iterable[tuple[str, str, str | None]]) -> Strip | None:
    """Return the columns that one record's claims about one thing state; None when the picture draws none of them.

    Counts by sex or age are parts of a total and are not added to it. Dead and missing together are the publisher's own
    sum where there is one, and otherwise the sum of both.

    Args:
        claims: Property, canonical value and text as recorded, each.
    """
    said = {prop: value for prop, value, _ in claims if "|" not in value or prop not in COUNTED}
    of_class = said.get("kind", "")
    scope = KIND_SCOPES.get(of_class)
    if scope is None:
        return None
    point = said.get("point")
    precision = said.get("place_precision")
    lat, lon = drawn_at(point, precision) if point else (None, None)
    deaths = _bounds(said.get("dead_or_missing")) or _added(_bounds(said.get("dead")), _bounds(said.get("missing")))
    people = _bounds(said.get("people"))
    detections = _bounds(said.get("detections"))
    place = said.get("place_text") or said.get("region") or (said.get("name") if scope is Scope.PLACE else None)
    return Strip(
        scope=scope.value,
        kind=of_class if of_class in PLACE_CLASSES else next(filter(None, map(said.get, KINDS)), None),
        day=said.get("occurred_on") or said.get("period") or "",
        country=said.get("country"),
        route=said.get("route"),
        place=fold(place)[:PLACE_LENGTH] if place else None,
        lat=lat,
        lon=lon,
        precision=precision,
        deaths_low=deaths[0] if deaths else None,
        deaths_high=deaths[1] if deaths else None,
        people_low=people[0] if people else None,
        people_high=people[1] if people else None,
        detections_low=detections[0] if detections else None,
        detections_high=detections[1] if detections else None,
    )


def _bounds(text: str | None) -> tuple[int, int] | None:
    """Return the lowest and highest figure of a count; "10 or more" counts as 10 in both."""
    if text is None:
        return None
    if text.isdecimal():
        return int(text), int(text)
    count = Count.parse(text)
    low = count.low if count.low is not None else 0
    return low, count.high if count.high is not None else low


def _added(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    if one is None or other is None:
        return one or other
    return one[0] + other[0], one[1] + other[1]


def drawn(strips: Sequence[Strip]) -> Strip:
    """Return one strip for a thing that several records or marks describe.

    Words come from the first that says them, the place from the most precise; figures span what the sources say.

    Args:
        strips: In a stable order that does not depend on rows the reader may not see; at least one.
    """
    placed = [strip for strip in strips if strip.lat is not None]
    where = min(placed, key=lambda strip: PRECISIONS.index(strip.precision or "unknown"), default=Strip())
    return Strip(
        scope=strips[0].scope,
        kind=_first(strip.kind for strip in strips),
        day=_first(strip.day or None for strip in strips) or "",
        country=_first(strip.country for strip in strips),
        route=_first(strip.route for strip in strips),
        place=_first(strip.place for strip in strips),
        lat=where.lat,
        lon=where.lon,
        precision=where.precision or _first(strip.precision for strip in strips),
        deaths_low=_least(strip.deaths_low for strip in strips),
        deaths_high=_most(strip.deaths_high for strip in strips),
        people_low=_least(strip.people_low for strip in strips),
        people_high=_most(strip.people_high for strip in strips),
        detections_low=_least(strip.detections_low for strip in strips),
        detections_high=_most(strip.detections_high for strip in strips),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _least(values: Iterable[int | None]) -> int | None:
    return min((value for value in values if value is not None), default=None)


def _most(values: Iterable[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)


def editions_drawn(coverages: Iterable[Coverage], chosen: frozenset[int] = frozenset()) -> frozenset[int]:
    """Return the one edition of each source that is drawn.

    Editions of one source describe the same events and are only probably matched record by record, so their figures
    are never added. Drawn is the edition chosen by hand, else the one that covers most months, else the one with most
    records, else the latest release.
    """
    best: dict[str, Coverage] = {}
    for coverage in coverages:
        known = best.get(coverage.source)
        if known is None or _standing(coverage, chosen) > _standing(known, chosen):
            best[coverage.source] = coverage
    return frozenset(coverage.dataset for coverage in best.values())


def _standing(coverage: Coverage, chosen: frozenset[int]) -> tuple[bool, int, int, str, int]:
    return (
        coverage.dataset in chosen,
        coverage.months,
        coverage.records,
        coverage.released_on,
        -coverage.dataset,
    )
