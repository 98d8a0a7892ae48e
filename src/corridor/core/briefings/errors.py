"""What briefings refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class PartUnfit(CorridorError):
    """A part of a briefing cannot be kept as it was written."""

    code = "briefings.E01"
    template = "the briefing cannot be kept like this: {field}"
    hint = "Fill in what is missing, keep to the length, and name no person."
    status = 422


class BindingUnfit(CorridorError):
    """A figure cannot be bound to what was chosen."""

    code = "briefings.E02"
    template = "no figure can be bound here: {field}"
    hint = "Choose a series that you may see and months that it covers; for a change, periods without a break between."
    status = 422


class BriefingStopped(CorridorError):
    """A version cannot be made: sentences changed, lost their source, may go less far, or hold typed figures."""

    code = "briefings.E03"
    template = "the version cannot be made: {parts} parts stop it ({reasons})"
    hint = "Open what is left out, and settle every sentence that is named there: bind, accept, replace or remove."
    status = 409


class VersionEmpty(CorridorError):
    """Nothing is left of a briefing at the level asked for."""

    code = "briefings.E04"
    template = "nothing is left of the briefing at this level"
    hint = "Write wordings for this level, or choose the other version."
    status = 409


class VersionKeptBack(CorridorError):
    """A version that was made may not leave any more: something it rests on was withdrawn or may go less far."""

    code = "briefings.E05"
    template = "this version may not leave any more: what it rests on was withdrawn, changed or marked more strictly"
    hint = "Make the version anew from the briefing as it is now."
    status = 409


class VersionMissing(CorridorError):
    """The file of a version is not there: it is still being made, or could not be."""

    code = "briefings.E06"
    template = "the file of this version is not there"
    hint = "Ask for it on the page of the version and wait until it is made."
    status = 409
