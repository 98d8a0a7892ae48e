"""What the finder of legal bases refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class TableUnreadable(CorridorError):
    """A table of status is not one of a depositary."""

    code = "bases.E01"
    template = "the table of status cannot be read: {why} (line {line})"
    hint = "Give a table with the columns Participant, Signature and Ratification, with days written as 14 Dec 2000."
    status = 422


class InstrumentIncomplete(CorridorError):
    """An instrument that was written down by hand does not say what it must."""

    code = "bases.E02"
    template = "the instrument cannot be written down: {field}"
    hint = (
        "An instrument needs code, title, source, a measure with its article, and the day on which it came into force."
    )
    status = 422


class StatusIncomplete(CorridorError):
    """What a State did about an instrument does not fit together."""

    code = "bases.E03"
    template = "the status of a State cannot be written down: {field}"
    hint = (
        "Name State, instrument, source and as-of day; a signature comes before consent, and consent before withdrawal."
    )
    status = 422


class SheetDoubled(CorridorError):
    """A list that tells the same as one that is here, as of the same day, is read in again."""

    code = "bases.E05"
    template = "a list that tells the same of {instrument} as of {as_of} is here already"
    hint = "Nothing was read in. Where the day is another, give the day as of which the depositary made the list."
    status = 409


class SecondPersonNeeded(CorridorError):
    """Who wrote something down wants to confirm it too."""

    code = "bases.E04"
    template = "who wrote this down does not confirm it"
    hint = "Ask a second officer to compare it with the source and confirm it."
    status = 409
