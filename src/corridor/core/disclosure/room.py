"""What is still possible: whole tables that agree with everything that was published, found by integer programming.

A cell is not known when two whole tables agree with all that was published and differ in it. Such tables are kept as
witnesses: each one says something of every cell at once, so that few cells need a search of their own. What the search
shows to be open is open for certain, because a witness is checked against every line; what it cannot open within its
limit counts as known.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from corridor.core.disclosure.space import Floats, Line, Space

NODES = 2_000
"""So many branches are followed for one cell at most."""

ROUNDS = 12
"""So often it is tried to open many targets with one whole table."""

PASSES = 50
"""So often the bounds of pieces are drawn tighter at most."""

NEAR = 1e-5
"""A number so near to a whole one is meant to be it."""


@dataclass(frozen=True)
class Targets:
    """What an intruder wants to know: sums of pieces, and when each of them is known too well.

    `widths` is how far apart the lowest and the highest number must be. A count that may be below its threshold is
    small, also where it stands in no table; `strict` ones count always.
    """

    matrix: csr_array
    widths: Floats
    thresholds: Floats
    is_strict: np.ndarray

    def too_well(self, low: Floats, high: Floats) -> np.ndarray:
        """Return which targets are known too well if they lie between these numbers."""
        narrow = high - low < self.widths
        small = (low < self.thresholds) & (high >= 1)
        return np.asarray(narrow & (small | self.is_strict))


def targets_of(space: Space, demanded: dict[int, int] | None = None) -> Targets:
    """Return every cell, every piece that is no cell, their sums, and every difference of cells of two tables.

    Nobody need surely be in a piece: were it let be known that it holds a few at most, so would be the sum of several.

    Args:
        demanded: For some lines, how wide they must stay whatever their number.
    """
    lines, demanded, pairs = space.lines, demanded or {}, space.differences
    parts = [space.matrix, space.sums]
    if pairs:
        inner, outer = (space.matrix[[pair[side] for pair in pairs]] for side in (0, 1))
        parts.append(csr_array(outer - inner))
    many = space.sums.shape[0] + len(pairs)
    widths = [max(line.width, demanded.get(place, 0)) for place, line in enumerate(lines)]
    thresholds = [line.threshold for line in lines]
    return Targets(
        csr_array(vstack(parts, format="csr")),
        np.array([*widths, *[min(line.width for line in lines)] * many], dtype=float),
        np.array([*thresholds, *[min(thresholds)] * many], dtype=float),
        np.array([*(place in demanded for place in range(len(lines))), *[False] * many]),
    )


@dataclass(frozen=True)
class Problem:
    """Numbers between their `ends` whose sums, row by row, lie between `rows`."""

    matrix: csr_array
    rows: tuple[Floats, Floats]
    ends: tuple[Floats, Floats]

    def least(self, objective: Floats, *, is_whole: bool, gap: float = 0.0) -> Floats | None:
        """Return numbers that make an objective least, whole ones if asked for; None where none were found.

        Args:
            gap: How far from the least one, as a share of it, an answer may stay.
        """
        answer = milp(
            objective,
            integrality=np.full(len(objective), int(is_whole)),
            bounds=Bounds(*self.ends),
            constraints=LinearConstraint(self.matrix, *self.rows) if self.matrix.shape[0] else (),
            options={"mip_rel_gap": gap, "node_limit": NODES},
        )
        return None if answer.x is None else np.asarray(answer.x, dtype=float)

    def whole(self, numbers: Floats) -> Floats | None:
        """Return numbers as whole ones, None where they are not or do not keep the rows."""
        found: Floats = np.rint(numbers)
        told = self.matrix @ found
        is_near = np.abs(found - numbers).max(initial=0) < NEAR
        is_kept = (told >= self.rows[0]).all() and (told <= self.rows[1]).all()
        return (
            found if is_near and is_kept and (found >= self.ends[0]).all() and (found <= self.ends[1]).all() else None
        )


@dataclass
class Room:
    """All whole tables that agree with what was published, as far as they were looked at.

    `low` and `high` bound each line, `lowest` and `highest` are what the witnesses so far say of each target.
    """

    space: Space
    targets: Targets
    low: Floats
    high: Floats
    witnesses: list[Floats] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin without a witness."""
        count = self.targets.matrix.shape[0]
        self._problem: tuple[Problem, np.ndarray] | None = None
        self.lowest: Floats = np.full(count, np.inf)
        self.highest: Floats = np.full(count, -np.inf)
        self.reckon()

    @classmethod
    def of(cls, space: Space, targets: Targets) -> Room:
        """Return the room that the published numbers leave."""
        return cls(space, targets, *ends_of(space.lines))

    def reckon(self) -> None:
        """Bound each piece by each line that it is in, again and again until nothing changes."""
        matrix = self.space.matrix
        rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
        least, most = np.zeros(self.space.pieces), np.full(self.space.pieces, np.inf)
        for _ in range(PASSES):
            down, up = matrix @ least, matrix @ np.where(np.isinf(most), 0.0, most)
            endless = matrix @ np.isinf(most).astype(float)
            columns = matrix.indices
            fit = self.high[rows] - (down[rows] - least[columns])
            mine = np.where(np.isinf(most[columns]), 0.0, most[columns])
            rest_ends = endless[rows] - np.isinf(most[columns]) == 0
            need = np.where(rest_ends, self.low[rows] - (up[rows] - mine), 0.0)
            new_most, new_least = most.copy(), least.copy()
            np.minimum.at(new_most, columns, fit)
            np.maximum.at(new_least, columns, need)
            if np.array_equal(new_most, most) and np.array_equal(new_least, least):
                break
            least, most = new_least, new_most
        self.least, self.most, self._problem = least, most, None
        self.endless = np.asarray(self.targets.matrix @ np.isinf(most).astype(float) > 0)
        self.outer = self._outer()

    def _outer(self) -> tuple[Floats, Floats]:
        """Return between which numbers each target lies for certain, by its pieces and by the lines it is made of."""
        low = self.targets.matrix @ self.least
        high = np.where(self.endless, np.inf, self.targets.matrix @ np.where(np.isinf(self.most), 0.0, self.most))
        lines, pairs = len(self.low), np.array(self.space.differences, dtype=int).reshape(-1, 2)
        by_lines = slice(len(low) - len(pairs), len(low))
        low[:lines], high[:lines] = np.maximum(low[:lines], self.low), np.minimum(high[:lines], self.high)
        inner, outer = pairs[:, 0], pairs[:, 1]
        low[by_lines] = np.maximum(low[by_lines], self.low[outer] - self.high[inner])
        high[by_lines] = np.minimum(high[by_lines], self.high[outer] - self.low[inner])
        return low, high

    @property
    def far(self) -> float:
        """A number that no count comes near."""
        ended = self.high[np.isfinite(self.high)]
        return float(ended.max(initial=0) + 4 * self.targets.thresholds.max() + 100)

    def problem(self) -> tuple[Problem, np.ndarray]:
        """Return what the pieces must fulfil that are not settled, and which those are."""
        if self._problem is None:
            free = np.flatnonzero(self.least < self.most)
            settled = np.where(self.least < self.most, 0.0, self.least)
            moved = self.space.matrix @ settled
            loose = csr_array(self.space.matrix[:, free])
            loose.sort_indices()
            alike: dict[bytes, list[int]] = {}
            for row in np.flatnonzero(np.isfinite(self.high) & (np.diff(loose.indptr) > 0)):
                alike.setdefault(loose.indices[loose.indptr[row] : loose.indptr[row + 1]].tobytes(), []).append(
                    int(row)
                )
            kept = [rows[0] for rows in alike.values()]
            low = np.array([max(self.low[row] - moved[row] for row in rows) for rows in alike.values()])
            high = np.array([min(self.high[row] - moved[row] for row in rows) for rows in alike.values()])
            ends = self.least[free], np.minimum(self.most[free], self.far)
            self._problem = Problem(csr_array(loose[kept]), (low, high), ends), free
        return self._problem

    def extreme(self, objective: Floats, *, reached: float = np.inf) -> bool:
        """Look for the whole table that makes an objective least and keep it as a witness; return whether there is one.

        Args:
            reached: Nothing is looked for where not even parts of people could make it less than this.
        """
        if (self.least > self.most).any():
            return False
        problem, free = self.problem()
        base = np.where(self.least < self.most, 0.0, self.least)
        if not len(free):
            return self._keep(base)
        parts = problem.least(objective[free], is_whole=False)
        if parts is None or np.ceil(objective[free] @ parts + objective @ base - NEAR) >= reached:
            return False
        whole = problem.whole(parts)
        if whole is None:
            searched = problem.least(objective[free], is_whole=True)
            whole = None if searched is None else problem.whole(searched)
        if whole is None:
            return False
        base[free] = whole
        return self._keep(base)

    def _keep(self, witness: Floats) -> bool:
        told = self.space.matrix @ witness
        if (told < self.low).any() or (told > self.high).any():
            return False
        self.learn(witness)
        return True

    def learn(self, witness: Floats) -> None:
        """Keep a whole table that agrees with everything published."""
        self.witnesses.append(witness)
        told = self.targets.matrix @ witness
        np.minimum(self.lowest, told, out=self.lowest)
        np.maximum(self.highest, told, out=self.highest)

    def known(self) -> np.ndarray:
        """Return which targets are known too well, as far as the witnesses say."""
        high = np.where(self.endless, np.inf, self.highest)
        return self.targets.too_well(self.lowest, high)

    def unsettled(self) -> np.ndarray:
        """Return which targets are not open yet, and not for certain so either that nothing is known of them."""
        low, high = self.outer
        is_open = self.highest - self.lowest >= self.targets.widths
        is_clear = (low == high) | (~self.targets.is_strict & ((high < 1) | (low >= self.targets.thresholds)))
        return np.asarray(~is_open & ~is_clear & ~self.endless)

    def search(self, *, is_joint: bool = False) -> None:
        """Look for witnesses until each target is open, or is known for certain.

        Args:
            is_joint: Whether to look for all together only, which finds most.
        """
        places = np.arange(len(self.lowest))
        for half in range(ROUNDS):
            if not (unsettled := self.unsettled()).any():
                return
            # All of them first; then half of them, and another half each time.
            chosen = unsettled & ((places >> (half - 1)) & 1 == 0) if half else unsettled
            for sign in (-1.0, 1.0):
                self.extreme(sign * (self.targets.matrix.T @ chosen.astype(float)))
        if is_joint:
            return
        for place in np.flatnonzero(self.unsettled()):
            for sign in (-1.0, 1.0):
                if self.unsettled()[place]:
                    self.pull(int(place), sign)

    def pull(self, place: int, sign: float) -> None:
        """Look for the largest (-1) or the least (1) number of one target, unless it is reached already."""
        row = self.targets.matrix[[place]]
        objective = np.zeros(self.space.pieces)
        objective[row.indices] = sign * row.data
        reached = -self.highest[place] if sign < 0 else self.lowest[place]
        if objective @ np.where(objective > 0, self.least, np.minimum(self.most, self.far)) < reached:
            self.extreme(objective, reached=reached)

    def between(self, place: int) -> tuple[int, int | None]:
        """Return the lowest and the highest number that linear programming leaves to a target; None for no end.

        What is found on the way and is whole is kept as a witness.
        """
        row = self.targets.matrix[[place]]
        problem, free = self.problem()
        base = np.where(self.least < self.most, 0.0, self.least)
        ends = [int(self.lowest[place]), int(self.highest[place])]
        for at, sign in enumerate((1.0, -1.0)):
            objective = np.zeros(self.space.pieces)
            objective[row.indices] = sign * row.data
            parts = problem.least(objective[free], is_whole=False) if len(free) else np.zeros(0)
            if parts is None:
                continue
            ends[at] = int(sign * np.ceil(objective[free] @ parts + objective @ base - NEAR))
            if (whole := problem.whole(parts)) is not None:
                numbers = base.copy()
                numbers[free] = whole
                self._keep(numbers)
        return ends[0], None if self.endless[place] else ends[1]


