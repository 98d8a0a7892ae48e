"""The picture's raw SQL over facts, under the same conditions as every hot read of the spine."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from heapq import merge
from typing import Any, NamedTuple

from django.db import connection

from corridor.core.picture.codes import Scope
from corridor.core.picture.records import Question, Strip
from corridor.web.desk.picture.clusters import marks_between
from corridor.web.desk.picture.conditions import (
    DRAWN,
    Within,
    conditions_of,
    figures_of,
    graded_at_least,
    said_of,
    says,
)
from corridor.web.desk.statements.store import may, room
from corridor.web.desk.statements.then import Then, visible_then

COARSE = ("area", "region", "country", "unknown")
"""Precisions under which a point stands for a whole area."""

UNPLACED = {"sqlite": "fact f INDEXED BY fact_unplaced", "postgresql": "fact f"}
"""Facts where those without a point are asked for: without statistics, SQLite would go through all others too."""

_COARSE = ", ".join(f"'{precision}'" for precision in COARSE)

MOST_TOLD = 20_000
"""So many strips of legs or places are read at most."""

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


def grid(reader_class: int, question: Question, within: Within) -> list[Cell]:
    """Return figures by edition and month of everything that only one source describes."""
    low, high = figures_of(question)
    where, values = conditions_of(reader_class, question, within)
    with room(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.dataset, substr(f.day, 1, 7), COUNT(*), COALESCE(SUM({low}), 0), COALESCE(SUM({high}), 0), "
            f"COUNT({low}), COUNT(f.lat), MIN(f.lat), MIN(f.lon), MAX(f.lat), MAX(f.lon) "
            f"FROM fact f WHERE {where} GROUP BY 1, 2 ORDER BY 1, 2",
            values,
        )
        return [Cell(*row) for row in cursor.fetchall()]


def squares_of(question: Question, size: float, where: str) -> str:
    """Return the query for figures by squares of `size` degrees, or by exact point when `size` is 0.

    Squares are counted in whole numbers from the corner of the earth, which both engines group faster than degrees.
    """
    low, high = figures_of(question)
    lat, lon = (_square("f.lat", size), _square("f.lon", size)) if size else ("f.lat", "f.lon")
    return (
        f"SELECT {lat}, {lon}, COUNT(*), COALESCE(SUM({low}), 0), COALESCE(SUM({high}), 0), MIN(f.entity), "
        f"SUM(CASE WHEN f.precision IN ({_COARSE}) THEN 1 ELSE 0 END) "
        f"FROM fact f WHERE {where} AND f.lat IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    )


def spots(reader_class: int, question: Question, within: Within, size: float) -> list[Spot]:
    """Return figures by place: by squares of `size` degrees, or by exact point when `size` is 0."""
    where, values = conditions_of(reader_class, question, within)
    with room(), connection.cursor() as cursor:
        cursor.execute(squares_of(question, size, where), values)
        rows = cursor.fetchall()
    if not size:
        return [Spot(*row) for row in rows]
    return [Spot(row[0] * size - 360, row[1] * size - 360, *row[2:]) for row in rows]


class Region(NamedTuple):
    """What is told without a point: the place or region and the country that are told, and figures."""

    place: str | None
    country: str | None
    things: int
    low: int
    high: int


def regions(reader_class: int, question: Question, within: Within) -> list[Region]:
    """Return figures by told place and country of what has no point."""
    low, high = figures_of(question)
    where, values = conditions_of(reader_class, question, within)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.place, f.country, COUNT(*), COALESCE(SUM({low}), 0), COALESCE(SUM({high}), 0) "
            f"FROM {UNPLACED[connection.vendor]} WHERE {where} AND f.lat IS NULL GROUP BY 1, 2 ORDER BY 1, 2",
            values,
        )
        return [Region(*row) for row in cursor.fetchall()]


def first_and_last(reader_class: int, question: Question, within: Within) -> list[str]:
    """Return the first and the last month of what only one source describes."""
    where, values = conditions_of(reader_class, question, within, few=True)
    found = []
    with connection.cursor() as cursor:
        for direction in ("ASC", "DESC"):
            cursor.execute(
                f"SELECT substr(f.day, 1, 7) FROM fact f WHERE {where} AND f.day > '1' AND length(f.day) > 6 "
                f"ORDER BY f.day {direction} LIMIT 1",
                values,
            )
            found += [month for (month,) in cursor.fetchall()]
    return found


class Along(NamedTuple):
    """What is told of one route without a point: its name, how many things, their figures."""

    route: str
    things: int
    low: int
    high: int


def along_routes(reader_class: int, question: Question, within: Within) -> list[Along]:
    """Return figures by route of what has no point of its own."""
    low, high = figures_of(question)
    where, values = conditions_of(reader_class, question, within)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.route, COUNT(*), COALESCE(SUM({low}), 0), COALESCE(SUM({high}), 0) "
            f"FROM {UNPLACED[connection.vendor]} WHERE {where} AND f.lat IS NULL AND f.route IS NOT NULL "
            "GROUP BY 1 ORDER BY 1",
            values,
        )
        return [Along(*row) for row in cursor.fetchall()]


def square(coordinate: float, size: float) -> float:
    """Return the lower edge of the square that holds a coordinate, as the database reckons it."""
    return int((coordinate + 360) / size) * size - 360


def _square(column: str, size: float) -> str:
    """Return the number of the square that holds a coordinate, the same on both engines."""
    if connection.vendor == "sqlite":
        return f"CAST(({column} + 360) / {size} AS INTEGER)"
    return f"floor(({column} + 360) / {size})::integer"


def page(reader_class: int, question: Question, within: Within, limit: int) -> list[Row]:
    """Return the strips of the latest things that only one source describes."""
    where, values = conditions_of(reader_class, question, within, few=True)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.entity, e.uid, f.record, f.dataset, f.mark, {STRIP} FROM fact f "
            f"JOIN entity e ON e.id = f.entity WHERE {where} ORDER BY f.day DESC, f.record DESC, e.uid LIMIT %s",
            [*values, limit],
        )
        return [Row(row[0], row[1], row[2], row[3], row[4], Strip(*row[5:])) for row in cursor.fetchall()]


def entities(reader_class: int, question: Question, within: Within, besides: Iterable[tuple[str, int]]) -> array[int]:
    """Return every thing that only one source describes and those besides, by identifier; 8 bytes each, however many.

    Whether one source describes a thing or several is nothing that their order may tell: some may be hidden.
    """
    where, values = conditions_of(reader_class, question, within)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.uid, f.entity FROM fact f JOIN entity e ON e.id = f.entity WHERE {where} ORDER BY e.uid", values
        )
        return array("q", (entity for _, entity in merge(sorted(besides), cursor)))


def marks(reader_class: int, question: Question, within: Within) -> set[int]:
    """Return the marks of the facts that a question adds up, and of what is laid together or drawn as its course.

    The judgements by which facts are laid together are among them: they change what is added up.
    """
    where, values = conditions_of(reader_class, question, within)
    other = f"(f.single = %s OR f.scope IN (%s, %s)) AND {visible_then('f', within.then)}"
    others: list[Any] = [False, Scope.LEG.value, Scope.PLACE.value, *may(reader_class, DRAWN)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT f.mark FROM fact f WHERE {where} UNION SELECT DISTINCT f.mark FROM fact f WHERE {other}",
            [*values, *others],
        )
        found = {mark for (mark,) in cursor.fetchall()}
    return found | judgement_marks(reader_class, question, within)


def figure_marks(reader_class: int, question: Question, within: Within) -> set[int]:
    """Return the marks of what a question adds up and nothing else: neither legs nor places that are drawn beside it.

    Of things that several facts describe all facts in its data sets are among them, and the judgements between them.
    """
    where, values = conditions_of(reader_class, question, within)
    among = ",".join(map(str, map(int, within.datasets))) or "NULL"
    other = f"f.single = %s AND f.scope = %s AND f.dataset IN ({among}) AND {visible_then('f', within.then)}"
    others: list[Any] = [False, question.measure.scope.value, *may(reader_class, DRAWN)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT f.mark FROM fact f WHERE {where} UNION SELECT DISTINCT f.mark FROM fact f WHERE {other}",
            [*values, *others],
        )
        found = {mark for (mark,) in cursor.fetchall()}
    return found | judgement_marks(reader_class, question, within)


def judgement_marks(reader_class: int, question: Question, within: Within) -> set[int]:
    """Return the marks of the judgements by which several facts of a question's data sets are one thing."""
    if not within.datasets:
        return set()
    among = ",".join(map(str, map(int, within.datasets)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT f.entity FROM fact f WHERE f.single = %s AND f.scope = %s AND f.dataset IN ({among}) "
            f"AND {visible_then('f', within.then)}",
            [False, question.measure.scope.value, *may(reader_class, DRAWN)],
        )
        entities = [entity for (entity,) in cursor.fetchall()]
    return marks_between(reader_class, entities, within.then)


def shared(reader_class: int, question: Question, besides: Sequence[int] = (), then: Then | None = None) -> list[Row]:
    """Return every visible strip of things that several records, marks or entities may describe, in their order.

    Of the question only the measure and the wanted grade narrow it: the rest is asked of things laid together.

    Args:
        besides: Entities whose strips are wanted too, whoever describes them.
        then: The earlier day as known on which they are wanted, if it is one.
    """
    also = f" OR f.entity IN ({','.join(map(str, map(int, besides)))})" if besides else ""
    graded, values = graded_at_least(reader_class, question)
    where = " AND ".join([*graded, visible_then("f", then)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.entity, e.uid, f.record, f.dataset, f.mark, {STRIP} FROM fact f "
            "JOIN entity e ON e.id = f.entity JOIN base_mark k ON k.id = f.mark "
            f"WHERE (f.single = %s{also}) AND f.scope = %s AND {where} ORDER BY f.record, e.uid, k.digest",
            [False, question.measure.scope.value, *values, *may(reader_class, DRAWN)],
        )
        return [Row(row[0], row[1], row[2], row[3], row[4], Strip(*row[5:])) for row in cursor.fetchall()]


def saying(reader_class: int, question: Question, then: Then | None = None) -> list[set[tuple[int, int, int]]]:
    """Return for each word that a fact has no column for which shared strips say it: entity, record and mark."""
    found = []
    for prop, wanted in said_of(question):
        condition, said = says(reader_class, prop, wanted)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT f.entity, f.record, f.mark FROM fact f WHERE f.scope = %s AND {condition} "
                f"AND {visible_then('f', then)}",
                [question.measure.scope.value, *said, *may(reader_class, DRAWN)],
            )
            found.append(set(cursor.fetchall()))
    return found


def told_of(
    reader_class: int, scope: Scope, question: Question, datasets: Sequence[int], then: Then | None = None
) -> list[Row]:
    """Return every visible strip of legs or of places in these data sets, as far as their grade is wanted."""
    if not datasets:
        return []
    graded, values = graded_at_least(reader_class, question)
    among = f"f.dataset IN ({','.join(map(str, map(int, datasets)))})"
    where = " AND ".join([*graded, among, visible_then("f", then)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.entity, e.uid, f.record, f.dataset, f.mark, {STRIP} FROM fact f "
            "JOIN entity e ON e.id = f.entity JOIN base_mark k ON k.id = f.mark "
            f"WHERE f.scope = %s AND {where} ORDER BY f.record, e.uid, k.digest LIMIT %s",
            [scope.value, *values, *may(reader_class, DRAWN), MOST_TOLD],
        )
        return [Row(row[0], row[1], row[2], row[3], row[4], Strip(*row[5:])) for row in cursor.fetchall()]


def homes(reader_class: int, scope: Scope, datasets: Sequence[int]) -> set[int]:
    """Return the loads that brought every visible strip of legs or of places in these data sets."""
    if not datasets:
        return set()
    among = f"f.dataset IN ({','.join(map(str, map(int, datasets)))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT f.home FROM fact f WHERE f.scope = %s AND {among} AND {visible_then('f', None)}",
            [scope.value, *may(reader_class, DRAWN)],
        )
        return {home for (home,) in cursor.fetchall()}


def routes(reader_class: int, question: Question, within: Within) -> list[str]:
    """Return the names of the routes of what only one source describes, in these data sets."""
    if not within.datasets:
        return []
    where, values = conditions_of(reader_class, question, within)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT f.route FROM fact f WHERE {where} AND f.route IS NOT NULL ORDER BY 1", values)
        return [route for (route,) in cursor.fetchall()]


class Part(NamedTuple):
    """Figures of one edition, route, country and month ("" or None where nothing is said)."""

    dataset: int
    route: str | None
    country: str | None
    month: str
    things: int
    low: int
    high: int


def parts(reader_class: int, question: Question, within: Within) -> list[Part]:
    """Return figures by edition, route, country and month of everything that only one source describes."""
    low, high = figures_of(question)
    where, values = conditions_of(reader_class, question, within)
    with room(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.dataset, f.route, f.country, substr(f.day, 1, 7), COUNT(*), COALESCE(SUM({low}), 0), "
            f"COALESCE(SUM({high}), 0) FROM fact f WHERE {where} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
            values,
        )
        return [Part(*row) for row in cursor.fetchall()]
