"""What is found in one month: normal, beyond normal, or a change that has another reason than a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corridor.core.watching.codes import Finding, Nature, Way
from corridor.core.watching.records import Point, Reading, Series
from corridor.core.watching.rules import months as calendar
from corridor.core.watching.rules.panels import Panel, late_loads, newcomers, without
from corridor.core.watching.rules.testing import Normal, normal_from

LEVEL = 0.01
"""Of the months of one reader in which nothing changed, so many in all may be raised: one in a hundred."""

FEWEST_TOLD = {Nature.COUNT: 0, Nature.SHARE: 5, Nature.PRICE: 3}
"""On so many incidents or prices a month must rest to be compared."""


@dataclass(frozen=True, slots=True)
class _Tested:
    """A month beside what is normal by the reference that makes it the least surprising."""

    chance: float
    way: Way
    point: Point
    normal: Normal


class Judge:
    """Judges the months of one series; what it works out for one month it keeps for the next."""

    def __init__(self, series: Series, way: Way) -> None:
        self.series = series
        self.way = way
        self.whole = Panel(series)
        self.late = late_loads(series.told)
        self._panels: dict[tuple[frozenset[str], frozenset[tuple[str, str]]], Panel] = {}

    def reading(self, month: str) -> Reading:
        """Return what is found in one month; it is compared with months before it alone.

        A change is raised where it shows in everything that was told, and also among contributors that told of both
        sides, without late bulk loads; what only the others bring about is labelled. A silent contributor can hide a
        rise and cannot make one, and can make a fall.
        """
        reference = calendar.recent(month)
        new = newcomers(self.series.covered, reference, month)
        steady = self._without(new, self.late)
        silent = steady.silent(month, reference)
        base = self._base(month)
        if month not in steady.covered:
            return replace(base, finding=Finding.GAP if silent else Finding.TOO_LITTLE)
        whole = _tested(self.whole, month, self.way)
        found = whole if steady is self.whole else _tested(steady, month, self.way)
        if whole is None or found is None:
            return replace(base, finding=Finding.TOO_LITTLE)
        read = self._read(base, whole, max(whole.chance, found.chance) if whole.way is found.way else 1.0)
        if read.chance is not None and read.chance <= LEVEL:
            if silent and whole.way is Way.FALL:
                return replace(read, finding=Finding.GAP)
            return replace(read, finding=Finding.BREAK if steady.is_broken(month, reference) else Finding.RAISED)
        if whole.chance <= LEVEL:
            return replace(read, finding=self._label(month, new))
        return replace(read, finding=Finding.GAP) if silent else read

    def _without(self, new: frozenset[str], late: frozenset[tuple[str, str]]) -> Panel:
        if not new and not late:
            return self.whole
        if (new, late) not in self._panels:
            self._panels[new, late] = Panel(without(self.series, contributors=new, loads=late))
        return self._panels[new, late]

    def _label(self, month: str, new: frozenset[str]) -> Finding:
        """Return what brings a change about that goes away without new contributors and late bulk loads."""
        if new and self.late:
            without_new = _tested(self._without(new, frozenset()), month, self.way)
            if without_new is not None and without_new.chance <= LEVEL:
                return Finding.LATE_LOAD
        return Finding.NEW_CONTRIBUTOR if new else Finding.LATE_LOAD

    def _base(self, month: str) -> Reading:
        covers = tuple(sorted(name for name, found in self.series.covered.items() if month in found))
        at = self.whole.figure(month) if covers else None
        return Reading(month, Finding.NORMAL, self.way, observed=_observed(at, self.series.nature), contributors=covers)

    def _read(self, base: Reading, tested: _Tested, chance: float) -> Reading:
        low, high = tested.normal.limits(LEVEL / 2 if self.way is Way.EITHER else LEVEL)
        return replace(
            base,
            way=tested.way,
            expected=tested.normal.expected(),
            low=low,
            high=high,
            chance=chance,
            rests_on=tested.point.of,
        )


def _observed(point: Point | None, nature: Nature) -> float | None:
    if point is None:
        return None
    return point.value / point.of if nature is Nature.SHARE else point.value


def _tested(panel: Panel, month: str, way: Way) -> _Tested | None:
    """Compare a month with the months before and, where there are years of them, with its season: the milder counts."""
    nature = panel.series.nature
    at = panel.figure(month)
    if at is None or at.of < FEWEST_TOLD[nature]:
        return None
    results = []
    for place, reference in enumerate((calendar.recent(month), calendar.seasonal(month))):
        usable = [one for one in reference if one >= panel.started and panel.is_whole(one, reference)]
        figures = [figure for one in usable if (figure := panel.figure(one)) is not None]
        normal = normal_from(figures, at, nature)
        if normal is None and place == 0:
            return None
        if normal is not None:
            results.append(_compared(normal, at, way))
    return max(results, key=lambda one: one.chance) if _agree(results) else replace(results[0], chance=1.0)


def _agree(results: Sequence[_Tested]) -> bool:
    """Return whether every reference sees the change in the same direction."""
    return len({one.way for one in results}) == 1


def _compared(normal: Normal, at: Point, way: Way) -> _Tested:
    rise, fall = normal.chance_of_rise(at), normal.chance_of_fall(at)
    if way is Way.EITHER:
        return _Tested(min(1.0, 2 * min(rise, fall)), Way.RISE if rise <= fall else Way.FALL, at, normal)
    return _Tested(rise if way is Way.RISE else fall, way, at, normal)
