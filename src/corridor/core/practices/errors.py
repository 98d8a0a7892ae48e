"""What the library refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class EntryIncomplete(CorridorError):
    """An entry does not say what it must; each field is named with its reason."""

    code = "practices.E01"
    template = "the entry cannot be kept: {fields}"
    hint = "Correct each field that is named; what was typed is still there."
    status = 422


class SecondPersonNeeded(CorridorError):
    """Who filed an entry wants to grade its evidence too."""

    code = "practices.E02"
    template = "who filed the entry does not grade its evidence"
    hint = "Ask a colleague of another desk or authority to read and grade it."
    status = 409


class GradeUnfounded(CorridorError):
    """A grade is higher than what the entry tells of its method allows."""

    code = "practices.E03"
    template = "an entry without source or method stays a claim"
    hint = "Add where it is told and how it is known, then ask for a grade."
    status = 409
