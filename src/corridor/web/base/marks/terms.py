"""Which rows are kept still, by the retention rules of their markings: a condition for every read of a marked table.

What is overdue is left out before anything is counted, so that it is invisible at once, whether or not the worker came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db.models import Q

from corridor import shelf
from corridor.core.handling.keeping import kept_since, kept_until
from corridor.web.base.marks.queries import marking_of


def kept(marks: Iterable[int], told: str, *, now: datetime) -> Q:
    """Return the condition that a row stands under one of these marks and that its term is not over.

    Args:
        told: The column with the moment from which the days of the rule run.
    """
    rules: dict[str, list[int]] = defaultdict(list)
    for mark in sorted(set(marks)):
        rules[marking_of(mark).retention].append(mark)
    found = Q(pk__in=())
    for rule, under in sorted(rules.items()):
        since = kept_since(now.date(), shelf.schemes().retentions[rule])
        days = {} if since is None else {f"{told}__gte": datetime.combine(since, time.min, UTC)}
        found |= Q(mark__in=under, **days)
    return found


def end_of(mark: int, told_at: datetime) -> date | None:
    """Return the first day on which what was told at a moment under a mark is no longer kept; None for as long as its
    source stands.
    """
    return kept_until(told_at.date(), shelf.schemes().retentions[marking_of(mark).retention])


def end_of_all(marks: Iterable[int], told_at: datetime) -> date | None:
    """Return the first day on which what rests on all of these marks is no longer kept, by their shortest rule."""
    return min((end for mark in sorted(set(marks)) if (end := end_of(mark, told_at)) is not None), default=None)


def is_over(mark: int, told_at: datetime, now: datetime) -> bool:
    """Tell whether what was told at a moment under a mark may not be kept any longer."""
    end = end_of(mark, told_at)
    return end is not None and end <= now.date()
