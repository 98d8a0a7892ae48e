"""The SQL of published tables: what records say of a count, with its parts by sex and age, where and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from corridor.core.picture.records import Question
from corridor.core.publishing.records import Told
from corridor.web.desk.picture.conditions import DRAWN, Within, conditions_of, figures_of
from corridor.web.desk.picture.facts import judgement_marks
from corridor.web.desk.statements.queries import prop_numbers
from corridor.web.desk.statements.store import room, visible, visible_in_bulk

AT_ONCE = 300
"""So many things laid together are looked up in one query."""


def _joined(column: str) -> str:
    return f"group_concat({column}, ' ')" if connection.vendor == "sqlite" else f"string_agg({column}, ' ')"


def of_singles(reader_class: int, question: Question, within: Within, prop: str, *, has_column: bool) -> Iterator[Told]:
    """Yield what is told of everything that only one source describes, what is told alike added up.

    Args:
        has_column: Whether the fact itself carries the total of the property.
    """
    number = prop_numbers().get(prop, 0)
    where, values = conditions_of(reader_class, question, within)
    low, high = figures_of(question) if has_column else ("NULL", "NULL")
    said = f"s.entity = f.entity AND s.prop = %s AND s.record = f.record AND s.mark = f.mark AND {visible('s')}"
    inner = (
        f"SELECT f.entity, f.record, f.mark, substr(f.day, 1, 7) AS month, COALESCE(f.route, '') AS route, "
        f"COALESCE(f.country, '') AS country, {low} AS low, {high} AS high, {_joined('s.value')} AS told "
        f"FROM fact f LEFT JOIN statement s ON {said} WHERE {where} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
    )
    columns = "month, route, country, low, high, told"
    rights = [number, reader_class, int(DRAWN), int(DRAWN)]
    with room(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, COUNT(*) FROM ({inner}) AS one GROUP BY {columns} ORDER BY {columns}",
            [*rights, *values],
        )
        for month, route, country, least, most, told, records in cursor.fetchall():
            yield Told(month or "", route, country, least, most, tuple(sorted((told or "").split())), records)


def values_of(
    reader_class: int, prop: str, keys: Sequence[tuple[int, int, int]]
) -> dict[tuple[int, int, int], list[str]]:
    """Return the visible values of a property by thing, record and mark."""
    number = prop_numbers().get(prop, 0)
    found: dict[tuple[int, int, int], list[str]] = {}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        pairs = ",".join(["(%s, %s, %s)"] * len(some))
        values: list[Any] = [number, *(part for key in some for part in key), reader_class, int(DRAWN), int(DRAWN)]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT s.entity, s.record, s.mark, s.value FROM statement s WHERE s.prop = %s AND "
                f"(s.entity, s.record, s.mark) IN (VALUES {pairs}) AND {visible('s')} ORDER BY 1, 2, 3, s.n",
                values,
            )
            for entity, record, mark, value in cursor.fetchall():
                found.setdefault((entity, record, mark), []).append(value)
    return found


def marks(reader_class: int, question: Question, within: Within) -> set[int]:
    """Return the marks of all that a table rests on: what one source describes, what is laid together, and by whom."""
    if not within.datasets:
        return set()
    where, values = conditions_of(reader_class, question, within)
    seen, rights = visible_in_bulk("f", reader_class, DRAWN)
    among = ",".join(map(str, map(int, within.datasets)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT f.mark FROM fact f WHERE {where} UNION SELECT DISTINCT f.mark FROM fact f "
            f"WHERE f.single = %s AND f.scope = %s AND f.dataset IN ({among}) AND {seen}",
            [*values, False, question.measure.scope.value, *rights],
        )
        found = {mark for (mark,) in cursor.fetchall()}
    return found | judgement_marks(reader_class, question, within)
