"""What answers to forums refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class TemplateInvalid(CorridorError):
    """A template of a report does not have its form, or leaves out what its instruments ask."""

    code = "answers.E01"
    template = "the template {name} cannot be read: {findings}"
    hint = "Correct each place that is named; nothing of it was taken."
    status = 422


class AskedUnfit(CorridorError):
    """What was asked for is no report that this officer can have."""

    code = "answers.E02"
    template = "no report can be made of this: {fields}"
    hint = "Choose each of the named fields from its list."
    status = 422


class WordsUnfit(CorridorError):
    """Words that answer a question cannot be kept as they were written."""

    code = "answers.E03"
    template = "the words cannot be kept: {fields}"
    hint = "Correct each field that is named; what was typed is still there."
    status = 422


class WordsNotNow(CorridorError):
    """The words stand where this act does not apply."""

    code = "answers.E04"
    template = "the words are {state}; this cannot be done with them now"
    hint = "Open the page of the words again to see how they stand."
    status = 409


class AnotherPersonNeeded(CorridorError):
    """Who wrote the words wants to approve them too."""

    code = "answers.E05"
    template = "who wrote the words does not approve them"
    hint = "Ask the focal point of your authority to read and approve them."
    status = 409


class FileMissing(CorridorError):
    """The file of a report is not there: it is still being made, could not be, or what it rests on changed."""

    code = "answers.E06"
    template = "the file of this report is not there"
    hint = "Have the files made on the page of the report, and wait until they are."
    status = 409
