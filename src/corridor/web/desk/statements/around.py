"""What stands around things: their other selves by judgement, and the roles held by them or in them.

Filing, merging and showing a role all ask here, so that the safeguards see the same neighbourhood everywhere. Nothing
is left out for its number: what a safeguard looks at cannot be crowded out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from corridor.core.access.records import Officer
from corridor.core.entities.records import Claim, Draft
from corridor.core.handling.codes import Use
from corridor.core.kernel.identifiers import Uid
from corridor.web.desk.statements import store
from corridor.web.desk.statements.queries import prop_numbers

HELD = ("person", "role_in")
"""The properties by which a role belongs to a thing."""


def known_for(officer: Officer, drafts: Sequence[Draft]) -> list[Draft]:
    """Return what the officer may already read of the things that drafts touch, and of the roles around them.

    The safeguards look at it: a person needs a role, and whoever was coerced is given none.
    """
    touched = {draft.uid for draft in drafts} | {claim.ref for draft in drafts for claim in draft.claims if claim.ref}
    return list(around(officer, sorted(store.entities_of([str(uid) for uid in touched]).values())))


def around(officer: Officer, entities: Iterable[int]) -> Iterator[Draft]:
    """Yield what may be read of things, of what the roles among them belong to, and of all roles of all of these."""
    numbers = prop_numbers()
    names = {number: name for name, number in numbers.items()}
    told = {entity: _draft(officer, entity, names) for entity in entities}
    for role in [draft for draft in told.values() if draft.kind == "Role"]:
        belongs = [claim.ref for claim in role.claims if claim.ref and claim.prop in HELD]
        for entity in store.entities_of(belongs).values():
            if entity not in told:
                told[entity] = _draft(officer, entity, names)
    yield from (draft for draft in told.values() if draft.kind)
    for entity, draft in list(told.items()):
        if draft.kind == "Role":
            continue
        cluster = store.cluster(officer.reader_class, Use.READ, entity)
        for prop in HELD if numbers else ():
            held = Claim(prop, draft.uid, ref=draft.uid)
            for other in _holders(officer, Use.READ, cluster, numbers[prop]):
                role = told[other] = told.get(other) or _draft(officer, other, names)
                if role.kind:
                    yield Draft(role.uid, role.kind, (*role.claims, held))


def holders(officer: Officer, cluster: Sequence[int]) -> list[int]:
    """Return the roles that a person holds, under whichever of the things that are judged the same."""
    return _holders(officer, Use.READ, cluster, prop_numbers()["person"])


def _holders(officer: Officer, use: Use, cluster: Sequence[int], prop: int) -> list[int]:
    found = (other for entity in cluster for other in store.holders(officer.reader_class, use, entity, prop))
    return list(dict.fromkeys(found))


def _draft(officer: Officer, entity: int, names: Mapping[int, str]) -> Draft:
    """Return what may be read of one thing and of those judged the same, under its own identifier.

    It has no kind where nothing is readable. Its own kind comes before those of its other selves, and only a person is
    taken for one by an other self alone.
    """
    own, *others = store.cluster(officer.reader_class, Use.READ, entity)
    rows = [store.Row(*row) for row in store.entity_rows(officer.reader_class, Use.READ, [own])]
    kinds = [row.value for row in rows if names[row.prop] == "kind"]
    if others:
        more = [store.Row(*row) for row in store.entity_rows(officer.reader_class, Use.READ, others)]
        kinds += [row.value for row in more if names[row.prop] == "kind" and row.value == "Person"]
        rows += more
    uids = store.uids_of({entity, *(row.ref for row in rows if row.ref is not None)})
    claims = tuple(
        Claim(names[row.prop], row.value, row.original, row.lang, Uid(uids[row.ref]) if row.ref is not None else None)
        for row in rows
        if names[row.prop] != "kind"
    )
    return Draft(Uid(uids[entity]), kinds[0] if kinds else "", claims)


def bare_among(officer: Officer, entities: Sequence[int], *, use: Use = Use.READ) -> set[int]:
    """Return which of these are persons without any role that may be put to this use: no such person exists.

    It follows from what this reader may see alone, however the role came to be out of sight: marked narrower, taken
    back, or withdrawn.
    Source: R-01
    """
    if not entities:
        return set()
    numbers = prop_numbers()
    kinds: dict[int, set[str]] = {}
    for entity, kind in store.visible_values(officer.reader_class, use, entities, numbers["kind"]):
        kinds.setdefault(entity, set()).add(kind)
    person = numbers["person"]
    return {
        entity
        for entity, said in kinds.items()
        if said == {"Person"} and not _holders(officer, use, store.cluster(officer.reader_class, use, entity), person)
    }
