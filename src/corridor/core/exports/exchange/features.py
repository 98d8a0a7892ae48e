"""GeoJSON (RFC 7946): one feature for each thing, at its point where a source tells one, else without a geometry."""

from __future__ import annotations

from typing import Any

from corridor.core.entities.codes import Type
from corridor.core.entities.registry import Registry
from corridor.core.entities.rules.completeness import lacking
from corridor.core.exports.records import Item

FIRST_PARTS = ('{"type":"FeatureCollection","features":[', "]}")
"""What stands before the first feature and after the last."""

AS_RECORDED = "as_recorded"
"""Only where some text had no code: for each property the texts as recorded, for which its values were decided."""

INCOMPLETE = "incomplete"
"""Only where something lacks: the properties that the thing should say and, as exported, does not."""


def feature(item: Item, registry: Registry) -> dict[str, Any]:
    """Return one thing as a feature: values by property, who says them, and how they are to be handled.

    Several points of one thing stay several; a value that one source says and another does not is not averaged.
    """
    values: dict[str, list[str]] = {}
    waiting: dict[str, list[str]] = {}
    for one in item.said:
        _listed(values, one.prop, one.value)
        if one.is_parked:
            _listed(waiting, one.prop, one.waiting)
    points = [_position(point) for prop in values for point in values[prop] if _is_point(prop, registry)]
    marks = dict.fromkeys(one.mark for one in item.said)
    records = dict.fromkeys(one.record for one in item.said)
    lacks = lacking(item.kinds, values)
    return {
        "type": "Feature",
        "id": item.uid,
        "geometry": _geometry(points),
        "properties": {
            "title": item.title,
            **{prop: said if len(said) > 1 else said[0] for prop, said in values.items() if prop != "point"},
            "sources": sorted({item.origins[record].source for record in records if record in item.origins}),
            "handling": [item.handlings[mark]._asdict() for mark in marks],
            **({AS_RECORDED: waiting} if waiting else {}),
            **({INCOMPLETE: list(lacks)} if lacks else {}),
        },
    }


def _listed(values: dict[str, list[str]], prop: str, value: str) -> None:
    listed = values.setdefault(prop, [])
    if value not in listed:
        listed.append(value)


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
