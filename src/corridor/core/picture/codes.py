"""The closed lists of the picture."""

from __future__ import annotations

import enum


class Scope(enum.StrEnum):
    """What a strip of facts is about; figures of different scope are never drawn together."""

    INCIDENT = "incident"
    SERIES = "series"


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


KIND_SCOPES = {"Incident": Scope.INCIDENT, "SeriesObservation": Scope.SERIES}
"""The kinds of things that the picture draws."""
