"""Breaks in series: those that sources document themselves, and those that officers noted, as a reader may see them."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotFound
from corridor.core.series.codes import Counted
from corridor.core.series.exchange import documented_from
from corridor.core.series.records import Break, Documented
from corridor.web.base.marks.queries import visible_marks
from corridor.web.base.marks.terms import is_over
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.series.models import SeriesBreak


@cache
def documented() -> tuple[Documented, ...]:
    """Return the breaks that sources document themselves."""
    return documented_from(shelf.document("corridor.core.series", "breaks.yaml"))


def breaks_for(officer: Officer, counted: Counted, *, invented: bool) -> dict[tuple[str, str], list[tuple[str, Break]]]:
    """Return the breaks of what is counted that an officer may read and count, by source and edition; each with the
    kind for which it holds, "" for all.
    """
    found: dict[tuple[str, str], list[tuple[str, Break]]] = {}
    language = get_language() or "en"
    for one in documented():
        if one.counted is counted and not invented:
            words = one.words.get(language, one.words["en"])
            told = Break(one.month, one.reason, by=one.documented, words=words)
            found.setdefault((one.source, one.edition), []).append(("", told))
    for row in readable(officer, SeriesBreak.objects.filter(counted=counted.value, is_invented=invented)):
        noted = Break(row.month, row.reason, by=row.authority, words=row.words, uid=row.uid, mark=row.mark)
        found.setdefault((row.source, row.edition), []).append((row.kind, noted))
    return found


def readable(officer: Officer, rows: QuerySet[SeriesBreak]) -> list[SeriesBreak]:
    """Return those of some breaks that stand and that an officer may read and count."""
    standing = list(rows.filter(withdrawn_at=None).order_by("month", "uid"))
    seen = visible_marks(officer.reader_class, {row.mark for row in standing}, DRAWN)
    now = timezone.now()
    return [row for row in standing if row.mark in seen and not is_over(row.mark, row.noted_at, now)]


def own_break(officer: Officer, uid: str) -> SeriesBreak:
    """Return one break that the officer's authority noted, or behave as if it did not exist.

    Raises:
        NotFound: There is none such that the officer may read.
    """
    for row in readable(officer, SeriesBreak.objects.filter(uid=uid, authority=officer.reader.authority)):
        return row
    raise NotFound(kind="series-break")


def expired(now: datetime) -> list[int]:
    """Return the breaks that may not be kept any longer, by the retention rule of their markings."""
    return [row.pk for row in SeriesBreak.objects.all() if is_over(row.mark, row.noted_at, now)]
