"""The closed lists of what comes back to whoever filed a report."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """One kind of thing that came of a report."""

    ASKED = "asked"
    ANSWERED = "answered"
    THANKED = "thanked"
    BORNE_OUT = "borne-out"
    SAID_OTHERWISE = "said-otherwise"
    SAME = "same"
    CORRECTED = "corrected"
    USED = "used"
    ALERTED = "alerted"


class Sentence(StrEnum):
    """What an officer may say in thanks; there is no other scale than these words, and they are never counted."""

    THANKS = "thanks"
    ROUTE_CLEARER = "route-clearer"
    DOUBT_SETTLED = "doubt-settled"
    IN_TIME = "in-time"
    WELL_TOLD = "well-told"


class Agreement(StrEnum):
    """Whether what others say of a property can be the same as what a report says."""

    SAME = "same"
    OTHER = "other"
