"""What is promised: the name, unit and bound of every figure, and how a measurement becomes one."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Bound:
    """A promise: a figure's value, or its ratio to the baseline, is at least or at most so much."""

    unit: str
    on: str
    least: float | None = None
    most: float | None = None

    def holds(self, value: float, ratio: float | None) -> bool:
        """Return whether a measurement keeps the promise."""
        judged = value if self.on == "value" else ratio
        if judged is None:
            return False
        return (self.least is None or judged >= self.least) and (self.most is None or judged <= self.most)


BOUNDS = {
    "store.ingest": Bound("statements/s", "ratio", least=0.35),
    "store.ingest.pg": Bound("statements/s", "ratio", least=0.2),
    "store.ingest_rate": Bound("statements/s", "value", least=50_000),
    "store.ingest_growth": Bound("MB", "value", most=50),
    "read.entity_rows": Bound("µs", "ratio", most=2),
    "read.entity": Bound("µs", "ratio", most=4),
    "read.entity_p99": Bound("ms", "value", most=2),
    "marking.fresh": Bound("ms", "value", most=20),
    "marking.new": Bound("ms", "value", most=2),
    "ledger.append": Bound("entries/s", "value", least=5_000),
    "write.wait_p99": Bound("ms", "value", most=250),
    "page.p95": Bound("ms", "value", most=300),
    "store.ingest_memory_5m": Bound("MB", "value", most=400),
    "read.entity_p99_5m": Bound("ms", "value", most=3),
    "picture.map_1m": Bound("ms", "ratio", most=1.5),
    "search.p95_5m": Bound("ms", "value", most=50),
    "node.idle_memory": Bound("MB", "value", most=300),
    "hostile.inputs": Bound("inputs", "value", least=10_000),
    "hostile.crashes": Bound("inputs", "value", most=0),
    "hostile.unexplained": Bound("inputs", "value", most=0),
    "crash.kills": Bound("kills", "value", least=200),
    "crash.lost": Bound("acts", "value", most=0),
    "crash.doubled": Bound("acts", "value", most=0),
    "crash.lost_writes": Bound("acts", "value", most=0),
    "analysis.page": Bound("s", "value", most=2),
    "analysis.series": Bound("s", "ratio", most=1.5),
    "analysis.scan": Bound("s", "value", most=10),
    "analysis.attack": Bound("s", "value", most=60),
    "analysis.forecast_ratio": Bound("ratio", "value", most=1.0),
    "analysis.coverage": Bound("share", "value", least=0.72, most=0.88),
    "analysis.false_shifts": Bound("share", "value", most=0.05),
    "analysis.cells_recovered": Bound("cells", "value", most=0),
    "match.query": Bound("s", "value", most=1.0),
    "wall.traces": Bound("traces", "value", most=0),
    "wall.timing_auc": Bound("AUC", "value", most=0.55),
    "exchange.items": Bound("items/s", "ratio", least=0.33),
    "exchange.catch_up": Bound("min", "value", most=5),
    "exchange.kills": Bound("kills", "value", least=1000),
    "exchange.lost": Bound("items", "value", most=0),
    "exchange.doubled": Bound("items", "value", most=0),
    "exchange.leaked": Bound("items", "value", most=0),
    "commitments.matrix": Bound("s", "value", most=0.3),
    "commitments.report": Bound("s", "value", most=30),
}


@dataclass(frozen=True)
class Figure:
    """One measurement beside its baseline of the same run; None where there is nothing to compare with."""

    name: str
    value: float
    baseline: float | None

    @property
    def bound(self) -> Bound:
        """The promise this figure is held to."""
        return BOUNDS.get(self.name) or BOUNDS[self.name.removesuffix(".pg")]

    @property
    def ratio(self) -> float | None:
        """The value by its baseline."""
        return self.value / self.baseline if self.baseline else None

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return self.bound.holds(self.value, self.ratio)

    def document(self) -> dict[str, Any]:
        """Return the figure as it is kept in `results/latest.json`."""
        bound = self.bound
        limit = {"min": bound.least} if bound.least is not None else {"max": bound.most}
        return {
            "name": self.name,
            "value": _short(self.value),
            "unit": bound.unit,
            "baseline": None if self.baseline is None else _short(self.baseline),
            "ratio": None if self.ratio is None else _short(self.ratio),
            "bound": {"on": bound.on, **limit},
        }


def quantile(samples: Sequence[float], share: float) -> float:
    """Return the sample below which this share of them lies, the next higher one where it falls between two."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median_pair(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the pair of value and baseline whose ratio is the median: both come from the same minute."""
    ordered = sorted(pairs, key=lambda pair: pair[0] / pair[1])
    return ordered[len(ordered) // 2]


def median(samples: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(samples)


def _short(number: float) -> float:
    return float(f"{number:.4g}")
