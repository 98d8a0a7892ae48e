"""What retention refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class HoldDayInvalid(CorridorError):
    """A hold ends on a day that is none, has passed, or lies too far ahead."""

    code = "retention.E01"
    template = "a hold ends on a day within the next {longest_days} days"
    hint = "Give the day on which somebody looks again whether the case still needs it; it can be renewed then."
    status = 422


class HoldReferenceInvalid(CorridorError):
    """A hold names no legal reference, or words in its place."""

    code = "retention.E02"
    template = "the legal reference of a hold is up to 64 letters a-z, digits and . _ / -"
    hint = "Give the file mark of the case or order, and no words about anybody."
    status = 422


class HoldEnded(CorridorError):
    """The hold has ended, so that it keeps nothing any more."""

    code = "retention.E03"
    template = "hold {hold} has ended"
    hint = "Place another hold on what is still there."
    status = 409


class HoldKnown(CorridorError):
    """The own authority holds the thing for the same reason already."""

    code = "retention.E04"
    template = "the own authority holds thing {ref} under this legal reference already"
    hint = "Renew the hold that stands."
    status = 409
