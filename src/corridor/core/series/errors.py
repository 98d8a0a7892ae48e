"""What series refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ScopeDiffers(CorridorError):
    """Two figures that do not count the same of the same were asked for in one line."""

    code = "series.E01"
    template = "figures that differ in {by} cannot stand in one line"
    hint = "Show them beside each other, each with what it counts."
    status = 422
