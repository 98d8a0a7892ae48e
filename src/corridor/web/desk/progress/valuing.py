"""The computed values of an entry that is written: which of them are what the node computes, and which may be told.

A value that was told stays as it was told, also where the node would compute another today.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from corridor.core.access.records import Officer
from corridor.core.progress.codes import WIDTH, How, Level, State, Uncomputed
from corridor.core.progress.computing import Before, written
from corridor.core.progress.exchange import COMPUTED, said_kept
from corridor.core.progress.records import Value
from corridor.web.desk.progress import computing, queries
from corridor.web.desk.progress.models import ProgressEntry
from corridor.web.desk.progress.writing import Writing


def kept_values(by: Officer, writing: Writing, *, about: str, now: datetime) -> dict[str, Any]:
    """Return how the values were found that this node computed, by indicator, as it is kept beside the entry.

    A value that stands in an earlier version for no fewer readers stays as it was told; every other is worked out anew
    and is computed only where it comes to the same.
    """
    found = {}
    for value in _claimed(writing):
        before = _told_in(about, value, writing)
        worked = computing.outcome(by, writing.asked(value.indicator), now=now)
        if before is not None:
            found[value.indicator] = before
        elif isinstance(worked, computing.Outcome) and (worked.value.low, worked.value.high) == (value.low, value.high):
            measured = worked.measured
            found[value.indicator] = written(measured, worked.source) if measured else {"source": worked.source}
    return found


def _claimed(writing: Writing) -> list[Value]:
    """Return the values that are said to be computed for the half-year of the entry."""
    return [one for one in writing.said.values if one.how is How.COMPUTED and one.period == writing.period]


def _told_in(about: str, value: Value, writing: Writing) -> dict[str, Any] | None:
    """Return how a value was found that an earlier version tells already, at least as far as it is to go now."""
    rows = ProgressEntry.objects.filter(node="", about=about).exclude(state=State.DRAFT) if about else ()
    for row in rows:
        is_as_wide = WIDTH[Level(row.level)] >= WIDTH[writing.level] and set(writing.forums) <= set(row.forums)
        found: dict[str, Any] | None = row.content.get(COMPUTED, {}).get(value.indicator)
        if is_as_wide and found is not None and value in said_kept(row.content, []).values:
            return found
    return None


def untellable(by: Officer, writing: Writing, *, about: str, now: datetime) -> dict[str, Uncomputed]:
    """Return the values that are said to be computed and may not be told like this, each with the reason."""
    claimed = [one for one in _claimed(writing) if _told_in(about, one, writing) is None]
    if not claimed:
        return {}
    worked = {one.indicator: computing.outcome(by, writing.asked(one.indicator), now=now) for one in claimed}
    found: dict[str, Uncomputed] = {name: one for name, one in worked.items() if one is Uncomputed.NOT_FOR_LEVEL}
    told = queries.told_before(by, writing.period)
    for value in claimed:
        mine = worked[value.indicator]
        if isinstance(mine, computing.Outcome):
            beside = [
                Before(one.measured, other.low, other.high)
                for other in claimed
                if other is not value
                and isinstance(one := worked[other.indicator], computing.Outcome)
                and one.measured is not None
            ]
            if computing.is_isolating(mine, value, [*told, *beside]):
                found[value.indicator] = Uncomputed.GIVES_AWAY
    return found
