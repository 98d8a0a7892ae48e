"""What tables are before anybody protects them: sums, unknown told as such, merged codes, parts laid together."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corridor.core.disclosure.codes import TOTAL, UNKNOWN, State
from corridor.core.disclosure.errors import TableInvalid
from corridor.core.disclosure.records import Axis, Key, Place, Published, Shown, Table


def keys_of(table: Table) -> list[Key]:
    """Return every cell and every sum that a table publishes, in the order of its axes."""
    return keys_for(table.axes, table.summed)


def keys_for(axes: Sequence[Axis], is_summed: Sequence[bool]) -> list[Key]:
    """Return every cell, and every sum along the axes that are summed."""
    each = ((*axis.codes, TOTAL) if summed else axis.codes for axis, summed in zip(axes, is_summed, strict=True))
    return list(itertools.product(*each))


def summed(table: Table, counts: Mapping[Key, int]) -> Counter[Key]:
    """Return counts with the sums that the table publishes."""
    whole: Counter[Key] = Counter()
    for key, count in counts.items():
        choices = ((code, TOTAL) if is_summed else (code,) for code, is_summed in zip(key, table.summed, strict=True))
        for one in itertools.product(*choices):
            whole[one] += count
    return whole


def behind(table: Table, parts: Mapping[Key, Mapping[str, int]]) -> dict[Key, Counter[str]]:
    """Return who is behind each cell and each sum, and with how many: an incident in two cells is one in their sum."""
    names = sorted({name for one in parts.values() for name in one})
    found: dict[Key, Counter[str]] = {}
    for name in names:
        told = {key: one[name] for key, one in parts.items() if name in one}
        for key, count in summed(table, told).items():
            found.setdefault(key, Counter())[name] = count
    return found


def sets_of(axes: Sequence[Axis], within: Mapping[str, tuple[str, ...]], key: Key) -> dict[str, frozenset[str]]:
    """Return the finest codes that a cell counts on each axis that its table names."""
    shown = {axis.name: frozenset(axis.finest(code)) for axis, code in zip(axes, key, strict=True)}
    return {**{name: frozenset(codes) for name, codes in within.items()}, **shown}


def place_of(axes: Sequence[Axis], within: Mapping[str, tuple[str, ...]], key: Key) -> Place:
    """Return what a cell counts, written the same for every table that it stands in."""
    return tuple(sorted((name, tuple(sorted(codes))) for name, codes in sets_of(axes, within, key).items()))


def with_unknown(
    parts: Mapping[Key, int], wholes: Mapping[Key, int], *, at: int, unknown: str = UNKNOWN
) -> dict[Key, int]:
    """Return the parts of known wholes, with what nobody told apart as a code of its own; it is never spread.

    Args:
        parts: Counts as far as they were told apart, on all axes.
        wholes: Counts without the axis at position `at`.

    Raises:
        TableInvalid: Parts are more than their whole.

    Source: R-28
    """
    cells = Counter(dict(parts))
    told: Counter[Key] = Counter()
    for key, count in parts.items():
        told[key[:at] + key[at + 1 :]] += count
    for key in set(told) | set(wholes):
        left = wholes.get(key, 0) - told[key]
        if left < 0:
            raise TableInvalid(reason="parts that are more than their whole")
        cells[(*key[:at], unknown, *key[at:])] += left
    return {key: count for key, count in cells.items() if count}


def merged(table: Table, axis: str, groups: Mapping[str, tuple[str, ...]]) -> Table:
    """Return a table with codes of one axis put together: the gentlest answer to cells that are too small.

    Args:
        groups: For each new code, the codes of the axis that it stands for; the others stay as they are.
    """
    at = next((place for place, one in enumerate(table.axes) if one.name == axis), None)
    if at is None:
        raise TableInvalid(reason="an axis that is not there")
    old = table.axes[at]
    to = {code: new for new, codes in groups.items() for code in codes}
    if not set(to) <= set(old.codes) or (set(groups) & set(old.codes)) - set(to):
        raise TableInvalid(reason="codes to merge that are not there")
    codes = tuple(dict.fromkeys(to.get(code, code) for code in old.codes))
    unknown = None if old.unknown_code is None else to.get(old.unknown_code, old.unknown_code)
    finest = {code: tuple(one for each in groups[code] for one in old.finest(each)) for code in codes if code in groups}
    kept = {code: old.groups[code] for code in codes if code in old.groups and code not in finest}
    axes = (*table.axes[:at], Axis(axis, codes, unknown, {**kept, **finest}), *table.axes[at + 1 :])

    def moved(key: Key) -> Key:
        return (*key[:at], to.get(key[at], key[at]), *key[at + 1 :])

    cells: Counter[Key] = Counter()
    for key, count in table.cells.items():
        cells[moved(key)] += count
    sides: list[dict[Key, Counter[str]]] = []
    for side in (table.units, table.tellers):
        laid: dict[Key, Counter[str]] = {}
        for key, part in side.items():
            laid.setdefault(moved(key), Counter()).update(part)
        sides.append(laid)
    return replace(table, axes=axes, cells=dict(cells), units=sides[0], tellers=sides[1])


def combined(parts: Sequence[Published], name: str, *, axis: str = "node") -> Published:
    """Return the sum of what several nodes published of the same table: hidden where one of them hides.

    Args:
        axis: What tells the parts apart; each is narrowed to its own codes of it.

    Raises:
        TableInvalid: They are not parts of one table.
    """
    first = parts[0]
    codes = [code for one in parts for code in one.within.get(axis, ())]
    if len(set(codes)) != len(codes) or any(axis not in one.within for one in parts):
        raise TableInvalid(reason="parts that overlap, or do not say what they are part of")
    rest = {key: value for key, value in first.within.items() if key != axis}
    for one in parts:
        mine = {key: value for key, value in one.within.items() if key != axis}
        if (one.axes, one.counted, mine, set(one.cells)) != (first.axes, first.counted, rest, set(first.cells)):
            raise TableInvalid(reason="parts of different tables")
    return replace(
        first,
        name=name,
        cells={key: _together([one.cells[key] for one in parts]) for key in first.cells},
        within={**rest, axis: tuple(sorted(codes))},
        threshold=max(one.threshold for one in parts),
        width=min(one.width for one in parts),
        base=sum(one.base - 1 for one in parts) + 1,
        release=max(one.release for one in parts),
    )


def _together(cells: Sequence[Shown]) -> Shown:
    if any(cell.value is None for cell in cells):
        return Shown(State.HIDDEN)
    rounded = any(cell.state is State.ROUNDED for cell in cells)
    return Shown(State.ROUNDED if rounded else State.SHOWN, sum(cell.value or 0 for cell in cells))
