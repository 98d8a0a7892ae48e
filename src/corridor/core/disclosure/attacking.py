"""The attack: what somebody learns who lays everything that was published together.

It runs on what was published and on nothing else: what it finds, anybody finds. It knows all sums and how they hang
together across tables, releases and nodes, that counts are whole and not negative, and what the method says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from corridor.core.disclosure.changing import Change, changes, mended
from corridor.core.disclosure.codes import Assumed, Risk
from corridor.core.disclosure.errors import AttackFailed
from corridor.core.disclosure.records import Attack, Found, Key, Published
from corridor.core.disclosure.room import Room, Targets, targets_of
from corridor.core.disclosure.space import Line, Sets, Space, assumed, lines_of, linked, space_of

Named = tuple[int, str, Key]
"""Release, table and key of a cell."""


def attack(
    published: Sequence[Published],
    *,
    promised: Mapping[Named, int] | None = None,
    own: Mapping[Named, int] | None = None,
    teller: str = "",
    is_thorough: bool = True,
) -> Attack:
    """Return what is known too well by whoever holds these tables.

    Args:
        published: Everything that was ever published and hangs together, in any order; cells as they were shown.
        promised: How wide some cells have to stay though they are not small.
        own: What an intruder itself told of each cell: it takes itself away. Tables without an entry are left out.
        teller: Who that is.
        is_thorough: Whether the ends of every interval are looked for, and not only whether it is wide enough.

    Raises:
        TablesTooLarge: Tables that hang together have too many combinations of codes.
        AttackFailed: No whole table agrees with what one release says.
    """
    tables = list(published) if own is None else _without(published, own)
    found: list[Found] = []
    intervals: dict[Named, tuple[int, int | None]] = {}
    looked_at, ways = 0, [Assumed.SAME]
    for group in linked(tables):
        lines = [_less(line, own) for one in group for line in lines_of(one)]
        what, room = room_of(lines, listed(group), promised or {})
        room.search()
        places = [place for place, line in enumerate(lines) if line.low != line.high]
        if is_thorough:
            intervals.update((lines[place].name, room.between(place)) for place in places)
        else:
            intervals.update((lines[place].name, _seen(room, place)) for place in places)
        looked_at += room.targets.matrix.shape[0]
        ways.append(what)
        found.extend(_found(room, teller))
        if what is Assumed.CHANGED:
            found.extend(_differences(lines, teller))
            found.extend(_changed(change, teller) for change in changes(lines, listed(group)))
    worst = max(ways, key=list(Assumed).index)
    return Attack(tuple(sorted(set(found), key=_order)), looked_at, intervals, worst, is_thorough)


def listed(group: Sequence[Published]) -> frozenset[str]:
    """Return the axes of which a table lists every code."""
    return frozenset(axis.name for one in group for axis in one.axes)


def room_of(lines: Sequence[Line], axes: frozenset[str], promised: Mapping[Named, int]) -> tuple[Assumed, Room]:
    """Return the room that lines leave under the strongest assumption that they do not contradict.

    Raises:
        AttackFailed: No whole table agrees with one release.
    """
    demanded = {place: promised[line.name] for place, line in enumerate(lines) if line.name in promised}
    for what, told in _ways(lines, axes):
        space = space_of(told, axes)
        room = Room.of(space, targets_of(space, demanded))
        if room.extreme(np.zeros(space.pieces)):
            return what, room
    raise AttackFailed(lines=len(lines))


def _ways(lines: Sequence[Line], axes: frozenset[str]) -> Iterator[tuple[Assumed, Sequence[Line]]]:
    yield Assumed.SAME, lines
    if len({line.release for line in lines}) > 1:
        yield Assumed.GROWN, assumed(lines, Assumed.GROWN)
        yield Assumed.CHANGED, mended(lines, axes)
        yield Assumed.CHANGED, assumed(lines, Assumed.CHANGED)


def _without(published: Sequence[Published], own: Mapping[Named, int]) -> list[Published]:
    told = {(release, table) for release, table, _ in own}
    return [one for one in published if (one.release, one.name) in told]


def _less(line: Line, own: Mapping[Named, int] | None) -> Line:
    mine = (own or {}).get(line.name, 0)
    return replace(line, low=max(0, line.low - mine), high=None if line.high is None else line.high - mine)


def _seen(room: Room, place: int) -> tuple[int, int | None]:
    return int(room.lowest[place]), None if room.endless[place] else int(room.highest[place])


def _found(room: Room, teller: str) -> Iterator[Found]:
    lines = room.space.lines
    for place in np.flatnonzero(room.known()):
        low, high = int(room.lowest[place]), int(room.highest[place])
        risk = _risk(low, high)
        if place < len(lines):
            line = lines[place]
            yield Found(line.table, line.key, _written(line.sets), low, high, risk, line.release, teller)
        else:
            yield Found("", (), _written(_piece(room.space, room.targets, int(place))), low, high, risk, 0, teller)


def _risk(low: int, high: int) -> Risk:
    return Risk.EXACT if low == high else Risk.WITHIN_ONE if high - low <= 2 else Risk.NARROW


def _changed(change: Change, teller: str) -> Found:
    """Return a change as it is reported: by how many, whether more or fewer."""
    low, high = sorted((abs(change.low), abs(change.high)))
    if change.low < 0 < change.high:
        low = 0
    line = change.line
    if line is None:
        place = _written(_piece(change.space, change.targets, change.place))
        return Found("", (), place, low, high, _risk(low, high), 0, teller)
    return Found(line.table, line.key, _written(line.sets), low, high, _risk(low, high), line.release, teller)


def _piece(space: Space, targets: Targets, place: int) -> Sets:
    """Return the codes of the pieces that a target holds, on each axis together."""
    told: dict[str, set[str]] = {}
    for piece in targets.matrix[[place]].indices:
        for name, codes in space.about(int(piece)).items():
            told.setdefault(name, set()).update(codes)
    return {name: frozenset(codes) for name, codes in told.items()}


def _written(sets: Sets) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((name.strip("\x00"), tuple(sorted(one.strip("\x00") for one in codes)))
                        for name, codes in sets.items()))  # fmt: skip


def _differences(lines: Sequence[Line], teller: str) -> Iterator[Found]:
    """Yield figures that changed by a few between any two releases that tell of the same."""
    before: dict[tuple[tuple[str, frozenset[str]], ...], Line] = {}
    for line in sorted(lines, key=lambda one: one.release):
        if line.low != line.high:
            continue
        about = tuple(sorted(line.sets.items()))
        old = before.get(about)
        if old is not None and old.release != line.release and 0 < abs(line.low - old.low) < line.threshold:
            many = abs(line.low - old.low)
            yield Found(line.table, line.key, _written(line.sets), many, many, Risk.EXACT, line.release, teller)
        before[about] = line


def _order(found: Found) -> tuple[object, ...]:
    return found.release, found.table, found.key, found.place, found.teller
