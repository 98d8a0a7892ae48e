"""Invented series for the tests of forecasts: of each kind that a forecast must tell apart."""

from __future__ import annotations

import math
from random import Random

from corridor.core.kernel.months import after
from corridor.core.series.codes import Counted, State
from corridor.core.series.records import Break, Scope, Series, Value

FIRST = "2014-01"
ROUTE = Scope(Counted.DETECTIONS, route="Northern crossing", source="a-source")


def around_a_level(months: int = 96, *, seed: int = 1) -> list[float]:
    """Return figures that return to a level, so that the last one tells less than the last few."""
    random = Random(seed)
    return [float(round(1000 * math.exp(random.gauss(0, 0.4)))) for _ in range(months)]


def wandering(months: int = 96, *, seed: int = 2) -> list[float]:
    """Return figures of which the last one tells all that there is to tell."""
    random, figure, found = Random(seed), 1000.0, []
    for _ in range(months):
        figure *= math.exp(random.gauss(0, 0.25))
        found.append(float(round(figure)))
    return found


def series(
    told: list[float | None], *, scope: Scope = ROUTE, breaks: tuple[Break, ...] = (), undated: int = 0
) -> Series:
    """Return a series of these figures; None is a missing month."""
    return Series(scope, tuple(_value(at, figure) for at, figure in enumerate(told)), breaks=breaks, undated=undated)


def _value(at: int, figure: float | None) -> Value:
    month = after(FIRST, at)
    if figure is None:
        return Value(month, State.MISSING)
    return Value(month, State.TOLD, int(figure), int(figure), 1) if figure else Value(month, State.ZERO)
