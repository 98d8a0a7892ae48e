"""A measure that is still to come is planned, with its harm check, and never just written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corridor.core.entities.records import Draft
from corridor.core.kernel.dates import bounds

BEGINNINGS: Final[Mapping[str, frozenset[str]]] = {"Measure": frozenset({"since"}), "Operation": frozenset({"period"})}
"""By kind of thing the properties that say when it begins."""


def is_to_come(draft: Draft, today: str) -> bool:
    """Tell whether a measure or an operation is said to begin on a day after today.

    A month or a year that has begun may be meant from its first day on.

    Source: R-17
    """
    said = (value for prop in BEGINNINGS.get(draft.kind, ()) for value in draft.values(prop))
    return any(bounds(value)[0] > today for value in said)
