"""The closed lists of complaints."""

from __future__ import annotations

import enum


class ComplaintKind(enum.StrEnum):
    """What somebody complains of."""

    ABUSE = "abuse"
    BRIBERY = "bribery"
    EXTORTION = "extortion"
    REFUSAL_OF_ASYLUM = "refusal-of-asylum"
    PUSHBACK = "pushback"
    THEFT = "theft"
    OTHER = "other"


class ComplaintState(enum.StrEnum):
    """Where a complaint stands."""

    HELD = "held"
    RECEIVED = "received"
    IN_HAND = "in-hand"
    CLOSED = "closed"


class Outcome(enum.StrEnum):
    """What came of a complaint that was closed."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    NOT_UPHELD = "not-upheld"
    REFERRED = "referred"


class EntryKind(enum.StrEnum):
    """One thing in the thread of a complaint."""

    WRITTEN = "written"
    TAKEN = "taken"
    ANSWERED = "answered"
    PASSED = "passed"
    CLOSED = "closed"
