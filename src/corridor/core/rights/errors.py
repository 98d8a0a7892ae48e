"""What is refused about requests."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class RequestMalformed(CorridorError):
    """A request lacks a file mark or a day, or names one that cannot be."""

    code = "rights.E01"
    template = "the {field} of a request cannot be used"
    hint = "Give the file mark of the request, without names, and the day on which it was received."
    status = 422


class RequestKnown(CorridorError):
    """The own authority keeps a request under this file mark already."""

    code = "rights.E02"
    template = "there is a request under this file mark already"
    hint = "Open the request that is there."
    status = 409


class RequestState(CorridorError):
    """The request is in a state in which this cannot be done."""

    code = "rights.E03"
    template = "a request that is {state} cannot be {act}"
    hint = "Look at the request for what can be done now."
    status = 409


class GroundUnfit(CorridorError):
    """A decision names no ground, or one that its outcome cannot stand on."""

    code = "rights.E04"
    template = "the outcome {outcome} cannot stand on this ground"
    hint = "Choose an outcome, and a ground that fits it."
    status = 422


class IdentityUnchecked(CorridorError):
    """Content would be laid open to somebody whose identity nobody has checked."""

    code = "rights.E05"
    template = "nobody has noted that the identity behind request {request} was checked"
    hint = "Check who asks, note it, then decide."
    status = 409


class NothingOwn(CorridorError):
    """The own authority originated nothing of what is named, so that it can erase nothing."""

    code = "rights.E06"
    template = "the own authority originated nothing under the references of request {request}"
    hint = "Ask the originators that the request names; only they erase what they said."
    status = 409


class NoticeUnreadable(CorridorError):
    """What a partner's node wrote about a request is not the one written form."""

    code = "rights.E07"
    template = "what a partner wrote about a request cannot be used: {field}"
    hint = "Ask the sender to correct it; the document of exchange says what it must be."
    status = 422
