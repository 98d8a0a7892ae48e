"""Questions for single counts: refused where, with everything that was answered before, they isolate somebody.

Source: R-28
"""

from __future__ import annotations

from collections.abc import Sequence

from corridor.core.disclosure.attacking import room_of
from corridor.core.disclosure.codes import Isolating, family_of
from corridor.core.disclosure.errors import TablesTooLarge
from corridor.core.disclosure.records import Isolation, Policy, Query
from corridor.core.disclosure.space import Line, parts_of


def isolating(history: Sequence[Query], query: Query, policy: Policy) -> Isolation | None:
    """Return why a question is not answered, None where it may be.

    Answers given to different askers are laid together, as if they were one. A count below the threshold is refused
    whether it is 0 or not, so that the refusal does not tell that there is somebody.

    Args:
        history: Everything answered before, to anybody, in the order of time.
        query: The question, with the true count.
    """
    earlier = [one for one in history if _overlap(one, query)]
    asked = {_sets(one) for one in earlier}
    if query.units < policy.threshold:
        return Isolation(Isolating.TOO_FEW, len(asked))
    before = {one.units for one in earlier if _sets(one) == _sets(query)}
    if any(0 < abs(units - query.units) < policy.threshold for units in before):
        return Isolation(Isolating.NARROWED, len(asked))
    if before == {query.units}:
        return None
    if len(asked - {_sets(query)}) > policy.most_overlapping:
        return Isolation(Isolating.TOO_MANY, len(asked))
    try:
        _, room = room_of(_lines([*earlier, query], policy), frozenset(), {})
    except TablesTooLarge:
        return Isolation(Isolating.TOO_MANY, len(asked))
    room.search()
    return Isolation(Isolating.NARROWED, len(asked)) if room.known().any() else None


def _sets(query: Query) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset(_narrowed(query).items())


def _narrowed(query: Query) -> dict[str, frozenset[str]]:
    return {**{axis: frozenset(codes) for axis, codes in query.within.items()}, **parts_of(query.counted)}


def _overlap(one: Query, other: Query) -> bool:
    if family_of(one.counted)[0] != family_of(other.counted)[0]:
        return False
    mine, theirs = _narrowed(one), _narrowed(other)
    return all(mine[axis] & theirs[axis] for axis in set(mine) & set(theirs))


def _lines(queries: Sequence[Query], policy: Policy) -> list[Line]:
    """Return answers as figures that were published one after the other."""
    return [
        Line(
            table="",
            key=(str(number),),
            release=number,
            sets=_narrowed(one),
            low=one.units,
            high=one.units,
            width=policy.threshold - 1,
            threshold=policy.threshold,
        )
        for number, one in enumerate(queries)
    ]
