"""The closed lists of rights: what people ask for, how it is decided, and on which ground."""

from __future__ import annotations

import enum


class RequestKind(enum.StrEnum):
    """What somebody asks of the authority that holds something of them."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"


class Outcome(enum.StrEnum):
    """How a request was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class Ground(enum.StrEnum):
    """Why a request was decided so."""

    LAWFUL_AND_DUE = "lawful-and-due"
    NOTHING_HELD = "nothing-held"
    INACCURATE = "inaccurate"
    NO_LONGER_NEEDED = "no-longer-needed"
    UNLAWFUL = "unlawful"
    HELD_FOR_A_CASE = "held-for-a-case"
    INQUIRY_ENDANGERED = "inquiry-endangered"
    OTHERS_ENDANGERED = "others-endangered"
    IDENTITY_UNPROVEN = "identity-unproven"


class Delay(enum.StrEnum):
    """Why a request is answered later than its first day."""

    COMPLEX = "complex"
    MANY_REQUESTS = "many-requests"
    ORIGINATOR_ASKED = "originator-asked"
    IDENTITY_ASKED = "identity-asked"


class Say(enum.StrEnum):
    """What nodes tell each other about a request: that it is passed on, and how it was decided."""

    ASKED = "asked"
    DECIDED = "decided"


class Means(enum.StrEnum):
    """By what an authority was told of a decision over a line."""

    RECALL = "recall"
    CORRECTION = "correction"
    NOTICE = "notice"


class Heard(enum.StrEnum):
    """What an authority that was told said of itself, from what settles it to what leaves most to do."""

    CONFIRMED = "confirmed"
    KEPT = "kept-for-hold"
    PARTLY = "partly"
    REFUSED = "refused"
    WAITING = "waiting"
    NOT_TAKEN = "not-taken"


class HeldAs(enum.StrEnum):
    """In which state something is held."""

    COUNTS = "counts"
    TAKEN_BACK = "taken-back"
    OVERDUE = "overdue"
    HELD = "held"


GROUNDS = {
    Outcome.GRANTED: frozenset(
        {Ground.LAWFUL_AND_DUE, Ground.NOTHING_HELD, Ground.INACCURATE, Ground.NO_LONGER_NEEDED, Ground.UNLAWFUL}
    ),
    Outcome.PARTLY: frozenset(
        {Ground.HELD_FOR_A_CASE, Ground.INQUIRY_ENDANGERED, Ground.OTHERS_ENDANGERED, Ground.LAWFUL_AND_DUE}
    ),
    Outcome.REFUSED: frozenset(
        {
            Ground.HELD_FOR_A_CASE,
            Ground.INQUIRY_ENDANGERED,
            Ground.OTHERS_ENDANGERED,
            Ground.IDENTITY_UNPROVEN,
            Ground.LAWFUL_AND_DUE,
        }
    ),
}
"""The grounds that each outcome may stand on."""

PASSED_ON = frozenset({RequestKind.CORRECTION, RequestKind.ERASURE})
"""The kinds of request that are passed on; access is answered by each authority for itself."""
