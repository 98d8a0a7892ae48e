"""Half-years as texts (`2026-H1`): their numbers, their days, and what comes after."""

from __future__ import annotations

import re
from datetime import date

_WRITTEN = re.compile(r"(19|20)\d\d-H[12]")


def is_half(text: str) -> bool:
    """Return whether a text names a half-year."""
    return _WRITTEN.fullmatch(text) is not None


def number_of(half: str) -> int:
    """Return the number of a half-year, counted from the year 0."""
    return int(half[:4]) * 2 + int(half[-1]) - 1


def half_of(number: int) -> str:
    """Return the half-year of a number."""
    return f"{number // 2:04d}-H{number % 2 + 1}"


def half_on(day: date) -> str:
    """Return the half-year that holds a day."""
    return f"{day.year:04d}-H{1 if day.month <= 6 else 2}"  # June ends the first


def last_day(half: str) -> date:
    """Return the last day of a half-year."""
    year = int(half[:4])
    return date(year, 6, 30) if half.endswith("1") else date(year, 12, 31)


def months_of(half: str) -> tuple[str, ...]:
    """Return the six months of a half-year, such as `2026-01`."""
    first = 1 if half.endswith("1") else 7
    return tuple(f"{half[:4]}-{month:02d}" for month in range(first, first + 6))
