"""Raw SQL over what one originator says, for sets of matching: what stands under its markings, whoever reads.

Like `store`, it names the statement table. It asks for no reader, since a set is made for an authority that has no
class here; who calls decides every marking for that authority, and shows nothing of what it reads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from corridor.web.desk.statements.store import LIVE, holes

AT_ONCE = 400


class Said(NamedTuple):
    """One statement that stands: the thing, the property, the value, the thing it refers to, its mark and record."""

    entity: int
    prop: int
    value: str
    ref: int | None
    mark: int
    record: int


_SAID = f"SELECT s.entity, s.prop, s.value, s.ref, s.mark, s.record FROM statement s WHERE {LIVE.format(row='s')} AND "


def holders_of(marks: Collection[int], props: Sequence[int]) -> list[int]:
    """Return the things of which something is said in some properties under some marks, in the order of their rows."""
    if not marks or not props:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT s.entity FROM statement s WHERE {LIVE.format(row='s')} "
            f"AND s.prop IN ({holes(props)}) AND s.mark IN ({_listed(marks)}) ORDER BY s.entity",
            list(props),
        )
        return [entity for (entity,) in cursor.fetchall()]


def said_of(entities: Iterable[int], marks: Collection[int]) -> Iterator[Said]:
    """Yield everything that is said of some things under some marks."""
    if marks:
        yield from _in_parts(entities, f"s.mark IN ({_listed(marks)})", ())


def said_by_anybody(entities: Iterable[int], props: Sequence[int]) -> Iterator[Said]:
    """Yield what anybody says of some things in a few properties, under any mark: for safeguards, never to be shown."""
    yield from _in_parts(entities, f"s.prop IN ({holes(props)})", props)


def referring(entities: Iterable[int], props: Sequence[int]) -> list[int]:
    """Return the things that refer to some things by a few properties, whoever says so: for safeguards alone."""
    wanted = sorted(set(entities))
    found: set[int] = set()
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            cursor.execute(
                f"SELECT s.entity FROM statement s WHERE s.ref IN ({holes(some)}) "
                f"AND s.prop IN ({holes(props)}) AND {LIVE.format(row='s')}",
                (*some, *props),
            )
            found.update(entity for (entity,) in cursor.fetchall())
    return sorted(found)


def _in_parts(entities: Iterable[int], condition: str, values: Sequence[int]) -> Iterator[Said]:
    wanted = sorted(set(entities))
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            cursor.execute(
                f"{_SAID}s.entity IN ({holes(some)}) AND {condition} ORDER BY s.entity, s.prop, s.record, s.n",
                (*some, *values),
            )
            yield from (Said(*row) for row in cursor.fetchall())


def _listed(marks: Collection[int]) -> str:
    return ",".join(str(int(mark)) for mark in sorted(marks))
