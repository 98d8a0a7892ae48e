"""What a kept forecast was worth, once the truth is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.core.forecasting.records import Step
from corridor.core.series.codes import State
from corridor.core.series.records import Series


@dataclass(frozen=True, slots=True)
class Came:
    """One month of a kept forecast: what was said of it, and the figure that came; None while it is not told."""

    step: Step
    truth: float | None

    @property
    def error(self) -> float | None:
        """How far off the forecast was."""
        return None if self.truth is None else abs(self.step.middle - self.truth)

    @property
    def is_inside(self) -> bool | None:
        """Whether the interval of 80 percent held the truth."""
        return None if self.truth is None else self.step.most.holds(self.truth)

    @property
    def is_nearer(self) -> bool | None:
        """Whether the forecast was nearer than the previous month."""
        return None if self.truth is None or self.error is None else self.error < abs(self.step.previous - self.truth)


def scored(steps: Sequence[Step], series: Series, *, last: str) -> tuple[Came, ...]:
    """Return each month of a kept forecast beside what the series says of it now.

    A missing month is no truth, and neither is a figure that means something else than when the forecast was made.

    Args:
        last: The last month that the forecast knew.
    """
    until = min((one.month for one in series.breaks if one.month > last), default="")
    truths = {
        one.month: one.middle
        for one in series.values
        if one.state is not State.MISSING and not (until and one.month >= until)
    }
    return tuple(Came(step, truths.get(step.month)) for step in steps)
