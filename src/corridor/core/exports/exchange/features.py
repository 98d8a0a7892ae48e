"""GeoJSON (RFC 7946): one feature for each thing, at its point where a source tells one, else without a geometry."""

from __future__ import annotations

from typing import Any

from corridor.core.entities.codes import Type
from corridor.core.entities.registry import Registry
from corridor.core.exports.records import Item

FIRST_PARTS = ('{"type":"FeatureCollection","features":[', "]}")
"""What stands before the first feature and after the last."""


def feature(item: Item, registry: Registry) -> dict[str, Any]:
    """Return one thing as a feature: values by property, who says them, and how they are to be handled.

    Several points of one thing stay several; a value that one source says and another does not is not averaged.
    """
    values: dict[str, list[str]] = {}
    for one in item.said:
        listed = values.setdefault(one.prop, [])
        if one.value not in listed:
            listed.append(one.value)
    points = [_position(point) for prop in values for point in values[prop] if _is_point(prop, registry)]
    marks = dict.fromkeys(one.mark for one in item.said)
    records = dict.fromkeys(one.record for one in item.said)
    return {
        "type": "Feature",
        "id": item.uid,
        "geometry": _geometry(points),
        "properties": {
            "title": item.title,
            **{prop: said if len(said) > 1 else said[0] for prop, said in values.items() if prop != "point"},
            "sources": sorted({item.origins[record].source for record in records if record in item.origins}),
            "handling": [item.handlings[mark]._asdict() for mark in marks],
        },
    }


def _is_point(prop: str, registry: Registry) -> bool:
    found = registry.properties.get(prop)
    return found is not None and found.type is Type.POINT


def _position(point: str) -> list[float]:
    lat, _, lon = point.partition(",")
    return [float(lon), float(lat)]


def _geometry(points: list[list[float]]) -> dict[str, Any] | None:
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}
