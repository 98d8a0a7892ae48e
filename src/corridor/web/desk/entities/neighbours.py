"""Reads about what a thing is connected with: by which property, how many, and the first of them or one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.web.desk.entities.queries import Thing
from corridor.web.desk.statements import past, store
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements.around import bare_among

FIRST_FEW = 5
PAGE_NEIGHBOURS = 50
DEEPEST = 5000
"""A list is turned over no further than this; a search shows the rest."""


@dataclass(frozen=True)
class Group:
    """Things connected with one by one property: how many the reader sees, and some of them in order."""

    prop: str
    is_incoming: bool
    count: int
    entities: tuple[int, ...]


def seen_among(officer: Officer, entities: Sequence[int]) -> set[int]:
    """Return which of these things exist for the reader: something says of what kind they are, and none is a bare
    person.
    """
    kind = spine.prop_numbers()["kind"]
    told = {entity for entity, _ in store.visible_values(officer.reader_class, Use.READ, entities, kind)}
    return told - bare_among(officer, sorted(told))


def neighbours_for(officer: Officer, thing: Thing) -> tuple[Group, ...]:
    """Return what a thing refers to and what refers to it, by property, the first few of each."""
    groups = [*_incoming(officer, thing, FIRST_FEW), *_outgoing(officer, thing)]
    order = {prop: place for place, prop in enumerate(shelf.registry().properties)}
    return tuple(sorted(groups, key=lambda group: (not group.is_incoming, order.get(group.prop, len(order)))))


def neighbour_page_for(officer: Officer, thing: Thing, prop: str, *, is_incoming: bool, first: int) -> Group:
    """Return one page of what is connected with a thing by one property, beginning at `first`.

    Raises:
        NotFound: Nothing that the reader sees is connected by this property.
    """
    first = max(0, min(first, DEEPEST))
    if not is_incoming:
        group = next((one for one in _outgoing(officer, thing, none_left_out=True) if one.prop == prop), None)
        if group is None:
            raise NotFound(kind="property")
        return Group(prop, False, group.count, group.entities[first : first + PAGE_NEIGHBOURS])
    number = spine.prop_numbers().get(prop)
    counts, bare = _counts(officer, thing.cluster)
    if number is None or counts[number] <= 0:
        raise NotFound(kind="property")
    entities = past.referring(
        officer.reader_class, Use.READ, thing.cluster, number, without=bare, first=first, limit=PAGE_NEIGHBOURS
    )
    return Group(prop, True, counts[number], tuple(entities))


def _counts(officer: Officer, cluster: Sequence[int]) -> tuple[Counter[int], list[int]]:
    """Return how many things refer to a cluster, by property, without persons of whom no role is readable."""
    counts = Counter(past.count_referring(officer.reader_class, Use.READ, cluster))
    kind = spine.prop_numbers().get("kind", 0)
    persons = past.persons_referring(officer.reader_class, Use.READ, cluster, kind) if counts else []
    bare = bare_among(officer, sorted({person.entity for person in persons}))
    counts.subtract(Counter(person.prop for person in persons if person.entity in bare))
    return counts, sorted(bare)


def _incoming(officer: Officer, thing: Thing, limit: int) -> list[Group]:
    names = spine.prop_names()
    counts, bare = _counts(officer, thing.cluster)
    found = []
    for number, count in counts.items():
        if count > 0:
            entities = past.referring(
                officer.reader_class, Use.READ, thing.cluster, number, without=bare, first=0, limit=limit
            )
            found.append(Group(names[number], True, count, tuple(entities)))
    return found


def _outgoing(officer: Officer, thing: Thing, *, none_left_out: bool = False) -> list[Group]:
    groups: dict[str, list[int]] = {}
    for link in thing.links:
        entities = groups.setdefault(link.prop, [])
        if link.entity not in entities:
            entities.append(link.entity)
    return [
        Group(prop, False, len(entities), tuple(entities if none_left_out else entities[:FIRST_FEW]))
        for prop, entities in groups.items()
    ]
