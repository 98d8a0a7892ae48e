"""What an officer writes of an entry, before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.core.progress.codes import Level
from corridor.core.progress.records import Said
from corridor.web.desk.progress.counting import Asked


@dataclass(frozen=True, slots=True)
class Writing:
    """What an officer writes: the entry, its half-year, how far it may go, and to which forums it is reported.

    `sources` names, by indicator, what a value is computed by where it is not what the catalogue names.
    """

    said: Said
    period: str
    level: Level
    forums: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    def asked(self, indicator: str) -> Asked:
        """Return what is asked for where a value of this entry is computed."""
        return Asked(indicator, self.period, self.level, self.forums, self.sources.get(indicator, ""))
