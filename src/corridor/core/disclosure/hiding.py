"""Complementary suppression: which further cells to hide, so that what is hidden cannot be worked out.

For each cell that is known too well, the whole table is looked for that agrees with what was published, opens the cell
as wide as promised, and moves as little as possible of what is shown. What it moves is hidden. That table then is a
proof: from now on nobody can tell it from the true one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

import numpy as np

from corridor.core.disclosure.attacking import Named, listed, room_of
from corridor.core.disclosure.changing import Change, changes
from corridor.core.disclosure.codes import TOTAL, Assumed, Why
from corridor.core.disclosure.drafts import Draft
from corridor.core.disclosure.records import Published
from corridor.core.disclosure.room import Moves, Room, opened
from corridor.core.disclosure.space import Floats, Line, lines_of, linked

ATTEMPTS = 20
"""So often it is tried to hide what tells of changes; then a table is refused."""


def own_of(drafts: Sequence[Draft], teller: str) -> dict[Named, int]:
    """Return what an authority itself told of each cell of the tables that say who told."""
    return {
        draft.named(key): draft.tellers.get(key, {}).get(teller, 0)
        for draft in drafts
        if draft.tellers
        for key in draft.counts
    }


def hide_for_others(drafts: Sequence[Draft], ledger: Sequence[Published]) -> frozenset[str]:
    """Hide in drafts what gives a hidden cell away; return the tables for which that does not help."""
    by_name = {draft.table.name: draft for draft in drafts}
    lost: set[str] = set()
    for group in linked([*ledger, *(draft.published for draft in drafts)]):
        mine = {(one.release, one.name): by_name[one.name] for one in group if _is_of(one, by_name)}
        if mine:
            lost |= _Bundle(group, mine).hide()
    return frozenset(lost)


def _is_of(published: Published, drafts: Mapping[str, Draft]) -> bool:
    return published.name in drafts and drafts[published.name].release == published.release


@dataclass
class _View:
    """What one intruder sees: a room, and which lines of the bundle it is made of."""

    room: Room
    lines: np.ndarray
    low: Floats
    high: Floats

    def show(self, hidden: np.ndarray) -> None:
        """Take away what is hidden."""
        unseen = hidden[self.lines]
        self.room.low = np.where(unseen, 0.0, self.low)
        self.room.high = np.where(unseen, np.inf, self.high)
        self.room.reckon()


class _Bundle:
    """Tables that hang together: some to be published, some that were."""

    def __init__(self, group: Sequence[Published], mine: Mapping[tuple[int, str], Draft]) -> None:
        lines = [line for one in group for line in lines_of(one)]
        self.lines, self.drafts, self.group = lines, mine, group
        self.is_mine = np.array([(line.release, line.table) in mine for line in lines])
        true = [self._true(line) for line in lines]
        self.counts = np.array([line.low for line in true])
        self.hidden = np.array([line.high is None for line in lines]) & self.is_mine
        self.at_first = self.hidden.copy()
        self.costs = np.array([_cost(line) for line in true])
        promised = {draft.named(key): width for draft in mine.values() for key, width in draft.demanded.items()}
        self.assumed, room = room_of(true, listed(group), promised)
        self.views = [self._view(room, np.arange(len(lines)), {})]
        tellers = sorted({teller for draft in mine.values() for parts in draft.tellers.values() for teller in parts})
        for teller in tellers:
            own = own_of(list(mine.values()), teller)
            some = np.array([place for place, line in enumerate(lines) if line.name in own])
            rest = [
                replace(true[place], low=true[place].low - own[true[place].name],
                        high=true[place].low - own[true[place].name])
                for place in some
            ]  # fmt: skip
            _, room = room_of(rest, listed([one for one in group if (one.release, one.name) in mine]), {})
            self.views.append(self._view(room, some, own))
        self.lost = self._hide_changes() if self.assumed is Assumed.CHANGED else set()
        self._show()

    def _true(self, line: Line) -> Line:
        draft = self.drafts.get((line.release, line.table))
        if draft is None:
            return line
        count = draft.counts[line.key]
        return replace(line, low=count, high=count)

    def _view(self, room: Room, places: np.ndarray, own: Mapping[Named, int]) -> _View:
        """Return what is seen by who knows its own part; hidden lines are kept with the numbers they would have."""
        low, high = [], []
        for line in room.space.lines:  # Those of earlier releases without what contradicts later ones.
            draft, mine = self.drafts.get((line.release, line.table)), own.get(line.name, 0)
            if draft is None:
                ends: tuple[float, float] = (line.low, np.inf if line.high is None else line.high)
            else:
                ends = draft.ends(line.key)
            low.append(max(0.0, ends[0] - mine))
            high.append(ends[1] - mine)
        return _View(room, places, np.array(low), np.array(high))

    def _show(self) -> None:
        for view in self.views:
            view.show(self.hidden)

    def hide(self) -> set[str]:
        """Hide until nobody knows too much; return the tables for which that does not help."""
        given = self.lost or self._settle()
        if given:
            return given
        self._give_back()
        given = self._settle()  # What was shown again is looked at once more, by search and not by witnesses alone.
        if given:
            return given
        for place in np.flatnonzero(self.hidden & ~self.at_first):
            line = self.lines[place]
            self.drafts[line.release, line.table].hidden.setdefault(line.key, Why.FOR_OTHERS)
        return set()

    def _settle(self) -> set[str]:
        """Hide until a search finds nothing that is known too well; return the tables for which that does not help."""
        is_settled = False
        while not is_settled:
            for view in self.views:
                view.room.search(is_joint=True)
            found = self._open_known()
            if found is None:
                for view in self.views:
                    view.room.search()
                is_settled = not any(view.room.known().any() for view in self.views)
            elif found:
                return found
        return set()

    def _open_known(self) -> set[str] | None:
        """Open what is known too well; return the tables for which that fails, None where nothing was to be opened."""
        found: set[str] | None = None
        for view in self.views:
            for target in np.flatnonzero(view.room.known()):
                if not view.room.known()[target]:
                    continue
                found = set()
                if not self._open(view, int(target)):
                    return self._about(view, int(target))
        return found

    def _open(self, view: _View, target: int) -> bool:
        """Hide what opens a target; return whether it is open then."""
        for is_whole in (False, True):
            for up in (True, False):
                free = (self.is_mine & ~self.hidden)[view.lines]
                moves = Moves(free, self.costs[view.lines])
                answer = opened(view.room, target, moves, up=up, is_whole=is_whole)
                if answer is None:
                    continue
                witness, moved = answer
                self.hidden[view.lines[moved]] = True
                self._show()
                if witness is not None:
                    view.room.learn(witness)
                else:
                    view.room.pull(target, -1.0)
                    view.room.pull(target, 1.0)
                if not view.room.known()[target]:
                    return True
        return False

    def _about(self, view: _View, target: int) -> set[str]:
        """Return the tables to be published that count anybody whom a target counts."""
        room = view.room
        pieces = room.targets.matrix[[target]].indices
        touched = np.flatnonzero(room.space.matrix[:, pieces].sum(axis=1) > 0)
        places = view.lines[touched]
        names = {self.lines[place].table for place in places if self.is_mine[place]}
        return names or {draft.table.name for draft in self.drafts.values()}

    def _hide_changes(self) -> set[str]:
        """Hide what tells a change by a few since earlier releases; return the tables for which that does not help."""
        latest = max(line.release for line in self.lines)
        if any(release != latest for release, _ in self.drafts):
            return {draft.table.name for draft in self.drafts.values()}
        places = {line.name: place for place, line in enumerate(self.lines)}
        axes = listed(self.group)
        for _ in range(ATTEMPTS):
            found = changes([self._shown(place) for place in range(len(self.lines))], axes)
            if not found:
                return set()
            told = {places[change.line.name] for change in found if change.line is not None}
            chosen = told & set(np.flatnonzero(self.is_mine & ~self.hidden).tolist())
            chosen = chosen or {place for change in found for place in self._behind(change, places)}
            if not chosen:
                break
            self.hidden[sorted(chosen)] = True
        return {draft.table.name for draft in self.drafts.values()}

    def _shown(self, place: int) -> Line:
        """Return a line as it would be published now."""
        line = self.lines[place]
        draft = self.drafts.get((line.release, line.table))
        if draft is None:
            return line
        if self.hidden[place]:
            return replace(line, low=0, high=None)
        low, high = draft.ends(line.key)
        return replace(line, low=int(low), high=int(high))

    def _behind(self, change: Change, places: Mapping[Named, int]) -> list[int]:
        """Return the cell to be published that is cheapest to hide of those that count whom a change is of, if any."""
        pieces = change.targets.matrix[[change.place]].indices
        touched = np.flatnonzero(change.space.matrix[:, pieces].sum(axis=1) > 0)
        near = [places[change.space.lines[place].name] for place in touched]
        return sorted((place for place in near if self.is_mine[place] and not self.hidden[place]),
                      key=lambda place: (self.costs[place], place))[:1]  # fmt: skip

    def _give_back(self) -> None:
        """Show again what was hidden for others and is not needed by any proof, the largest first."""
        extra = np.flatnonzero(self.hidden & ~self.at_first)
        if self.assumed is Assumed.CHANGED:
            return
        for place in sorted(extra, key=lambda one: (-self.costs[one] * self.counts[one], one)):
            self.hidden[place] = False
            kept = [_agreeing(view, int(place)) for view in self.views]
            self._show()
            if all(_is_open(view.room, some) for view, some in zip(self.views, kept, strict=True)):
                for view, some in zip(self.views, kept, strict=True):
                    _forget(view.room, some)
            else:
                self.hidden[place] = True
        self._show()


def _cost(line: Line) -> float:
    """Return what it costs to hide a cell: sums more than cells, many people more than few, and nobody not nothing."""
    return float(3 ** line.key.count(TOTAL) * (2 + log2(1 + line.low) if line.low else 6))


def _agreeing(view: _View, place: int) -> list[Floats]:
    """Return the witnesses that agree with a line as it would be published."""
    at = np.flatnonzero(view.lines == place)
    if not len(at):
        return view.room.witnesses
    row = view.room.space.matrix[[at[0]]]
    low, high = view.low[at[0]], view.high[at[0]]
    return [one for one in view.room.witnesses if low <= float(row.data @ one[row.indices]) <= high]


def _is_open(room: Room, witnesses: Sequence[Floats]) -> bool:
    low, high = _reach(room, witnesses)
    return not room.targets.too_well(low, np.where(room.endless, np.inf, high)).any()


def _reach(room: Room, witnesses: Sequence[Floats]) -> tuple[Floats, Floats]:
    told = room.targets.matrix @ np.array(witnesses).T
    return told.min(axis=1), told.max(axis=1)


def _forget(room: Room, witnesses: list[Floats]) -> None:
    room.witnesses = witnesses
    room.lowest, room.highest = _reach(room, witnesses)
