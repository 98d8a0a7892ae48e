"""Figures by the load that brought them, for whoever asks when something was told; under the same conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from corridor.core.picture.records import Question
from corridor.web.desk.picture.conditions import Within, conditions_of, figures_of
from corridor.web.desk.statements.store import holes, room


class Arrival(NamedTuple):
    """Figures of one edition and month as one load brought them."""

    dataset: int
    month: str
    load: int
    things: int
    low: int


def arrivals(reader_class: int, question: Question, within: Within, *, only_kinds: Sequence[str] = ()) -> list[Arrival]:
    """Return figures by edition, month and the load by which they stand, of everything that only one source describes.

    What is dated by a year alone, or not at all, belongs to no month.

    Args:
        only_kinds: Kinds of incidents that are counted; all, when none is named.
    """
    low, _ = figures_of(question)
    where, values = conditions_of(reader_class, question, within)
    if only_kinds:
        where += f" AND f.kind IN ({holes(only_kinds)})"
        values = [*values, *only_kinds]
    with room(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.dataset, substr(f.day, 1, 7), f.home, COUNT(*), COALESCE(SUM({low}), 0) FROM fact f "
            f"WHERE {where} AND length(f.day) > 6 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            values,
        )
        return [Arrival(*row) for row in cursor.fetchall()]
