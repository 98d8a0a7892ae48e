"""The closed lists of the vocabularies: how two codes compare, and the code of what is waiting for a decision."""

from __future__ import annotations

from enum import StrEnum

PARKED = "parked"
"""Stands in place of a code that no list knows, beside the text as given, until an editor decides. No list has it."""

REFUSED = "refused"
"""Decided of a parked text that is no value of its list: it stays as recorded and waits no more. No list has it."""

LONGEST_PARKED = 100
"""How many characters a text may have to wait as a code; a longer one is no code but a sentence."""

MARKS = frozenset(
    {
        "offender",
        "independent",
        "material",
        "forceable",
        "smuggling",
        "blocks",
        "clears",
        "bearer",
        "hub",
        "protected",
    }
)
"""What the safeguards read in a list; a list with marks is closed to texts that are parked."""

CLOSED = MARKS - {"hub", "protected"}
"""Marks of lists on which a safeguard of persons rests: no node adds a role, a ground or a benefit of its own."""

RECKONED_WITH = frozenset({"age", "sex", "place-precision", "series"})
"""Lists whose codes rules compute with one by one: how old, which sex, how near a place, what is counted."""


class Relation(StrEnum):
    """What a code is to the one it stands for: the same, wider than it, or narrower than it."""

    EXACT = "exact"
    BROADER = "broader"
    NARROWER = "narrower"
