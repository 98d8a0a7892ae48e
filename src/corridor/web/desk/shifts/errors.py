"""What the pages of shifts refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class WordsRefused(CorridorError):
    """What was written beside a judgement is too long, or names or reaches somebody."""

    code = "shifts.E04"
    template = "the words beside a judgement were refused: {reason}"
    hint = "Write at most 500 characters, without names, numbers or addresses of persons."
    status = 422
