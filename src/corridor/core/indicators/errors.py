"""What indicators refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class IndicatorIncomplete(CorridorError):
    """A definition does not say what is needed to compute it."""

    code = "indicators.E01"
    template = "the indicator cannot be defined: {field}"
    hint = "An indicator needs a name, what is counted, a numerator, a period and a method."
    status = 422


class FiguresDiffer(CorridorError):
    """Figures that do not count the same in the same way were asked for in one line."""

    code = "indicators.E02"
    template = "these figures cannot stand in one line: {by}"
    hint = "Show them beside each other, each with its scope and method."
    status = 422


class FiguresInvalid(CorridorError):
    """The file of reference figures contradicts itself."""

    code = "indicators.E03"
    template = "figures.yaml: {findings}"
    hint = "Correct the file; every mistake is named."
    status = 500
