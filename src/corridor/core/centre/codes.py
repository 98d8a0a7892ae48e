"""The closed lists of the joint centre."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final


class AlertKind(enum.StrEnum):
    """What an alert warns of; none is for people because they were smuggled."""

    DISTRESS = "vessel-in-distress"
    ROUTE_SHIFT = "route-shift"
    WANTED = "means-wanted"
    METHOD = "method-seen"


class Haste(enum.StrEnum):
    """How soon somebody must look; the words of exchange between nodes."""

    FLASH = "flash"
    PROMPT = "prompt"
    ROUTINE = "routine"


class AlertState(enum.StrEnum):
    """Where an alert stands: asked of the centre, refused by it, sent, over with a reason, or taken back."""

    ASKED = "asked"
    REFUSED = "refused"
    SENT = "sent"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Response(enum.StrEnum):
    """What an authority answers to an alert."""

    SEEN = "seen"
    ACTING = "acting"
    CANNOT = "cannot-act"


class EndReason(enum.StrEnum):
    """Why an alert is over; the last two take it back."""

    RESCUED = "people-are-safe"
    HANDED_ON = "handed-on"
    DONE = "done"
    NO_TRACE = "searched-no-trace"
    NOT_NEEDED = "not-needed-any-more"
    MISTAKEN = "was-mistaken"
    REPLACED = "replaced-by-another"


WITHDRAWALS: Final = frozenset({EndReason.MISTAKEN, EndReason.REPLACED})
"""Reasons that take an alert back: it should not have stood."""


class ProposalState(enum.StrEnum):
    """Where a national desk's proposal to release something abroad stands."""

    WAITING = "waiting"
    RELEASED = "released"
    DECLINED = "declined"


class EntryKind(enum.StrEnum):
    """One kind of entry in the shift log; the last four refer to other entries."""

    SEEN = "seen"
    MESSAGE = "message"
    DECISION = "decision"
    MEASURE = "measure"
    CORRECTION = "correction"
    SETTLED = "settled"
    HAND_OVER = "hand-over"
    TAKEN_OVER = "taken-over"


WRITTEN: Final = (EntryKind.SEEN, EntryKind.MESSAGE, EntryKind.DECISION, EntryKind.MEASURE)
"""What an officer writes of its own accord."""

SUBJECTS: Final[Mapping[AlertKind, frozenset[str]]] = {
    AlertKind.DISTRESS: frozenset({"Vessel", "Vehicle", "Incident", "Place"}),
    AlertKind.ROUTE_SHIFT: frozenset({"Route", "RouteLeg", "Hub", "CrossingPoint", "Place", "Incident"}),
    AlertKind.WANTED: frozenset({"Vessel", "Vehicle", "Role"}),
    AlertKind.METHOD: frozenset({"Concealment", "TransportUse", "DocumentMisuse", "OnlineOffer", "Incident"}),
}
"""The classes of things that each kind of alert may be about. A person is in none: only a role of suspicion is."""

PURPOSES: Final[Mapping[AlertKind, frozenset[str]]] = {
    AlertKind.DISTRESS: frozenset({"search-and-rescue"}),
    AlertKind.ROUTE_SHIFT: frozenset(
        {
            "prevention",
            "detection-and-investigation",
            "strategic-analysis",
            "operational-analysis",
            "border-management",
            "search-and-rescue",
        }
    ),
    AlertKind.WANTED: frozenset({"detection-and-investigation", "operational-analysis", "border-management"}),
    AlertKind.METHOD: frozenset(
        {
            "prevention",
            "detection-and-investigation",
            "strategic-analysis",
            "operational-analysis",
            "border-management",
        }
    ),
}
"""For what each kind of alert may be read: what was said to save lives serves nothing else."""

HOURS: Final = (6, 24, 72, 168, 720)
"""For how long an alert may be made to stand."""

LONGEST_HOURS: Final[Mapping[AlertKind, int]] = {
    AlertKind.DISTRESS: 72,
    AlertKind.ROUTE_SHIFT: 720,
    AlertKind.WANTED: 720,
    AlertKind.METHOD: 720,
}
"""The longest that each kind may stand; what holds longer belongs into a report."""
