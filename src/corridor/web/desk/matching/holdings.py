"""What of an authority's own holdings may be keys, for whom: decided by marking, choice and the safeguards.

Only what the authority originated counts, and only the spine of the desk is read: what protection disclosed and what
was handed over lie elsewhere and are never looked at (R-07).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.entities.records import Claim, Draft
from corridor.core.handling.codes import Use
from corridor.core.handling.exchange import digest as digest_of
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import deciding
from corridor.core.kernel.identifiers import Uid
from corridor.core.matching.codes import NARROWNESS, Telling
from corridor.core.matching.eligibility import IDENTIFIERS, MEANS, WITHIN, eligible
from corridor.core.matching.keys import Key, keys_of
from corridor.core.matching.packing import REFERENCE_BYTES
from corridor.core.matching.rules import telling
from corridor.web.base import keys
from corridor.web.base.marks.queries import all_markings
from corridor.web.desk.matching.models import MatchChoice
from corridor.web.desk.partners import treatment
from corridor.web.desk.statements import keyed, store
from corridor.web.desk.statements.around import around
from corridor.web.desk.statements.keyed import Said
from corridor.web.desk.statements.queries import prop_names, prop_numbers

OF_ANYBODY = ("kind", "person", "coercion", "document_misuse")
"""What is believed of anybody, under any mark, since it only ever takes something out."""

AT_ONCE = 400


class OwnKey(NamedTuple):
    """One key of a set: of which thing, and what a hit tells of it."""

    key: Key
    thing: str
    telling: Telling


def reference(authority: str, thing: str) -> bytes:
    """Return by what an authority may name a thing of ours; another authority is told another reference."""
    told = f"{authority}\0{thing}".encode()
    return hashlib.blake2b(told, digest_size=REFERENCE_BYTES, key=keys.digest_key(), person=b"match reference").digest()


def tellings(owner: str, *, authority: str, purpose: str) -> dict[int, Telling]:
    """Return, for every own marking by its mark, what a hit under it tells another authority asking for a purpose.

    Nobody knows in which function somebody there will ask: a marking must admit every function that asks.
    """
    chosen = {row.marking: Telling(row.telling) for row in MatchChoice.objects.filter(owner=owner)}
    functions = shelf.functions()
    asking = [
        deciding(Reader(authority, name, purpose), shelf.schemes())
        for name, function in functions.items()
        if Permission.MATCH_ASK in function.permissions and purpose in function.purposes
    ]
    found: dict[int, Telling] = {}
    for mark, marking in own_markings(owner):
        uses = [int(uses_of(marking)) for uses_of in asking]
        found[mark] = telling(
            may_match=bool(uses) and all(use & Use.MATCH for use in uses),
            may_read=bool(uses) and all(use & Use.READ for use in uses),
            chosen=chosen.get(digest_of(marking), Telling.VISIBLE),
        )
    return found


def own_markings(owner: str) -> list[tuple[int, Marking]]:
    """Return the markings under which an authority says something itself, with their marks."""
    return [(mark, marking) for mark, marking in all_markings() if marking.originator == owner]


def own_keys(owner: str, *, authority: str, purpose: str, only: Collection[str] | None = None) -> dict[str, OwnKey]:
    """Return the keys of an authority for another one and a purpose, by their written form; the widest telling of each.

    Args:
        only: The things whose keys are wanted; all where it is left out.
    """
    told = tellings(owner, authority=authority, purpose=purpose)
    open_marks = [mark for mark, one in told.items() if one is not Telling.SILENT]
    if only is not None:
        entities = sorted(store.entities_of(sorted(only)).values())
    else:
        numbers = prop_numbers()
        props = sorted({prop for named in IDENTIFIERS.values() for prop in named})
        entities = keyed.holders_of(open_marks, [numbers[prop] for prop in props])
    rows = _unbarred(list(keyed.said_of(entities, told)))
    drafts, uids = _laid(rows, told)
    allowed = eligible(drafts, shelf.registry())
    found: dict[str, OwnKey] = {}
    for one in _keys(rows, uids, allowed, told):
        known = found.get(one.key.written)
        if known is None or NARROWNESS[one.telling] < NARROWNESS[known.telling]:
            found[one.key.written] = one
    return found


def _unbarred(rows: list[Said]) -> list[Said]:
    """Return what may be used: nothing of a thing or a report that may derive from ill-treatment."""
    barred = treatment.bars()
    records = barred.records({row.record for row in rows})
    return [row for row in rows if row.entity not in barred.things and row.record not in records]


def _keys(
    rows: Iterable[Said], uids: Mapping[int, str], allowed: Collection[str], told: Mapping[int, Telling]
) -> Iterator[OwnKey]:
    """Yield the keys of what may be told; no part of a key is taken from what is silent."""
    names = prop_names()
    by_thing: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        by_thing[row.entity].append(row)
    for entity, said in by_thing.items():
        if uids[entity] not in allowed:
            continue
        kind = next((row.value for row in said if names[row.prop] == "kind"), "")
        open_rows = [row for row in said if told[row.mark] is not Telling.SILENT]
        for row in open_rows:
            if (of := IDENTIFIERS.get(kind, {}).get(names[row.prop])) is None:
                continue
            around_it = [other for other in open_rows if names[other.prop] == WITHIN.get(names[row.prop])]
            for within, mark in {(other.value, other.mark) for other in around_it} or {("", row.mark)}:
                narrower = max(told[row.mark], told[mark], key=NARROWNESS.__getitem__)
                for key in keys_of(of, row.value, within=within):
                    yield OwnKey(key, uids[entity], told[row.mark] if key.is_bare else narrower)


def _laid(rows: Sequence[Said], marks: Collection[int]) -> tuple[list[Draft], dict[int, str]]:
    """Return what the authority says of things and of the roles around, and what anybody says against them."""
    numbers, names = prop_numbers(), prop_names()
    users = {row.ref for row in rows if row.ref is not None and names[row.prop] == "used_by"}
    things = {row.entity for row in rows}
    more = list(keyed.said_of(users - things, marks))
    persons = {row.entity for row in (*rows, *more) if names[row.prop] == "kind" and row.value == "Person"}
    roles = keyed.referring(persons, [numbers["person"]])
    of_roles = list(keyed.said_of(roles, marks))
    inside = {row.ref for row in of_roles if row.ref is not None and names[row.prop] == "role_in"}
    documents = {row.entity for row in rows if names[row.prop] == "kind" and row.value == "Document"}
    against = list(keyed.said_by_anybody({*persons, *roles, *inside, *documents}, [numbers[one] for one in OF_ANYBODY]))
    every = [*rows, *more, *of_roles, *against]
    uids = _uids({row.entity for row in every} | {row.ref for row in every if row.ref is not None})
    return list(_drafts(every, names, uids)), uids


def _drafts(rows: Iterable[Said], names: Mapping[int, str], uids: Mapping[int, str]) -> Iterator[Draft]:
    claims: dict[int, dict[Claim, None]] = defaultdict(dict)
    kinds: dict[int, str] = {}
    for row in rows:
        name = names[row.prop]
        if name == "kind":
            kinds.setdefault(row.entity, row.value)
            continue
        ref = Uid(uids[row.ref]) if row.ref is not None else None
        claims[row.entity][Claim(name, row.value if ref is None else ref, ref=ref)] = None
    for entity, kind in kinds.items():
        yield Draft(Uid(uids[entity]), kind, tuple(claims[entity]))


def _uids(entities: Collection[int]) -> dict[int, str]:
    wanted, found = sorted(entities), dict[int, str]()
    for start in range(0, len(wanted), AT_ONCE):
        found.update(store.uids_of(wanted[start : start + AT_ONCE]))
    return found


def keys_for(officer: Officer, things: Sequence[str]) -> dict[str, OwnKey]:
    """Return the keys of things for an officer who asks, by their written form; of what may not be a key, none.

    The officer must be able to read and to match the identifier, and the safeguards look at all that the officer reads.
    """
    entities = store.entities_of(list(things))
    allowed = eligible_for(officer, things) - _barred(officer, entities)
    said = _said_for(officer, [entities[uid] for uid in allowed])
    found: dict[str, OwnKey] = {}
    for uid in (uid for uid in things if uid in allowed):
        rows = said[entities[uid]]
        kind = next((value for name, value in rows if name == "kind"), "")
        for name, value in rows:
            if (of := IDENTIFIERS.get(kind, {}).get(name)) is None:
                continue
            for within in [other for prop, other in rows if prop == WITHIN.get(name)] or [""]:
                for key in keys_of(of, value, within=within):
                    found.setdefault(key.written, OwnKey(key, uid, Telling.VISIBLE))
    return found


def eligible_for(officer: Officer, things: Sequence[str]) -> frozenset[str]:
    """Return the things whose identifiers may be keys, by all that an officer reads of them and around them."""
    numbers = prop_numbers()
    uids = {entity: uid for uid, entity in store.entities_of(list(things)).items()}
    kinds: dict[int, set[str]] = defaultdict(set)
    for entity, kind in store.visible_values(officer.reader_class, Use.READ, sorted(uids), numbers["kind"]):
        kinds[entity].add(kind)
    # Nobody stands behind a means of transport: what else is said of it decides nothing.
    means = {entity for entity, found in kinds.items() if found <= MEANS}
    drafts = [Draft(Uid(uids[entity]), next(iter(kinds[entity])), ()) for entity in means]
    others = set(kinds) - means
    users = store.visible_values(officer.reader_class, Use.READ, sorted(others), numbers["used_by"])
    of_users = set(store.entities_of(sorted({user for _, user in users})).values())
    drafts += around(officer, sorted(others | of_users))
    return frozenset(eligible(drafts, shelf.registry())) & frozenset(things)


def _barred(officer: Officer, entities: Mapping[str, int]) -> frozenset[str]:
    """Return which things are marked as possibly derived from ill-treatment, or stand in a report that is."""
    marked = treatment.bars()
    found = {uid for uid, entity in entities.items() if entity in marked.things}
    for uid, entity in entities.items() if marked.loads else ():
        rows = store.entity_rows(officer.reader_class, Use.READ, [entity])
        if marked.records({store.Row(*row).record for row in rows}):
            found.add(uid)
    return frozenset(found)


READ_OF_THINGS = ("kind", *sorted({prop for named in IDENTIFIERS.values() for prop in named} | set(WITHIN.values())))


def _said_for(officer: Officer, entities: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return what the officer may both read and match of the properties that make keys, by thing."""
    numbers = prop_numbers()
    found: dict[int, list[tuple[str, str]]] = {entity: [] for entity in entities}
    for name in READ_OF_THINGS:
        rows = store.visible_values(officer.reader_class, Use.READ | Use.MATCH, entities, numbers[name])
        for entity, value in rows:
            found[entity].append((name, value))
    return found
