"""The SQL of series: what a reader may see and count, added up by data set, kind, route, country and month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.core.picture.records import Question
from corridor.core.series.codes import Counted
from corridor.core.series.records import Cell, Scope
from corridor.web.desk.picture.conditions import DRAWN, Within, conditions_of, figures_of
from corridor.web.desk.statements.store import MAY, TERM, may, room, visible_in_bulk

PARTS = ("kind", "route", "country")
FETCHED = 10_000


def _summed(figures: tuple[str, str], where: str, parts: Sequence[str]) -> str:
    """Return the sums of facts, grouped in the order of the index first: what is nearly in order is sorted soonest."""
    low, high = figures
    told = "COUNT(*)" if low == "1" else f"COUNT({low})"
    by = ["f.single", "f.dataset", "substr(f.day, 1, 7)", *(f"f.{part}" for part in PARTS if part in parts)]
    about = ", ".join(f"f.{part}" if part in parts else "''" for part in PARTS)
    return (
        f"SELECT f.single, f.dataset, {about}, substr(f.day, 1, 7), COUNT(*), {told}, SUM({low}), SUM({high}) "
        f"FROM fact f WHERE {where} GROUP BY {', '.join(by)}"
    )


def _cells(sql: str, values: Sequence[Any]) -> list[tuple[Cell, bool]]:
    with room(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [
            (
                Cell(
                    dataset, kind or "", route or "", country or "", month, things, told, int(low or 0), int(high or 0)
                ),
                bool(single),
            )
            for single, dataset, kind, route, country, month, things, told, low, high in cursor.fetchall()
        ]


def of_datasets(
    reader_class: int, counted: Counted, datasets: Sequence[int], parts: Sequence[str] = PARTS
) -> list[tuple[Cell, bool]]:
    """Return what some data sets tell, each cell with whether only one source describes what is in it.

    The whole is read once, from an index that has all of it but the kind.

    Args:
        parts: What cells are told apart by; the others are "" in all of them.
    """
    if not datasets:
        return []
    columns = counted.columns
    figures = (f"f.{columns[0]}", f"f.{columns[1]}") if columns else ("1", "1")
    where, values = _readable(reader_class, counted, datasets)
    return _cells(_summed(figures, f"f.single IN (%s, %s) AND {where}", parts), [True, False, *values])


def of_singles(reader_class: int, question: Question, within: Within, parts: Sequence[str] = PARTS) -> list[Cell]:
    """Return what is told of everything that only one source describes."""
    where, values = conditions_of(reader_class, question, within)
    return [cell._replace(dataset=0) for cell, _ in _cells(_summed(figures_of(question), where, parts), values)]


def facts_of(reader_class: int, counted: Counted, datasets: Sequence[int], use: Use) -> Iterator[Any]:
    """Yield every thing that some editions tell, with its figures, of which a reader may make a use.

    Each is a tuple of data set, kind, route, country, month, low and high.
    """
    if datasets:
        columns = counted.columns
        figures = (f"f.{columns[0]}", f"f.{columns[1]}") if columns else ("1", "1")
        where, values = _readable(reader_class, counted, datasets, use)
        yield from _each(figures, where, values)


def each_single_of(reader_class: int, question: Question, within: Within) -> Iterator[Any]:
    """Yield everything that only one source describes, likewise."""
    where, values = conditions_of(reader_class, question, within)
    yield from _each(figures_of(question), where, values)


def _each(figures: tuple[str, str], where: str, values: Sequence[Any]) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.dataset, COALESCE(f.kind, ''), COALESCE(f.route, ''), COALESCE(f.country, ''), "
            f"substr(f.day, 1, 7), {figures[0]}, {figures[1]} FROM fact f WHERE {where}",
            values,
        )
        while rows := cursor.fetchmany(FETCHED):
            yield from rows


def sighted(reader_class: int, dataset: int, scope: Scope, loads: Sequence[int]) -> list[Any]:
    """Return what the records of a data set said in each of some loads that contained them, of one scope.

    Each is a tuple of the record's key, load, month, low and high.
    """
    columns = scope.counted.columns
    low, high = (f"f.{columns[0]}", f"f.{columns[1]}") if columns else ("1", "1")
    told = [(part, getattr(scope, part)) for part in PARTS if getattr(scope, part)]
    narrowed = "".join(f" AND f.{part} = %s" for part, _ in told)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.key, g.load, substr(f.day, 1, 7), {low}, {high} FROM fact f "
            "JOIN record r ON r.id = f.record JOIN sighting g ON g.record = f.record "
            f"WHERE f.scope = %s AND f.dataset = %s{narrowed} AND {low} IS NOT NULL AND length(f.day) >= 7 "
            f"AND g.load IN ({','.join(map(str, map(int, loads)))}) "
            f"AND {MAY.format(row='f')} AND {TERM.format(load='f.home', mark='f.mark')}",
            [scope.counted.drawn.value, dataset, *(value for _, value in told), *may(reader_class, DRAWN)],
        )
        return list(cursor.fetchall())


def graded(
    reader_class: int, scope: Scope, datasets: Sequence[int], since: str, until: str
) -> list[tuple[int, str, int]]:
    """Return how many records tell of a scope from one month to another: by mark and grade of the record.

    Each is a tuple of the record's own mark, its grade ("" where it was not evaluated) and the count.
    """
    if not datasets:
        return []
    columns = scope.counted.columns
    told = [(part, getattr(scope, part)) for part in PARTS if getattr(scope, part)]
    narrowed = "".join(f" AND f.{part} = %s" for part, _ in told)
    figure = f" AND f.{columns[0]} IS NOT NULL" if columns else ""
    where, values = _readable(reader_class, scope.counted, datasets)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.mark, COALESCE(r.grade, ''), COUNT(DISTINCT r.id) FROM fact f JOIN record r ON r.id = f.record "
            f"WHERE {where}{narrowed}{figure} AND substr(f.day, 1, 7) BETWEEN %s AND %s GROUP BY 1, 2 ORDER BY 1, 2",
            [*values, *(value for _, value in told), since, until],
        )
        return list(cursor.fetchall())


def marks(reader_class: int, counted: Counted, datasets: Sequence[int]) -> set[int]:
    """Return the marks of all that some editions tell."""
    if not datasets:
        return set()
    where, values = _readable(reader_class, counted, datasets)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT f.mark FROM fact f WHERE {where}", values)
        return {mark for (mark,) in cursor.fetchall()}


def homes(reader_class: int, counted: Counted, datasets: Sequence[int]) -> set[int]:
    """Return the loads that brought all that some editions tell."""
    if not datasets:
        return set()
    where, values = _readable(reader_class, counted, datasets)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT f.home FROM fact f WHERE {where}", values)
        return {home for (home,) in cursor.fetchall()}


def _readable(reader_class: int, counted: Counted, datasets: Sequence[int], use: Use = DRAWN) -> tuple[str, list[Any]]:
    seen, rights = visible_in_bulk("f", reader_class, use)
    among = ",".join(map(str, map(int, datasets)))
    return f"f.scope = %s AND f.dataset IN ({among}) AND {seen}", [counted.drawn.value, *rights]
