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


class ContentRefused(CorridorError):
    """What an item says cannot be carried out here; the item is kept aside, and the sender is told the reason."""

    code = "exchange.E03"
    template = "the item is kept aside: {reason}"
    hint = "Ask the sender to correct it and to send it again as a new version."
    status = 422


class ReleaseRefused(CorridorError):
    """A report may not be released as it was asked."""

    code = "exchange.E04"
    template = "the report cannot be released: {why} ({where})"
    hint = "Choose other recipients or another purpose, or correct the report: its marking, or the grade that it lacks."
    status = 422


class DecidedMeanwhile(CorridorError):
    """A release, or something received, is not where this act needs it to be."""

    code = "exchange.E05"
    template = "this cannot be done any more: it is {state}"
    hint = "Look at the page again: somebody else has decided meanwhile."
    status = 409


class NotReadWhole(CorridorError):
    """Something received cannot be let in by whoever may not read all of it."""

    code = "exchange.E09"
    template = "it says more than you may read"
    hint = "Ask a colleague whose function may read all of it to look at it, or decline it."
    status = 403


class SecondNeeded(CorridorError):
    """The same officer asked for a release and would decide it."""

    code = "exchange.E06"
    template = "another officer must decide this release"
    hint = "Ask a colleague of your authority who may release reports to partners."
    status = 403
