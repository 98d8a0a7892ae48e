"""Writes of the tour: it was seen, or put away."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.records import Officer
from corridor.web.base.ledger import turn
from corridor.web.base.tour.models import TourSeen


def put_away(*, by: Officer, now: datetime) -> None:
    """Show an officer the tour no more by itself; it stays where it is.

    Nothing of consequence is done, so that the ledger says nothing of it.
    """
    with turn.write():
        TourSeen.objects.get_or_create(officer_id=by.id, defaults={"seen_at": now})
