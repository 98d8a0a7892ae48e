"""The geometry of the timeline: which bar stands where, so that a page can draw it without a script.

Along the time axis positions are percent of the drawing's width, so that the drawing fits every screen; up the scale
they are pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corridor.web.design.punctuation import headed

HEIGHT = 240
TOP = 22
BASE = HEIGHT - 26
FIRST_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Period:
    """One step of the time axis: its canonical date (`2021-03` or `2021`), the figure, and the figure's upper end."""

    on: str
    low: int
    high: int | None = None
    url: str = ""

    @property
    def top(self) -> int:
        """The highest figure that the sources allow."""
        return max(self.low, self.high or 0)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; the spread is what lies between the low and the high figure. `slot` is the whole step it stands in."""

    on: str
    label: str
    value: str
    x: float
    width: float
    y: float
    height: float
    spread: float = 0.0
    spread_height: float = 0.0
    slot_x: float = 0.0
    slot_width: float = 0.0
    url: str = ""

    @property
    def title(self) -> str:
        """The bar in words."""
        return headed(self.label, self.value)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale (pixels from above) or a mark on the time axis (percent from the left)."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of one measure over time. The time axis runs from left to right in every language."""

    measure: str
    bars: tuple[Bar, ...]
    scale: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    undated: int = 0
    height: int = HEIGHT
    base: int = BASE

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(bar.height or bar.spread_height for bar in self.bars)


def scale_steps(most: int, steps: int = 4) -> tuple[int, ...]:
    """Return round figures at equal distances, from 0 to at least `most`, at most one more than `steps` of them."""
    if most <= 0:
        return (0, 1)
    power = 1
    while True:
        for first in FIRST_STEPS:
            step = first * power
            if step * steps >= most:
                return tuple(step * index for index in range(-(-most // step) + 1))
        power *= 10


def timeline(
    periods: Sequence[Period],
    *,
    measure: str,
    number: Callable[[int], str] = str,
    name: Callable[[str], str] = str,
    undated: int = 0,
) -> Timeline:
    """Return the drawing of a measure over consecutive periods.

    Args:
        periods: Every step of the axis in order, those without anything included as 0.
        measure: The name of the one measure drawn.
        number: Writes a figure in the page's language.
        name: Writes a canonical date in the page's language.
        undated: How much of the measure carries no date and is therefore not drawn.
    """
    steps = scale_steps(max((period.top for period in periods), default=0))
    slot = 100 / max(1, len(periods))

    def height(figure: int) -> float:
        return round((BASE - TOP) * figure / steps[-1], 2)

    def bar(index: int, period: Period) -> Bar:
        low, high = height(period.low), height(period.top)
        return Bar(
            on=period.on,
            label=name(period.on),
            value=number(period.low) if period.top == period.low else f"{number(period.low)}–{number(period.top)}",
            x=round(slot * (index + 0.11), 3),
            width=round(slot * 0.78, 3),
            y=round(BASE - low, 2),
            height=low,
            spread=round(BASE - high, 2),
            spread_height=round(high - low, 2),
            slot_x=round(slot * index, 3),
            slot_width=round(slot, 3),
            url=period.url,
        )

    return Timeline(
        measure=measure,
        bars=tuple(bar(index, period) for index, period in enumerate(periods)),
        scale=tuple(Tick(at=round(BASE - height(step), 2), label=number(step)) for step in steps),
        ticks=_time_ticks(periods, slot),
        undated=undated,
    )


def consecutive(since: str, until: str) -> tuple[str, ...]:
    """Return every month from `since` to `until`, both included; every year when both are years."""
    if len(since) == 4:
        return tuple(f"{year:04d}" for year in range(int(since), int(until) + 1))
    first = int(since[:4]) * 12 + int(since[5:7]) - 1
    last = int(until[:4]) * 12 + int(until[5:7]) - 1
    return tuple(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1))


def _time_ticks(periods: Sequence[Period], slot: float, most: int = 10) -> tuple[Tick, ...]:
    """Mark where each year begins; leave marks out evenly when there are too many to read."""
    starts = [
        (index, period.on[:4]) for index, period in enumerate(periods) if index == 0 or period.on[4:] in ("", "-01")
    ]
    if len(starts) > 1 and (starts[1][0] - starts[0][0]) * slot < 100 / most:
        starts = starts[1:] if len(periods[0].on) > 4 and not periods[0].on.endswith("-01") else starts
    every = max(1, -(-len(starts) // most))
    return tuple(Tick(at=round(slot * index, 3), label=year) for index, year in starts[::every])
