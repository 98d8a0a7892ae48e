"""The cells of the matrix, kept with every approval so that it is read in one pass."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from django.db.models import Min

from corridor.core.progress.codes import Found
from corridor.core.progress.periods import number_of
from corridor.core.progress.records import Said
from corridor.web.desk.progress.models import ProgressCell, ProgressEntry


def lay(entry: ProgressEntry, said: Said, *, marks: dict[str, int], due: date | None) -> None:
    """Write the cells of an entry that was approved or received; runs inside an act.

    Args:
        entry: Its row.
        said: What it says, evidence among it.
        marks: The mark of each level at which it has evidence.
        due: The first day of its earliest open milestone.
    """
    half = number_of(entry.period)
    levels = {one.level.value for one in said.evidence if one.found is not Found.MISSING}
    for item in said.items:
        for mark, is_evidenced in ((entry.mark, False), *((marks[level], True) for level in sorted(levels))):
            chain = ProgressCell.objects.filter(subject=entry.subject, item=item, mark=mark, is_evidenced=is_evidenced)
            chain.filter(half__lt=half).exclude(until__lte=half).update(until=half)
            later = chain.filter(half__gt=half).aggregate(first=Min("half"))["first"]
            ProgressCell.objects.create(
                entry=entry,
                subject=entry.subject,
                item=item,
                half=half,
                until=later,
                status=entry.status,
                is_evidenced=is_evidenced,
                due=due,
                mark=mark,
            )


def lift(entries: list[int]) -> None:
    """Take the cells of entries away that no longer count, and let those before them reach on."""
    gone = list(ProgressCell.objects.filter(entry__in=entries).values_list("subject", "item", "mark", "is_evidenced"))
    ProgressCell.objects.filter(entry__in=entries).delete()
    for subject, item, mark, is_evidenced in sorted(set(gone)):
        chain = ProgressCell.objects.filter(subject=subject, item=item, mark=mark, is_evidenced=is_evidenced)
        halves = sorted(set(chain.values_list("half", flat=True)))
        for here, following in zip_longest(halves, halves[1:]):
            chain.filter(half=here).update(until=following)
