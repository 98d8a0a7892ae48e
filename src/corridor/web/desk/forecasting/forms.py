"""What is asked of forecasts: which series, and that somebody looked at the backtest."""

from __future__ import annotations

from collections.abc import Mapping

from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import storable
from corridor.core.series.records import Scope


def scope_of(key: str) -> Scope:
    """Return the scope of an address.

    Raises:
        NotFound: It names no series.
    """
    scope = Scope.parse(storable(key))
    if scope is None:
        raise NotFound(kind="series")
    return scope


def has_looked(typed: Mapping[str, str]) -> bool:
    """Return whether the officer said to have looked at the backtest and to answer for the forecast."""
    return typed.get("looked", "") == "yes"
