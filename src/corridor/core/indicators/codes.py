"""The closed lists of indicators."""

from __future__ import annotations

import enum


class Period(enum.StrEnum):
    """For how long one reading of an indicator stands."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Per(enum.IntEnum):
    """By how much a ratio is multiplied."""

    ONE = 1
    HUNDRED = 100
    THOUSAND = 1000


class Measure(enum.StrEnum):
    """What a node tells of itself, as far as one reader may see it."""

    REQUESTS_ANSWERED = "requests-answered"
    REQUESTS_IN_TIME = "requests-in-time"
    ALERTS_SENT = "alerts-sent"
    REPORTS_PASSED_ON = "reports-passed-on"
    HANDED_OVER = "handed-over"


class Uncomputed(enum.StrEnum):
    """Why an indicator cannot be computed for a period."""

    NOT_OVER = "not-over"
    NOTHING_TOLD = "nothing-told"
    NOT_READABLE = "not-readable"
    NO_MONTH_IN_COMMON = "no-month-in-common"
    BROKEN = "broken"
    ZERO_BELOW = "zero-below"
    BY_QUARTER_ONLY = "by-quarter-only"
    BANDED = "banded"
    TOO_MANY = "too-many"


class Differs(enum.StrEnum):
    """In what two reference figures differ that would stand in one line."""

    UNIT = "unit"
    SCOPE = "scope"
    METHOD = "method"
    NOT_SAID = "not-said"
