"""What the desk refuses about codes that wait for a decision, and about lists that are edited."""

from __future__ import annotations

from collections.abc import Mapping

from corridor.core.kernel.errors import CorridorError
from corridor.core.vocabularies.editing import Fault


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


class DraftInvalid(CorridorError):
    """A change does not fit its list; every field is named with what is wrong."""

    code = "vocabularies.E22"
    template = "the change to the list {name} is refused: {fields}"
    hint = "Correct the named fields and save again; nothing was changed."
    status = 422

    def __init__(self, name: str, faults: Mapping[str, Fault]) -> None:
        self.faults = dict(faults)
        super().__init__(name=name, fields=", ".join(f"{field} {fault}" for field, fault in self.faults.items()))


class DraftMoved(CorridorError):
    """Somebody else changed, sent or decided the draft since it was shown."""

    code = "vocabularies.E23"
    template = "the edit of the list {name} has changed since it was shown"
    hint = "Nothing of yours was saved. Look at the edit as it is now, and make the change again."
    status = 409


class SecondEditorMissing(CorridorError):
    """A version is released by an officer who had no part in editing it."""

    code = "vocabularies.E24"
    template = "whoever edited the list {name} does not release it"
    hint = "Ask another officer who may release vocabularies to review it."
    status = 403
