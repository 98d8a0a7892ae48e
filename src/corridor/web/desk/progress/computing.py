"""Values of indicators that this node computes from what it holds, for one reader and no further than its level.

A value is computed from what the reader may count. One that is to be shown beyond the own authority is computed from
what all who are shown it may count, or refused: what one authority holds is not for everybody because somebody counted
it. What was told before counts against what is told now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.bases.rules import bound_from, known_of
from corridor.core.commitments.codes import Unit
from corridor.core.progress.codes import WIDTH, Computation, How, Uncomputed
from corridor.core.progress.computing import UNITS, Before, Counted, Measured, gives_away, span_of
from corridor.core.progress.periods import last_day
from corridor.core.progress.records import Value
from corridor.shelf.commitments import computations
from corridor.web.desk.commitments.queries import catalogue_for
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.partners import instruments
from corridor.web.desk.progress import defining, queries, sources
from corridor.web.desk.progress.counting import Asked as Asked
from corridor.web.desk.progress.counting import Found, found_for

PROTOCOL: Final = "smuggling-protocol"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A computed value; by which source it was found, and what it measures, where others can be laid beside it."""

    value: Value
    source: str
    counted: Counted | None = None

    @property
    def measured(self) -> Measured | None:
        """What it measures."""
        return self.counted.measured if self.counted is not None else None


def source_of(asked: Asked) -> str:
    """Return by what a value is computed: as it was chosen, or as the catalogue names it; "" where by nothing."""
    return asked.source or computations().get(asked.indicator, "")


def computed(
    officer: Officer, asked: Asked, *, beside: Sequence[tuple[Value, Asked]] = (), now: datetime
) -> Value | Uncomputed:
    """Return the value of an indicator for a half-year with its method, or why there is none.

    Args:
        officer: Who reads.
        asked: Which value is asked for.
        beside: Values that are told in the same entry, as they were computed.
        now: The moment.
    """
    found = outcome(officer, asked, now=now)
    if isinstance(found, Uncomputed):
        return found
    before = [*queries.told_before(officer, asked.period), *_laid(officer, beside, now)]
    return Uncomputed.GIVES_AWAY if is_isolating(found, found.value, before) else found.value


def outcome(officer: Officer, asked: Asked, *, now: datetime) -> Outcome | Uncomputed:
    """Return what a value comes to by itself, before it is laid beside others; or why it comes to nothing."""
    source = source_of(asked)
    unit = _unit_of(officer, source)
    if unit is None:
        return Uncomputed.UNKNOWN
    if unit is not _wanted(officer, asked.indicator):
        return Uncomputed.OTHER_UNIT
    if source == Computation.PARTIES_TO_PROTOCOL:
        return _parties(officer, asked, now)
    found = _found(officer, source, asked, now)
    if isinstance(found, Uncomputed):
        return found
    if found.level is None or WIDTH[found.level] < WIDTH[asked.level]:
        return Uncomputed.NOT_FOR_LEVEL
    span = span_of(found.counted)
    if span is None:
        return Uncomputed.TOO_FEW
    method = " ".join(filter(None, (sources.method_words(officer, source), found.covers)))
    return Outcome(_value(asked, *span, method), source, found.counted)


def is_isolating(found: Outcome, value: Value, before: Sequence[Before]) -> bool:
    """Return whether a value would tell of a few, laid together with those told before."""
    return found.counted is not None and gives_away(found.counted, (value.low, value.high), before)


def _found(officer: Officer, source: str, asked: Asked, now: datetime) -> Found | Uncomputed:
    if source in set(Computation):
        return found_for(officer, Computation(source), asked, now)
    return defining.found_by(officer, source, asked, now)


def _laid(officer: Officer, beside: Sequence[tuple[Value, Asked]], now: datetime) -> list[Before]:
    found = [(value, outcome(officer, asked, now=now)) for value, asked in beside]
    return [
        Before(one.measured, value.low, value.high)
        for value, one in found
        if isinstance(one, Outcome) and one.measured is not None
    ]


def _unit_of(officer: Officer, source: str) -> Unit | None:
    if source in set(Computation):
        return UNITS[Computation(source)]
    chosen = defining.chosen_for(officer, source) if source else None
    return chosen.unit if chosen is not None else None


def _wanted(officer: Officer, indicator: str) -> Unit | None:
    known = catalogue_for(officer).items.values()
    return next((one.unit for item in known for one in item.indicators if one.id == indicator), None)


def _parties(officer: Officer, asked: Asked, now: datetime) -> Outcome | Uncomputed:
    if Permission.PARTNER_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    states = sorted({one.subject for one in forums.members_of(asked.forums) if one.subject in instruments.states()})
    instrument, sheets = instruments.instruments()[PROTOCOL], instruments.sheets([PROTOCOL]).get(PROTOCOL, [])
    on = min(last_day(asked.period), now.date())
    known = [known_of(state, sheets) for state in states]
    told = [one for one in known if one is not None]
    if not told:
        return Uncomputed.NOT_TOLD
    bound = [
        bound_from(instrument, one.status)
        for one in told
        if one.status is not None and not _left(one.status.denounced_from, on)
    ]
    low = sum(day is not None and day <= on for day in bound)
    high = low + len(states) - len(told)
    source = Computation.PARTIES_TO_PROTOCOL
    return Outcome(_value(asked, Decimal(low), Decimal(high), sources.method_words(officer, source)), source)


def _left(denounced_from: date | None, on: date) -> bool:
    return denounced_from is not None and denounced_from <= on


def _value(asked: Asked, low: Decimal, high: Decimal, method: str) -> Value:
    return Value(asked.indicator, low, high, asked.period, How.COMPUTED, method)
