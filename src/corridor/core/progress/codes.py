"""The closed lists of progress: how far something is, who may see it, what shows it, and how a report stands."""

from __future__ import annotations

import enum

from corridor.core.commitments.levels import WIDTH as WIDTH
from corridor.core.commitments.levels import Level as Level


class Status(enum.StrEnum):
    """How far what was asked is, in the words of who reports."""

    NONE = "none"
    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    ENDED = "ended"


class State(enum.StrEnum):
    """Where a version of an entry stands in the authority that writes it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Standing(enum.StrEnum):
    """How a commitment stands for one State, for one reader. No number is made of it, and no State is ranked."""

    SILENT = "silent"
    CLAIMED = "claimed"
    EVIDENCED = "evidenced"


class Proof(enum.StrEnum):
    """What a piece of evidence is."""

    LAW = "law"
    BUDGET = "budget"
    STATISTIC = "statistic"
    CASE = "case"
    EVALUATION = "evaluation"
    AGREEMENT = "agreement"
    TRAINING = "training"
    OTHER = "other"


class Found(enum.StrEnum):
    """Whether what a piece of evidence points to is there."""

    NOT_LOOKED = "not-looked"
    THERE = "there"
    MISSING = "missing"


class How(enum.StrEnum):
    """Where the value of an indicator comes from."""

    BY_HAND = "by-hand"
    COMPUTED = "computed"


class Money(enum.StrEnum):
    """What an amount is."""

    PLANNED = "planned"
    SPENT = "spent"


class Computation(enum.StrEnum):
    """How a node computes the value of an indicator from what it holds."""

    PARTIES_TO_PROTOCOL = "parties-to-protocol"
    REQUESTS_IN_TIME = "requests-in-time"
    DEATHS_RECORDED = "deaths-recorded"
    CONTACTS_REACHED = "contacts-reached"
    MUTUAL_ASSISTANCE_REACHED = "mutual-assistance-reached"
    VESSEL_REQUESTS_REACHED = "vessel-requests-reached"
    PROTOCOL_EVIDENCED = "protocol-evidenced"
    REPORTED_ONCE = "reported-once"
    MEASURES_BEGUN = "measures-begun"
    MEASURES_CHECKED = "measures-checked"
    MEASURES_ASSESSED = "measures-assessed"
    NEEDS_ANSWERED = "needs-answered"
    HANDED_OVER_CHECKED = "handed-over-checked"
    TRAINING_GIVEN = "training-given"
    TRAINING_RECEIVED = "training-received"
    CONTACTS_TESTED = "contacts-tested"
    COMMITMENTS_REPORTED = "commitments-reported"
    COMMITMENTS_EVIDENCED = "commitments-evidenced"


class Uncomputed(enum.StrEnum):
    """Why no value is computed."""

    UNKNOWN = "unknown"
    NOT_READABLE = "not-readable"
    NOT_FOR_LEVEL = "not-for-level"
    TOO_FEW = "too-few"
    TOO_MANY = "too-many"
    NOT_TOLD = "not-told"
    NOT_OVER = "not-over"
    OTHER_PERIOD = "other-period"
    OTHER_UNIT = "other-unit"
    GIVES_AWAY = "gives-away"
