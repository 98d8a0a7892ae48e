"""Months as texts (`2021-03`): their numbers, which comes so many after one, those between two."""

from __future__ import annotations

from collections.abc import Iterator


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
