"""The picture's raw SQL over facts, under the same conditions as every hot read of the spine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.core.picture.records import Question, Strip
from corridor.web.desk.statements.store import MAY, may, visible, visible_in_bulk

DRAWN = Use.READ | Use.COUNT
"""What a picture needs of a mark: its rows are counted, and each can be opened."""

COARSE = ("area", "region", "country", "unknown")
"""Precisions under which a point stands for a whole area."""

_COARSE = ", ".join(f"'{precision}'" for precision in COARSE)

STRIP = ", ".join(f"f.{name}" for name in Strip._fields)


class Cell(NamedTuple):
    """One step of the grid: an edition and a month (or year, or "" without a date), with its figures and extent."""

    dataset: int
    month: str
    things: int
    low: int
    high: int
    told: int
    placed: int
    south: float | None
    west: float | None
    north: float | None
    east: float | None


class Spot(NamedTuple):
    """One place on the map: a square's south-west corner, or a point; the things there, their figures, one of them."""

    lat: float
    lon: float
    things: int
    low: int
    high: int
    entity: int
    is_coarse: int


class Row(NamedTuple):
    """One visible strip, with the thing, record, data set and mark it belongs to."""

    entity: int
    uid: str
    record: int
    dataset: int
    mark: int
    strip: Strip


def _where(
    reader_class: int, question: Question, datasets: Sequence[int], *, few: bool = False
) -> tuple[str, list[Any]]:
    """Return the conditions of a question and their parameters; `few` when the read ends after a few rows."""
    conditions = ["f.scope = %s", "f.single = %s"]
    values: list[Any] = [question.measure.scope.value, True]
    if question.since:
        conditions.append("f.day >= %s")
        values.append(question.since)
    if question.until:
        conditions.append("f.day <> '' AND f.day < %s")
        values.append(question.until + "~")
    for column, wanted in (("kind", question.kind), ("country", question.country), ("route", question.route)):
        if wanted:
            conditions.append(f"f.{column} = %s")
            values.append(wanted)
    if question.place:
        conditions.append("f.place LIKE %s ESCAPE '!'")
        values.append("%" + question.place.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
    conditions.append(f"f.dataset IN ({','.join(map(str, map(int, datasets))) or 'NULL'})")
    conditions.append(visible("f") if few else visible_in_bulk("f"))
    return " AND ".join(conditions), [*values, *may(reader_class, DRAWN)]


def _figures(question: Question) -> tuple[str, str]:
    columns = question.measure.columns
    return (f"f.{columns[0]}", f"f.{columns[1]}") if columns else ("1", "1")


def grid(reader_class: int, question: Question, datasets: Sequence[int]) -> list[Cell]:
    """Return figures by edition and month of everything that only one source describes."""
    low, high = _figures(question)
    where, values = _where(reader_class, question, datasets)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.dataset, substr(f.day, 1, 7), COUNT(*), COALESCE(SUM({low}), 0), COALESCE(SUM({high}), 0), "
            f"COUNT({low}), COUNT(f.lat), MIN(f.lat), MIN(f.lon), MAX(f.lat), MAX(f.lon) "
            f"FROM fact f WHERE {where} GROUP BY 1, 2 ORDER BY 1, 2",
            values,
        )
        return [Cell(*row) for row in cursor.fetchall()]


def spots(reader_class: int, question: Question, datasets: Sequence[int], size: float) -> list[Spot]:
    """Return figures by place: by squares of `size` degrees, or by exact point when `size` is 0."""
    low, high = _figures(question)
    where, values = _where(reader_class, question, datasets)
    lat, lon = (_square("f.lat", size), _square("f.lon", size)) if size else ("f.lat", "f.lon")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {lat}, {lon}, COUNT(*), COALESCE(SUM({low}), 0), COALESCE(SUM({high}), 0), MIN(f.entity), "
            f"SUM(CASE WHEN f.precision IN ({_COARSE}) THEN 1 ELSE 0 END) "
            f"FROM fact f WHERE {where} AND f.lat IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
            values,
        )
        return [Spot(*row) for row in cursor.fetchall()]


class Along(NamedTuple):
    """What is told of one route without a point: its name, how many things, their figures."""

    route: str
    things: int
    low: int
    high: int


def along_routes(reader_class: int, question: Question, datasets: Sequence[int]) -> list[Along]:
    """Return figures by route of what has no point of its own."""
    low, high = _figures(question)
    where, values = _where(reader_class, question, datasets)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.route, COUNT(*), COALESCE(SUM({low}), 0), COALESCE(SUM({high}), 0) FROM fact f WHERE {where} "
            "AND f.lat IS NULL AND f.route IS NOT NULL GROUP BY 1 ORDER BY 1",
            values,
        )
        return [Along(*row) for row in cursor.fetchall()]


def square(coordinate: float, size: float) -> float:
    """Return the lower edge of the square that holds a coordinate, as the database reckons it."""
    return int((coordinate + 360) / size) * size - 360


def _square(column: str, size: float) -> str:
    """Return the lower edge of the square that holds a coordinate, the same on both engines."""
    if connection.vendor == "sqlite":
        return f"(CAST(({column} + 360) / {size} AS INTEGER) * {size} - 360)"
    return f"(floor(({column} + 360) / {size}) * {size} - 360)"


def page(reader_class: int, question: Question, datasets: Sequence[int], limit: int) -> list[Row]:
    """Return the strips of the latest things that only one source describes."""
    where, values = _where(reader_class, question, datasets, few=True)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.entity, e.uid, f.record, f.dataset, f.mark, {STRIP} FROM fact f "
            f"JOIN entity e ON e.id = f.entity WHERE {where} ORDER BY f.day DESC, f.record DESC, e.uid LIMIT %s",
            [*values, limit],
        )
        return [Row(row[0], row[1], row[2], row[3], row[4], Strip(*row[5:])) for row in cursor.fetchall()]


def shared(reader_class: int, scope: str) -> list[Row]:
    """Return every visible strip of things that several records, marks or entities may describe, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.entity, e.uid, f.record, f.dataset, f.mark, {STRIP} FROM fact f "
            "JOIN entity e ON e.id = f.entity JOIN base_mark k ON k.id = f.mark "
            f"WHERE f.single = %s AND f.scope = %s AND {visible('f')} ORDER BY f.record, e.uid, k.digest",
            [False, scope, *may(reader_class, DRAWN)],
        )
        return [Row(row[0], row[1], row[2], row[3], row[4], Strip(*row[5:])) for row in cursor.fetchall()]


def same_pairs(reader_class: int) -> list[tuple[int, int]]:
    """Return every judgement this reader may see that two entities are the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.a, j.b FROM desk_same j "
            f"WHERE j.withdrawn_at IS NULL AND {MAY.format(row='j')} ORDER BY j.a, j.b",
            may(reader_class, DRAWN),
        )
        return list(cursor.fetchall())


def routes(reader_class: int, question: Question, datasets: Sequence[int]) -> list[str]:
    """Return the names of the routes of what only one source describes, in these data sets."""
    if not datasets:
        return []
    where, values = _where(reader_class, question, datasets)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT f.route FROM fact f WHERE {where} AND f.route IS NOT NULL ORDER BY 1", values)
        return [route for (route,) in cursor.fetchall()]
