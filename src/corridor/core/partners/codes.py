"""The closed lists of partners: what may go to one, for what reason nothing may, and how an assessment came out."""

from __future__ import annotations

import enum


class Content(enum.StrEnum):
    """What a ceiling admits; without one, only what tells nothing of any person."""

    NON_PERSONAL = "non-personal"
    IDENTIFIERS = "identifiers"
    PERSONS_IN_A_ROLE = "persons-in-a-role"


PERSONAL = frozenset(Content) - {Content.NON_PERSONAL}
"""Numbers, plates and accounts point to persons; they are treated as what they point to."""


class Finding(enum.StrEnum):
    """How a human-rights assessment of a partner came out."""

    ACCEPTABLE = "acceptable"
    WITH_CONDITIONS = "with-conditions"
    SERIOUS_RISK = "serious-risk"


class Ground(enum.StrEnum):
    """Why a partner is suspended; never what somebody wrote."""

    ILL_TREATMENT = "ill-treatment"
    MISUSE = "misuse"
    KEYS_LOST = "keys-lost"
    LAW_CHANGED = "law-changed"
    NO_ANSWER = "no-answer"
    PRECAUTION = "precaution"


class Refusal(enum.StrEnum):
    """Why something may not go to a partner."""

    SUSPENDED = "partner-suspended"
    PURPOSE_MISSING = "purpose-missing"
    CEILING_MISSING = "ceiling-missing"
    CEILING_EXPIRED = "ceiling-expired"
    ABOVE_CEILING = "above-ceiling"
    PURPOSE_ABOVE_CEILING = "purpose-above-ceiling"
    BASIS_NOT_IN_FORCE = "basis-not-in-force"
    ASSESSMENT_MISSING = "assessment-missing"
    ASSESSMENT_OVERDUE = "assessment-overdue"
    ASSESSMENT_ADVERSE = "assessment-adverse"


class Treatment(enum.StrEnum):
    """What is suspected of how an information item was obtained."""

    TORTURE = "torture"
    INHUMAN = "inhuman-or-degrading"
    COERCION = "coercion-in-custody"


WITHOUT_CONTENT = frozenset(("card", "head", "attestation", "recall", "expiry", "re-marking"))
"""Kinds of items that carry nothing of a report: keys, heads, receipts, and what makes a partner hold less."""

OF_IDENTIFIERS = frozenset(("match-set", "match-question", "match-answer"))
"""Kinds of items that are made from identifiers."""
