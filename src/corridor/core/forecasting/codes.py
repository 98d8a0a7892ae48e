"""The closed lists of forecasts."""

from __future__ import annotations

import enum


class Rule(enum.StrEnum):
    """One way to make a forecast."""

    PREVIOUS_MONTH = "previous-month"
    LAST_YEAR = "last-year"
    RECENT_MEAN = "recent-mean"
    DAMPED = "damped"
    SEASON = "season"
    AUTO_ETS = "auto-ets"
    AUTO_THETA = "auto-theta"
    MIDDLE = "middle"

    @property
    def is_naive(self) -> bool:
        """Whether it is one of the two rules that any forecast must beat."""
        return self in NAIVE


NAIVE = (Rule.PREVIOUS_MONTH, Rule.LAST_YEAR)
SIMPLE = (*NAIVE, Rule.RECENT_MEAN, Rule.DAMPED, Rule.SEASON)
"""The rules that need no library."""

LIBRARY = (Rule.AUTO_ETS, Rule.AUTO_THETA)
CANDIDATES = (Rule.RECENT_MEAN, Rule.DAMPED, Rule.SEASON, *LIBRARY, Rule.MIDDLE)
"""The rules that must beat the naive ones clearly before they are shown."""


class Verdict(enum.StrEnum):
    """What a forecast is worth beside the naive rules."""

    BETTER = "better"
    NO_BETTER = "no-better"


class Withdrawal(enum.StrEnum):
    """Why a kept forecast is withdrawn."""

    SOURCE_CHANGED = "source-changed"
    MISTAKEN = "mistaken"
    MISREAD = "misread"
