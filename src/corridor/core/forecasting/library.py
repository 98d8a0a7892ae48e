"""The rules of statsforecast, an extra that a node may go without; the one module that knows it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from corridor.core.forecasting.codes import Rule
from corridor.core.forecasting.records import HORIZON, Ahead

SEASON = 12
LOOKS_BACK = 120
"""What is older than ten years tells a model little of a route."""

MOST_TIMES = 10
"""A model that expects more than so many times the highest figure ever is not believed."""


def said_by_library(known: Sequence[float]) -> dict[Rule, Ahead]:
    """Return what each rule of the library says; one that fails says what the previous month was.

    Figures are looked at on a logarithmic scale, so that none is below nothing.
    """
    import warnings

    import numpy
    from statsforecast.models import AutoETS, AutoTheta

    scaled = numpy.log1p(numpy.asarray(known[-LOOKS_BACK:], dtype=float))
    said = {}
    for rule, model in ((Rule.AUTO_ETS, AutoETS), (Rule.AUTO_THETA, AutoTheta)):
        with warnings.catch_warnings(), numpy.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                ahead = [float(one) for one in model(season_length=SEASON).forecast(scaled, h=HORIZON)["mean"]]
            except (ValueError, ArithmeticError, RuntimeError, IndexError, NotImplementedError):
                ahead = []
        said[rule] = believed(ahead, known)
    return said


def believed(ahead: Sequence[float], known: Sequence[float]) -> Ahead:
    """Return what a model says on the logarithmic scale as figures, none below nothing and none beyond belief."""
    ceiling = math.log1p(MOST_TIMES * max(known))
    if len(ahead) != HORIZON or not all(map(math.isfinite, ahead)):
        return (known[-1],) * HORIZON
    return tuple(math.expm1(min(max(0.0, one), ceiling)) for one in ahead)
