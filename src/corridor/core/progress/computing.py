"""What may be told of a computed value: fewer than ten cases never as a number, and no difference that isolates a few.

A count of fewer than ten is told as a span from 0 to 9, and a share of fewer than ten cases is not told at all. What
was told before is laid together with what would be told now, as if one reader had all of it.

Source: R-28
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final

from corridor.core.commitments.codes import Unit
from corridor.core.disclosure.asking import isolating
from corridor.core.disclosure.errors import AttackFailed
from corridor.core.disclosure.records import Policy, Query
from corridor.core.progress.codes import Computation

FEWEST: Final = 10
"""Of fewer cases than these no number is told."""

FEW: Final = (Decimal(0), Decimal(FEWEST - 1))
"""How fewer than ten is told, none among them."""

STEPS: Final = ((20, 10), (100, 5))
"""A share of fewer cases than the first is told in steps of the second, in percent; of more, in steps of one."""

UNITS: Final[Mapping[Computation, Unit]] = {
    Computation.PARTIES_TO_PROTOCOL: Unit.COUNT,
    Computation.REQUESTS_IN_TIME: Unit.PERCENT,
    Computation.DEATHS_RECORDED: Unit.COUNT,
    Computation.CONTACTS_REACHED: Unit.PERCENT,
    Computation.MUTUAL_ASSISTANCE_REACHED: Unit.PERCENT,
    Computation.VESSEL_REQUESTS_REACHED: Unit.PERCENT,
    Computation.PROTOCOL_EVIDENCED: Unit.PERCENT,
    Computation.REPORTED_ONCE: Unit.COUNT,
    Computation.MEASURES_BEGUN: Unit.COUNT,
    Computation.MEASURES_CHECKED: Unit.PERCENT,
    Computation.MEASURES_ASSESSED: Unit.PERCENT,
    Computation.NEEDS_ANSWERED: Unit.COUNT,
    Computation.HANDED_OVER_CHECKED: Unit.COUNT,
    Computation.TRAINING_GIVEN: Unit.COUNT,
    Computation.TRAINING_RECEIVED: Unit.COUNT,
    Computation.CONTACTS_TESTED: Unit.PERCENT,
    Computation.COMMITMENTS_REPORTED: Unit.PERCENT,
    Computation.COMMITMENTS_EVIDENCED: Unit.PERCENT,
}
"""What each computation is told in."""

Span = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a value measures: the things counted, to which codes they are narrowed, and what a share asks of them.

    Values of one `counted` add up with each other; `asks` is "" for a count.
    """

    counted: str
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted, before anything is told of it: a count between `low` and `high`, or how many `of` some hold.

    `is_open` where everybody to whom the value goes may count every single case anyway; `is_named` where what is
    counted is States, commitments or entries about them, which are no cases of anybody.
    """

    measured: Measured
    low: int
    high: int
    of: int | None = None
    is_open: bool = False
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """A value as it was told: what it measures, and its span."""

    measured: Measured
    low: Decimal
    high: Decimal


def span_of(one: Counted) -> Span | None:
    """Return what is told of a count or a share; None for a share of fewer than ten cases.

    A count below ten is told as 0 to 9, a span that begins below ten as one that begins at 0. A share is rounded so far
    that one case more or less does not show by itself (half to even). What is named is told as it is, a share of it to
    one decimal place and never of fewer than ten.
    """
    if one.of is None and one.is_named:
        return Decimal(one.low), Decimal(one.high)
    if one.of is None:
        if one.high < FEWEST:
            return FEW
        return Decimal(one.low if one.low >= FEWEST else 0), Decimal(one.high)
    if one.of < FEWEST:
        return None
    share = Decimal(100) * one.low / one.of
    if one.is_named:
        exact = share.quantize(Decimal("0.1"), ROUND_HALF_EVEN)
        return exact, exact
    step = next((step for below, step in STEPS if one.of < below), 1)
    told = (share / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step
    return told, told


def gives_away(one: Counted, span: Span, before: Sequence[Before]) -> bool:
    """Return whether a value, laid together with those told before, would tell of fewer than ten cases.

    Never where each case is there for everybody who is told the value.

    Source: R-28
    """
    if one.is_open or one.is_named:
        return False
    now = Before(one.measured, *span)
    history = list(_queries(before, before))
    for query in _queries([now], before) if now.measured.asks else _queries([now, *_shares_of(now, before)], [now]):
        if _isolates(history, query):
            return True
        history.append(query)
    return False


def _isolates(history: Sequence[Query], query: Query) -> bool:
    try:
        return isolating(history, query, Policy(threshold=FEWEST)) is not None
    except AttackFailed:
        return True  # what was told contradicts itself, and nobody can say what follows from it


def _shares_of(base: Before, told: Iterable[Before]) -> list[Before]:
    return [one for one in told if one.measured.asks and _base(one.measured) == base.measured]


def _base(measured: Measured) -> Measured:
    return Measured(measured.counted, measured.within)


def _queries(told: Iterable[Before], counts: Sequence[Before]) -> Iterator[Query]:
    """Yield the exact numbers that values tell; of a share, those that follow where its cases were counted too."""
    for one in told:
        if not one.measured.asks:
            yield from _ends(one.measured.counted, one.measured.within, one.low, one.high)
            continue
        within = {**one.measured.within, one.measured.asks: ("yes",)}
        for base in counts:
            if base.measured == _base(one.measured):
                held = [(end * one.low / 100).to_integral_value() for end in (base.low, base.high)]
                yield from _ends(one.measured.counted, within, *held, is_derived=True)


def _ends(
    counted: str, within: Mapping[str, tuple[str, ...]], low: Decimal, high: Decimal, *, is_derived: bool = False
) -> Iterator[Query]:
    for name, end in (("low", low), ("high", high)):
        if is_derived or end >= FEWEST:
            yield Query(within, int(end), f"{name}-{counted}")


def written(measured: Measured, source: str) -> dict[str, Any]:
    """Return what a value measures and by which source it was computed, as it is kept beside the entry."""
    within = {axis: list(codes) for axis, codes in measured.within.items()}
    return {"source": source, "counted": measured.counted, "within": within, "asks": measured.asks}


def read(document: Mapping[str, Any]) -> tuple[Measured, str]:
    """Return what a value measures and its source, as they were kept."""
    within = {axis: tuple(codes) for axis, codes in document["within"].items()}
    return Measured(document["counted"], within, document["asks"]), document["source"]
