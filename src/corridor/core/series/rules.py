"""How cells become series, which of them may stand together, and since when a series can be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta

from corridor.core.kernel.months import after, between
from corridor.core.series.codes import BreakReason, Counted, State, Unassessed
from corridor.core.series.errors import ScopeDiffers
from corridor.core.series.records import Break, Cell, Publisher, Scope, Series, Value

MONTH = len("2021-03")
GAP_MONTHS = 3
"""When a source resumes after so many months without a word, its figures may mean something else."""

UNTOLD = Publisher()
"""Stands for several publishers together."""


def series_of(
    scope: Scope,
    cells: Iterable[Cell],
    covered: frozenset[str],
    *,
    last: str = "",
    publisher: Publisher = UNTOLD,
    breaks: Sequence[Break] = (),
    revised: Mapping[str, tuple[int, int]] | None = None,
) -> Series:
    """Return one series: a value for each month from the first to the last that the source covers.

    A month that the source covers without a figure for this scope is zero; one that it does not cover is missing.

    Args:
        cells: Those of the scope; others make no sense here.
        covered: The months of which the source tells anything at all of this kind, whatever the scope narrows.
        last: The last month that may be shown; "" for all.
    """
    sums: dict[str, list[int]] = {}
    undated = 0
    for cell in cells:
        if len(cell.month) < MONTH:
            undated += cell.things
            continue
        known = sums.setdefault(cell.month, [0, 0, 0])
        known[0] += cell.low
        known[1] += cell.high
        known[2] += cell.told if scope.counted is not Counted.INCIDENTS else cell.things
    values = {month: _value(month, sums.get(month)) for month in covered if len(month) == MONTH}
    return series_from(
        scope, values, last=last, publisher=publisher, breaks=breaks, revised=revised or {}, undated=undated
    )


def series_from(
    scope: Scope,
    told: Mapping[str, Value],
    *,
    last: str = "",
    publisher: Publisher = UNTOLD,
    breaks: Sequence[Break] = (),
    revised: Mapping[str, tuple[int, int]] | None = None,
    undated: int = 0,
) -> Series:
    """Return one series from the values of the months that its source covers; all between them are missing.

    A month that was not over when its source was released is not told yet: part of it would look like a fall.
    """
    last = min(filter(None, (last, last_whole(publisher))), default="")
    shown = sorted(month for month in told if not last or month <= last)
    months = between(shown[0], shown[-1]) if shown else ()
    values = tuple(told.get(month) or Value(month, State.MISSING) for month in months)
    return Series(
        scope=scope,
        values=values,
        publisher=publisher,
        breaks=tuple(sorted(_within([*breaks, *gaps(values)], values), key=lambda one: (one.month, one.reason))),
        revised=dict(revised or {}),
        undated=undated,
    )


def last_whole(publisher: Publisher) -> str:
    """Return the last month that was over when a source was released, or loaded where its release has no day.

    "" where neither day is known.
    """
    told_on = publisher.released_on or publisher.loaded_on
    if not told_on:
        return ""
    month = told_on[:MONTH] if len(told_on) >= MONTH else f"{told_on[:4]}-01"
    is_over = len(told_on) > MONTH and (date.fromisoformat(told_on) + timedelta(days=1)).day == 1
    return month if is_over else after(month, -1)


def is_whole(month: str, publisher: Publisher) -> bool:
    """Tell whether a month was over when its source was released; what has no month is not asked for one."""
    last = last_whole(publisher)
    return not last or len(month) < MONTH or month <= last


def gaps(values: Sequence[Value]) -> tuple[Break, ...]:
    """Return a break where figures come again after `GAP_MONTHS` or more missing months."""
    found, silent, has_begun = [], 0, False
    for value in values:
        if value.state is State.MISSING:
            silent += 1
            continue
        if has_begun and silent >= GAP_MONTHS:
            found.append(Break(value.month, BreakReason.GAP))
        silent, has_begun = 0, True
    return tuple(found)


def _within(breaks: Iterable[Break], values: Sequence[Value]) -> list[Break]:
    """Return the breaks that fall among the months of a series; before its first month nothing breaks."""
    return [one for one in breaks if values and values[0].month < one.month <= values[-1].month]


def _value(month: str, sums: Sequence[int] | None) -> Value:
    if sums is None:
        return Value(month, State.ZERO)
    return Value(month, State.TOLD, *sums) if sums[2] else Value(month, State.MISSING)


def together(scopes: Iterable[Scope], *, along: str) -> None:
    """Let scopes stand in one line that runs along one of their parts (`route` for a comparison of routes).

    Raises:
        ScopeDiffers: Two of them differ in something else.
    """
    found = list(scopes)
    for part in fields(Scope):
        if part.name != along and len({getattr(scope, part.name) for scope in found}) > 1:
            raise ScopeDiffers(by=part.name)


def since_break(series: Series) -> Series:
    """Return what of a series means the same as its last month: the months since its last break."""
    if not series.breaks:
        return series
    month = series.breaks[-1].month
    kept = tuple(value for value in series.values if value.month >= month)
    return replace(series, values=kept, breaks=())


def unassessed(series: Series, *, months: int, most_missing: float = 0.1, most_zero: float = 0.5) -> Unassessed | None:
    """Return why a series cannot be used for what needs so many months, None where it can.

    Args:
        months: How many months are needed since the last break.
        most_missing: The largest share of missing months.
        most_zero: The largest share of months without a figure or with 0.
    """
    if not series.values:
        return Unassessed.YEARS_ONLY if series.undated else Unassessed.NOTHING_TOLD
    usable = since_break(series)
    if len(usable.values) < months:
        return Unassessed.BROKEN if series.breaks and len(series.values) >= months else Unassessed.TOO_SHORT
    if len(usable.missing) > most_missing * len(usable.values):
        return Unassessed.MONTHS_MISSING
    if len(usable.zeros) > most_zero * len(usable.values):
        return Unassessed.MOSTLY_ZERO
    return None
