"""Who is compared: contributors that told of both sides of a comparison, without what was loaded late in bulk."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from statistics import median, pstdev

from corridor.core.kernel.months import month_of, number_of
from corridor.core.watching.codes import Nature
from corridor.core.watching.records import Point, Series, Told

REGULAR = 0.8
"""A contributor that covers this part of the reference months is expected to cover the next."""

WEIGHTY = 0.1
"""Its silence counts as a gap where it told at least this part of what was told."""

SURELY_TOLD = 3
"""And so many incidents a month: who tells of fewer is silent by chance once in twenty months or more."""

LATE_DAYS = 62
"""What arrives so many days after the end of its month arrives late."""

BULK_MONTHS = 3
"""What is told on one day, late, of so many months of which its contributor had told already is a late bulk load."""


def regular(covered: Mapping[str, Collection[str]], reference: Sequence[str]) -> frozenset[str]:
    """Return the contributors that cover most of the reference months."""
    wanted = set(reference)
    return frozenset(
        name for name, months in covered.items() if wanted and len(wanted & set(months)) >= REGULAR * len(wanted)
    )


def newcomers(covered: Mapping[str, Collection[str]], reference: Sequence[str], month: str) -> frozenset[str]:
    """Return the contributors that first told of anything within the reference months or in the month itself.

    Where everybody begins then, nobody is new: the series begins.
    """
    first = {name: min(months) for name, months in covered.items() if months and min(months) <= month}
    start = min(first.values(), default=month)
    edge = max(reference[0], start) if reference else start
    return frozenset(name for name, began in first.items() if began > edge and began > start)


def late_loads(told: Iterable[Told]) -> frozenset[tuple[str, str]]:
    """Return on which days contributors told late, in bulk, of months of which they had told already."""
    arrivals: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in told:
        if one.arrived_on:
            arrivals[one.contributor, one.month].add(one.arrived_on)
    late: Counter[tuple[str, str]] = Counter()
    for (contributor, month), days in arrivals.items():
        late.update((contributor, day) for day in days if day != min(days) and is_late(day, month))
    return frozenset(load for load, months in late.items() if months >= BULK_MONTHS)


def is_late(arrived_on: str, month: str) -> bool:
    """Return whether something arrived long after the month that it tells of."""
    try:
        day = date.fromisoformat(arrived_on)
    except ValueError:
        return False
    return (day - _end(month)).days > LATE_DAYS


def _end(month: str) -> date:
    return date.fromisoformat(f"{month_of(number_of(month) + 1)}-01")


def point(rows: Sequence[Told], nature: Nature) -> Point | None:
    """Return the figure of what was told of one month; None where it is a share or a price of nothing."""
    if nature is Nature.COUNT:
        return _counted(rows)
    if nature is Nature.SHARE:
        whole = sum(one.of for one in rows)
        return Point(math.fsum(one.value for one in rows), whole) if whole else None
    prices = [one.value for one in rows if one.value > 0]
    return Point(median(prices), len(prices), pstdev([math.log(price) for price in prices])) if prices else None


def _counted(rows: Sequence[Told]) -> Point:
    """Return the count of a month; its spread is the sum of the squares of how many each incident has, at least."""
    squares = math.fsum(one.value**2 / max(one.of, 1) for one in rows)
    return Point(math.fsum(one.value for one in rows), sum(one.of for one in rows), squares)


class Panel:
    """A series ready to be asked for its months: figures, who covered them, and who was silent."""

    def __init__(self, series: Series) -> None:
        self.series = series
        self.started = min((min(months) for months in series.covered.values() if months), default="")
        self.covered = frozenset(month for months in series.covered.values() for month in months)
        self._rows: dict[str, list[Told]] = defaultdict(list)
        for one in series.told:
            self._rows[one.month].append(one)
        self._figures: dict[str, Point | None] = {}

    def figure(self, month: str) -> Point | None:
        """Return the figure of a month; what nobody told is a count of 0, and no share and no price."""
        if month not in self._figures:
            self._figures[month] = point(self._rows.get(month, ()), self.series.nature)
        return self._figures[month]

    def is_whole(self, month: str, reference: Sequence[str]) -> bool:
        """Return whether somebody covered a month and no weighty contributor was silent in it: missing is not zero."""
        return month in self.covered and not self.silent(month, reference)

    def silent(self, month: str, reference: Sequence[str]) -> frozenset[str]:
        """Return the contributors that usually tell of a month, weigh something, and did not cover this one."""
        known = [one for one in reference if self.started <= one <= self.series.last and one != month]
        missing = {name for name in regular(self.series.covered, known) if month not in self.series.covered[name]}
        if not missing:
            return frozenset()
        among = [one for on in known for one in self._rows.get(on, ())]
        is_count = self.series.nature is Nature.COUNT
        whole = math.fsum(one.value if is_count else one.of for one in among)
        found = set()
        for name in missing:
            own = [one for one in among if one.contributor == name]
            weight = math.fsum(one.value if is_count else one.of for one in own)
            if sum(one.of for one in own) >= SURELY_TOLD * len(known) and weight >= WEIGHTY * whole:
                found.add(name)
        return frozenset(found)

    def is_broken(self, month: str, reference: Sequence[str]) -> bool:
        """Return whether a contributor tells of the month by another definition than of the months before."""
        before, now = self._editions(reference), self._editions((month,))
        return any(name in before and not editions & before[name] for name, editions in now.items())

    def _editions(self, months: Iterable[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one in (one for month in months for one in self._rows.get(month, ()) if one.edition):
            found[one.contributor].add(one.edition)
        return found


def without(series: Series, *, contributors: Collection[str] = (), loads: Collection[tuple[str, str]] = ()) -> Series:
    """Return a series as if some contributors and loads had told nothing."""
    return Series(
        nature=series.nature,
        told=tuple(
            one
            for one in series.told
            if one.contributor not in contributors and (one.contributor, one.arrived_on) not in loads
        ),
        covered={name: months for name, months in series.covered.items() if name not in contributors},
        last=series.last,
    )
