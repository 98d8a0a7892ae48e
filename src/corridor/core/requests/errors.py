"""What requests between authorities refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class RequestIncomplete(CorridorError):
    """A request does not say what the asked authority must know, or says what it must not."""

    code = "requests.E01"
    template = "the request cannot be sent: {field} is {why}"
    hint = "Correct the field; nothing was sent."
    status = 422


class TurnRefused(CorridorError):
    """A turn cannot be taken: by this party, at this stage, or for this kind of request."""

    code = "requests.E02"
    template = "this turn cannot be taken: {why}"
    hint = "Look at the thread again; it may have moved on."
    status = 409


class SaidIncomplete(CorridorError):
    """A turn does not say what its kind asks for."""

    code = "requests.E03"
    template = "the turn cannot be taken: {field} is {why}"
    hint = (
        "A refusal needs a ground of the list and words; an answer and a question back need words; a delay needs a day."
    )
    status = 422


class WordsPersonal(CorridorError):
    """A text seems to name or reach a person."""

    code = "requests.E04"
    template = "the text seems to name or identify somebody: {field}"
    hint = "Leave out names, dates of birth and numbers; give what identifies a group or an object in its own field."
    status = 422


class RequestsInvalid(CorridorError):
    """The files of clocks, kinds and templates do not fit together."""

    code = "requests.E05"
    template = "clocks, kinds or templates of requests are wrong: {where}"
    hint = "Correct the file."


class BodyRefused(CorridorError):
    """What a partner sent is not the written form of a request or a turn."""

    code = "requests.E06"
    template = "this is not the written form of a request: {where}"
    hint = "Ask the sender to send it again in the agreed form."
    status = 422


class TooManyOpen(CorridorError):
    """So many requests to or from one authority are open that no further one is taken."""

    code = "requests.E07"
    template = "{most} requests are open; no further one is taken"
    hint = "Answer, close or withdraw some of those that are open."
    status = 409


class NobodyToAsk(CorridorError):
    """There is no such authority to ask, or it may not be asked this."""

    code = "requests.E08"
    template = "nobody can be asked this: {why}"
    hint = (
        "Choose an authority of the list; a request about money goes from one financial intelligence unit to another."
    )
    status = 422
