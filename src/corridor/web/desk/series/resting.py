"""What is kept of series ends with what it rests on: the first mark that may be kept no longer, or a load undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from corridor.core.access.records import Officer
from corridor.core.series.records import LAID_TOGETHER, Scope
from corridor.web.base.marks.terms import end_of
from corridor.web.desk.picture.queries import scene_for
from corridor.web.desk.series import cells
from corridor.web.desk.series.queries import question_of
from corridor.web.desk.statements.models import Dataset, Load
from corridor.web.desk.statements.terms import overdue_loads

TERM = timedelta(days=5 * 365)
"""Nothing that was worked out is kept for longer than so long after the last month that it speaks of."""


def end_of_kept(marks: Iterable[int], *, last: date, now: datetime) -> date:
    """Return the first day on which something that rests on these marks is no longer kept.

    Args:
        last: The last day that it speaks of.
    """
    ends = [end for mark in sorted(set(marks)) if (end := end_of(mark, now)) is not None]
    return min([max(last, now.date()) + TERM, *ends])


def loads_of(officer: Officer, scopes: Sequence[Scope]) -> tuple[int, ...]:
    """Return the loads that brought what some series rest on, as far as the officer may see it."""
    found: set[int] = set()
    for counted, invented in sorted({(scope.counted, scope.is_invented) for scope in scopes}):
        mine = [scope for scope in scopes if (scope.counted, scope.is_invented) == (counted, invented)]
        wanted = {(scope.source, scope.edition) for scope in mine}
        rows = Dataset.objects.select_related("source").filter(is_invented=invented).exclude(mapping="")
        datasets = {row.pk for row in rows if (row.source.code, row.edition) in wanted}
        if (LAID_TOGETHER, "") in wanted:
            datasets |= set(scene_for(officer, question_of(counted, invented=invented)).within.datasets)
        found |= cells.homes(officer.reader_class, counted, sorted(datasets))
    return tuple(sorted(found))


def standing(loads: Iterable[int]) -> frozenset[int]:
    """Return those of some loads that were not undone, and whose term is not over."""
    rows = Load.objects.filter(pk__in=sorted(set(loads)), state=Load.State.PUBLISHED)
    return frozenset(rows.values_list("pk", flat=True)) - overdue_loads()
