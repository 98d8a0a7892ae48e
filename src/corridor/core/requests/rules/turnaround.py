"""How long answers took, by kind of request: never by partner, and never by officer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from statistics import median

from corridor.core.requests.codes import Kind

LEAST = 5
"""A median of fewer answers is not told: it would tell of one of them."""


def medians(took: Iterable[tuple[Kind, timedelta]]) -> dict[Kind, tuple[int, timedelta | None]]:
    """Return for each kind how many answers there were, and the median of what they took without their pauses.

    Fewer than five have no median.
    """
    found: dict[Kind, list[timedelta]] = {}
    for kind, time in took:
        found.setdefault(kind, []).append(time)
    return {
        kind: (len(times), _median(times) if len(times) >= LEAST else None)
        for kind, times in sorted(found.items(), key=lambda pair: pair[0])
    }


def _median(times: list[timedelta]) -> timedelta:
    return timedelta(seconds=median(one.total_seconds() for one in times))
