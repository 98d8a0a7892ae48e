"""Which entities a reader may know to be one thing, each named by the least of its cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.statements.store import JUDGED, MAY, is_said, may


class Judged(NamedTuple):
    """A judgement that two entities are the same, and its mark."""

    a: int
    b: int
    mark: int


def judged(reader_class: int) -> list[Judged]:
    """Return every judgement this reader may see that two entities are the same, unless it lapsed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.a, j.b, j.mark FROM desk_same j "
            f"WHERE {JUDGED.format(row='j')} AND {MAY.format(row='j')} AND {is_said('j.a')} AND {is_said('j.b')} "
            "ORDER BY j.a, j.b",
            may(reader_class, DRAWN) * 3,
        )
        return [Judged(*row) for row in cursor.fetchall()]


def leaders(reader_class: int) -> dict[int, int]:
    """Return for each entity in a judgement that this reader may see the least entity of its cluster."""
    return clustered((one.a, one.b) for one in judged(reader_class))


def marks_between(reader_class: int, entities: Iterable[int]) -> set[int]:
    """Return the marks of the judgements by which some of these entities are one thing for this reader."""
    known = judged(reader_class)
    leader = clustered((one.a, one.b) for one in known)
    members = Counter(leader[entity] for entity in set(entities) if entity in leader)
    return {one.mark for one in known if members[leader[one.a]] > 1}


def clustered(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each entity of these pairs the least entity of its cluster."""
    leader: dict[int, int] = {}

    def find(entity: int) -> int:
        while leader.setdefault(entity, entity) != entity:
            entity = leader[entity]
        return entity

    for a, b in pairs:
        one, other = sorted((find(a), find(b)))
        leader[other] = one
    return {entity: find(entity) for entity in list(leader)}
