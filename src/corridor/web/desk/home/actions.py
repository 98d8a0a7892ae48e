"""The one write of the first page: that somebody came."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from corridor.core.access.records import Officer
from corridor.web.base.ledger import turn
from corridor.web.desk.home.models import Visit

SAME_VISIT = timedelta(hours=2)
"""Who comes back within this time is on the same visit."""

FIRST_LOOK = timedelta(days=30)
"""Who comes for the first time is told what changed in so long."""


def come(*, by: Officer, now: datetime) -> datetime:
    """Note that an officer came, and return since when it is told what changed."""
    duty: dict[str, Any] = {"officer": by.id, "function": by.reader.function, "purpose": by.reader.purpose}
    known = Visit.objects.filter(**duty).first()
    if known is not None and known.came_at > now - SAME_VISIT:
        return known.came_before_at or now - FIRST_LOOK
    before = None if known is None else known.came_at
    with turn.write():
        Visit.objects.update_or_create(**duty, defaults={"came_at": now, "came_before_at": before})
    return before or now - FIRST_LOOK
