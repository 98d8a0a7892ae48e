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


class HeadUnreadable(CorridorError):
    """What was brought as a signed head of a ledger is none."""

    code = "access.E07"
    template = "this is not a signed head of a ledger"
    hint = "Bring the document as it was downloaded, whole and unchanged."
    status = 422


class ProofUnreadable(CorridorError):
    """What was brought as a proof about a ledger is none."""

    code = "access.E08"
    template = "this is not a proof about a ledger"
    hint = "Bring the document as it was downloaded, whole and unchanged."
    status = 422


class StaffWordsWeak(CorridorError):
    """The words under which staff would be compared could be guessed."""

    code = "access.E70"
    template = "the words are too short or too few: at least four different words, {shortest} letters in all"
    hint = "Agree by telephone upon words that nobody else knows, for this comparison alone."
    status = 422


class StaffWordsDiffer(CorridorError):
    """Two files of staff were made with different words."""

    code = "access.E71"
    template = "the files of staff were made with different words"
    hint = "Agree upon the words again, and let both sides make their file anew."
    status = 422


class StaffFileUnreadable(CorridorError):
    """What was brought as a file of staff is none."""

    code = "access.E72"
    template = "this is not a file of staff digests"
    hint = "Bring the file as the other overseer made it, whole and unchanged."
    status = 422


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


class ZonesJoined(CorridorError):
    """Functions of two zones of trust would stand on one account, or one of a zone that this node does not serve."""

    code = "access.E25"
    template = "function {function} belongs to the zone of {zone} and is not joined with this account"
    hint = "Protection and enforcement are different people, each with an account on the node of their own zone."
    status = 422


class SubjectUnusable(CorridorError):
    """Who an officer is at the provider of sign-on cannot be written down as it was typed."""

    code = "access.E26"
    template = "this subject cannot be linked with the officer"
    hint = "Write the subject that the provider tells for this person alone; the node's settings must name a provider."
    status = 422


class SignOnRefused(CorridorError):
    """What a provider of sign-on told is not believed, or opens no account of this node; nobody can tell which."""

    code = "access.E50"
    template = "the sign-on opened no account of this node"
    hint = (
        "Sign in by another way, or ask the administrator of this node whether your sign-on is linked to your account."
    )
    status = 403


class TooOften(CorridorError):
    """Something was done more often than one officer, token or address may do it."""

    code = "access.E40"
    template = "this was done too often; it can be done again in {seconds} seconds"
    hint = "Wait so long, then try again. Nobody else is held up by this limit."
    status = 429


class RatesUnreadable(CorridorError):
    """The setting about how often things may be done cannot be read."""

    code = "access.E41"
    template = "the setting of rates is not readable; what is limited: {known}"
    hint = "Write CORRIDOR_RATES as NAME=TIMES/SECONDS with spaces between, or off."
    status = 500


class SignOnUnset(CorridorError):
    """A provider of sign-on is named, and the file of the node's secret there cannot be read."""

    code = "access.E52"
    template = "the secret of this node at the provider of sign-on cannot be read"
    hint = "Name a file in CORRIDOR_OIDC_SECRET_FILE that the node's account can read, or take the provider out."
    status = 500


class MailUnset(CorridorError):
    """The setting of e-mail is none that is known, or its password cannot be read."""

    code = "access.E53"
    template = "the setting of e-mail cannot be used"
    hint = "Write CORRIDOR_MAIL as smtp://user@host:587, smtps://…, console or file, with a readable password file."
