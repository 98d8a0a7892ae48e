"""Reports of the invented corridor that are still on their way: one waits for a second officer, one is a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """What an officer typed into the form, by the path of each field, and whether it was sent."""

    author: str
    values: Mapping[str, str]
    is_sent: bool


REPORTS = (
    Written(
        author="xa.jorul",
        values={
            "incident_kind": "interception",
            "occurred_on": "2026-06-18",
            "place_text": "Vendik (XA)",
            "country": "XA",
            "border_type": "sea",
            "counts.0.what": "people",
            "counts.0.range": "34",
            "counts.1.what": "people",
            "counts.1.range": "5-7",
            "counts.1.age": "child",
            "legs.0.from_text": "Vendik (XA)",
            "legs.0.to_text": "-34.1, -26.4",
            "legs.0.transport": "inflatable-boat",
            "legs.0.hazard": "overloaded-vessel",
            "fees.0.amount": "1800",
            "fees.0.currency": "EUR",
            "fees.0.per": "person-leg",
            "fees.0.price_kind": "paid",
            "fees.0.leg": "1",
            "grade_source": "B",
            "grade_information": "2",
            "summary": "Boat left the beach after dark and was turned back by the swell. Fuel for one way only.",
            "marking": "partners",
        },
        is_sent=True,
    ),
    Written(
        author="xb.hask",
        values={
            "incident_kind": "rescue",
            "occurred_on": "2026-06-21",
            "country": "XB",
            "point": "-34.2, -26.3",
            "counts.0.what": "survivors",
            "counts.0.range": "21",
            "marking": "partners",
        },
        is_sent=False,
    ),
)
