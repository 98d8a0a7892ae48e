"""What the ledger notes of information items that were shown: whose, how many, and in which way.

A note names a marking by the beginning of its digest and never an officer, a text or a question. Only items of other
authorities than the reader's own are noted: originators are told who reads what they shared.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from corridor.core.access.codes import Event

NOTE: Final = "of"
"""Under which name the notes stand in the detail of an entry."""

MARKING_CHARACTERS: Final = 16
"""So much of a marking's digest is noted: 64 bits tell a few thousand markings apart."""


class Way(enum.StrEnum):
    """In which way information items were shown."""

    PAGE = "page"
    PROGRAM = "program"
    LISTED = "listed"
    PRINT = "print"
    EXPORT = "export"


class Shown(NamedTuple):
    """Information items of one marking that were shown: how many, and about which thing; many things when empty."""

    marking: str
    items: int
    thing: str = ""


def noted(shown: Iterable[Shown]) -> dict[str, object]:
    """Return the part of an entry's detail that notes what was shown; nothing when nothing was."""
    notes = [f"{one.marking}:{one.items}:{one.thing}" for one in shown]
    return {NOTE: notes} if notes else {}


def shown_in(detail: Mapping[str, object]) -> Iterator[Shown]:
    """Yield what an entry notes; what is not a note of this form is passed over."""
    notes = detail.get(NOTE)
    if not isinstance(notes, list):
        return
    for note in notes:
        marking, _, rest = str(note).partition(":")
        items, _, thing = rest.partition(":")
        if len(marking) == MARKING_CHARACTERS and items.isascii() and items.isdigit() and len(items) < MOST_DIGITS:
            yield Shown(marking, int(items), thing[:LONGEST_THING])


MOST_DIGITS: Final = 10
LONGEST_THING: Final = 32


def way_of(event: str, detail: Mapping[str, object]) -> Way | None:
    """Return in which way an entry tells that items were shown; None for every other act."""
    if event == Event.ITEM_EXPORTED:
        return Way.EXPORT
    if event == Event.ITEM_PRINTED:
        return Way.PRINT
    if event == Event.SEARCH_MADE:
        return Way.LISTED
    if event == Event.PAGE_READ:
        return Way.PROGRAM if detail.get("by_token") else Way.PAGE
    return None
