"""Counts of people as sources give them: exact, between two figures, of one sex or age group."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corridor.core.kernel.errors import CorridorError

SEXES = ("female", "male", "other", "unknown")
AGES = ("adult", "child", "unknown")
LARGEST = 1_000_000_000

_COUNT = re.compile(r"(\d{0,10})(\.\.)?(\d{0,10})(?:\|([a-z]*)(?:\|([a-z]*))?)?", re.ASCII)


class CountInvalid(CorridorError):
    """A text or a pair of figures is not a count."""

    code = "kernel.E13"
    template = "not a count: {reason}"
    hint = "Write 12, 10..14, 10.. or ..14, then the sex and age if known, such as 2|female or 4..6|male|adult."


@dataclass(frozen=True, slots=True)
class Count:
    """How many people: between `low` and `high`, both included; one of them may be open, never both.

    `sex` and `age` are None where the source did not break the figure down; "unknown" where it says it does not know.
    """

    low: int | None
    high: int | None
    sex: str | None = None
    age: str | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be a count.

        Raises:
            CountInvalid: No figure, a negative or absurd figure, low above high, or an unknown sex or age group.
        """
        if self.low is None and self.high is None:
            raise CountInvalid(reason="no figure")
        if any(figure is not None and not 0 <= figure <= LARGEST for figure in (self.low, self.high)):
            raise CountInvalid(reason="negative or too large")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise CountInvalid(reason="low above high")
        if self.sex not in (None, *SEXES):
            raise CountInvalid(reason="sex")
        if self.age not in (None, *AGES):
            raise CountInvalid(reason="age")

    @classmethod
    def parse(cls, text: str) -> Count:
        """Read a count from its canonical text.

        Raises:
            CountInvalid: The text is not a count.
        """
        found = _COUNT.fullmatch(text)
        if found is None:
            raise CountInvalid(reason="form")
        first, dots, second, sex, age = found.groups()
        if not dots and (second or not first):
            raise CountInvalid(reason="form")
        low = int(first) if first else None
        high = (int(second) if second else None) if dots else low
        return cls(low, high, sex or None, age or None)

    @property
    def text(self) -> str:
        """The canonical text."""
        if self.low == self.high:
            figures = str(self.low)
        else:
            figures = f"{'' if self.low is None else self.low}..{'' if self.high is None else self.high}"
        if self.age is not None:
            return f"{figures}|{self.sex or ''}|{self.age}"
        return figures if self.sex is None else f"{figures}|{self.sex}"
