"""What changed by a few between releases that contradict each other, and so cannot be laid together.

A figure of the new release is compared with what earlier releases say of the same people, whatever they are broken down
by: the year that comes after its quarters with their sum, and the quarters that come after their year the other way
round. What is left between two figures is compared as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corridor.core.disclosure.errors import AttackFailed
from corridor.core.disclosure.room import Moves, Room, Targets, ends_of, least_moved, targets_of
from corridor.core.disclosure.space import Floats, Line, Space, space_of


@dataclass(frozen=True)
class Change:
    """By how much what a target counts changed: between which numbers that lies."""

    space: Space
    targets: Targets
    place: int
    low: int
    high: int

    @property
    def line(self) -> Line | None:
        """The figure that changed; None for what stands in no table."""
        return self.space.lines[self.place] if self.place < len(self.space.lines) else None


def mended(lines: Sequence[Line], axes: frozenset[str]) -> Sequence[Line]:
    """Return lines without those of earlier releases that contradict others: an intruder keeps all the rest."""
    space = space_of(lines, axes)
    low, high = ends_of(tuple(lines))
    ranks = {release: rank for rank, release in enumerate(sorted({line.release for line in lines}), 1)}
    costs = np.array([float(ranks[line.release]) for line in lines])
    moves = Moves(costs < len(ranks), costs)
    far = float(high[np.isfinite(high)].max(initial=0)) * 2 + 100
    answer = least_moved(space, (low, high), moves, far=far, is_whole=False)
    if answer is None:
        return lines
    return [_unseen(line) if moved else line for line, moved in zip(lines, answer[1], strict=True)]


def changes(lines: Sequence[Line], axes: frozenset[str]) -> list[Change]:
    """Return what the latest release lets be known to have changed by a few since any earlier one.

    Releases before the latest are not compared with each other: each of them was the latest once.

    Raises:
        AttackFailed: No whole table agrees with what one release says.
        TablesTooLarge: There are too many combinations of codes.
    """
    latest = max(line.release for line in lines)
    now = [line for line in lines if line.release == latest]
    before = [line for line in lines if line.release < latest]
    found: list[Change] = []
    for run in _runs(before, axes):
        told = {line.name: line for line in run}  # What other releases name is asked for too, though not by their word.
        found += _compared([told.get(line.name, _unseen(line)) for line in before], now, axes)
    return found


def _runs(lines: Sequence[Line], axes: frozenset[str]) -> Iterator[Sequence[Line]]:
    """Yield releases that agree with each other, as many as possible of those that follow one another."""
    run: Sequence[Line] = ()
    for release in sorted({line.release for line in lines}):
        mine = [line for line in lines if line.release == release]
        longer = [*run, *mine]
        if run and not _agree(longer, axes):
            yield run
            longer = [*mended(longer, axes)]
            longer = longer if _agree(longer, axes) else mine
        run = longer
    if run:
        yield run


def _agree(lines: Sequence[Line], axes: frozenset[str]) -> bool:
    space = space_of(lines, axes)
    return Room.of(space, targets_of(space)).extreme(np.zeros(space.pieces))


def _compared(before: Sequence[Line], now: Sequence[Line], axes: frozenset[str]) -> Iterator[Change]:
    """Yield what changed by a few between two accounts of the same people."""
    lines = (*before, *now)
    space = space_of(lines, axes)
    targets = targets_of(space)
    new = _ends([*map(_unseen, before), *now], space, targets, targets.widths)
    asked = np.where(new[1] - new[0] < targets.widths, targets.widths, 0.0)
    old = _ends([*before, *map(_unseen, now)], space, targets, asked)
    low, high = new[0] - old[1], new[1] - old[0]
    is_narrow = high - low < targets.widths
    is_small = (low < targets.thresholds) & (high > -targets.thresholds) & ((low != 0) | (high != 0))
    for place in np.flatnonzero(is_narrow & is_small):
        yield Change(space, targets, int(place), int(low[place]), int(high[place]))


def _ends(lines: Sequence[Line], space: Space, targets: Targets, widths: Floats) -> tuple[Floats, Floats]:
    """Return between which numbers lines leave each target, as far as those are not further apart than asked."""
    wanted = replace(targets, widths=widths, is_strict=widths > 0)
    room = Room.of(replace(space, lines=tuple(lines)), wanted)
    if not room.extreme(np.zeros(space.pieces)):
        raise AttackFailed(lines=len(lines))
    room.search()
    return room.lowest, np.where(room.endless, np.inf, room.highest)


def _unseen(line: Line) -> Line:
    return replace(line, low=0, high=None)
