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
    CARD = "card"
    HEAD = "head"
    ALERT = "alert"
    TOLD = "told"
    MATCH_SET = "match-set"
    MATCH_QUESTION = "match-question"
    MATCH_ANSWER = "match-answer"
    MOVING = "moving"
    FIGURES = "figures"
    FORUM = "forum"
    PROGRESS = "progress"
    REVIEW = "review"
    RIGHTS_NOTICE = "rights-notice"


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


class Place(enum.StrEnum):
    """Where an item stands to the recipient's end of a log."""

    TAKEN = "taken"
    NEXT = "next"
    AHEAD = "ahead"
    CHANGED = "changed"


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
    KIND = "kind-not-taken"
    SUSPENDED = "line-suspended"
    TOO_MUCH_ASIDE = "too-much-kept-aside"
    GAP = "numbers-missing"
    FORKED = "another-item-under-this-number"


class ReleaseState(enum.StrEnum):
    """Where a release stands at its owner."""

    ASKED = "asked"
    OUT = "out"
    DENIED = "denied"
    RECALLED = "recalled"
    EXPIRED = "expired"


class ReceivedState(enum.StrEnum):
    """Where something received stands at its recipient."""

    WAITING = "waiting"
    SHOWN = "shown"
    REPLACED = "replaced"
    DECLINED = "declined"
    ENDED = "ended"


class Attested(enum.StrEnum):
    """What a recipient attests after the end of what it was given."""

    ERASED = "erased"
    KEPT_FOR_HOLD = "kept-for-hold"
    DECLINED = "declined"


class EndReason(enum.StrEnum):
    """Why an owner recalls what it released."""

    WRONG = "wrong"
    PERSON_AT_RISK = "person-at-risk"
    SOURCE_WITHDRAWN = "source-withdrawn"
    LEGAL_DUTY = "legal-duty"
    SENT_IN_ERROR = "sent-in-error"
    PARTNER_SUSPENDED = "partner-suspended"
