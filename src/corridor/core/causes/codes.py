"""The closed lists of what is laid beside departures."""

from __future__ import annotations

import enum

SUMMED = frozenset({"conflict-deaths", "climate-events"})
"""Indicators of single events: those of one area and period are added, and a covered period without one is 0."""


class Grain(enum.StrEnum):
    """How fine the periods of a line are."""

    YEAR = "year"
    MONTH = "month"


class Verdict(enum.StrEnum):
    """What can be said of an indicator and an outcome."""

    TOGETHER = "together"
    NOT_FOUND = "not-found"
    UNASSESSED = "unassessed"


class Unassessed(enum.StrEnum):
    """Why an association cannot be assessed."""

    TOO_SHORT = "too-short"
    STANDS_STILL = "stands-still"
    NOTHING_TOLD = "nothing-told"


class Differs(enum.StrEnum):
    """In what two lines differ that would be compared."""

    GRAIN = "grain"
    AREA = "area"


class Outcome(enum.StrEnum):
    """What is counted of those who left an area, by property of published series."""

    DETECTIONS = "detections"
    PEOPLE = "people"
    APPLICATIONS = "applications"
