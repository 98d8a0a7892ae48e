"""The closed lists of series."""

from __future__ import annotations

import enum

from corridor.core.picture.codes import Scope as Drawn


class Counted(enum.StrEnum):
    """What a series counts. Figures of one are never added to, compared with or drawn with figures of another."""

    DETECTIONS = "detections"
    PEOPLE = "people"
    DEATHS = "deaths"
    INCIDENTS = "incidents"
    PEOPLE_CONCERNED = "people-concerned"

    @property
    def drawn(self) -> Drawn:
        """What carries the figure: observations of published series, or incidents."""
        return Drawn.SERIES if self in (Counted.DETECTIONS, Counted.PEOPLE) else Drawn.INCIDENT

    @property
    def columns(self) -> tuple[str, str] | None:
        """The columns of the lowest and the highest figure; None where things themselves are counted."""
        name = {Counted.PEOPLE_CONCERNED: "people"}.get(self, self.value)
        return None if self is Counted.INCIDENTS else (f"{name}_low", f"{name}_high")


class State(enum.StrEnum):
    """What is known of one month."""

    TOLD = "told"
    ZERO = "zero"
    MISSING = "missing"


class BreakReason(enum.StrEnum):
    """Why figures mean something else from a month on."""

    DEFINITION = "definition-changed"
    AREA = "area-changed"
    METHOD = "method-changed"
    REPORTING = "reporting-changed"
    EDITION = "edition-changed"
    GAP = "reporting-gap"


NOTED = tuple(reason for reason in BreakReason if reason is not BreakReason.GAP)
"""The reasons that an officer may give; a gap in reporting is found in the series themselves."""


class Unassessed(enum.StrEnum):
    """Why something cannot be assessed."""

    TOO_SHORT = "too-short"
    MOSTLY_ZERO = "mostly-zero"
    MONTHS_MISSING = "months-missing"
    BROKEN = "broken"
    YEARS_ONLY = "years-only"
    ENDED = "ended"
    NOTHING_TOLD = "nothing-told"
