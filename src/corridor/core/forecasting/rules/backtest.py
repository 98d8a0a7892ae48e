"""What would have been shown at each earlier origin, beside what came, and what is shown now.

At each origin everything is decided anew from what was known there: the rule, the interval, the bend of its scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from corridor.core.forecasting.codes import Rule, Verdict
from corridor.core.forecasting.records import HORIZON, Ahead, Forecast, Judged, Said, Score, Step, Tried
from corridor.core.forecasting.rules import choosing, intervals
from corridor.core.forecasting.rules.simple import said_by_all
from corridor.core.kernel.months import after

LEARNS = 24
"""The first origin knows so many months."""

MOST_MONTHS = 240
"""What is older than twenty years is not looked at."""

Library = Callable[[Sequence[float]], Mapping[Rule, Ahead]]


def forecast_of(first: str, told: Sequence[float | None], *, library: Library | None) -> Forecast:
    """Return the forecast of the months after a series, with its backtest.

    Args:
        first: The month of the first figure.
        told: A figure for each month, None where it is missing; enough of them for `refusing.refusal`.
        library: The rules of a library; None where there is none.
    """
    skipped = max(0, len(told) - MOST_MONTHS)
    skipped += next((at for at, figure in enumerate(told[skipped:]) if figure is not None), 0)
    test = _Test(after(first, skipped), tuple(told[skipped:]), library)
    for origin in range(LEARNS, len(test.told) + 1):
        test.take(origin)
    return test.result()


@dataclass
class _Test:
    """The origins in their order: what each rule said, what was chosen and what was shown."""

    first: str
    told: tuple[float | None, ...]
    library: Library | None
    said: dict[int, Said] = field(default_factory=dict)
    chosen: dict[int, Rule] = field(default_factory=dict)
    shown: dict[int, Rule] = field(default_factory=dict)
    judged: list[Judged] = field(default_factory=list)
    tested: list[int] = field(default_factory=list)
    losses: dict[int, dict[Rule, float]] = field(default_factory=dict)

    def take(self, origin: int) -> None:
        """Say, choose and judge at one origin, from the first `origin` months alone."""
        known = filled(self.told[:origin])
        self.said[origin] = said_by_all(known, self.library(known) if self.library else {})
        self._settle(origin - HORIZON)
        losses = {rule: [each[rule] for each in self.losses.values()] for rule in self.said[origin]}
        self.chosen[origin] = choosing.chosen(losses)
        others = [one for one in self.losses if self.chosen[one] is not Rule.PREVIOUS_MONTH]
        record = [(self.losses[one][self.chosen[one]], self.losses[one][Rule.PREVIOUS_MONTH]) for one in others]
        self.shown[origin] = choosing.kept(self.chosen[origin], record)
        steps = self.steps(origin)
        if steps and origin < len(self.told):
            self.tested.append(origin)
        for ahead, step in enumerate(steps):
            truth = self._truth(origin + ahead)
            if truth is not None:
                self.judged.append(self._judged(origin, ahead, step, truth))

    def steps(self, origin: int) -> tuple[Step, ...]:
        """Return what is shown at an origin; nothing before enough errors are known for intervals."""
        known, rule = filled(self.told[:origin]), self.shown[origin]
        bend = intervals.bend_of(known)
        found = []
        for ahead in range(HORIZON):
            past = self._past(origin, rule, ahead)
            if len(past) < intervals.FEWEST:
                return ()
            said = {one: self.said[origin][one][ahead] for one in (rule, Rule.PREVIOUS_MONTH, Rule.LAST_YEAR)}
            found.append(
                Step(
                    month=after(self.first, origin + ahead),
                    middle=round(said[rule]),
                    half=intervals.within(said[rule], past, share=0.5, bend=bend),
                    most=intervals.within(said[rule], past, share=0.8, bend=bend),
                    previous=round(said[Rule.PREVIOUS_MONTH]),
                    last_year=round(said[Rule.LAST_YEAR]),
                )
            )
        return tuple(found)

    def result(self) -> Forecast:
        """Return what is shown after the last month."""
        origin = len(self.told)
        rule = self.shown[origin] = choosing.claimed(self.shown[origin], score_of(self.judged))
        return Forecast(
            rule=rule,
            verdict=Verdict.NO_BETTER if rule.is_naive else Verdict.BETTER,
            steps=self.steps(origin),
            judged=tuple(self.judged),
            tried=tuple(
                Tried(
                    each,
                    tuple(self._error(self.tested, each, ahead) for ahead in range(HORIZON)),
                    sum(1 for one in self.tested if self.shown[one] is each),
                )
                for each in self.said[origin]
            ),
            has_library=self.library is not None,
        )

    def _truth(self, at: int) -> float | None:
        return self.told[at] if at < len(self.told) else None

    def _settle(self, origin: int) -> None:
        """Note the mean absolute error of each rule at an origin whose months are all past, if any of them was told."""
        truths = [(ahead, truth) for ahead in range(HORIZON) if (truth := self._truth(origin + ahead)) is not None]
        if origin in self.said and truths:
            self.losses[origin] = {
                rule: fmean(abs(said[ahead] - truth) for ahead, truth in truths)
                for rule, said in self.said[origin].items()
            }

    def _past(self, origin: int, rule: Rule, ahead: int) -> list[tuple[float, float]]:
        """Return what a rule said so far ahead at earlier origins, and what came of it by this one."""
        return [
            (self.said[one][rule][ahead], truth)
            for one in range(LEARNS, origin - ahead)
            if (truth := self._truth(one + ahead)) is not None
        ]

    def _judged(self, origin: int, ahead: int, step: Step, truth: float) -> Judged:
        said = self.said[origin]
        return Judged(
            month=step.month,
            horizon=ahead + 1,
            rule=self.shown[origin],
            shown=said[self.shown[origin]][ahead],
            truth=truth,
            previous=said[Rule.PREVIOUS_MONTH][ahead],
            last_year=said[Rule.LAST_YEAR][ahead],
            half=step.half,
            most=step.most,
        )

    def _error(self, origins: Iterable[int], rule: Rule, ahead: int) -> float:
        errors = [
            abs(self.said[one][rule][ahead] - truth)
            for one in origins
            if (truth := self._truth(one + ahead)) is not None
        ]
        return fmean(errors) if errors else 0.0


def filled(told: Sequence[float | None]) -> list[float]:
    """Return figures without a gap: a missing month is taken as the last one that was told before it."""
    found: list[float] = []
    for figure in told:
        found.append(figure if figure is not None else found[-1] if found else 0.0)
    return found


def score_of(judged: Iterable[Judged]) -> Score | None:
    """Return how wrong some judged forecasts were together, None where there are none."""
    known = list(judged)
    if not known:
        return None
    return Score(
        months=len(known),
        shown=fmean(abs(one.shown - one.truth) for one in known),
        previous=fmean(abs(one.previous - one.truth) for one in known),
        last_year=fmean(abs(one.last_year - one.truth) for one in known),
        in_half=fmean(one.half.holds(one.truth) for one in known),
        in_most=fmean(one.most.holds(one.truth) for one in known),
    )
