"""From which sources figures come, as far as a reader may know."""

from __future__ import annotations

from collections.abc import Iterable

from corridor.core.access.records import Officer
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.statements.models import Dataset

UNTOLD = ""
"""Stands for every source that a reader may not know, though something of it may be read."""


def sources_of(officer: Officer, datasets: Iterable[int]) -> dict[int, str]:
    """Return a key for the source of each data set: an edition by itself, the reports of one authority together."""
    rows = list(Dataset.objects.select_related("source").filter(pk__in=set(datasets)))
    readable = visible_marks(officer.reader_class, [row.mark for row in rows], DRAWN)
    return {row.pk: _key(row) if row.mark in readable else UNTOLD for row in rows}


def named(officer: Officer, datasets: Iterable[int]) -> dict[str, Dataset]:
    """Return for each key of `sources_of` a data set that names the source."""
    keys = sources_of(officer, datasets)
    rows = Dataset.objects.select_related("source").filter(pk__in=keys)
    return {keys[row.pk]: row for row in reversed(rows.order_by("source__code", "edition", "uid")) if keys[row.pk]}


def _key(row: Dataset) -> str:
    return f"{row.source.code}:{row.uid}" if row.mapping else row.source.code
