"""The work of a forecast in a process of its own: a few hundred fits of a library that the node does not carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corridor.core.forecasting.exchange import written
from corridor.core.forecasting.library import said_by_library
from corridor.core.forecasting.rules.backtest import forecast_of


def work(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the written forecast of `values` from the month `first` on, with the rules of the library if it is there.

    Args:
        inputs: `first`, `values` with None for a missing month, `library`.
    """
    library = said_by_library if inputs["library"] else None
    return written(forecast_of(inputs["first"], inputs["values"], library=library))
