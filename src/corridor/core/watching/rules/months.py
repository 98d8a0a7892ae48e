"""Which months one month is compared with."""

from __future__ import annotations

from corridor.core.kernel.months import after

SEASON_YEARS = 4
"""A month is compared with the same season of so many years before at most."""

RECENT = 12
"""And with so many months before it."""


def recent(month: str) -> tuple[str, ...]:
    """Return the months just before one."""
    return tuple(after(month, -step) for step in range(RECENT, 0, -1))


def seasonal(month: str) -> tuple[str, ...]:
    """Return the same month, the one before and the one after, of the years before."""
    return tuple(after(month, -12 * year + beside) for year in range(SEASON_YEARS, 0, -1) for beside in (-1, 0, 1))
