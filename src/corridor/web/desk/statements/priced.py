"""Raw SQL over the few statements that state a price: which things have one, and of which world their records tell.

Like `store`, it names the statement table and filters by the marks of the reader. The numbers of the properties stand
in the queries as constants, since an index of one property alone is used for no other kind of query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.web.desk.statements.queries import prop_numbers
from corridor.web.desk.statements.store import holes, may, visible

AT_ONCE = 400

INDEXES = {
    "statement_fee": "fee",
    "statement_lawful": "lawful_cost",
    "statement_reading": "area_indicator",
    "statement_figure": "figure_topic",
}
"""The index of the statements of each price, reading of an area and reference figure; the migrations that made them
have the same lists."""


def keep_indexes() -> None:
    """Make the indexes of prices anew where they are for another property.

    A restored node has the numbers of properties that it had, and tables that were made with others.
    """
    numbers = prop_numbers()
    known = (
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = %s"
        if connection.vendor == "sqlite"
        else "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname = %s"
    )
    with connection.cursor() as cursor:
        for name, prop in INDEXES.items():
            cursor.execute(known, [name])
            row = cursor.fetchone()
            number = int(numbers[prop])
            if row is None or not re.search(rf"WHERE \(?prop = {number}\)?\s*$", row[0]):
                cursor.execute(f"DROP INDEX IF EXISTS {name}")
                cursor.execute(f"CREATE INDEX {name} ON statement (prop, entity, record) WHERE prop = {number}")


def priced(reader_class: int, use: Use, prop: str, most: int) -> list[int]:
    """Return the things of which a property states a price that may be put to a use, by identifier; at most so many.

    Identifiers are random: neither hidden rows nor the order in which anything came show in the order.
    """
    number = prop_numbers().get(prop)
    if number is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.uid, s.entity FROM statement s JOIN entity e ON e.id = s.entity "
            f"WHERE s.prop = {int(number)} AND {visible('s')} GROUP BY e.uid, s.entity ORDER BY e.uid LIMIT %s",
            (*may(reader_class, use), most),
        )
        return [entity for _, entity in cursor.fetchall()]


def homes_of(reader_class: int, use: Use, prop: str, entities: Iterable[int]) -> dict[int, int]:
    """Return the load by which each record stands that visibly states a price of some things, by record."""
    number, wanted = prop_numbers().get(prop), sorted(set(entities))
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(wanted) if number is not None else 0, AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            cursor.execute(
                f"SELECT s.record, s.home FROM statement s WHERE s.prop = {int(number or 0)} "
                f"AND s.entity IN ({holes(some)}) AND {visible('s')}",
                (*some, *may(reader_class, use)),
            )
            found.update(cursor.fetchall())
    return found


def datasets_of(records: Iterable[int]) -> dict[int, int]:
    """Return the data set of each record; for telling worlds apart, never to be shown."""
    wanted: Sequence[int] = sorted(set(records))
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            cursor.execute(f"SELECT r.id, r.dataset FROM record r WHERE r.id IN ({holes(some)})", list(some))
            found.update(cursor.fetchall())
    return found
