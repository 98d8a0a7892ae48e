"""What matching refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class FormRefused(CorridorError):
    """What came as a set, question or answer does not have the agreed form."""

    code = "matching.E01"
    template = "this is no set, question or answer of matching: {where}"
    hint = "Ask the sender to send it again; the page on matching says what each must be."
    status = 422


class LooksLikeGuessing(CorridorError):
    """A question asks for too much, for numbers in a row, or for the same again and again."""

    code = "matching.E02"
    template = "the question is not asked: {guess}"
    hint = "Ask for the identifiers of one case that your authority holds."
    status = 422


class NothingToAsk(CorridorError):
    """None of what was chosen has an identifier that can be compared exactly."""

    code = "matching.E03"
    template = "nothing that was chosen can be compared exactly"
    hint = "Write telephone numbers with their country, and user names with their service."
    status = 422


class NoSet(CorridorError):
    """The authority has made no set for this one and this purpose, or not all of it has come."""

    code = "matching.E04"
    template = "{owner} has made nothing ready to be asked for this purpose"
    hint = "Ask the authority to make a set ready, or act for another purpose."
    status = 409


class QuotaReached(CorridorError):
    """The authority may ask no more today, or for this case."""

    code = "matching.E05"
    template = "no more can be asked: {limit}"
    hint = "Ask tomorrow, or open a request for what was found."
    status = 429


class PurposeUnfit(CorridorError):
    """Nothing is matched for this purpose, or by authorities of this kind."""

    code = "matching.E06"
    template = "keys are not matched here: {why}"
    hint = "Act for an investigation, an operational analysis or a prosecution, for an authority that does."
    status = 403


class SetTooLarge(CorridorError):
    """A set would hold more than the form allows."""

    code = "matching.E07"
    template = "the set would hold more than {most} keys"
    hint = "Narrow it by the markings whose keys are silent."
    status = 422


class CaseMissing(CorridorError):
    """A question names no case."""

    code = "matching.E08"
    template = "a question names its case"
    hint = "Give the reference of the case, up to 64 letters, digits and . _ / -"
    status = 422


class TargetRefused(CorridorError):
    """A nomination rests on what makes nobody a target."""

    code = "matching.E09"
    template = "this is no target: {why}"
    hint = "Name what it does for the smuggling; a source must be graded, and a person must stand in a reviewed role."
    status = 422


class TargetDecided(CorridorError):
    """A nomination was decided already, or the officer who made it would decide it."""

    code = "matching.E10"
    template = "the nomination cannot be decided by you now: {why}"
    hint = "Ask another officer of your authority."
    status = 409
