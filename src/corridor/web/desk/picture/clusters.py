"""Which entities a reader may know to be one thing, each named by the least of its cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.statements.store import MAY, may
from corridor.web.desk.statements.then import Then, is_said_then, judged_then


class Judged(NamedTuple):
    """A judgement that two entities are the same, and its mark."""

    a: int
    b: int
    mark: int


def judged(reader_class: int, then: Then | None = None) -> list[Judged]:
    """Return every judgement this reader may see that two entities are the same, unless it lapsed.

    With an earlier day, those that stood then, unless they had lapsed then.
    """
    is_there = " AND ".join(is_said_then(side, then) for side in ("j.a", "j.b"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.a, j.b, j.mark FROM desk_same j "
            f"WHERE {judged_then('j', then)} AND {MAY.format(row='j')} AND {is_there} "
            "ORDER BY j.a, j.b",
            may(reader_class, DRAWN) * 3,
        )
        return [Judged(*row) for row in cursor.fetchall()]


def leaders(reader_class: int, then: Then | None = None) -> dict[int, int]:
    """Return for each entity in a judgement that this reader may see the least entity of its cluster."""
    return clustered((one.a, one.b) for one in judged(reader_class, then))


def marks_between(reader_class: int, entities: Iterable[int], then: Then | None = None) -> set[int]:
    """Return the marks of the judgements by which some of these entities are one thing for this reader."""
    known = judged(reader_class, then)
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
