"""The room that published tables leave: which pieces they cut the population into, and which pieces each cell counts.

A cell of any table is a set of codes on each axis. All combinations of finest codes that lie in the same cells of all
tables are one piece: nothing that was published can tell them apart. A cell is then a sum of pieces, and whatever links
tables to each other (sums, coarser codes, a longer time, several nodes) is in which pieces they share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import prod
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from corridor.core.disclosure.codes import Assumed
from corridor.core.disclosure.errors import TablesTooLarge
from corridor.core.disclosure.records import Key, Published
from corridor.core.disclosure.tables import sets_of

MOST: Final = 4_000_000
"""So many combinations of finest codes at most; more would take minutes."""

RELEASE: Final = "\x00release"
REST: Final = "\x00rest"
"""Stands for all codes of an axis that no table lists in full."""

Floats = NDArray[np.float64]
Sets = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Line:
    """One cell of one table: what it counts, and between which numbers it lies as published."""

    table: str
    key: Key
    release: int
    sets: Sets
    low: int
    high: int | None
    width: int
    threshold: int

    @property
    def name(self) -> tuple[int, str, Key]:
        """What nothing else is called."""
        return self.release, self.table, self.key


def lines_of(published: Published) -> list[Line]:
    """Return the cells of a published table, in an order of their own."""
    made = []
    for key in sorted(published.cells):
        low, high = published.bounds(key)
        sets = sets_of(published.axes, published.within, key)
        made.append(Line(published.name, key, published.release, sets, low, high, published.width, published.threshold))
    return made


def linked(published: Sequence[Published]) -> list[list[Published]]:
    """Return tables in groups: what stands in different groups counts nothing in common."""
    groups: list[list[Published]] = []
    for one in sorted(published, key=lambda table: (table.release, table.name)):
        near = [group for group in groups if any(_overlap(one, other) for other in group)]
        groups = [group for group in groups if group not in near] + [[*(other for g in near for other in g), one]]
    return sorted(
        (sorted(group, key=lambda table: (table.release, table.name)) for group in groups),
        key=lambda group: (group[0].release, group[0].name),
    )


def _overlap(one: Published, other: Published) -> bool:
    if one.counted != other.counted:
        return False
    mine, theirs = _reach(one), _reach(other)
    return all(mine[name] & theirs[name] for name in set(mine) & set(theirs))


def _reach(table: Published) -> dict[str, frozenset[str]]:
    shown = {axis.name: frozenset(code for each in axis.codes for code in axis.finest(each)) for axis in table.axes}
    return {**{name: frozenset(codes) for name, codes in table.within.items()}, **shown}


@dataclass(frozen=True)
class Space:
    """Linked tables as sums of pieces: row i of `matrix` says which pieces line i counts."""

    lines: tuple[Line, ...]
    matrix: csr_array
    codes: Mapping[str, tuple[str, ...]]
    corners: tuple[tuple[int, ...], ...]

    @property
    def pieces(self) -> int:
        """How many pieces there are."""
        return int(self.matrix.shape[1])

    def about(self, piece: int) -> dict[str, frozenset[str]]:
        """Return one combination of codes that lies in a piece."""
        told = zip(self.codes, self.corners[piece], strict=True)
        return {name: frozenset({self.codes[name][code]}) for name, code in told}

    @cached_property
    def differences(self) -> tuple[tuple[int, int], ...]:
        """Pairs of lines of different tables, the first within the second, that differ on one axis."""
        found: set[tuple[int, int]] = set()
        once = {tuple(sorted(line.sets.items())): place for place, line in reversed(list(enumerate(self.lines)))}
        for axis in self.codes:
            alike: dict[tuple[tuple[str, frozenset[str]], ...], list[int]] = {}
            for place in sorted(once.values()):
                line = self.lines[place]
                others = sorted((name, codes) for name, codes in line.sets.items() if name != axis)
                alike.setdefault(tuple(others), []).append(place)
            for group in alike.values():
                found.update(pair for one in combinations(group, 2) for pair in self._nested(one, axis))
        return tuple(sorted(found))

    def _nested(self, pair: tuple[int, int], axis: str) -> list[tuple[int, int]]:
        one, other = self.lines[pair[0]], self.lines[pair[1]]
        if (one.release, one.table) == (other.release, other.table):
            return []  # Sums of one table: what is left of them is hidden cells, which are looked at themselves.
        whole = frozenset(self.codes[axis])
        mine, theirs = one.sets.get(axis, whole), other.sets.get(axis, whole)
        if mine < theirs:
            return [pair]
        return [(pair[1], pair[0])] if theirs < mine else []


def assumed(lines: Sequence[Line], what: Assumed) -> list[Line]:
    """Return lines that also say of which releases they are, as an intruder assumes who thinks that figures changed."""
    if what is Assumed.SAME:
        return list(lines)
    releases = sorted({line.release for line in lines})
    told = {
        release: frozenset(
            str(one) for one in releases if (one <= release if what is Assumed.GROWN else one == release)
        )
        for release in releases
    }
    return [replace(line, sets={**line.sets, RELEASE: told[line.release]}) for line in lines]


def space_of(lines: Sequence[Line], listed: frozenset[str]) -> Space:
    """Return the pieces into which lines cut what they count.

    Args:
        listed: Axes of which some table lists every code.

    Raises:
        TablesTooLarge: There are too many combinations of codes.
    """
    names = sorted({name for line in lines for name in line.sets})
    codes = {name: sorted({code for line in lines for code in line.sets.get(name, ())}) for name in names}
    for name in names:
        if name not in listed and name != RELEASE:
            codes[name].append(REST)
    if (many := prod(len(one) for one in codes.values())) > MOST:
        raise TablesTooLarge(many=many, most=MOST)
    at = {name: {code: place for place, code in enumerate(codes[name])} for name in names}
    boxes = [
        np.ix_(*(sorted(at[name][code] for code in line.sets[name]) if name in line.sets else range(len(codes[name]))
                 for name in names))
        for line in lines
    ]  # fmt: skip
    labels = _cut(tuple(len(codes[name]) for name in names), boxes)
    rows = [np.unique(labels[box]) for box in boxes]
    numbers, corners = np.unique(labels, return_index=True)
    first = int(numbers[0] == 0)  # Nobody published anything of piece 0.
    indices = np.searchsorted(numbers, np.concatenate(rows)) - first
    ends = np.cumsum([0, *(len(row) for row in rows)])
    shape = (len(lines), len(numbers) - first)
    matrix = csr_array((np.ones(len(indices)), indices, ends), shape=shape)
    places = np.array(np.unravel_index(corners[first:], labels.shape)).T
    return Space(
        tuple(lines),
        matrix,
        {name: tuple(codes[name]) for name in names},
        tuple(tuple(int(code) for code in place) for place in places),
    )


def _cut(shape: tuple[int, ...], boxes: Sequence[Any]) -> NDArray[np.int64]:
    """Return a label for each combination of codes; two have the same where every box holds both or neither."""
    labels = np.zeros(shape, dtype=np.int64)
    following = 1
    for box in boxes:
        found, where = np.unique(labels[box], return_inverse=True)
        labels[box] = following + where.reshape(labels[box].shape)
        following += len(found)
    return labels
