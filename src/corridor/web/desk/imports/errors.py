"""What can be refused around an import, beside what is refused in a file."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class MappingUnknown(CorridorError):
    """No mapping fits the file, or none has the name that was asked for."""

    code = "imports.E22"
    template = "no mapping fits the columns of this file"
    hint = "Choose a mapping by name, or write one for this layout (how-to: write a mapping)."
    status = 422


class MarkingUnknown(CorridorError):
    """No marking preset has this name."""

    code = "imports.E23"
    template = "no marking preset has this name; known are {known}"
    hint = "Choose one of the presets of the node."
    status = 422


class LoadBusy(CorridorError):
    """Another import of the same data set is under way."""

    code = "imports.E24"
    template = "another import of the same data set is under way"
    hint = "Wait until it has ended, or cancel it, and start again."
    status = 409


class LoadState(CorridorError):
    """An import is not in a state in which this can be done."""

    code = "imports.E25"
    template = "an import that is {state} cannot be {act}"
    hint = "Look at the import's page for what can be done with it now."
    status = 409


class ReleaseDayInvalid(CorridorError):
    """The day of a release is no day, or lies in the future."""

    code = "imports.E28"
    template = "the day of the release is not a day in the past, written as 2021-03-14"
    hint = "Write the day on which the source published the file, or leave it empty."
    status = 422


class FileGone(CorridorError):
    """The file of an import was erased before it was read."""

    code = "imports.E29"
    template = "the file of this import is not kept any more"
    hint = "Import the file again."
    status = 410


class NodeStopped(CorridorError):
    """The node stopped while an import was being read."""

    code = "imports.E26"
    template = "the node stopped while this file was being read"
    hint = "Import the file again; nothing of it was stored."
    status = 500
