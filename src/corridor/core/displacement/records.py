"""The nouns of displacement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corridor.core.displacement.codes import Change, Lack, Verdict
from corridor.core.kernel.months import after


@dataclass(frozen=True, slots=True)
class Course:
    """The figures of one area, month by month without a gap in the months; None where a month is missing.

    `breaks` are the months from which on the figures mean something else.
    """

    area: str
    first: str
    figures: tuple[float | None, ...]
    breaks: tuple[str, ...] = ()

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the figures."""
        return tuple(after(self.first, step) for step in range(len(self.figures)))


@dataclass(frozen=True, slots=True)
class Window:
    """The months that are compared: those before a measure and those after it began, each without a gap."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def months(self) -> tuple[str, ...]:
        """The months before and after."""
        return (*self.before, *self.after)


@dataclass(frozen=True, slots=True)
class Estimate:
    """By what factor figures changed, with its interval; `chance` is how often so much comes about without a cause.

    `slope` is the factor by which the change itself grows from month to month. `expected` gives for each month of the
    window the figure that was to be expected, None where the month is missing.
    """

    factor: float
    low: float
    high: float
    chance: float
    before: int
    after: int
    slope: float | None = None
    expected: tuple[float | None, ...] = ()

    @property
    def change(self) -> Change:
        """What the interval says: a change only where it does not hold 1."""
        if self.low > 1:
            return Change.ROSE
        return Change.FELL if self.high < 1 else Change.NOT_TOLD_APART


@dataclass(frozen=True, slots=True)
class Placebo:
    """The same estimate where or when no measure was: an area, or a month in which it is made believe to begin.

    `distance` is the estimate as a multiple of how far means of as many months stray before. `month` is the
    month in which it is made believe to begin in another area, "" for that of the measure.
    """

    name: str
    factor: float
    distance: float
    month: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An estimate against a weighed mean of other areas: their weights, the fit before, and the placebos."""

    estimate: Estimate
    weights: Mapping[str, float]
    fit: float
    distance: float
    in_space: tuple[Placebo, ...]
    in_time: tuple[Placebo, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """What each method says of one area, or why it cannot."""

    area: str
    interrupted: Estimate | Lack
    weighed: Weighed | Lack


@dataclass(frozen=True, slots=True)
class Plan:
    """A measure that is planned: what, where, from when to when, and on which legal basis."""

    name: str
    kind: str
    since: str
    until: str = ""
    country: str = ""
    route: str = ""
    region: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class HarmCheck:
    """What a measure may do to lives, communities and livelihoods, where it pushes people, and the remedies."""

    lives: str
    pushed_to: str
    community: str
    livelihoods: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """With whom the community was consulted, when, what was said, and which objections remain unmet."""

    whom: str
    on: date | None
    said: str
    unmet: str


@dataclass(frozen=True, slots=True)
class Review:
    """What came of looking again: harm found, in codes, what is decided, and when it is looked at next."""

    found: str
    harm: tuple[str, ...]
    verdict: Verdict | None
    next_on: date | None
