"""What the doors refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class EnvelopeRefused(CorridorError):
    """An envelope that came is kept aside with its reason; nothing of it was carried out."""

    code = "doors.E01"
    template = "the envelope is kept aside: {trouble}"
    hint = "Ask the sender, by another way, to look at its door and send again."
    status = 422


class ContentTooLong(CorridorError):
    """More was to be put into an envelope than the largest one holds."""

    code = "doors.E02"
    template = "an envelope holds {most} bytes at most"
    hint = "Write less; say where the rest can be asked for."
    status = 422


class CardInvalid(CorridorError):
    """What was brought as the card of another node is none, or not as its node signed it."""

    code = "doors.E03"
    template = "this is not the card of a node: {where}"
    hint = "Ask for the card again, as corridor door show prints it."
    status = 422


class HandOverIncomplete(CorridorError):
    """A hand-over does not say how protection can reach the person, or says something in an unknown code."""

    code = "doors.E04"
    template = "the hand-over cannot be sent: {field}"
    hint = "Say where and when the person can be reached; everything else may stay open."
    status = 422


class DisclosureLacks(CorridorError):
    """A disclosure does not have what its ground asks for."""

    code = "doors.E05"
    template = "the disclosure cannot be proposed: {lacks}"
    hint = "Give what the ground asks for, the fewest fields with a reason each, and a day of expiry."
    status = 422


class SecondOfficerNeeded(CorridorError):
    """The officer who proposed a disclosure does not decide about it."""

    code = "doors.E06"
    template = "whoever proposed a disclosure does not decide about it"
    hint = "Ask another protection officer of the body."
    status = 403


class DoorFull(CorridorError):
    """So much waits to be opened that nothing more is taken in; the sender keeps what it has and tries again."""

    code = "doors.E08"
    template = "the door takes nothing in at present"
    hint = "Keep the envelope and send it again later."
    status = 503


class DisclosureState(CorridorError):
    """The disclosure is in a state in which this cannot be done."""

    code = "doors.E07"
    template = "a disclosure that is {state} cannot be {act}"
    hint = "Look at the disclosure for what can be done now."
    status = 409
