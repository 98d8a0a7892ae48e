"""What exchange refuses, each with its reason."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class LetterRefused(CorridorError):
    """A letter from another node is not taken; nothing of it is carried out."""

    code = "exchange.E01"
    template = "the letter is not taken: {reason} ({where})"
    hint = "Ask the sender to send it again; the document of exchange says what a letter must be."
    status = 422


class WritingRefused(CorridorError):
    """What was to be written in an item does not have the agreed form."""

    code = "exchange.E02"
    template = "this cannot be written for a partner: {where}"
    hint = "Correct the field; nothing was sent."
    status = 422
