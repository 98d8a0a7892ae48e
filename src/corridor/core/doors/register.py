"""The disclosure register as it is published: by ground and quarter, in bands, only once the quarter has ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from corridor.core.doors.codes import Ground

BANDS: Final = ((0, "0"), (9, "1-9"), (49, "10-49"))
"""The highest count of each band and its name; above them all stands `TOP`."""

TOP: Final = "50+"


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision about a disclosure: its ground, whether something left, and the day of the decision."""

    ground: Ground
    was_made: bool
    on: date


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One line of the published register: bands only."""

    quarter: str
    ground: Ground
    made: str
    refused: str


def band(count: int) -> str:
    """Return the band that a count falls into."""
    return next((name for highest, name in BANDS if count <= highest), TOP)


def quarter_of(day: date) -> str:
    """Return the quarter of a day, such as 2026-Q4."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def published(decided: Iterable[Decided], *, since: date, today: date) -> tuple[Line, ...]:
    """Return the register's lines for every quarter that has ended, the latest first.

    A line stands for every ground in every quarter, so that a missing line tells nothing.

    Args:
        since: The day on which the body began to keep the register.
    """
    made: Counter[tuple[str, Ground]] = Counter()
    refused: Counter[tuple[str, Ground]] = Counter()
    for one in decided:
        (made if one.was_made else refused)[quarter_of(one.on), one.ground] += 1
    return tuple(
        Line(quarter, ground, band(made[quarter, ground]), band(refused[quarter, ground]))
        for quarter in _ended(since, today)
        for ground in Ground
    )


def _ended(since: date, today: date) -> list[str]:
    year, number = since.year, (since.month - 1) // 3 + 1
    ended = []
    while (year, number) < (today.year, (today.month - 1) // 3 + 1):
        ended.append(f"{year}-Q{number}")
        year, number = (year, number + 1) if number < 4 else (year + 1, 1)
    return ended[::-1]
