"""What can be refused of a question to the picture."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class KnownDayInvalid(CorridorError):
    """The day as known on which somebody asks for the picture is no day, or has not begun."""

    code = "picture.E01"
    template = "the day as known on which the picture is asked for is not a day until today, written as 2021-03-14"
    hint = "Write a day that has begun, or leave it empty for what is known now."
    status = 422


class KnownDayToCome(KnownDayInvalid):
    """The day as known on which somebody asks for the picture has not begun."""

    code = "picture.E02"
    template = "the day as known on which the picture is asked for has not begun"
    hint = "Write a day that has begun, or leave it empty for what is known now."
