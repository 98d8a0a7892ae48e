"""The closed lists of the schema language: types of values, and how a value is found again."""

from __future__ import annotations

from enum import StrEnum


class Type(StrEnum):
    """What kind of value a property takes; the canonical text of each is fixed for the whole of Corridor."""

    KIND = "kind"
    DATE = "date"
    COUNT = "count"
    POINT = "point"
    COUNTRY = "country"
    NATIONALITY = "nationality"
    CODE = "code"
    NUMBER = "number"
    MONEY = "money"
    URL = "url"
    NAME = "name"
    TEXT = "text"
    ENTITY = "entity"


class Search(StrEnum):
    """Which search key is made of a value, if any."""

    NAME = "name"
    IDENTIFIER = "identifier"
    TEXT = "text"
    NONE = "none"


class Ground(StrEnum):
    """Why an officer judges that two things are the same or are not, or takes such a judgement back."""

    SAME_IDENTIFIER = "same-identifier"
    SAME_EVENT = "same-event"
    SAME_PLACE_AND_TIME = "same-place-and-time"
    SAME_DETAILS = "same-details"
    OTHER_IDENTIFIER = "other-identifier"
    OTHER_PLACE_OR_TIME = "other-place-or-time"
    OTHER_DETAILS = "other-details"
    SEEN = "seen"
    NEW_INFORMATION = "new-information"
    MISTAKEN = "mistaken"


SAME_GROUNDS = (
    Ground.SAME_IDENTIFIER,
    Ground.SAME_EVENT,
    Ground.SAME_PLACE_AND_TIME,
    Ground.SAME_DETAILS,
    Ground.SEEN,
)
APART_GROUNDS = (Ground.OTHER_IDENTIFIER, Ground.OTHER_PLACE_OR_TIME, Ground.OTHER_DETAILS, Ground.SEEN)
REVERSAL_GROUNDS = (Ground.NEW_INFORMATION, Ground.MISTAKEN)
"""For which of these reasons a judgement is made, made the other way, or taken back and put back."""
