"""What the desk refuses about codes that wait for a decision."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class CodeDecided(CorridorError):
    """The text has been decided already, and a second decision would hide the first."""

    code = "vocabularies.E20"
    template = "a text parked under the list {name} has been decided already"
    hint = "Undo the decision that stands, then decide again."
    status = 409


class CodeEnded(CorridorError):
    """The code was superseded or is not in the list; nothing new is said with it."""

    code = "vocabularies.E21"
    template = "the list {name} has no code {given} in force"
    hint = "Choose one of the codes in force."
    status = 422
