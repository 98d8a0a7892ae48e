"""What counts at a node, read straight from the tables: the yardstick of the import's tests; and a second session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from corridor.core.kernel.errors import CorridorError

LIVE = (
    "EXISTS (SELECT 1 FROM standing a WHERE a.load = {0}.home) AND "
    "({0}.until IS NULL OR NOT EXISTS (SELECT 1 FROM standing b WHERE b.load = {0}.until))"
)

View = Counter[tuple[Any, ...]]


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return what a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def said() -> View:
    """Return what every live record says, by edition, however it is numbered: statements, search keys and facts."""
    records: dict[int, list[tuple[Any, ...]]] = {}
    for record, *claim in rows(
        "SELECT s.record, d.edition, p.name, s.n, s.value, s.original, s.mark FROM statement s "
        "JOIN desk_prop p ON p.id = s.prop JOIN record r ON r.id = s.record JOIN desk_dataset d ON d.id = r.dataset "
        f"WHERE {LIVE.format('s')} ORDER BY s.record, s.n"
    ):
        records.setdefault(record, []).append(("says", *claim))
    for record, *key in rows(
        "SELECT s.record, s.value, s.n FROM name_key k JOIN statement s "
        "ON s.entity = k.entity AND s.prop = k.prop AND s.record = k.id >> 15 AND s.n = k.id & 32767 "
        f"WHERE {LIVE.format('s')} ORDER BY s.record, s.n"
    ):
        records.setdefault(record, []).append(("found by", *key))
    for record, *strip in rows(
        "SELECT f.record, f.mark, f.scope, f.kind, f.day, f.place, f.lat, f.lon, f.deaths_low, f.deaths_high "
        f"FROM fact f WHERE {LIVE.format('f')} ORDER BY f.record, f.mark"
    ):
        records.setdefault(record, []).append(("drawn", *strip))
    return Counter(tuple(parts) for parts in records.values())


def stored() -> tuple[int, ...]:
    """Return how many rows there are of everything that an undo must not delete."""
    return tuple(
        rows(f"SELECT COUNT(*) FROM {table}")[0][0]
        for table in ("statement", "record", "sighting", "entity", "name_key", "fact", "desk_load")
    )


def elsewhere(does: Callable[[], object]) -> str:
    """Do something in another session; return "done", or the code with which it was refused."""

    def work() -> str:
        try:
            does()
        except CorridorError as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(1) as other:
        return other.submit(work).result()
