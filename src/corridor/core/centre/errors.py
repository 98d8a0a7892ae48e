"""What the joint centre refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class AlertOfPersons(CorridorError):
    """Somebody would be looked for who is not known in a role of suspicion that stands."""

    code = "centre.E01"
    template = "an alert is never about people because they were smuggled"
    hint = "Name the vessel, the vehicle or the place; or a role that stands, with its ground and its reviewer."
    status = 422


class SubjectUnfit(CorridorError):
    """An alert of this kind is not for things of that class."""

    code = "centre.E02"
    template = "an alert of kind {kind} cannot be about this thing"
    hint = "Choose the kind of alert that fits the thing, or leave the thing out."
    status = 422


class AlertIncomplete(CorridorError):
    """An alert does not say what whoever gets it must know, or names somebody."""

    code = "centre.E03"
    template = "the alert cannot be sent: {field}"
    hint = "Correct what is named beside each field."
    status = 422


class AlertMoved(CorridorError):
    """Something was asked of an alert that it cannot do where it stands."""

    code = "centre.E04"
    template = "an alert that is {state} cannot be {act}"
    hint = "Open the alert again; somebody else may have decided meanwhile."
    status = 409


class EntryRefused(CorridorError):
    """An entry of the shift log is empty or too long, names somebody, or refers to what is not there."""

    code = "centre.E05"
    template = "the entry cannot be written: {field}"
    hint = "Correct what is named beside the field; nothing was written."
    status = 422


class HandOverRefused(CorridorError):
    """A shift is handed to nobody who may take it, or taken by somebody else."""

    code = "centre.E06"
    template = "the shift cannot change hands like this: {reason}"
    hint = "Hand over to a colleague whose function keeps the log; whoever was named takes over."
    status = 422


class AlertUnreadable(CorridorError):
    """What another node sent as an alert does not have the agreed form."""

    code = "centre.E07"
    template = "this is no alert: {field}"
    hint = "Tell the sender; the document of exchange says what an alert must be."
    status = 422


class PassingRefused(CorridorError):
    """What an agency released to its national desk may not go where it was to go."""

    code = "centre.E08"
    template = "{count} of the items may not be passed on to all that were named"
    hint = "Ask the agencies named on the page, or leave their items out."
    status = 409
