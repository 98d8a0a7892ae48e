"""Tables of counts in few words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corridor.core.disclosure.codes import TOTAL, Method, State
from corridor.core.disclosure.records import Axis, Key, Policy, Published, Shown, Table
from corridor.core.disclosure.tables import keys_of, summed

SECRET = bytes(range(32))
SEXES = ("female", "male", "unknown")
AGES = ("adult", "child", "unknown")
MONTHS = ("2021-01", "2021-02", "2021-03")
ROUTES = ("north", "sea", "land")

SEX, AGE = Axis("sex", SEXES), Axis("age", AGES)
MONTH, ROUTE = Axis("month", MONTHS, None), Axis("route", ROUTES, None)

SMALL_CELLS = Policy(threshold=10)
ROUNDED = Policy(threshold=10, method=Method.ROUNDING, base=5)


def table(
    axes: Sequence[Axis],
    counts: Sequence[int],
    name: str = "table",
    within: Mapping[str, tuple[str, ...]] | None = None,
) -> Table:
    """Return a table with these counts, in the order of its codes."""
    keys = itertools.product(*(axis.codes for axis in axes))
    return Table(name, tuple(axes), dict(zip(keys, counts, strict=True)), within=within or {})


def naive(made: Table, policy: Policy = SMALL_CELLS, release: int = 1) -> Published:
    """Return a table as somebody publishes it who hides small cells, and shows every sum."""
    counts = summed(made, made.cells)
    cells = {
        key: Shown(State.HIDDEN)
        if TOTAL not in key and 0 < counts[key] < policy.threshold
        else Shown(State.SHOWN, counts[key])
        for key in keys_of(made)
    }
    plain = bare(made, release)
    return replace(plain, cells=cells, threshold=policy.threshold, width=policy.width)


def bare(made: Table, release: int = 1) -> Published:
    """Return a table as somebody publishes it who protects nothing."""
    counts = summed(made, made.cells)
    cells: dict[Key, Shown] = {key: Shown(State.SHOWN, counts[key]) for key in keys_of(made)}
    return Published(made.name, made.axes, cells, counted=made.counted, within=made.within, release=release)
