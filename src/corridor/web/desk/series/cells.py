"""The SQL of series: what a reader may see and count, added up by data set, kind, route, country and month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from corridor.core.picture.records import Question
from corridor.core.series.codes import Counted
from corridor.core.series.records import Cell
from corridor.web.desk.picture.conditions import DRAWN, Within, conditions_of, figures_of
from corridor.web.desk.statements.store import room, visible_in_bulk


def _summed(low: str, high: str, where: str, dataset: str) -> str:
    told = "COUNT(*)" if low == "1" else f"COUNT({low})"
    return (
        f"SELECT {dataset}, COALESCE(f.kind, ''), COALESCE(f.route, ''), COALESCE(f.country, ''), "
        f"substr(f.day, 1, 7), COUNT(*), {told}, COALESCE(SUM({low}), 0), COALESCE(SUM({high}), 0) "
        f"FROM fact f WHERE {where} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"
    )


def of_editions(reader_class: int, counted: Counted, datasets: Sequence[int]) -> list[Cell]:
    """Return what each of some editions tells, as it publishes it."""
    if not datasets:
        return []
    columns = counted.columns
    low, high = (f"f.{columns[0]}", f"f.{columns[1]}") if columns else ("1", "1")
    where, values = _readable(reader_class, counted, datasets)
    with room(), connection.cursor() as cursor:
        cursor.execute(_summed(low, high, where, "f.dataset"), values)
        return [Cell(*row) for row in cursor.fetchall()]


def of_singles(reader_class: int, question: Question, within: Within) -> list[Cell]:
    """Return what is told of everything that only one source describes."""
    low, high = figures_of(question)
    where, values = conditions_of(reader_class, question, within)
    with room(), connection.cursor() as cursor:
        cursor.execute(_summed(low, high, where, "0"), values)
        return [Cell(*row) for row in cursor.fetchall()]


def marks(reader_class: int, counted: Counted, datasets: Sequence[int]) -> set[int]:
    """Return the marks of all that some editions tell."""
    if not datasets:
        return set()
    where, values = _readable(reader_class, counted, datasets)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT f.mark FROM fact f WHERE {where}", values)
        return {mark for (mark,) in cursor.fetchall()}


def _readable(reader_class: int, counted: Counted, datasets: Sequence[int]) -> tuple[str, list[Any]]:
    seen, rights = visible_in_bulk("f", reader_class, DRAWN)
    among = ",".join(map(str, map(int, datasets)))
    return f"f.scope = %s AND f.dataset IN ({among}) AND {seen}", [counted.drawn.value, *rights]
