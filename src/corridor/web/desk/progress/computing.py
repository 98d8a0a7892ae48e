"""Values of indicators that this node computes from what it holds, for one reader and no further than its level.

A value is computed from what the reader may count. One that is to be shown beyond the own authority is computed from
what anybody may know, or refused: a share of files of one authority is not for everybody because somebody counted it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.bases.rules import bound_from, known_of
from corridor.core.progress.codes import Computation, How, Level, Uncomputed
from corridor.core.progress.periods import half_on, last_day
from corridor.core.progress.records import Value
from corridor.shelf.commitments import computations
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.partners import instruments
from corridor.web.desk.requests import queries as requests

FEWEST = 10
"""A share of fewer cases than these tells of single ones, and is not computed."""

PROTOCOL: Final = "smuggling-protocol"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which value is asked for: the indicator, the half-year, how far it may be shown, and the forums meant."""

    indicator: str
    period: str
    level: Level
    forums: tuple[str, ...] = ()


def is_known(indicator: str) -> bool:
    """Return whether this node computes an indicator at all."""
    return indicator in computations()


def method_words(indicator: str) -> str:
    """Return how an indicator is computed, and what to beware of."""
    return _words(computations()[indicator])


def _words(computation: Computation) -> str:
    words: Mapping[Computation, str] = {
        Computation.PARTIES_TO_PROTOCOL: gettext(
            "Member States of the forums named that are bound by the Smuggling Protocol on the last day of the "
            "half-year, by the lists of parties that were read in and confirmed here. A State of which no list speaks "
            "is not counted, and widens the span."
        ),
        Computation.REQUESTS_IN_TIME: gettext(
            "Requests to the own authority that were answered or refused in the half-year, and of them those within "
            "their term; pauses of the clock count as in time. Requests of every kind are counted, and only those in "
            "this node."
        ),
    }
    return words[computation]


def refusal_words(why: Uncomputed) -> str:
    """Return why there is no value."""
    words: Mapping[Uncomputed, str] = {
        Uncomputed.UNKNOWN: gettext("This node does not compute this indicator. Enter it by hand."),
        Uncomputed.NOT_READABLE: gettext("Your function does not read what this is computed from."),
        Uncomputed.NOT_FOR_LEVEL: gettext(
            "This is computed from files of your authority, which not everybody for whom the entry is meant may count. "
            "Narrow the entry, or enter a value that was released."
        ),
        Uncomputed.TOO_FEW: gettext("Fewer than ten cases: a share of so few would tell of single ones."),
        Uncomputed.TOO_MANY: gettext("There are more than are counted at once."),
        Uncomputed.NOT_TOLD: gettext("Nothing was told from which it could be computed."),
    }
    return words[why]


def computed(officer: Officer, asked: Asked, *, now: datetime) -> Value | Uncomputed:
    """Return the value of an indicator for a half-year with its method, or why there is none."""
    code = computations().get(asked.indicator)
    return Uncomputed.UNKNOWN if code is None else COMPUTES[code](officer, asked, now)


def _parties(officer: Officer, asked: Asked, now: datetime) -> Value | Uncomputed:
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
    return _value(asked, Decimal(low), Decimal(high), Computation.PARTIES_TO_PROTOCOL)


def _left(denounced_from: date | None, on: date) -> bool:
    return denounced_from is not None and denounced_from <= on


def _requests(officer: Officer, asked: Asked, now: datetime) -> Value | Uncomputed:
    if asked.level is not Level.OWN:
        return Uncomputed.NOT_FOR_LEVEL
    if not requests.may_read(officer):
        return Uncomputed.NOT_READABLE
    found = requests.answered_by(officer, now=now)
    if found is None:
        return Uncomputed.TOO_MANY
    return share_of([in_time for at, in_time in found if half_on(at.date()) == asked.period], asked)


def share_of(cases: list[bool], asked: Asked) -> Value | Uncomputed:
    """Return which share of some cases holds, in percent to one place; nothing of fewer than ten."""
    if len(cases) < FEWEST:
        return Uncomputed.TOO_FEW
    share = (Decimal(100) * sum(cases) / len(cases)).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return _value(asked, share, share, Computation.REQUESTS_IN_TIME)


def _value(asked: Asked, low: Decimal, high: Decimal, computation: Computation) -> Value:
    return Value(asked.indicator, low, high, asked.period, How.COMPUTED, _words(computation))


COMPUTES: Final[Mapping[Computation, Callable[[Officer, Asked, datetime], Value | Uncomputed]]] = {
    Computation.PARTIES_TO_PROTOCOL: _parties,
    Computation.REQUESTS_IN_TIME: _requests,
}
