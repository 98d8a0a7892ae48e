"""Reads about the spine's own furniture: properties, sources, data sets and loads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.entities.codes import Search
from corridor.core.entities.records import Claim, Draft
from corridor.core.handling.codes import Use
from corridor.core.kernel.identifiers import Uid
from corridor.web.desk.statements import store
from corridor.web.desk.statements.models import Prop


def prop_numbers() -> dict[str, int]:
    """Return the number of every property name of this node; `add_props` makes them."""
    return dict(Prop.objects.values_list("name", "pk"))


def prop_names() -> dict[int, str]:
    """Return the name of every property number."""
    return {number: name for name, number in prop_numbers().items()}


@lru_cache(maxsize=1)
def searched_props() -> frozenset[str]:
    """Return the properties whose values are search keys."""
    return frozenset(name for name, prop in shelf.registry().properties.items() if prop.search is not Search.NONE)


HOPS = 2
NEARBY = 200
"""So many things around those of a report are looked at by the safeguards."""


def known_for(officer: Officer, drafts: Sequence[Draft]) -> list[Draft]:
    """Return what the officer may already read of the things that drafts touch, and of those around them.

    The safeguards look at it: a person needs a role, and whoever was coerced is given none.
    """
    touched = {draft.uid for draft in drafts} | {claim.ref for draft in drafts for claim in draft.claims if claim.ref}
    frontier = set(store.entities_of([str(uid) for uid in touched]).values())
    names = prop_names()
    found: dict[int, list[store.Row]] = {}
    for hop in range(HOPS + 1):
        fresh = sorted(frontier - found.keys())[: NEARBY - len(found)]
        frontier = set()
        for entity in fresh:
            rows = [store.Row(*row) for row in store.entity_rows(officer.reader_class, Use.READ, [entity])]
            found[entity] = rows
            if hop < HOPS:
                frontier |= {row.ref for row in rows if row.ref is not None}
                frontier |= {other for other, _ in store.referrers(officer.reader_class, Use.READ, entity, NEARBY)}
    uids = store.uids_of({*found, *(row.ref for rows in found.values() for row in rows if row.ref is not None)})
    return list(_drafts(found, names, uids))


def _drafts(found: dict[int, list[store.Row]], names: dict[int, str], uids: dict[int, str]) -> Iterable[Draft]:
    for entity, rows in found.items():
        kinds = [row.value for row in rows if names[row.prop] == "kind"]
        if kinds:
            claims = tuple(
                Claim(
                    names[row.prop],
                    row.value,
                    row.original,
                    row.lang,
                    Uid(uids[row.ref]) if row.ref is not None else None,
                )
                for row in rows
                if names[row.prop] != "kind"
            )
            yield Draft(Uid(uids[entity]), kinds[0], claims)
