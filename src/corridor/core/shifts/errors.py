"""What shifts refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class AlongRefused(CorridorError):
    """A scan was asked to run along something else than routes or countries of incidents."""

    code = "shifts.E01"
    template = "shifts are looked for along routes or countries of incidents, and along nothing else"
    hint = "Look for shifts along routes, or along the countries in which incidents happened."
    status = 422


class VerdictUnclear(CorridorError):
    """A shift was looked into, and what was found is not one of the list, or lacks its explanation."""

    code = "shifts.E02"
    template = "the verdict on a shift is not complete: {by}"
    hint = "Choose what you found; where something else explains it, choose what."
    status = 422


class ShiftGone(CorridorError):
    """A shift was judged that the scan does not propose, or does not propose any more."""

    code = "shifts.E03"
    template = "this shift is not proposed, or is not proposed any more"
    hint = "Open the page anew: the figures have changed since."
    status = 409
