"""What progress refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class EntryIncomplete(CorridorError):
    """An entry does not say what it must, or contradicts itself; each field is named with its reason."""

    code = "progress.E01"
    template = "the entry cannot be kept: {fields}"
    hint = "Correct each field that is named; what was typed is still there."
    status = 422


class EntryUnreadable(CorridorError):
    """What came from outside is no entry."""

    code = "progress.E02"
    template = "the entry cannot be read: {field}"
    hint = "Its sender must write it in the form of the specification."
    status = 422


class SecondPersonNeeded(CorridorError):
    """Who wrote an entry wants to approve it too."""

    code = "progress.E03"
    template = "who wrote the entry does not approve it"
    hint = "Ask the focal point of your authority to read and approve it."
    status = 409


class NotNow(CorridorError):
    """The entry stands where this act does not apply."""

    code = "progress.E04"
    template = "the entry is {state}; this cannot be done with it now"
    hint = "Open it again to see how it stands."
    status = 409
