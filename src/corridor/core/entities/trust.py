"""What one officer chooses to trust of a thing: a value pinned for a property, or a source that is not believed.

Choices change what is drawn for that officer and nothing else. What is said stays, side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.core.entities.laying import Laid, lay_together

NO_RECORDS: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Trust:
    """What is trusted about one thing: records left out, and for a pinned property the value and who says it."""

    excluded: frozenset[int] = NO_RECORDS
    values: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything was chosen."""
        return bool(self.excluded or self.values)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Every choice of one officer that has an effect: how many, and what is trusted of each thing they touch."""

    count: int = 0
    by_entity: Mapping[int, Trust] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether any choice has an effect."""
        return self.count > 0


NOTHING_CHOSEN = Chosen()


def trusted(laid: Laid, trust: Trust) -> Laid:
    """Return what is left of a thing when only what the officer trusts is looked at.

    Counts by sex or age stand beside their total and are not touched by a value pinned for it.
    """
    if not trust:
        return laid
    return lay_together(
        row
        for prop in laid.props
        for row in laid.rows(prop)
        if row[5] not in trust.excluded and (prop not in trust.values or row[1] == trust.values[prop] or "|" in row[1])
    )
