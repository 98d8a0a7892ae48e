"""The closed lists of casework."""

from __future__ import annotations

import enum


class Asked(enum.StrEnum):
    """What came of a question: nobody needs to answer, and not having asked is no answer."""

    STATED = "stated"
    DECLINED = "declined"
    NOT_ASKED = "not-asked"
    UNKNOWN = "unknown"


class Age(enum.StrEnum):
    """What is known of a person's age; a disputed age is treated as a child's."""

    ADULT = "adult"
    CHILD = "child"
    DISPUTED = "disputed"


class Item(enum.StrEnum):
    """What an entry of a case file is about."""

    CASE = "case"
    PERSON = "person"
    NEED = "need"
    SERVICE = "service"
    STEP = "step"
    DOCUMENT = "document"
    NOTE = "note"
    CONSENT = "consent"
    SHARE = "share"


class Basis(enum.StrEnum):
    """Why the body may keep the case at all."""

    CONSENT = "consent"
    BEST_INTERESTS = "best-interests"
    VITAL_INTERESTS = "vital-interests"


class CaseState(enum.StrEnum):
    """Whether a case is worked on."""

    OPEN = "open"
    CLOSED = "closed"


class NeedState(enum.StrEnum):
    """What became of a need."""

    OPEN = "open"
    MET = "met"
    UNMET = "unmet"
    GONE = "gone"


class ServiceState(enum.StrEnum):
    """How the person answered an offer, and what became of it; not having answered is no refusal."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    GIVEN = "given"
    ENDED = "ended"


class StepState(enum.StrEnum):
    """Whether a step was taken."""

    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


class GivenBy(enum.StrEnum):
    """Who gave a consent; for a child, or a person of disputed age, the guardian takes part."""

    PERSON = "person"
    GUARDIAN = "guardian"
    BOTH = "person-and-guardian"


class ConsentRefusal(enum.StrEnum):
    """Why a consent does not cover something."""

    NONE = "no-consent"
    NOT_YET = "not-given-yet"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    OTHER_PURPOSE = "other-purpose"
    OTHER_RECIPIENT = "other-recipient"
    FIELDS_NOT_COVERED = "fields-not-covered"
    NOTHING_CHOSEN = "nothing-chosen"
    NOT_INFORMED = "not-informed"
    GUARDIAN_MISSING = "guardian-missing"


class Confirmation(enum.StrEnum):
    """What is known of a part that was given to another body."""

    SENT = "sent"
    RECEIVED = "received"
    UNCONFIRMED = "unconfirmed"
    ERASED = "erased"


PARTICULARS = (
    "called",
    "full_name",
    "age",
    "born",
    "sex",
    "nationality",
    "languages",
    "contact",
    "family",
    "guardian",
    "account",
)
"""What may be written down about the person; none of it must be. Nothing asks for a route or for those who smuggled."""

CLOSED = {"age": "ages", "sex": "sex", "nationality": "states"}
"""What is answered from a list, and from which; the rest is answered in words."""

FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("called", "full_name"),
    "age": ("age", "born"),
    "sex": ("sex",),
    "nationality": ("nationality",),
    "languages": ("languages",),
    "contact": ("contact",),
    "family": ("family", "guardian"),
    "account": ("account",),
    "needs": (),
    "health": (),
    "services": (),
    "steps": (),
    "documents": (),
}
"""The parts of a case that a consent may cover, as in the list `case-fields`, and the particulars that each holds.

Notes of officers are in no part: they are never shared.
"""

OF_HEALTH = frozenset(
    {
        "medical-care",
        "urgent-medical-care",
        "psychosocial-support",
        "support-for-disability",
        "first-aid",
        "health-service",
        "counselling",
    }
)
"""Needs and services that belong to the part of health."""

MUST_EXPLAIN = frozenset({"who-receives", "what-is-told", "may-refuse", "may-withdraw"})
"""What a person must have been told before a consent means anything; codes of `consent-information`."""

KEEPING = "keeping-the-case"
"""The purpose of consent under which a body keeps a case of its own."""

LISTS = {
    Item.NEED: "needs",
    Item.SERVICE: "assistance",
    Item.STEP: "case-steps",
}
"""The list of codes from which each item takes its kind."""

TAKES_PART = frozenset({"protection", "child-protection", "health", "legal-aid", "guardianship", "asylum", "shelter"})
"""Kinds of bodies with which parts of a case may be shared; what goes to any other is a disclosure, by another door."""
