"""What stocktaking refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class StockUnreadable(CorridorError):
    """A report that was kept cannot be read any more."""

    code = "stocktaking.E01"
    template = "the stocktaking report cannot be read: {field}"
    hint = "Take stock again; the old report stays as it was kept."
    status = 500


class StockKeptBack(CorridorError):
    """A report rests on something that may not leave any more."""

    code = "stocktaking.E02"
    template = "this report may not be taken along"
    hint = "Something it rests on may not be exported, or not any more. Take stock again."
    status = 403


class FileNotReady(CorridorError):
    """The file of a report is not there."""

    code = "stocktaking.E03"
    template = "the file is not ready"
    hint = "Open the report again in a moment; if it is still not there, ask for it anew."
    status = 409


class NothingToTake(CorridorError):
    """Somebody asks for stock of a forum or State that is none, or of a half-year that is none."""

    code = "stocktaking.E04"
    template = "no stock can be taken of this: {field}"
    hint = "Choose a forum, a State of it and a half-year from the lists."
    status = 422
