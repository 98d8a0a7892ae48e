"""The closed lists of commitments: pillars, kinds of item, how binding its source is, to whom it speaks."""

from __future__ import annotations

import enum
from typing import Final


class Pillar(enum.StrEnum):
    """The one best home of an item; a judgement of the catalogue, not of the document."""

    PREVENTION = "prevention"
    RESPONSE = "response"
    PROTECTION = "protection"
    ALTERNATIVES = "alternatives"
    COOPERATION = "cooperation"
    KNOWLEDGE = "knowledge"


class Kind(enum.StrEnum):
    """What an item is in its document."""

    COMMITMENT = "commitment"
    CALL = "call"
    OBLIGATION = "obligation"
    PRINCIPLE = "principle"
    PRACTICE = "practice"
    MECHANISM = "mechanism"
    SYSTEM = "system"
    DATAKIND = "datakind"
    MEASURE = "measure"
    LESSON = "lesson"
    QUESTION = "question"


ASKED: Final = frozenset({Kind.COMMITMENT, Kind.CALL, Kind.OBLIGATION})
"""The kinds that ask somebody to do something: progress is reported on these alone."""


class Binding(enum.StrEnum):
    """How binding the source of an item is; no legal opinion about any State."""

    TREATY = "treaty"
    POLITICAL = "political"
    PRACTICE = "practice"
    LESSON = "lesson"


class Addressee(enum.StrEnum):
    """To whom an item speaks."""

    GOVERNMENTS = "governments"
    ORGANISATIONS = "international organisations"
    PROVIDERS = "online service providers"
    CARRIERS = "carriers"
    FIUS = "FIUs"
    PROSECUTORS = "prosecutors"
    LAW_ENFORCEMENT = "law enforcement"
    CIVIL_SOCIETY = "civil society"


class Origin(enum.StrEnum):
    """Whether an item was read in its document, written from memory, or added by an authority or a forum."""

    FOUNDING = "founding"
    BACKBONE = "backbone"
    ADDED = "added"


class Unit(enum.StrEnum):
    """What the value of an indicator is told in."""

    COUNT = "count"
    PERCENT = "percent"
    DAYS = "days"
    HOURS = "hours"
    CURRENCY = "currency"
    YES_NO = "yes_no"
    RATIO = "ratio"
    SCORE = "score"


class Compared(enum.StrEnum):
    """What came of comparing an item from memory with the text of its source."""

    NOT = "not-compared"
    PARTLY = "partly"
    CORRECTED = "corrected"
    AGREES = "agrees"
