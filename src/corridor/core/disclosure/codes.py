"""The closed lists of disclosure control."""

from __future__ import annotations

import enum
from typing import Final

TOTAL: Final = "_T"
"""Stands in a cell's key for all codes of an axis together, as in SDMX."""

UNKNOWN: Final = "unknown"
"""What is not known is a code of its own; it is never spread over the others."""

FLOOR: Final = 5
"""No policy has a lower threshold."""


UNTOLD: Final = "untold"
"""Who is dead or missing, and nobody told which of both."""

PARTS: Final = {
    "dead": ("dead-or-missing", ("dead",)),
    "missing": ("dead-or-missing", ("missing",)),
    "dead-or-missing": ("dead-or-missing", ("dead", "missing", UNTOLD)),
}
"""Counts that add up: of which family each is, and which parts of it are counted."""


def family_of(counted: str) -> tuple[str, tuple[str, ...]]:
    """Return the family of what is counted, and which of its parts; none where nothing adds up with it.

    What follows a space (that everything is invented) belongs to the family, so that invented people add up with
    invented ones alone.
    """
    name, space, rest = counted.partition(" ")
    family, parts = PARTS.get(name, (name, ()))
    return f"{family}{space}{rest}", parts


class Method(enum.StrEnum):
    """How small counts are protected."""

    SUPPRESSION = "suppression"
    ROUNDING = "rounding"


class State(enum.StrEnum):
    """What is shown of one cell."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    ROUNDED = "rounded"


class Why(enum.StrEnum):
    """Why a cell is not shown. Stays in the node: who knows why a cell is hidden knows something of what is in it."""

    SMALL = "small"
    DOMINATED = "dominated"
    REST_SMALL = "rest-small"
    FOR_OTHERS = "for-others"


class Refused(enum.StrEnum):
    """Why a table cannot be published at all."""

    NOTHING_LEFT = "nothing-left"
    GIVEN_AWAY = "given-away-by-earlier-releases"
    TOO_LARGE = "too-large"


class Assumed(enum.StrEnum):
    """What an intruder takes to be true of several releases: the strongest of these that they do not contradict."""

    SAME = "nothing-changed"
    GROWN = "only-added-to"
    CHANGED = "changed"


class Risk(enum.StrEnum):
    """What the attack found out about a cell."""

    EXACT = "exact"
    WITHIN_ONE = "within-one"
    NARROW = "narrow"


class Isolating(enum.StrEnum):
    """Why a question about counts is not answered."""

    TOO_FEW = "too-few"
    NARROWED = "narrowed-down"
    TOO_MANY = "too-many-overlapping"
