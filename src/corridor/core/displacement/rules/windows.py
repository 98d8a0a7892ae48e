"""Which months are compared, and why figures cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from corridor.core.displacement.codes import Lack
from corridor.core.displacement.records import Course, Window
from corridor.core.kernel.months import after, between

LEAST_BEFORE, MOST_BEFORE = 24, 60
LEAST_AFTER, MOST_AFTER = 6, 12
MOST_MISSING, MOST_ZERO = 0.1, 0.5
MONTH, DAY = len("2021-03"), len("2021-03-14")


def window_of(since: str, until: str, *, first: str, last: str) -> Window | Lack:
    """Return the months to compare, or why there are none.

    The month in which a measure begins belongs to neither side, unless it begins on its first day. After are at most
    12 months, as long as the measure stands; before are at most 60.

    Args:
        since: The day or month on which it began; a year does not say when.
        until: The day on which it ended, "" where it stands.
        first: The first month that may be used.
        last: The last month that is told.
    """
    if len(since) < MONTH:
        return Lack.DAY_UNKNOWN
    start = since[:MONTH] if since[MONTH:] == "-01" else after(since[:MONTH], 1)
    ends = [after(start, MOST_AFTER - 1), last]
    if len(until) >= MONTH:
        ends.append(after(until[:MONTH], -1))
    begins = max(first, after(since[:MONTH], -MOST_BEFORE))
    before = tuple(between(begins, after(since[:MONTH], -1)))
    then = tuple(between(start, min(ends)))
    if len(before) < LEAST_BEFORE:
        return Lack.TOO_FEW_BEFORE
    return Window(before, then) if len(then) >= LEAST_AFTER else Lack.TOO_FEW_AFTER


def window_for(course: Course, since: str, until: str) -> Window | Lack:
    """Return the months of one course that can be compared, or why it cannot be.

    Before a break nothing is used; a break after the measure began ends the comparison.
    """
    if not course.figures:
        return Lack.NOTHING_TOLD
    found = window_of(since, until, first=course.first, last=course.months[-1])
    if isinstance(found, Lack):
        return found
    if any(found.before[-1] < month <= found.after[-1] for month in course.breaks):
        return Lack.BROKEN
    since_break = max((month for month in course.breaks if month <= found.before[-1]), default="")
    before = tuple(month for month in found.before if month >= since_break)
    if len(before) < LEAST_BEFORE:
        return Lack.BROKEN
    window = Window(before, found.after)
    return lack_in(figures_in(course, window.before), figures_in(course, window.after)) or window


def figures_in(course: Course, months: Sequence[str]) -> list[float | None]:
    """Return the figures of some months."""
    known = dict(zip(course.months, course.figures, strict=True))
    return [known.get(month) for month in months]


def lack_in(before: Sequence[float | None], then: Sequence[float | None]) -> Lack | None:
    """Return why figures cannot be used, None where they can."""
    told, told_after = ([one for one in some if one is not None] for some in (before, then))
    missing = len(before) + len(then) - len(told) - len(told_after)
    if missing > MOST_MISSING * (len(before) + len(then)):
        return Lack.MONTHS_MISSING
    if len(told) < LEAST_BEFORE - 2:
        return Lack.TOO_FEW_BEFORE
    if len(told_after) < LEAST_AFTER:
        return Lack.TOO_FEW_AFTER
    if sum(one == 0 for one in told) > MOST_ZERO * len(told):
        return Lack.MOSTLY_ZERO
    return Lack.NEVER_VARIES if len(set(told)) == 1 else None
