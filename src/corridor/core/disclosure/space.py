"""The room that published tables leave: which pieces they cut the population into, and which pieces each cell counts.

A cell of any table is a set of codes on each axis. All combinations of finest codes that lie in the same cells of all
tables are one piece: nothing that was published can tell them apart. A cell is then a sum of pieces, and whatever links
tables to each other (sums, coarser codes, a longer time, several nodes) is in which pieces they share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import prod
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from corridor.core.disclosure.codes import Assumed, family_of
from corridor.core.disclosure.errors import TablesTooLarge
from corridor.core.disclosure.records import Key, Published
from corridor.core.disclosure.tables import sets_of

MOST: Final = 4_000_000
"""So many combinations of finest codes at most; more would take minutes."""

RELEASE: Final = "\x00release"
COUNTED: Final = "\x00counted"
"""The axis on which counts that add up are told apart."""

REST: Final = "\x00rest"
"""Stands for all codes of an axis that no table lists in full."""

Floats = NDArray[np.float64]
Sets = Mapping[str, frozenset[str]]
Place = tuple[tuple[str, frozenset[str]], ...]


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
        sets = {**sets_of(published.axes, published.within, key), **parts_of(published.counted)}
        made.append(Line(published.name, key, published.release, sets, low, high, published.width, published.threshold))
    return made


def parts_of(counted: str) -> dict[str, frozenset[str]]:
    """Return what is counted as codes of an axis, where it adds up with other counts."""
    _, parts = family_of(counted)
    return {COUNTED: frozenset(parts)} if parts else {}


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
    if family_of(one.counted)[0] != family_of(other.counted)[0]:
        return False
    mine, theirs = _reach(one), _reach(other)
    return all(mine[name] & theirs[name] for name in set(mine) & set(theirs))


def _reach(table: Published) -> dict[str, frozenset[str]]:
    shown = {axis.name: frozenset(code for each in axis.codes for code in axis.finest(each)) for axis in table.axes}
    within = {name: frozenset(codes) for name, codes in table.within.items()}
    return {**within, **shown, **parts_of(table.counted)}


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
    def sums(self) -> csr_array:
        """What stands in no line: each piece, and pieces that differ only on some axes together, for all such axes."""
        known = {_row(self.matrix, place) for place in range(self.matrix.shape[0])}
        left = [piece for piece in range(self.pieces) if (piece,) not in known]
        found: dict[tuple[int, ...], None] = dict.fromkeys((piece,) for piece in left)
        corners = np.array(self.corners, dtype=np.int64).reshape(self.pieces, len(self.codes))
        varied = [axis for axis in range(len(self.codes)) if len(np.unique(corners[:, axis])) > 1]
        for kept in (some for size in range(len(varied)) for some in combinations(varied, size)):
            for pieces in (np.arange(self.pieces), np.array(left, dtype=np.int64)):
                found.update(dict.fromkeys(_alike(corners, kept, pieces)))
        rows = [row for row in found if row not in known]
        indices = np.array([piece for row in rows for piece in row], dtype=np.int64)
        ends = np.cumsum([0, *(len(row) for row in rows)])
        return csr_array((np.ones(len(indices)), indices, ends), shape=(len(rows), self.pieces))

    @cached_property
    def differences(self) -> tuple[tuple[int, int], ...]:
        """Pairs of lines of different tables, the first within the second, that differ on one axis.

        Codes of which nobody is counted are as good as absent.
        """
        found: set[tuple[int, int]] = set()
        once = {tuple(sorted(line.sets.items())): place for place, line in reversed(list(enumerate(self.lines)))}
        for axis in self.codes:
            nobody: dict[Place, set[str]] = {}
            for line in self.lines:
                if line.high == 0:
                    nobody.setdefault(_others(line, axis), set()).update(self._on(line, axis))
            alike: dict[Place, list[int]] = {}
            for place in sorted(once.values()):
                alike.setdefault(_others(self.lines[place], axis), []).append(place)
            for others, group in alike.items():
                left = {place: self._on(self.lines[place], axis) - nobody.get(others, set()) for place in group}
                found.update(self._nested(left))
        return tuple(sorted(found))

    def _on(self, line: Line, axis: str) -> frozenset[str]:
        return line.sets.get(axis, frozenset(self.codes[axis]))

    def _nested(self, left: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, int]]:
        for one, other in combinations(left, 2):
            mine, theirs = self.lines[one], self.lines[other]
            if (mine.release, mine.table) == (theirs.release, theirs.table):
                continue  # Sums of one table: what is left of them is hidden cells, which are looked at themselves.
            if left[one] and left[one] < left[other]:
                yield one, other
            elif left[other] and left[other] < left[one]:
                yield other, one


def _others(line: Line, axis: str) -> Place:
    """Return what a line counts on all axes but one."""
    return tuple(sorted((name, codes) for name, codes in line.sets.items() if name != axis))


def _row(matrix: csr_array, place: int) -> tuple[int, ...]:
    return tuple(sorted(int(one) for one in matrix.indices[matrix.indptr[place] : matrix.indptr[place + 1]]))


def _alike(corners: NDArray[np.int64], kept: tuple[int, ...], pieces: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
    """Yield the pieces that have the same codes on the axes that are kept."""
    groups: dict[bytes, list[int]] = {}
    for piece in pieces:
        groups.setdefault(corners[piece, list(kept)].tobytes(), []).append(int(piece))
    for group in groups.values():
        yield tuple(group)


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
        if name not in listed and name not in (RELEASE, COUNTED):
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
