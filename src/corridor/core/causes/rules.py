"""How figures become lines, which lines may be put together, and what an association is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corridor.core.causes.codes import SUMMED, Differs, Grain, Unassessed, Verdict
from corridor.core.causes.errors import LinesDiffer
from corridor.core.causes.records import AreaFigure, AreaLine, Association, Finding
from corridor.core.kernel.months import between

MONTH = len("2021-03")
FEWEST = {Grain.YEAR: 12, Grain.MONTH: 36}
"""So many changes must be known of both lines at the same time."""

LAGS = {Grain.YEAR: (0, 1, 2, 3), Grain.MONTH: (0, 1, 2, 3, 6, 12)}
"""By how many periods an indicator may come before the outcome; never after it."""

FALSE_SHARE = 0.05
"""The share of found associations that may be found by chance, over all that were tried."""


def grain_of(period: str) -> Grain:
    """Return how fine a period is: a day is told by its month."""
    return Grain.MONTH if len(period) >= MONTH else Grain.YEAR


def lines_of(
    figures: Iterable[AreaFigure], *, covered: Mapping[str, Iterable[str]] | None = None
) -> tuple[AreaLine, ...]:
    """Return one line for each indicator, unit, area, source and grain; none of them is put together with another.

    Figures of single events are added up by month. Where a source tells one figure of a period twice, the later one
    in its order stands.

    Args:
        covered: The periods of which each source of single events tells anything; without an event they are 0.
    """
    found: dict[tuple[str, str, str, str, Grain], dict[str, float]] = defaultdict(dict)
    for one in figures:
        grain = grain_of(one.period)
        period = one.period[:MONTH]
        values = found[(one.code, one.unit, one.area, one.source, grain)]
        values[period] = values.get(period, 0.0) + one.value if one.code in SUMMED else one.value
    for (code, _, _, source, grain), values in found.items():
        if code in SUMMED:
            for period in (covered or {}).get(source, ()):
                if grain_of(period) is grain:
                    values.setdefault(period[:MONTH], 0.0)
    return tuple(
        AreaLine(code, unit, area, source, grain, dict(sorted(values.items())))
        for (code, unit, area, source, grain), values in sorted(found.items())
    )


def check_compared(outcome: AreaLine, indicator: AreaLine) -> None:
    """Let two lines be compared: of one area, and both for years or both for months.

    Raises:
        LinesDiffer: They are not.
    """
    differs = [Differs.GRAIN] if outcome.grain is not indicator.grain else []
    differs += [Differs.AREA] if outcome.area != indicator.area else []
    if differs:
        raise LinesDiffer(by=", ".join(differs))


def to_years(line: AreaLine, *, is_count: bool) -> AreaLine:
    """Return a line of months as one of years, which says that it was; years with a missing month are left out.

    Args:
        is_count: Whether months are added up; else their mean stands for the year.
    """
    if line.grain is Grain.YEAR:
        return line
    years = sorted({month[:4] for month in line.values})
    found = {}
    for year in years:
        months = list(between(f"{year}-01", f"{year}-12"))
        if all(month in line.values for month in months):
            total = sum(line.values[month] for month in months)
            found[year] = total if is_count else total / 12
    return replace(line, grain=Grain.YEAR, values=found, added_up=True)


def associations(tested: Iterable[Finding]) -> tuple[Association, ...]:
    """Return what can be said of each indicator, after the correction for everything that was tried together."""
    by_line: dict[str, list[Finding]] = defaultdict(list)
    for one in corrected(list(tested)):
        by_line[one.line].append(one)
    return tuple(_association(line, tuple(some)) for line, some in by_line.items())


def _association(line: str, tested: tuple[Finding, ...]) -> Association:
    known = [one for one in tested if one.rho is not None]
    if not known:
        reason = next((one.reason for one in tested if one.reason is not None), Unassessed.NOTHING_TOLD)
        return Association(line, Verdict.UNASSESSED, None, reason, tested)
    best = min(known, key=lambda one: (one.q if one.q is not None else 1.0, -abs(one.rho or 0.0), one.lag))
    return Association(line, Verdict.TOGETHER if is_found(best) else Verdict.NOT_FOUND, best, None, tested)


def is_found(one: Finding) -> bool:
    """Return whether the changes go together beyond chance, and the interval does not hold 0."""
    if one.q is None or one.low is None or one.high is None:
        return False
    return one.q <= FALSE_SHARE and (one.low > 0 or one.high < 0)


def corrected(tested: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what was tested with `q`, corrected over all of it at once as Benjamini and Hochberg do.

    What could not be assessed was tried in vain and counts in nothing.
    """
    known = sorted((one.p, number) for number, one in enumerate(tested) if one.p is not None)
    found: dict[int, float] = {}
    least = 1.0
    for rank in range(len(known), 0, -1):
        p, number = known[rank - 1]
        least = min(least, p * len(known) / rank)
        found[number] = least
    return tuple(replace(one, q=found.get(number)) for number, one in enumerate(tested))
