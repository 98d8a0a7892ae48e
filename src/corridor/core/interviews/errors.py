"""What interviews refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class InterviewRefused(CorridorError):
    """An interview has no consent, or fields that cannot be taken; they are named, never what stands in them."""

    code = "interviews.E01"
    template = "the interview is not taken: {fields}"
    hint = "Without consent nothing may be kept. Otherwise correct the fields that are named."
    status = 422


class ReleaseTooEarly(CorridorError):
    """A month is proposed for release before the delay is over, or out of order."""

    code = "interviews.E02"
    template = "the months until {until} cannot be released yet"
    hint = "Choose one of the months shown; the delay is for everybody and nobody can shorten it."
    status = 409


class SecondOfficerNeeded(CorridorError):
    """Who proposed a release was to approve it."""

    code = "interviews.E03"
    template = "a release is approved by another officer than who proposed it"
    hint = "Ask a colleague of the protection body."
    status = 403


class ReleaseDecided(CorridorError):
    """A release was decided already, or another one waits to be."""

    code = "interviews.E04"
    template = "this release was decided already, or another waits"
    hint = "Open the page again and look where it stands."
    status = 409


class InterviewsTooFew(CorridorError):
    """There are fewer interviews in the months than a table may tell of."""

    code = "interviews.E05"
    template = "there are fewer than {least} interviews in these months"
    hint = "Wait until there are more, then propose a longer time."
    status = 409
