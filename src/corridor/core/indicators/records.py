"""The nouns of indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.core.indicators.codes import Per, Period, Uncomputed

OF_NODE = "node:"
"""How the name of a measure of the node begins, where the scope of a series could stand as well."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure, defined once.

    `numerator` and `denominator` are each the key of a scope of a series, or a measure of the node after `node:`; the
    denominator is "" where something is only counted.
    """

    name: str
    counted: str
    numerator: str
    denominator: str
    per: Per
    period: Period
    method: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one part of a definition comes to: a span for each month that is told, or a reason why there is none.

    `by_quarter` holds spans that exist for whole quarters only, under names such as `2021-Q2`.
    """

    by_month: Mapping[str, Span] = field(default_factory=dict)
    by_quarter: Mapping[str, Span] | None = None
    reason: Uncomputed | None = None
    since: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator for one period: between `low` and `high`, or the reason why it cannot be computed.

    `told` of the `months` of the period are known; where fewer than all are, a count is the least that it can be.
    """

    period: str
    low: float | None
    high: float | None
    reason: Uncomputed | None
    told: int
    months: int
    is_least: bool
    as_of: str

    @property
    def coverage(self) -> float:
        """The share of the months of the period that are told."""
        return self.told / self.months if self.months else 0.0
