"""What is wrong with the words of a review: they name bodies, never persons."""

from __future__ import annotations

from corridor.core.reviews.records import Turn
from corridor.core.reviews.rules import LONGEST_TEXT, Problems
from corridor.web.desk.centre.screening import fault_in

NAMES_SOMEBODY = "names-somebody"


def named_in(turn: Turn) -> Problems:
    """Return the fields of a turn in whose words somebody seems to be named."""
    return tuple(
        (field, NAMES_SOMEBODY)
        for field, text in (("text", turn.text), ("source", turn.source))
        if fault_in(text, longest=LONGEST_TEXT, is_needed=False) == NAMES_SOMEBODY
    )
