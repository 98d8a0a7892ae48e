"""What can be refused of a report on its way."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ReportState(CorridorError):
    """Something was asked of a report that it cannot do where it stands."""

    code = "reports.E09"
    template = "a report that is {state} cannot be {act}"
    hint = "Open the report again; somebody else may have decided meanwhile."
    status = 409


class SecondOfficerMissing(CorridorError):
    """The author of a report would release it, where a second officer must look at it."""

    code = "reports.E10"
    template = "a report is released by another officer than its author"
    hint = "Ask a colleague of your authority who may release reports."
    status = 403


class FieldsRefused(CorridorError):
    """A report was sent that some of its fields speak against; the draft stays as it was typed."""

    code = "reports.E11"
    template = "{count} fields of the report must be corrected"
    hint = "Correct what is named beside each field, and send it again."
    status = 422


class FileTooMuch(CorridorError):
    """A file is larger than one beside a report may be, or there are too many of them."""

    code = "reports.E13"
    template = "a report takes up to {most} files of {megabytes} MB each"
    hint = "Attach the pages that matter, or a smaller copy."
    status = 422


class ReportTooLarge(CorridorError):
    """More was typed into a draft than any report can hold."""

    code = "reports.E12"
    template = "a report holds up to {most} characters"
    hint = "Shorten the text, or file two reports."
    status = 422
