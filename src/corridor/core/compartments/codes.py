"""The closed lists of sealed compartments."""

from __future__ import annotations

import enum


class CompartmentKind(enum.StrEnum):
    """Whose identities a compartment keeps; never those of smuggled migrants or victims as such."""

    WITNESSES = "witnesses"
    COOPERATING_PERSONS = "cooperating-persons"


class OpeningReason(enum.StrEnum):
    """Why somebody asks to see an identity."""

    MEETING = "meeting"
    HEARING = "hearing"
    PROTECTION_MEASURE = "protection-measure"
    DANGER = "danger"
    COURT_ORDER = "court-order"


class Told(enum.StrEnum):
    """What the owner of a compartment is told."""

    NAMED = "named"
    AGREED = "agreed"
    LEFT = "left"
    SEALED = "sealed"
    ERASED = "erased"
    ASKED = "asked"
    APPROVED = "approved"
    DENIED = "denied"
    OPENED = "opened"
