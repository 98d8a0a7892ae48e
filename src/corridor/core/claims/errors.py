"""What claims refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class StepClosed(CorridorError):
    """A step is closed for a person; `closed` are codes of `Closed`."""

    code = "claims.E01"
    template = "this step is closed"
    hint = "Leave the step; what is missing, and what is not for you to decide, stands beside it in the file."
    status = 409


class ClaimInFuture(CorridorError):
    """A claim was to be written down as said on a day that has not come."""

    code = "claims.E02"
    template = "the day on which it was said has not come yet"
    hint = "Write the day on which the person said it."
    status = 422


class ClaimBackdated(CorridorError):
    """Somebody or something tried to choose when a claim was written down."""

    code = "claims.E03"
    template = "when a claim was written down is what the clock says; nobody chooses it"
    hint = "If the person said it earlier, write that day as the day on which it was said."
    status = 409


class ClaimStays(CorridorError):
    """Somebody tried to delete or change a claim."""

    code = "claims.E04"
    template = "a claim is never deleted or changed"
    hint = "The attempt was written to the ledger. Only the asylum body ends a claim, by its decision."
    status = 409


class ActNotOpen(CorridorError):
    """An act on a claim does not fit where the claim stands."""

    code = "claims.E05"
    template = "this does not fit where the claim or the step stands"
    hint = "Open the page again and look where it stands."
    status = 409


class RemedyTooShort(CorridorError):
    """A refusal would be final before the person could seek a remedy."""

    code = "claims.E06"
    template = "a refusal is final {days} days after it at the earliest"
    hint = "Write the day on which the time for a remedy ends."
    status = 422


class SecondPersonNeeded(CorridorError):
    """A withdrawal needs a second officer, who confirms what the first heard."""

    code = "claims.E07"
    template = "another officer of the asylum body confirms that the person takes the claim back"
    hint = "Ask a colleague to speak with the person and to confirm."
    status = 409


class EraserNeeded(CorridorError):
    """Nobody asked for the erasure in the person's name yet, or who noted it would carry it out alone."""

    code = "claims.E09"
    template = "another officer of the asylum body erases what the first noted that the person asks to have erased"
    hint = "Ask a colleague to speak with the person and to erase the particulars."
    status = 409


class EraserReturns(CorridorError):
    """Who worked on the return of a person would erase what the person said."""

    code = "claims.E10"
    template = "whoever took steps for this person does not erase what the person said"
    hint = "Leave it to officers of the asylum body who took no step for the person."
    status = 403


class ParticularsWhole(CorridorError):
    """The particulars of a claim have no key of their own, so that they cannot be erased by themselves."""

    code = "claims.E11"
    template = "what was written beside this claim has no key of its own and cannot be erased by itself"
    hint = "Tell the person so. Only what is written down since the node was upgraded can be erased on request."
    status = 409


class BodyMissing(CorridorError):
    """No asylum body is known on the node."""

    code = "claims.E08"
    template = "this node knows no asylum body of the code {body}"
    hint = "Choose one of the asylum bodies shown, or ask the node's administrator to add one."
    status = 422
