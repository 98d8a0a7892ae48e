"""The closed lists of exchange: what crosses between nodes, how each item is answered, and why one is kept aside."""

from __future__ import annotations

import enum


class Kind(enum.StrEnum):
    """One kind of item in the log for a partner."""

    RELEASE = "release"
    CORRECTION = "correction"
    REMARKING = "re-marking"
    RECALL = "recall"
    EXPIRY = "expiry"
    ATTESTATION = "attestation"
    QUESTION = "question"
    ANSWER = "answer"


REPLACES = frozenset({Kind.CORRECTION, Kind.REMARKING})
"""Kinds that put another version in the place of one that was released."""

ENDS = frozenset({Kind.RECALL, Kind.EXPIRY})
"""Kinds after which the recipient holds nothing of what was released."""


class Urgency(enum.StrEnum):
    """How soon somebody must look: at once, within a day, or when there is time."""

    FLASH = "flash"
    PROMPT = "prompt"
    ROUTINE = "routine"


class Outcome(enum.StrEnum):
    """How a recipient answers an item: carried out, known already in this or a later version, or kept aside."""

    APPLIED = "applied"
    HELD_ALREADY = "held-already"
    KEPT_ASIDE = "kept-aside"


class Reason(enum.StrEnum):
    """Why an item is kept aside, or a whole delivery is not taken."""

    FORM = "form-not-known"
    VERSION = "version-not-known"
    TOO_LARGE = "too-large"
    SIGNATURE = "signature-wrong"
    SENDER_UNKNOWN = "sender-unknown"
    KEY_REVOKED = "key-revoked"
    NOT_FOR_US = "not-for-us"
    FROM_THE_FUTURE = "from-the-future"
    NOT_THE_ORIGINATORS = "not-the-originators"
    NOTHING_KNOWN = "nothing-known-of-it"
    CONTENT_REFUSED = "content-refused"
    ILL_TREATMENT = "possibly-from-ill-treatment"
    GAP = "numbers-missing"
    FORKED = "another-item-under-this-number"
