"""Which incidents may be one. Candidates stand near each other in time and place; nothing is merged by itself.

The weights follow from reasons, not from a fit: two tellings of one event agree on the day or come a few days apart,
since some date the finding and some the event; points differ by what places are rounded to; figures grow as bodies are
found. One source that tells the same twice may mean two boats of one day, which is why that speaks against it.

Source: R-23, R-28, R-30
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import product

from corridor.core.deaths.codes import Reason
from corridor.core.deaths.records import Likeness, Proposal, Told
from corridor.core.picture.ground import distance_km

WINDOW_DAYS = 4
"""Further apart, two tellings are of two events."""

REACH_KM = 60.0
"""So far apart may two points of one event lie, beyond what their precision leaves open."""

LEAST = 0.4
"""What is less alike is not proposed."""

SQUARE = 1.0
WIDEST_DAYS = 10
"""A telling that names no nearer day than this fits too much to be proposed."""

_BY_DAYS = (1.0, 0.85, 0.65, 0.5, 0.4)


def proposals(told: Iterable[Told], *, settled: Collection[tuple[str, str]] = frozenset()) -> tuple[Proposal, ...]:
    """Return the pairs of incidents that an officer should compare, the most alike first.

    Args:
        told: One for each incident and source.
        settled: Pairs of incidents that somebody judged already, each in the order of their names.
    """
    found: dict[tuple[str, str], Proposal] = {}
    for one, other in _candidates(told):
        pair = (min(one.thing, other.thing), max(one.thing, other.thing))
        likeness = likeness_of(one, other)
        if likeness is None or likeness.score < LEAST or pair in settled:
            continue
        known = found.get(pair)
        if known is None or likeness.score > known.likeness.score:
            first, second = sorted((one, other), key=lambda telling: telling.thing)
            found[pair] = Proposal(first, second, likeness)
    return tuple(sorted(found.values(), key=lambda made: (-made.likeness.score, made.one.thing, made.other.thing)))


def likeness_of(one: Told, other: Told) -> Likeness | None:
    """Return how well two tellings fit one event; None where they cannot be of one."""
    if one.country and other.country and one.country != other.country:
        return None
    days = max(one.first_day - other.last_day, other.first_day - one.last_day, 0)
    if days > WINDOW_DAYS or max(one.last_day - one.first_day, other.last_day - other.first_day) > WIDEST_DAYS:
        return None
    is_exact = one.first_day == one.last_day and other.first_day == other.last_day
    reasons = [Reason.DAYS_APART if days else Reason.SAME_DAY if is_exact else Reason.DAY_UNSURE]
    score = _BY_DAYS[days] * (1.0 if is_exact or days else 0.8)
    placed = _by_place(one, other)
    counted = _by_figure(one, other)
    if placed is None or counted is None:
        return None
    (place, near, km), (figure, alike) = placed, counted
    reasons += [near, alike]
    score *= place * figure
    if one.source == other.source:
        reasons.append(Reason.ONE_SOURCE)
        score *= 1.0 if _is_same(one, other, days, km) else 0.3
    return Likeness(round(score, 3), tuple(reasons), days, km)


def _is_same(one: Told, other: Told, days: int, km: float | None) -> bool:
    """Tell whether one source tells the very same twice; more than one death, since single ones are often alike."""
    return days == 0 and km == 0.0 and one.low == other.low and one.high == other.high and (one.low or 0) > 1


def _by_place(one: Told, other: Told) -> tuple[float, Reason, float | None] | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return (0.6, Reason.PLACE_UNSURE, None) if one.country and one.country == other.country else None
    km = distance_km((one.lat, one.lon), (other.lat, other.lon))
    beyond = max(0.0, km - one.within_km - other.within_km)
    if beyond > REACH_KM:
        return None
    if km <= 2.0:
        return 1.0, Reason.SAME_PLACE, round(km, 1)
    return math.exp(-beyond / 30.0), Reason.PLACE_NEAR, round(km, 1)


def _by_figure(one: Told, other: Told) -> tuple[float, Reason] | None:
    if one.low is None or other.low is None:
        return 0.7, Reason.FIGURE_UNTOLD
    one_high, other_high = max(one.low, one.high or 0), max(other.low, other.high or 0)
    if (one.low, one_high) == (other.low, other_high):
        return (1.0 if one.low > 1 else 0.8), Reason.SAME_FIGURE
    if one.low <= other_high and other.low <= one_high:
        return 0.85, Reason.FIGURES_OVERLAP
    least, most = sorted((one_high, other_high))
    if most - least <= max(2, 0.25 * most):
        return 0.6, Reason.FIGURES_NEAR
    return None


def _candidates(told: Iterable[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield each pair of tellings of two things that stand near each other, once."""
    blocks: dict[tuple[int, int, int], list[Told]] = defaultdict(list)
    unplaced: dict[tuple[int, str], list[Told]] = defaultdict(list)
    everything = list(told)
    for telling in everything:
        week = telling.first_day // WINDOW_DAYS
        if telling.lat is None or telling.lon is None:
            unplaced[week, telling.country].append(telling)
        else:
            blocks[week, math.floor(telling.lat / SQUARE), math.floor(telling.lon / SQUARE)].append(telling)
    seen: set[tuple[int, int]] = set()
    numbered = {id(telling): number for number, telling in enumerate(everything)}
    for telling in everything:
        for other in _near(telling, blocks, unplaced):
            a, b = numbered[id(telling)], numbered[id(other)]
            pair = (min(a, b), max(a, b))
            if telling.thing != other.thing and pair not in seen:
                seen.add(pair)
                yield telling, other


def _near(
    telling: Told, blocks: dict[tuple[int, int, int], list[Told]], unplaced: dict[tuple[int, str], list[Told]]
) -> Iterator[Told]:
    weeks = range(
        (telling.first_day - WIDEST_DAYS) // WINDOW_DAYS - 1, (telling.last_day + WINDOW_DAYS) // WINDOW_DAYS + 2
    )
    for week in weeks:
        if telling.country:
            yield from unplaced.get((week, telling.country), ())
        if telling.lat is None or telling.lon is None:
            continue
        row, column = math.floor(telling.lat / SQUARE), math.floor(telling.lon / SQUARE)
        for down, across in product((-1, 0, 1), repeat=2):
            yield from blocks.get((week, row + down, column + across), ())
