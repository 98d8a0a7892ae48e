"""Which entities a reader may know to be one thing, each named by the least of its cluster."""

from __future__ import annotations

from collections.abc import Iterable

from corridor.web.desk.picture import facts


def leaders(reader_class: int) -> dict[int, int]:
    """Return for each entity in a judgement that this reader may see the least entity of its cluster."""
    return clustered(facts.same_pairs(reader_class))


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
