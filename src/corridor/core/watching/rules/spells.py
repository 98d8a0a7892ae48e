"""From months to alerts: the watches of one reader are judged together, and a change that goes on is one alert."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corridor.core.kernel.months import after, between, number_of
from corridor.core.watching.codes import Finding, Way
from corridor.core.watching.records import Reading, Series, Spell, Watched
from corridor.core.watching.rules.reading import LEVEL, Judge

LOOKS_BACK = 24
"""So many months are looked at, the last that may be tested among them."""

QUIET = 6
"""An alert is over after so many months without anything beyond normal."""


def watched(series: Mapping[str, Series], ways: Mapping[str, Way]) -> dict[str, Watched]:
    """Return what is found for all watches of one reader, by name, judged together month by month."""
    readings = {name: readings_of(one, ways[name]) for name, one in series.items() if one.last}
    kept = kept_together(readings)
    return {name: Watched(tuple(kept.get(name, ())), spells(kept.get(name, ()))) for name in series}


def readings_of(series: Series, way: Way, *, months: int = LOOKS_BACK) -> list[Reading]:
    """Return what is found in the last months of a series, each by itself."""
    judge = Judge(series, way)
    return [judge.reading(month) for month in between(after(series.last, 1 - months), series.last)]


def kept_together(readings: Mapping[str, Sequence[Reading]]) -> dict[str, list[Reading]]:
    """Return the readings with what is left of the alerts of each month, so that few are false however many watches.

    Benjamini and Hochberg 1995: of m series tested in a month, the k most surprising are kept where the k-th is at most
    k / m of the level.
    """
    by_month: dict[str, list[float]] = {}
    for of_one in readings.values():
        for one in of_one:
            if one.chance is not None:
                by_month.setdefault(one.month, []).append(one.chance)
    limits = {month: _limit(sorted(chances)) for month, chances in by_month.items()}
    return {
        name: [
            replace(one, finding=Finding.NORMAL)
            if one.finding is Finding.RAISED and (one.chance is None or one.chance > limits[one.month])
            else one
            for one in of_one
        ]
        for name, of_one in readings.items()
    }


def _limit(chances: Sequence[float]) -> float:
    whole = len(chances)
    return max((chance for rank, chance in enumerate(chances, 1) if chance <= LEVEL * rank / whole), default=-1.0)


def spells(readings: Sequence[Reading]) -> tuple[Spell, ...]:
    """Return the alerts: a change goes on until nothing was beyond normal that way for half a year."""
    found: list[Spell] = []
    for one in readings:
        if one.finding is not Finding.RAISED:
            continue
        last = next((spell for spell in reversed(found) if spell.way is one.way), None)
        if last is not None and number_of(one.month) - number_of(last.until) <= QUIET:
            found[found.index(last)] = replace(last, until=one.month)
        else:
            found.append(Spell(one.month, one.month, one.way, one))
    return tuple(found)
