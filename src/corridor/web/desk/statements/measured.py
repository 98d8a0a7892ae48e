"""Raw SQL over readings of areas, and over what published series count of those who came from an area.

Like `store`, it names the statement table and filters by the marks of the reader. A reading counts only where its
record says everything that it needs under one mark, so that nobody sees half of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.web.desk.statements.queries import prop_numbers
from corridor.web.desk.statements.store import holes, room, visible_in_bulk

SAME = (
    "JOIN statement {a} ON {a}.entity = i.entity AND {a}.prop = {prop} AND {a}.record = i.record AND {a}.mark = i.mark"
)


class Read(NamedTuple):
    """One reading of an area: indicator, unit, country, period, figure, and the data set and mark of it."""

    indicator: str
    unit: str
    country: str
    period: str
    value: str
    dataset: int
    mark: int


class Counted(NamedTuple):
    """One count of a published series: its period, the canonical count, its record and mark."""

    period: str
    value: str
    record: int
    mark: int


def read_of(reader_class: int, use: Use, *, country: str = "", indicator: str = "") -> list[Read]:
    """Return the readings of areas that may be put to a use, of one country or indicator where it is named."""
    numbers = prop_numbers()
    wanted = ("area_indicator", "reading_unit", "country", "period", "reading")
    if any(name not in numbers for name in wanted):
        return []
    first, *others = (int(numbers[name]) for name in wanted)
    joins = " ".join(SAME.format(a=a, prop=prop) for a, prop in zip("ucpr", others, strict=True))
    seen, rights = visible_in_bulk("i", reader_class, use)
    narrowed, values = [], []
    for column, value in (("c.value", country), ("i.value", indicator)):
        if value:
            narrowed.append(f"{column} = %s")
            values.append(value)
    where = " AND ".join([f"i.prop = {first}", *narrowed, seen])
    with room(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.value, u.value, c.value, p.value, r.value, x.dataset, i.mark "
            f"FROM statement i {joins} JOIN record x ON x.id = i.record "
            f"WHERE {where} ORDER BY i.value, c.value, p.value, x.dataset, i.record",
            [*values, *rights],
        )
        return [Read(*row) for row in cursor.fetchall()]


def areas_read(reader_class: int, use: Use) -> list[tuple[str, int]]:
    """Return the countries of which any reading may be put to a use, and of how many."""
    numbers = prop_numbers()
    if "area_indicator" not in numbers or "country" not in numbers:
        return []
    seen, rights = visible_in_bulk("i", reader_class, use)
    join = SAME.format(a="c", prop=int(numbers["country"]))
    with room(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.value, COUNT(*) FROM statement i {join} WHERE i.prop = {int(numbers['area_indicator'])} "
            f"AND {seen} GROUP BY c.value ORDER BY c.value",
            rights,
        )
        return [(country, count) for country, count in cursor.fetchall()]


def counted_of(reader_class: int, use: Use, dataset: int, prop: str, origin: str) -> list[Counted]:
    """Return what one data set of a published series counts of one origin, which is a column of its table."""
    numbers = prop_numbers()
    if prop not in numbers or "nationality" not in numbers:
        return []
    seen, rights = visible_in_bulk("i", reader_class, use)
    joins = " ".join(SAME.format(a=a, prop=int(numbers[name])) for a, name in (("n", "nationality"), ("v", prop)))
    with room(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT i.day, v.value, i.record, i.mark FROM fact i {joins} "
            f"WHERE i.scope = 'series' AND i.dataset = %s AND n.value = %s AND {seen} "
            "ORDER BY i.day, i.record, v.value",
            [dataset, origin, *rights],
        )
        return [Counted(*row) for row in cursor.fetchall()]


def periods_of(reader_class: int, use: Use, datasets: Sequence[int]) -> list[tuple[int, str, int]]:
    """Return the months or years of which each data set of a published series tells anything, under which marks."""
    if not datasets:
        return []
    seen, rights = visible_in_bulk("f", reader_class, use)
    with room(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT f.dataset, substr(f.day, 1, 7), f.mark FROM fact f "
            f"WHERE f.scope = 'series' AND f.dataset IN ({holes(datasets)}) AND {seen} ORDER BY 1, 2, 3",
            [*datasets, *rights],
        )
        return [(dataset, period, mark) for dataset, period, mark in cursor.fetchall()]
