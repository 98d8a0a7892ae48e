"""Where figures and months stand in a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corridor.core.kernel.months import month_of, number_of
from corridor.web.design.charts.records import Names
from corridor.web.design.charts.shapes import width_of

YEAR = len("2021")
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
FIRST_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a drawing in which figures stand."""

    left: float
    right: float
    top: float
    base: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Round figures at equal distances from below the lowest figure to above the highest; 0 is one of them."""

    steps: tuple[float, ...]

    def share(self, figure: float) -> float:
        """Return how far up the scale a figure stands, from 0 to 1."""
        low, high = self.steps[0], self.steps[-1]
        return min(1.0, max(0.0, (figure - low) / (high - low)))

    def up(self, figure: float, frame: Frame) -> float:
        """Return the height of a figure on a scale that goes up."""
        return frame.base - self.share(figure) * (frame.base - frame.top)

    def across(self, figure: float, frame: Frame) -> float:
        """Return the place of a figure on a scale that goes to the right."""
        return frame.left + self.share(figure) * (frame.right - frame.left)


def scale_of(figures: Iterable[float], most: int = 4) -> Scale:
    """Return the scale for some figures; in whole steps where all of them are whole."""
    found = [figure for figure in figures if math.isfinite(figure)]
    low, high = min(0.0, *found, 0.0), max(0.0, *found, 0.0)
    if high == low:
        return Scale((0.0, 1.0))
    is_whole = all(float(figure).is_integer() for figure in found)
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    while True:
        for first in FIRST_STEPS:
            step = max(1.0, first * power) if is_whole else first * power
            lowest, highest = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
            if highest - lowest <= most + 1:
                return Scale(tuple(_round(index * step) for index in range(lowest, highest + 1)))
        power *= 10


def _round(figure: float) -> float:
    return float(f"{figure:.12g}")


@dataclass(frozen=True, slots=True)
class Times:
    """Consecutive months, or years where nothing finer was said, from the first to the last."""

    first: int
    last: int
    is_years: bool = False

    def position(self, on: str) -> int:
        """Return the number of a month or year."""
        return _position(on, is_years=self.is_years)

    def on(self, position: int) -> str:
        """Return the month or year with a number."""
        return f"{position:04d}" if self.is_years else month_of(position)

    def x(self, on: str, frame: Frame) -> float:
        """Return where a month stands; a single one stands in the middle."""
        if self.last == self.first:
            return (frame.left + frame.right) / 2
        return frame.left + (self.position(on) - self.first) / (self.last - self.first) * (frame.right - frame.left)

    def step(self, frame: Frame) -> float:
        """Return the distance from one month to the next."""
        return (frame.right - frame.left) / max(1, self.last - self.first)


def times_of(dates: Iterable[str]) -> Times | None:
    """Return the span of some months or years; months where any of them is one, None where there are none."""
    found = list(dates)
    if not found:
        return None
    is_years = all(len(on) == YEAR for on in found)
    positions = [_position(on, is_years=is_years) for on in found]
    return Times(min(positions), max(positions), is_years)


def _position(on: str, *, is_years: bool) -> int:
    if is_years:
        return int(on[:YEAR])
    return number_of(on if len(on) > YEAR else f"{on}-01")


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the time axis."""

    x: float
    label: str


def time_ticks(times: Times, frame: Frame, name: Names, *, size: float = 12) -> tuple[Tick, ...]:
    """Mark where years begin, or months in a short time; never so many that their labels touch."""
    months = times.last - times.first + 1
    if times.is_years or months > 24:
        starts = [at for at in range(times.first, times.last + 1) if times.is_years or at % 12 == 0]
        labelled = [(at, times.on(at)[:YEAR]) for at in starts]
    else:
        labelled = [(at, name(times.on(at))) for at in range(times.first, times.last + 1)]
    return _fitting(labelled, times, frame, size)


def _fitting(labelled: Sequence[tuple[int, str]], times: Times, frame: Frame, size: float) -> tuple[Tick, ...]:
    widest = max((width_of(label, size) for _, label in labelled), default=0) + 12
    gap = times.step(frame) * (labelled[1][0] - labelled[0][0]) if len(labelled) > 1 else widest
    every = next((step for step in STEPS if gap * step >= widest), STEPS[-1])
    if len(labelled) > 1 and not times.is_years and labelled[1][0] - labelled[0][0] == 12 and every > 2:
        every = next((step for step in (5, 10, 20, 50) if gap * step >= widest), 100)
        labelled = [one for one in labelled if int(one[1]) % every == 0] or labelled[:1]
        every = 1
    return tuple(Tick(times.x(times.on(at), frame), label) for at, label in labelled[::every])
