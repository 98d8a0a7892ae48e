"""The closed lists of watching: what is counted, which way it may change, and what is found."""

from __future__ import annotations

import enum


class Counted(enum.StrEnum):
    """What one watch counts; never two of them together."""

    DEATHS = "deaths"
    INCIDENTS = "incidents"
    PEOPLE = "people"
    DETECTIONS = "detections"
    METHOD = "method"
    TRANSPORT = "transport"
    PRICE = "price"

    @property
    def nature(self) -> Nature:
        """What kind of figure a month has."""
        if self is Counted.PRICE:
            return Nature.PRICE
        return Nature.SHARE if self in (Counted.METHOD, Counted.TRANSPORT) else Nature.COUNT


class Nature(enum.StrEnum):
    """What kind of figure a month has: a count, a part of a count, or the middle of prices."""

    COUNT = "count"
    SHARE = "share"
    PRICE = "price"


class Way(enum.StrEnum):
    """Which change somebody wants to be told of."""

    RISE = "rise"
    FALL = "fall"
    EITHER = "either"


class Finding(enum.StrEnum):
    """What is found in one month of one watch; only `RAISED` is an alert."""

    RAISED = "raised"
    NORMAL = "normal"
    GAP = "reporting-gap"
    NEW_CONTRIBUTOR = "new-contributor"
    LATE_LOAD = "late-load"
    BREAK = "definition-break"
    TOO_LITTLE = "too-little"


class Mail(enum.StrEnum):
    """How an officer wants to hear by e-mail that there is something."""

    NEVER = "never"
    DAILY = "daily"
    AT_ONCE = "at-once"
