"""The closed lists of interviews."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final


class ConsentFor(enum.StrEnum):
    """What somebody may agree to: that the answers are counted, and that the words are read by the protection body."""

    FIGURES = "figures"
    WORDS = "words"


class Offer(enum.StrEnum):
    """What is offered before anything is asked."""

    SAME_SEX = "same_sex"
    ALONE = "alone"
    INTERPRETER = "interpreter"
    BREAK = "break"
    SUPPORT = "support"


class Fault(enum.StrEnum):
    """Why one field of an interview is not taken."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    CONTRADICTION = "contradiction"
    NO_CONSENT = "no-consent"
    LOOKS_PERSONAL = "looks-personal"
    TOO_LONG = "too-long"


class Repeated(enum.StrEnum):
    """Whether the slip that was shown is of an earlier interview, and of whose."""

    NO = ""
    SAME_BODY = "same-body"
    OTHER_BODY = "other-body"


class ReleaseState(enum.StrEnum):
    """Where a release stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DENIED = "denied"


ONE_OF: Final[Mapping[str, str]] = {
    "sex": "interview-sexes",
    "age": "interview-ages",
    "way": "interview-ways",
    "price": "interview-prices",
    "told_before": "interview-told-before",
}
"""Fields with one code, and the list it is from."""

SOME_OF: Final[Mapping[str, str]] = {
    "reasons": "interview-reasons",
    "sources": "interview-sources",
    "abuses": "interview-abuses",
}
"""Fields with one code or several."""

ALONE_CODES: Final = frozenset({"reason-not-said", "source-not-said", "nobody", "no-abuse", "abuse-not-said"})
"""Codes that stand by themselves: "nothing of this" beside something is a slip."""

ANSWERS: Final = "interview-answers"
CHILD: Final = "under-18"
FIRST_TIME: Final = "nobody-before"
SLIP_SIGNS: Final = 12
LONGEST_WORDS: Final = 4000
