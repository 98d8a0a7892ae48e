"""What series refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ScopeDiffers(CorridorError):
    """Two figures that do not count the same of the same were asked for in one line."""

    code = "series.E01"
    template = "figures that differ in {by} cannot stand in one line"
    hint = "Show them beside each other, each with what it counts."
    status = 422


class SeriesKeptBack(CorridorError):
    """A series rests on something that the officer may read and count, but not take along."""

    code = "series.E02"
    template = "a series cannot leave: {marks} of the markings that it rests on do not allow it"
    hint = "Ask the originators for leave, or take a series along that rests on what may be exported."
    status = 403


class BreakUnfit(CorridorError):
    """A break cannot be noted as it was written."""

    code = "series.E03"
    template = "the break cannot be noted: {field}"
    hint = "Write a month that the series covers, choose a reason and a marking, and name no person."
    status = 422
