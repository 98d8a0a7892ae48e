"""The closed lists of handling: uses, audiences and reasons for refusal."""

from __future__ import annotations

import enum
from typing import Final


class Use(enum.IntFlag):
    """What a reader does with an information item; each use is allowed or refused by itself."""

    READ = 1
    COUNT = 2
    MATCH = 4
    PRINT = 8
    EXPORT = 16
    FORWARD = 32
    EVIDENCE = 64


USE_NAMES: Final = {use.name.lower(): use for use in Use if use.name}
"""The written name of each use: read, count, match, print, export, forward, evidence."""

ALL_USES: Final = Use(127)

UNSEEN_USES: Final = Use.COUNT | Use.MATCH
"""The uses that show no content; every other use needs reading to be allowed too."""


class Audience(enum.StrEnum):
    """How far an information item may go at most, from the narrowest to the widest."""

    ORIGINATOR = "originator"
    NAMED = "named"
    PARTNERS = "partners"
    PUBLIC = "public"


AUDIENCE_WIDTH: Final = {audience: width for width, audience in enumerate(Audience)}
"""Width of each audience: 0 is the originator alone, 3 is anyone."""


class Refusal(enum.StrEnum):
    """Why a use is refused; the codes are translated by the pages and never name a person."""

    ORIGINATOR_MISSING = "originator-missing"
    AUTHORITY_NOT_ADMITTED = "authority-not-admitted"
    FUNCTION_UNKNOWN = "function-unknown"
    FUNCTION_NOT_ADMITTED = "function-not-admitted"
    PURPOSE_UNKNOWN = "purpose-unknown"
    PURPOSE_NOT_OF_FUNCTION = "purpose-not-of-function"
    PURPOSE_NOT_ADMITTED = "purpose-not-admitted"
    PURPOSE_FORBIDDEN_BY_HANDLING = "purpose-forbidden-by-handling"
    CLEARANCE_TOO_LOW = "clearance-too-low"
    COMPARTMENT_CLOSED = "compartment-closed"
    RETENTION_UNKNOWN = "retention-unknown"
    HANDLING_UNKNOWN = "handling-unknown"
    HANDLING_NOT_INTERPRETED = "handling-not-interpreted"
    USE_UNKNOWN = "use-unknown"
    USE_NOT_ALLOWED = "use-not-allowed"
    CONSENT_MISSING = "consent-missing"
    READING_REFUSED = "reading-refused"


class Flaw(enum.StrEnum):
    """What is wrong with a marking that someone wants to give to an information item."""

    ORIGINATOR_MISSING = "originator-missing"
    PURPOSE_MISSING = "purpose-missing"
    PURPOSE_UNKNOWN = "purpose-unknown"
    FUNCTION_UNKNOWN = "function-unknown"
    RECIPIENT_MISSING = "recipient-missing"
    CLEARANCE_NEGATIVE = "clearance-negative"
    RETENTION_UNKNOWN = "retention-unknown"
    HANDLING_UNKNOWN = "handling-unknown"
    HANDLING_NOT_COMBINABLE = "handling-not-combinable"
    AUDIENCE_TOO_WIDE = "audience-too-wide"