def ends_of(lines: tuple[Line, ...]) -> tuple[Floats, Floats]:
    """Return the lowest and highest number of each line."""
    low = np.array([line.low for line in lines], dtype=float)
    high = np.array([np.inf if line.high is None else line.high for line in lines], dtype=float)
    return low, high


@dataclass(frozen=True)
class Moves:
    """Which lines may be moved, and what it costs to move each of them by one."""

    free: np.ndarray
    costs: Floats


def least_moved(
    space: Space,
    ends: tuple[Floats, Floats],
    moves: Moves,
    *,
    far: float,
    is_whole: bool,
    wanted: tuple[csr_array, float, float] | None = None,
) -> tuple[Floats | None, np.ndarray] | None:
    """Return the table that moves lines at least cost, if it is whole, and which lines it moves; None if there is none.

    Args:
        ends: Between which numbers each line lies.
        far: A number that no count comes near.
        is_whole: Whether to insist on whole numbers, which takes longer.
        wanted: A sum of pieces, and between which numbers it is to lie.
    """
    low, high = ends
    bound = np.flatnonzero(np.isfinite(high))
    elastic = np.flatnonzero(moves.free[bound])
    slack = csr_array((np.ones(len(elastic)), (elastic, np.arange(len(elastic)))), shape=(len(bound), len(elastic)))
    rows = [hstack([space.matrix[bound], -slack, slack])]
    least, most = low[bound], high[bound]
    if wanted is not None:
        rows.append(hstack([wanted[0], csr_array((1, 2 * len(elastic)))]))
        least, most = np.append(least, wanted[1]), np.append(most, wanted[2])
    price = moves.costs[bound][elastic]
    objective = np.concatenate([np.zeros(space.pieces), price, price])
    between = np.zeros(len(objective)), np.full(len(objective), far)
    problem = Problem(csr_array(vstack(rows, format="csr")), (least, most), between)
    found = problem.least(objective, is_whole=is_whole, gap=0.5)
    if found is None:
        return None
    whole = problem.whole(found)
    told = space.matrix @ (found if whole is None else whole)[: space.pieces]
    moved = moves.free & ((told < low - NEAR) | (told > high + NEAR))
    return None if whole is None else whole[: space.pieces], moved


def opened(
    room: Room, target: int, moves: Moves, *, up: bool, is_whole: bool
) -> tuple[Floats | None, np.ndarray] | None:
    """Return the table that opens a target at least cost, if it is whole, and which lines have to be hidden for it.

    Args:
        moves: Which lines may be hidden.
        up: Whether the target is to be larger than the witnesses so far say, or smaller.
        is_whole: Whether to insist on whole numbers, which takes longer.
    """
    targets = room.targets
    width = float(targets.widths[target])
    goal = float(room.lowest[target]) + width if up else float(room.highest[target]) - width
    between = (goal, np.inf) if up else (-np.inf, goal)
    return least_moved(
        room.space,
        (room.low, room.high),
        moves,
        far=room.far + width,
        is_whole=is_whole,
        wanted=(targets.matrix[[target]], *between),
    )
