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


class DutiesJoined(CorridorError):
    """Whoever decides about accounts would also see content."""

    code = "access.E20"
    template = "function {function} sees content and is not joined with the administration of officers"
    hint = "Leave administration and content with different people."
    status = 422


class OwnAccount(CorridorError):
    """Nobody administers the own account."""

    code = "access.E21"
    template = "nobody changes the duties or the state of the own account"
    hint = "Ask another administrator of the node."
    status = 403


class OfficerState(CorridorError):
    """The account is in a state in which this cannot be done."""

    code = "access.E22"
    template = "an officer who is {state} cannot be {act}"
    hint = "Look at the officer's card for what can be done now."
    status = 409


class AuthorityInUse(CorridorError):
    """Officers of the authority may still sign in."""

    code = "access.E23"
    template = "authority {authority} has {officers} officers who may sign in"
    hint = "Suspend them or note that they left, then close the authority."
    status = 409


class AccountMalformed(CorridorError):
    """A handle or name was not written as an account needs it, or the handle was given before."""

    code = "access.E24"
    template = "the {field} of an officer cannot be used"
    hint = "Write a handle of 2 to 64 letters a-z, digits and . _ - that nobody had before, and a name."
    status = 422
