"""The closed lists of claims: what a person asks, what is kept closed by it, what ends it."""

from __future__ import annotations

import enum


class ClaimKind(enum.StrEnum):
    """What was said, or what is pending."""

    ASKS_PROTECTION = "asks-protection"
    FEARS_RETURN = "fears-return"
    PENDING_REMEDY = "pending-remedy"


class ActKind(enum.StrEnum):
    """One thing that happened to a claim after it was written down; each is added, none replaces another."""

    ACKNOWLEDGED = "acknowledged"
    GRANTED = "granted"
    REFUSED = "refused"
    REMEDY_LODGED = "remedy-lodged"
    WITHDRAWAL_HEARD = "withdrawal-heard"
    WITHDRAWAL_CONFIRMED = "withdrawal-confirmed"
    ERASURE_ASKED = "erasure-asked"
    PARTICULARS_ERASED = "particulars-erased"


class Particulars(enum.StrEnum):
    """How what was written about the person beside a claim stands."""

    READABLE = "readable"
    ERASED = "erased"
    UNREVIEWED = "unreviewed"
    """A restore may have brought back what was erased: nobody reads it before the asylum body has looked."""

    BROKEN = "broken"
    """It cannot be opened, and no act on the claim says why."""


class Paper(enum.StrEnum):
    """How a receipt that somebody shows stands to what the node signed."""

    ISSUED = "issued"
    DIFFERS = "differs"
    """The node signed a receipt of this number; something else stands on what is shown."""

    CHANGED = "changed"
    """The node signed this receipt, and the claim is not any more what it was."""

    UNKNOWN = "unknown"
    """The node knows no receipt of this number with this signature."""


class Standing(enum.StrEnum):
    """Where a claim stands on a day."""

    OPEN = "open"
    GRANTED = "granted"
    ENDED = "ended"


class StepKind(enum.StrEnum):
    """A step that touches the consulate, nationality, refusal, return or surrender."""

    CONSULAR_NOTICE = "consular-notice"
    NATIONALITY_CHECK = "nationality-check"
    REFUSAL_OF_ENTRY = "refusal-of-entry"
    RETURN_DECISION = "return-decision"
    REMOVAL = "removal"
    SURRENDER = "surrender"


class Answer(enum.StrEnum):
    """What a person answered; that nobody asked is told apart from a no."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


class StepState(enum.StrEnum):
    """Where a step stands."""

    UNDER_WAY = "under-way"
    HALTED = "halted"
    DONE = "done"
    ABANDONED = "abandoned"


class Closed(enum.StrEnum):
    """One reason why a step is closed."""

    FILE_NOT_WHOLE = "file-not-whole"
    PROTECTION_OPEN = "protection-open"
    FEAR_NOT_ASKED = "fear-not-asked"
    RIGHT_NOT_TOLD = "right-not-told"
    WISH_NOT_ASKED = "wish-not-asked"
    NOT_WISHED = "not-wished"
