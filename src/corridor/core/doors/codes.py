"""The closed lists of the doors: what crosses, on which ground, and why something is kept out."""

from __future__ import annotations

import enum


class Kind(enum.StrEnum):
    """One kind of message that crosses a door."""

    HAND_OVER = "hand-over"
    DISCLOSURE = "disclosure"
    WITHDRAWAL = "withdrawal"
    ATTESTATION = "attestation"


class Trouble(enum.StrEnum):
    """Why an envelope is kept aside and nothing of it is carried out."""

    NO_ENVELOPE = "no-envelope"
    NOT_OPENED = "not-opened"
    MALFORMED = "malformed"
    SENDER_UNKNOWN = "sender-unknown"
    SIGNATURE_WRONG = "signature-wrong"
    ADDRESSED_ELSEWHERE = "addressed-elsewhere"
    REPEATED = "repeated"
    OUT_OF_TIME = "out-of-time"
    KIND_NOT_TAKEN = "kind-not-taken"
    CONTENT_REFUSED = "content-refused"


class Said(enum.StrEnum):
    """What a person said to a question; not asked is an answer of its own."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"


class Ground(enum.StrEnum):
    """On which ground something of a case may be disclosed; there is no other."""

    CONSENT = "consent"
    COMPULSION = "compulsion"
    DANGER_TO_LIFE = "danger-to-life"
    CHILD = "child-best-interests"


class Outcome(enum.StrEnum):
    """How a second officer decided about a disclosure that was proposed."""

    APPROVED = "approved"
    REFUSED = "refused"
    IMMUNITY = "immunity"
    PRIVILEGE = "privilege"


class Notice(enum.StrEnum):
    """Whether the person was told of the disclosure before it left."""

    GIVEN = "given"
    UNSAFE = "unsafe"


class Held(enum.StrEnum):
    """What a recipient attests of a disclosure."""

    HELD = "held"
    ERASED = "erased"


class Ending(enum.StrEnum):
    """Why a disclosure ends before or at its day."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Lack(enum.StrEnum):
    """What stands against a disclosure."""

    PARTICULAR_MISSING = "particular-missing"
    DAY_MALFORMED = "day-malformed"
    DAY_AHEAD = "day-ahead"
    NO_FIELD = "no-field"
    FIELD_UNKNOWN = "field-unknown"
    FIELD_TWICE = "field-twice"
    REASON_MISSING = "reason-missing"
    VALUE_MISSING = "value-missing"
    TOO_LONG = "too-long"
    EXPIRY_PAST = "expiry-past"
    EXPIRY_FAR = "expiry-far"
    RECIPIENT_MISSING = "recipient-missing"
    NOTICE_REASON_MISSING = "notice-reason-missing"
    NOTICE_REVIEW_MISSING = "notice-review-missing"
    CONSENT_DOES_NOT_COVER = "consent-does-not-cover"
