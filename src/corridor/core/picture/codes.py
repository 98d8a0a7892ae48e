"""The closed lists of the picture."""

from __future__ import annotations

import enum


class Scope(enum.StrEnum):
    """What a strip of facts is about; figures of different scope are never drawn together."""

    INCIDENT = "incident"
    SERIES = "series"
    LEG = "leg"
    PLACE = "place"


class Measure(enum.StrEnum):
    """What a picture counts. One picture shows one measure."""

    DEATHS = "deaths"
    INCIDENTS = "incidents"
    PEOPLE = "people"
    DETECTIONS = "detections"

    @property
    def scope(self) -> Scope:
        """The scope whose strips carry the measure."""
        return Scope.SERIES if self is Measure.DETECTIONS else Scope.INCIDENT

    @property
    def columns(self) -> tuple[str, str] | None:
        """The lowest and highest column of the measure; None when things themselves are counted."""
        return None if self is Measure.INCIDENTS else (f"{self}_low", f"{self}_high")


KIND_SCOPES = {
    "Incident": Scope.INCIDENT,
    "SeriesObservation": Scope.SERIES,
    "RouteLeg": Scope.LEG,
    "Place": Scope.PLACE,
    "Hub": Scope.PLACE,
    "CrossingPoint": Scope.PLACE,
    "HoldingPlace": Scope.PLACE,
}
"""The kinds of things that the picture draws."""

HUB_KINDS = frozenset({"Hub", "transit-hub", "holding-place", "HoldingPlace"})
CROSSING_KINDS = frozenset({"CrossingPoint", "border-crossing"})
"""Classes of places, and kinds of a plain place, that have a mark of their own on the map."""


class Means(enum.StrEnum):
    """What a means of transport moves over; nothing is judged of a means that is not listed."""

    WATER = "water"
    LAND = "land"
    AIR = "air"


class Doubt(enum.StrEnum):
    """Why a leg cannot be as it is told. A doubtful leg is drawn and flagged, never hidden."""

    SEA_BETWEEN = "sea-between"
    START_INLAND = "start-inland"
    END_INLAND = "end-inland"
    TOO_FAST = "too-fast"
    NO_AIRPORT = "no-airport"
    DISTANCE_TOO_SHORT = "distance-too-short"


class Band(enum.IntEnum):
    """How many people a leg carries, in steps that a line's width can tell apart."""

    UNTOLD = 0
    FEW = 1
    TENS = 2
    HUNDREDS = 3
    THOUSANDS = 4
