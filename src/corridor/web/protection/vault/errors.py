"""What the vault refuses beside what casework does; its numbers are those of casework from 20 on."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class LetterRefused(CorridorError):
    """A sealed letter is not for this body, not from one it knows, or was changed on the way."""

    code = "casework.E21"
    template = "the letter was not taken in: {why}"
    hint = "Ask the sender whether it was meant for you, and compare the fingerprints of your keys."
    status = 422


class BodyUnready(CorridorError):
    """A body is not known, was closed, or nobody has compared its fingerprint yet."""

    code = "casework.E22"
    template = "{body} cannot be given anything yet"
    hint = "Have a second officer compare the fingerprint of its keys by telephone or in person."
    status = 409


class CardRefused(CorridorError):
    """What was brought as the card of a body is none, or contradicts the one that is known."""

    code = "casework.E23"
    template = "the card was not taken in: {why}"
    hint = "Ask the body for its card again, and compare the fingerprint with it by another way."
    status = 422


class SamePerson(CorridorError):
    """Two people are needed, and one person tried to be both."""

    code = "casework.E24"
    template = "whoever proposed or added this does not decide about it"
    hint = "Ask a colleague who works on cases."
    status = 403


class ProposalOver(CorridorError):
    """A proposal was decided, carried out, or has run out."""

    code = "casework.E25"
    template = "this proposal is {state}"
    hint = "Propose it anew; a proposal is good for a day and for one time."
    status = 409


class ProposalMissing(CorridorError):
    """An act on the vault as a whole was begun without the approval of a second person."""

    code = "casework.E26"
    template = "{kind} needs a proposal that a second person approved"
    hint = "Propose it first, then have somebody who works on cases approve it."
    status = 403
