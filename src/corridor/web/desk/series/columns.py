"""The expressions of series on the engine in the process: cells in, values out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corridor.core.series.codes import State
from corridor.core.series.records import Cell, Value
from corridor.web.desk.series.engine import engine

if TYPE_CHECKING:
    from corridor.core.series.expressions import Frame
    from corridor.web.desk.series.engine import Database

_TYPES = {"kind": "VARCHAR", "route": "VARCHAR", "country": "VARCHAR", "month": "VARCHAR"}
_COLUMNS = ("kind", "route", "country", "month", "things", "told", "low", "high")

Key = tuple[str, ...]
"""The parts of a scope along which some series run, each as this series has it."""


@dataclass(frozen=True)
class Along:
    """All series along some parts of a scope: the values of each by month, and how many things have no month."""

    values: Mapping[Key, Mapping[str, Value]]
    undated: Mapping[Key, int]


def along(cells: Iterable[Cell], by: Sequence[str]) -> Along:
    """Return all series that cells tell along some parts of their scope."""
    from corridor.core.series import expressions

    wide = len(by)
    values: dict[Key, dict[str, Value]] = defaultdict(dict)
    with engine() as database:
        told = framed(database, cells)
        for row in collected(expressions.values(told, by)):
            month, state, low, high, of = row[wide:]
            values[row[:wide]][month] = Value(month, State(state), low, high, of)
        undated = {row[:wide]: row[wide] for row in collected(expressions.undated(told, by))}
    return Along(dict(values), undated)


def framed(database: Database, cells: Iterable[Cell]) -> Frame:
    """Return cells as a frame of the engine."""
    import narwhals as nw

    typed = {name: _TYPES.get(name, "BIGINT") for name in _COLUMNS}
    database.execute(f"CREATE TABLE cell ({', '.join(f'{name} {kind}' for name, kind in typed.items())})")
    columns = list(zip(*(cell[1:] for cell in cells), strict=True))
    if columns:
        holes = ", ".join(f"unnest(${n}::{kind}[])" for n, kind in enumerate(typed.values(), 1))
        database.execute(f"INSERT INTO cell SELECT {holes}", [list(column) for column in columns])
    return nw.from_native(database.table("cell"))


def collected(frame: Frame) -> list[tuple[Any, ...]]:
    """Run a frame of the engine and return its rows."""
    rows: list[tuple[Any, ...]] = frame.to_native().fetchall()
    return rows
