"""The nouns of forecasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.core.forecasting.codes import Rule, Verdict

HORIZON = 3
"""How many months a forecast looks ahead."""

Ahead = tuple[float, ...]
"""What one rule says of the months ahead, the nearest first."""

Said = Mapping[Rule, Ahead]
"""What every rule says at one origin."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which figures a month is expected, with a share of certainty that its name tells."""

    low: int
    high: int

    def holds(self, figure: float) -> bool:
        """Return whether a figure lies in it; its ends belong to it."""
        return self.low <= figure <= self.high


@dataclass(frozen=True, slots=True)
class Step:
    """What is expected of one month: a figure, two intervals, and what the naive rules say of it."""

    month: str
    middle: int
    half: Interval
    most: Interval
    previous: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Judged:
    """One forecast that would have been shown, beside what came: figures per month, `horizon` counted from 1."""

    month: str
    horizon: int
    rule: Rule
    shown: float
    truth: float
    previous: float
    last_year: float
    half: Interval
    most: Interval


@dataclass(frozen=True, slots=True)
class Score:
    """How wrong forecasts were: mean absolute errors per month, and the share of truths in the intervals."""

    months: int
    shown: float
    previous: float
    last_year: float
    in_half: float
    in_most: float

    @property
    def ratio(self) -> float | None:
        """The error of what was shown for each unit of error of the previous month."""
        return self.shown / self.previous if self.previous else None


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule in the backtest: its mean absolute error at each horizon, and at how many origins it was shown."""

    rule: Rule
    errors: tuple[float, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is shown for the months ahead, and everything that says what it is worth."""

    rule: Rule
    verdict: Verdict
    steps: tuple[Step, ...]
    judged: tuple[Judged, ...]
    tried: tuple[Tried, ...]
    has_library: bool
    is_coarse: bool = False

    @property
    def since(self) -> str:
        """The first month that the backtest judged, "" where there is none."""
        return min((one.month for one in self.judged), default="")
