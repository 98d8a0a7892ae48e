"""What is refused of lines of areas."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class LinesDiffer(CorridorError):
    """A line of months was to be compared with one of years, or one of another area."""

    code = "causes.E01"
    template = "lines that differ in {by} are not compared"
    hint = "Show them in panels of their own, or add months up to years first and say so."
    status = 422
