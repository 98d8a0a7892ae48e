"""What the worker does for cards once a minute: tell what changed, follow the answers, tell and compare heads."""

from __future__ import annotations

from datetime import datetime

from corridor.web.desk.cards import heads, telling


def look_after(*, now: datetime) -> None:
    """Tell partners what they were not told, go on to keys that they know, and note what nobody showed in time."""
    telling.follow_answers(now=now)
    telling.tell(now=now)
    heads.tell_heads(now=now)
    heads.note_unproved(now=now)
