"""What is not kept: a draft of which no version was ever approved goes when nobody touched it for a year."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from corridor.core.progress.codes import State
from corridor.web.base.ledger import turn
from corridor.web.desk.progress.models import ProgressEntry

UNTOUCHED: Final = timedelta(days=365)


def erase_over(now: datetime) -> None:
    """Erase the drafts that nobody took up for a year; what was ever approved, and new versions of it, stay."""
    drafts = ProgressEntry.objects.filter(node="", state=State.DRAFT, written_at__lt=now - UNTOUCHED)
    approved = ProgressEntry.objects.exclude(approved_at=None).values("about")
    if gone := list(drafts.exclude(about__in=approved).values_list("pk", flat=True)):
        with turn.write():
            ProgressEntry.objects.filter(pk__in=gone).delete()
