"""The nouns of what is laid beside departures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corridor.core.causes.codes import Grain, Unassessed, Verdict


class AreaFigure(NamedTuple):
    """One figure of one area and period (`2021`, `2021-03`, `2021-03-14`) as one data set tells it."""

    code: str
    unit: str
    area: str
    period: str
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class AreaLine:
    """The figures of one indicator or outcome, in one unit, of one area, by one source, for years or for months.

    `added_up` says that its years were made of months.
    """

    code: str
    unit: str
    area: str
    source: str
    grain: Grain
    values: Mapping[str, float]
    added_up: bool = False

    @property
    def key(self) -> str:
        """What tells it from the other lines of its area."""
        return "~".join((self.code, self.unit, self.source, self.grain.value))


@dataclass(frozen=True, slots=True)
class Finding:
    """One indicator so many periods before the outcome: how their changes go together, over how many of them.

    `p` is before and `q` after the correction for everything that was tried; `rho` from -1 to 1 lies between `low` and
    `high` 95 times of 100.
    """

    line: str
    lag: int
    pairs: int
    rho: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    q: float | None = None
    reason: Unassessed | None = None


@dataclass(frozen=True, slots=True)
class Association:
    """What can be said of one indicator, at the lag at which the changes go together most."""

    line: str
    verdict: Verdict
    best: Finding | None
    reason: Unassessed | None = None
    tested: tuple[Finding, ...] = field(default_factory=tuple)
