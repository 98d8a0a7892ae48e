"""The closed lists of needs and offers: what is asked or given, in which unit, and how far it came."""

from __future__ import annotations

import enum
from typing import Final


class Side(enum.StrEnum):
    """Whether something is needed or offered."""

    NEED = "need"
    OFFER = "offer"


class Kind(enum.StrEnum):
    """What is needed, offered or pledged."""

    TRAINING = "training"
    EQUIPMENT = "equipment"
    MONEY = "money"
    EXPERTISE = "expertise"


class Unit(enum.StrEnum):
    """In what something is counted. No unit is ever turned into another."""

    PLACES = "places"
    COURSES = "courses"
    PIECES = "pieces"
    DAYS = "days"
    EXPERTS = "experts"
    MONEY = "money"


UNITS: Final = {
    Kind.TRAINING: (Unit.PLACES, Unit.COURSES),
    Kind.EQUIPMENT: (Unit.PIECES,),
    Kind.MONEY: (Unit.MONEY,),
    Kind.EXPERTISE: (Unit.DAYS, Unit.EXPERTS),
}
"""The units in which each kind is counted."""


class Stage(enum.StrEnum):
    """How far something came, from a need that nobody answered to what was evaluated."""

    POSTED = "posted"
    OFFERED = "offered"
    PLEDGED = "pledged"
    HANDED_OVER = "handed-over"
    DELIVERED = "delivered"
    EVALUATED = "evaluated"


class State(enum.StrEnum):
    """Where a pledge stands in the authority that reports it."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class Check(enum.StrEnum):
    """What is checked before equipment or training for forces is delivered."""

    END_USE = "end-use"
    RIGHTS = "rights"


class Result(enum.StrEnum):
    """What a check found."""

    ACCEPTABLE = "acceptable"
    CONDITIONS = "conditions"
    ADVERSE = "adverse"


class Block(enum.StrEnum):
    """Why something that was handed over is not delivered."""

    NOT_MARKED = "not-marked"
    SAME_MARKER = "same-marker"
    END_USE_MISSING = "end-use-missing"
    RIGHTS_MISSING = "rights-missing"
    END_USE_ADVERSE = "end-use-adverse"
    RIGHTS_ADVERSE = "rights-adverse"
    END_USE_OVERDUE = "end-use-overdue"
    RIGHTS_OVERDUE = "rights-overdue"
    SAME_PERSON = "same-person"
    PARTNER_SUSPENDED = "partner-suspended"


class Worth(enum.StrEnum):
    """What a delivery came to, in the judgement of who received it."""

    AS_INTENDED = "as-intended"
    PARTLY = "partly"
    NOT = "not"
    HARM = "harm"


class Reason(enum.StrEnum):
    """Why an offer is proposed for a need, or two reports as one pledge."""

    KIND = "kind"
    PILLAR = "pillar"
    CORRIDOR = "corridor"
    ITEM = "item"
    UNIT = "unit"
    RECEIVER = "receiver"
    AMOUNT = "amount"
    PERIOD = "period"
    REFERENCE = "reference"


class Sameness(enum.StrEnum):
    """Whether two reports of pledges are one pledge."""

    APART = "apart"
    MAY_BE = "may-be"
    JOINED = "joined"
