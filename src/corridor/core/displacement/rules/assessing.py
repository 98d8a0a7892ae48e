"""Assesses a measure: one outcome at a time, on its own route, on those beside it, against those compared."""

from __future__ import annotations

from collections.abc import Sequence

from corridor.core.displacement.codes import Lack
from corridor.core.displacement.records import Assessed, Course, Window
from corridor.core.displacement.rules.interrupted import interrupted
from corridor.core.displacement.rules.synthetic import weighed
from corridor.core.displacement.rules.windows import figures_in, lack_in, window_for


def assessed(
    target: Course, compared: Sequence[Course], *, since: str, until: str, seed: int
) -> tuple[Window | None, Assessed]:
    """Return what both methods say of one area; the months on which that rests, None where nothing is said.

    An area that cannot be compared in these months is left out of the comparison.

    Args:
        compared: The areas that were chosen for comparison; the area itself is never compared with itself.
        seed: Makes the draws the same each time.
    """
    window = window_for(target, since, until)
    if isinstance(window, Lack):
        return None, Assessed(target.area, window, window)
    figures = figures_in(target, window.months)
    others = {
        one.area: figures_in(one, window.months)
        for one in compared
        if one.area != target.area and is_comparable(one, window)
    }
    return window, Assessed(target.area, interrupted(figures, window, seed=seed), weighed(figures, others, window))


def is_comparable(course: Course, window: Window) -> bool:
    """Tell whether an area is told well enough in some months, without a break in them, to be compared with."""
    if any(window.before[0] < month <= window.after[-1] for month in course.breaks):
        return False
    return lack_in(figures_in(course, window.before), figures_in(course, window.after)) is None
