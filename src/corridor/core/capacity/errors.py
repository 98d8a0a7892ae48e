"""What needs and offers refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class CapacityIncomplete(CorridorError):
    """Something does not say what it must, or contradicts itself; each field is named with its reason."""

    code = "capacity.E01"
    template = "this cannot be kept: {fields}"
    hint = "Correct each field that is named; what was typed is still there."
    status = 422


class SecondOfficerNeeded(CorridorError):
    """Who did the first step wants to do the second too."""

    code = "capacity.E02"
    template = "a second officer does this: {step}"
    hint = "Ask a colleague who had no part in the step before."
    status = 409


class NotDelivered(CorridorError):
    """What was handed over may not be called delivered."""

    code = "capacity.E03"
    template = "this stays handed over and is not delivered: {blocks}"
    hint = "Two officers make the end-use check and the rights check first; an adverse one blocks."
    status = 409


class NotNow(CorridorError):
    """It stands where this act does not apply."""

    code = "capacity.E04"
    template = "it is {state}; this cannot be done with it now"
    hint = "Open it again to see how it stands."
    status = 409


class NotYours(CorridorError):
    """The authority has no part in what it wants to do."""

    code = "capacity.E05"
    template = "only {who} may do this"
    hint = "Ask the authority that has this part in it."
    status = 403


class TableUnreadable(CorridorError):
    """A table of needs or pledges cannot be read at all."""

    code = "capacity.E06"
    template = "the table cannot be read: {why}"
    hint = "Write it with the columns of the example, comma-separated and in UTF-8."
    status = 422
