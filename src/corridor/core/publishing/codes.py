"""The closed lists of published tables."""

from __future__ import annotations

import enum


class Counted(enum.StrEnum):
    """What a table counts. One table counts one thing."""

    DEAD = "dead"
    MISSING = "missing"
    DEAD_OR_MISSING = "dead-or-missing"
    SURVIVORS = "survivors"
    PEOPLE = "people"
    DETECTIONS = "detections"

    @property
    def prop(self) -> str:
        """The property of statements that tells it, and its parts by sex and age."""
        return self.value.replace("-", "_")


class Step(enum.StrEnum):
    """How long the periods of a table are."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class By(enum.StrEnum):
    """By what a table is broken down; periods of any length are codes of the axis of months."""

    PERIOD = "month"
    SEX = "sex"
    AGE = "age"
    ROUTE = "route"
    COUNTRY = "country"


class Kind(enum.StrEnum):
    """What a version is: a table, a word that one is withdrawn, or the fixed tables of a protection body.

    Figures are a node's part of a table over several nodes: it goes to the partner that asked, not to the public.
    """

    TABLE = "table"
    WITHDRAWN = "withdrawn"
    FIXED = "fixed"
    FIGURES = "figures"


class Why(enum.StrEnum):
    """Why a published table was corrected or withdrawn."""

    SOURCE_CORRECTED = "source-corrected"
    COUNTED_WRONGLY = "counted-wrongly"
    NO_LONGER_PROTECTED = "no-longer-protected"
    ASKED_BY_SOURCE = "asked-by-source"
