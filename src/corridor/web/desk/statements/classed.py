"""Raw SQL over the few things that are measures or operations: which of them a reader may see.

Like `store`, it names the statement table and filters by the marks of the reader. The number of the property and the
classes stand in the query as constants, since the index that holds nothing else is used for no other kind of query.
"""

from __future__ import annotations

import re

from django.db import connection

from corridor.core.handling.codes import Use
from corridor.web.desk.statements.queries import prop_numbers
from corridor.web.desk.statements.store import may, visible

INDEX = "statement_measure"
"""The migration that made it has the same name and classes."""

AMONG = "('Measure', 'Operation')"


def keep_index() -> None:
    """Make the index of measures anew where it is for another property, as in a restored node."""
    number = int(prop_numbers()["kind"])
    known = (
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = %s"
        if connection.vendor == "sqlite"
        else "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(known, [INDEX])
        row = cursor.fetchone()
        if row is None or not re.search(rf"prop = {number}\b", row[0]):
            cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")
            cursor.execute(f"CREATE INDEX {INDEX} ON statement (entity) WHERE prop = {number} AND value IN {AMONG}")


def measures(reader_class: int, use: Use, most: int) -> list[int]:
    """Return the measures and operations that may be put to a use, by identifier; at most so many.

    Identifiers are random: neither hidden rows nor the order in which anything came show in the order.
    """
    number = prop_numbers().get("kind")
    if number is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.uid, s.entity FROM statement s JOIN entity e ON e.id = s.entity "
            f"WHERE s.prop = {int(number)} AND s.value IN {AMONG} AND {visible('s')} "
            "GROUP BY e.uid, s.entity ORDER BY e.uid LIMIT %s",
            (*may(reader_class, use), most),
        )
        return [entity for _, entity in cursor.fetchall()]
