"""What displacement refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ApprovalIncomplete(CorridorError):
    """A measure would be approved without harm check, consultation of the community, or a date of review to come."""

    code = "displacement.E01"
    template = "the measure is not approved: {missing} missing"
    hint = "File the harm check, write down the consultation of the community, and give a date of review to come."
    status = 409


class SecondPersonMissing(CorridorError):
    """Somebody would approve what the same person planned, checked or consulted about."""

    code = "displacement.E02"
    template = "a measure is approved by somebody who wrote no part of it"
    hint = "Ask a colleague of your authority who may approve measures."
    status = 403


class PlanIncomplete(CorridorError):
    """A field of a planned measure, its harm check, consultation or review must be corrected."""

    code = "displacement.E03"
    template = "the field {field} must be corrected"
    hint = "Correct the field and send it again."
    status = 422


class PlanSettled(CorridorError):
    """A plan was approved or given up, and is not written on any more."""

    code = "displacement.E04"
    template = "the plan is {state} and is not changed any more"
    hint = "Plan another measure, or write down a review."
    status = 409


class MeasureToCome(CorridorError):
    """A measure that is still to come would be entered as if it had been taken."""

    code = "displacement.E05"
    template = "a measure that is still to come is not entered in the register"
    hint = "Plan it, with its harm check and the consultation of the community."
    status = 422


class NotReady(CorridorError):
    """An assessment would be kept that has not been worked out."""

    code = "displacement.E06"
    template = "this assessment has not been worked out"
    hint = "Have it worked out, and keep it then."
    status = 409
