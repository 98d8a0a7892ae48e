"""What an entry told as computed, beside what the node computes of the same half-year today; nothing of it is kept."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.records import Officer
from corridor.core.progress.codes import How, Level, Uncomputed
from corridor.core.progress.exchange import COMPUTED
from corridor.core.progress.records import Value
from corridor.web.desk.commitments import queries as commitments
from corridor.web.desk.commitments import wording
from corridor.web.desk.pages.progress import Recomputed
from corridor.web.desk.progress import computing, sources
from corridor.web.desk.progress.presenting import span_words
from corridor.web.desk.progress.queries import Entry


def recomputed(officer: Officer, entry: Entry, language: str, *, now: datetime) -> tuple[Recomputed, ...]:
    """Return the computed values of an own entry as they were told, each beside what comes of it today."""
    kept = entry.row.content.get(COMPUTED, {})
    known = commitments.catalogue_for(officer).items.values()
    measures = {one.id: wording.measure(one, language) for item in known for one in item.indicators}
    found = []
    for value in (one for one in entry.said.values if one.how is How.COMPUTED):
        asked = computing.Asked(
            value.indicator,
            value.period,
            Level(entry.row.level),
            tuple(entry.row.forums),
            kept.get(value.indicator, {}).get("source", ""),
        )
        today = computing.outcome(officer, asked, now=now)
        found.append(_row(measures.get(value.indicator, value.indicator), value, today))
    return tuple(found)


def _row(measure: str, value: Value, today: computing.Outcome | Uncomputed) -> Recomputed:
    if isinstance(today, Uncomputed):
        return Recomputed(measure, span_words(value), sources.refusal_words(today), is_other=False, method="")
    is_other = (today.value.low, today.value.high) != (value.low, value.high)
    return Recomputed(measure, span_words(value), span_words(today.value), is_other, today.value.method)
