"""What a picture draws of a thing when its reader chose what to trust: strips left out, columns left empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from corridor.core.picture.records import Strip

DEATHS = ("deaths_low", "deaths_high")

COLUMNS_OF: Mapping[str, tuple[str, ...]] = {
    "dead": DEATHS,
    "missing": DEATHS,
    "dead_or_missing": DEATHS,
    "people": ("people_low", "people_high"),
    "detections": ("detections_low", "detections_high"),
    "incident_kind": ("kind",),
    "series": ("kind",),
    "occurred_on": ("day",),
    "period": ("day",),
    "country": ("country",),
    "route": ("route",),
    "place_text": ("place",),
    "region": ("place",),
    "point": ("lat", "lon", "precision"),
    "place_precision": ("precision",),
}
"""The columns of a strip that a property is drawn in; a property that is not here is not drawn."""

_EMPTY: dict[str, Any] = Strip()._asdict()


def believed(strip: Strip, record: int, records: Mapping[str, Collection[int]]) -> Strip:
    """Return a strip without the columns for which other records are trusted.

    Args:
        records: The records that are trusted for each pinned property. Where several pinned properties share a
            column, a record trusted for one of them is trusted for the column.
    """
    open_columns: set[str] = set()
    closed: set[str] = set()
    for prop, trusted in records.items():
        (open_columns if record in trusted else closed).update(COLUMNS_OF.get(prop, ()))
    return strip._replace(**{column: _EMPTY[column] for column in closed - open_columns})
