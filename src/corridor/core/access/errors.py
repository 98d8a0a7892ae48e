"""What access refuses; a missing permission is `kernel.E02`."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class FunctionsInvalid(CorridorError):
    """The data file of functions contradicts the vocabularies."""

    code = "access.E01"
    template = "functions file: {where}: {why}"
    hint = "Correct the data file; nothing was loaded."
    status = 500


class FunctionUnknown(CorridorError):
    """Nobody can act in this function."""

    code = "access.E02"
    template = "the function is not one of {known}"
    hint = "Choose a function of this node."
    status = 422


class PurposeNotOfFunction(CorridorError):
    """The function may not act for this purpose."""

    code = "access.E03"
    template = "function {function} does not act for this purpose"
    hint = "Choose one of the purposes of the function."
    status = 403


class LogMalformed(CorridorError):
    """A stored form of the ledger (frontier, head or proof) cannot be read."""

    code = "access.E04"
    template = "ledger form not readable: {where}"
    hint = "Restore the ledger from its backup and verify it against the signed heads."
    status = 500


class PositionOutOfRange(CorridorError):
    """The log has no such position or size."""

    code = "access.E05"
    template = "position {position} is outside the log of {size} entries"
    hint = "Ask for a position below the size of the log."
    status = 422


class EntryMalformed(CorridorError):
    """A ledger entry cannot be written in its one canonical form."""

    code = "access.E06"
    template = "ledger entry not writable: {key}"
    hint = "Give codes, identifiers and whole numbers only, and moments with their time zone."
    status = 500
