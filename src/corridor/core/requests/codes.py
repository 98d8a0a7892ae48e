"""The closed lists of requests: what can be asked, who takes a turn, what a turn is, and where a request stands."""

from __future__ import annotations

import enum
from typing import Final


class Kind(enum.StrEnum):
    """What one authority can ask of another."""

    INFORMATION = "information"
    CORROBORATION = "corroboration"
    EQUIPMENT = "equipment-trace"
    FINANCIAL = "financial"
    DANGER = "danger-to-life"
    LEAVE = "leave"


class Party(enum.StrEnum):
    """Who takes a turn: who asked, who was asked, and who was given a copy."""

    ASKER = "asker"
    ASKED = "asked"
    COPY = "copy"


class What(enum.StrEnum):
    """One kind of turn."""

    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"
    CLARIFICATION_ASKED = "clarification-asked"
    CLARIFIED = "clarified"
    AUTHORISATION_AWAITED = "authorisation-awaited"
    AUTHORISATION_GIVEN = "authorisation-given"
    EXTENDED = "extended"
    PARTLY_ANSWERED = "partly-answered"
    ANSWERED = "answered"
    REFUSED = "refusal"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Stage(enum.StrEnum):
    """Where a request stands."""

    WAITING = "waiting"
    CLARIFYING = "clarifying"
    AUTHORISING = "authorising"
    ANSWERED = "answered"
    REFUSED = "refusal"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


OPEN: Final = frozenset({Stage.WAITING, Stage.CLARIFYING, Stage.AUTHORISING})
"""The stages in which an answer is still awaited."""


class Obstacle(enum.StrEnum):
    """Why a turn cannot be taken."""

    NOT_THIS_PARTY = "not-this-party"
    NOT_NOW = "not-at-this-stage"
    NOT_THIS_KIND = "not-for-this-kind"
    TOO_OFTEN = "too-often"
    NOT_OVERDUE = "not-overdue"


class Channel(enum.StrEnum):
    """By which other way a request leaves or its answer comes."""

    I_24_7 = "i-24-7"
    SIENA = "siena"
    EGMONT = "egmont"
    TELEPHONE = "telephone"
    RADIO = "radio"
    E_MAIL = "e-mail"
    POST = "post"


WRITTEN: Final = (Channel.I_24_7, Channel.SIENA, Channel.EGMONT)
"""The channels for which a text is made ready."""
