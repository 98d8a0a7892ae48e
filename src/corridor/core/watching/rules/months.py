"""Months as texts (`2021-03`): which comes before which, and which are compared with one."""

from __future__ import annotations

from collections.abc import Iterator

SEASON_YEARS = 4
"""A month is compared with the same season of so many years before at most."""

RECENT = 12
"""And with so many months before it."""


def number_of(month: str) -> int:
    """Return the number of a month, counted from the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_of(number: int) -> str:
    """Return the month of a number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def after(month: str, steps: int) -> str:
    """Return the month so many steps later, or earlier where negative."""
    return month_of(number_of(month) + steps)


def between(first: str, last: str) -> Iterator[str]:
    """Yield the months from one to another, both among them."""
    return (month_of(number) for number in range(number_of(first), number_of(last) + 1))


def recent(month: str) -> tuple[str, ...]:
    """Return the months just before one."""
    return tuple(after(month, -step) for step in range(RECENT, 0, -1))


def seasonal(month: str) -> tuple[str, ...]:
    """Return the same month, the one before and the one after, of the years before."""
    return tuple(after(month, -12 * year + beside) for year in range(SEASON_YEARS, 0, -1) for beside in (-1, 0, 1))
