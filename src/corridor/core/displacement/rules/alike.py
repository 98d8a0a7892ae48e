"""How alike two areas were before a measure; without the library of numbers, since a page asks it."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p
from statistics import StatisticsError, correlation

from corridor.core.displacement.records import Course
from corridor.core.displacement.rules.windows import figures_in


def likeness(target: Course, other: Course, months: Sequence[str]) -> float | None:
    """Return how alike the months before were in two areas, from -1 to 1; None where too little is told of one.

    It is what a page shows beside each area that may be compared, before anybody chooses.
    """
    pairs = [
        (log1p(one), log1p(two))
        for one, two in zip(figures_in(target, months), figures_in(other, months), strict=True)
        if one is not None and two is not None
    ]
    if len(pairs) < max(3, len(months) // 2):
        return None
    try:
        return correlation([one for one, _ in pairs], [two for _, two in pairs])
    except StatisticsError:
        return None
