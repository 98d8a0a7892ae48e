"""Reads about the roles of a person: on which ground, under which law, by whom, and whether coercion suspends them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.entities.laying import Laid, lay_together
from corridor.core.entities.records import Claim, Draft
from corridor.core.entities.rules import suspended_roles
from corridor.core.handling.codes import Use
from corridor.core.kernel.identifiers import Uid
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store

ROLES = 200
"""So many roles of one person are looked at."""


@dataclass(frozen=True)
class Role:
    """One role of a person as one reader may see it, and whether it must rest until coercion has been reviewed."""

    uid: str
    laid: Laid
    is_suspended: bool


def roles_of(officer: Officer, cluster: Sequence[int], *, use: Use = Use.READ) -> tuple[Role, ...]:
    """Return the roles that a person holds, in the order of their records.

    Source: R-02, R-03
    """
    roles = _roles_about(officer, cluster)
    if not roles:
        return ()
    suspended = suspended_among(officer, roles)
    uids = store.uids_of(roles)
    names = spine.prop_names()
    seen: list[tuple[int, Role]] = []
    for role in roles:
        rows = store.entity_rows(officer.reader_class, use, [role])
        if rows:
            laid = lay_together(
                (names[prop], value, original, lang, None, record, None, mark)
                for prop, value, original, lang, _, record, mark in rows
            )
            first = min(row[5] for row in rows)
            seen.append((first, Role(uids[role], laid, uids[role] in suspended)))
    return tuple(role for _, role in sorted(seen, key=lambda pair: pair[0]))


def suspended_among(officer: Officer, roles: Sequence[int]) -> frozenset[str]:
    """Return which of these roles may not stand until a second officer has reviewed coercion.

    Everything that the reader may read about the person, the other roles and what the roles are in is looked at,
    whatever may be printed or exported of it.
    Source: R-03
    """
    drafts: list[Draft] = []
    for role in roles:
        own = _draft(officer, [role])
        drafts.append(own)
        around = store.entities_of([claim.ref for claim in own.claims if claim.ref is not None])
        for claim in own.claims:
            if claim.ref is None or claim.prop not in ("person", "role_in"):
                continue
            cluster = store.cluster(officer.reader_class, Use.READ, around[claim.ref])
            drafts.append(_draft(officer, cluster))
            if claim.prop == "person":
                held = Claim("person", claim.ref, ref=claim.ref)
                others = [_draft(officer, [other]) for other in _roles_about(officer, cluster)]
                drafts += [Draft(other.uid, other.kind, (*other.claims, held)) for other in others]
    return frozenset(suspended_roles(drafts, shelf.registry())) & frozenset(store.uids_of(roles).values())


def _roles_about(officer: Officer, cluster: Sequence[int]) -> list[int]:
    person = spine.prop_numbers()["person"]
    found = [
        other
        for entity in cluster
        for other, prop in store.referrers(officer.reader_class, Use.READ, entity, ROLES)
        if prop == person
    ]
    return list(dict.fromkeys(found))


def _draft(officer: Officer, cluster: Sequence[int]) -> Draft:
    """Return what may be read of one thing, under the identifier of its first row."""
    names = spine.prop_names()
    rows = store.entity_rows(officer.reader_class, Use.READ, cluster)
    uids = store.uids_of({cluster[0], *(row[4] for row in rows if row[4] is not None)})
    claims = tuple(
        Claim(names[prop], value, original, lang, Uid(uids[ref]) if ref is not None else None)
        for prop, value, original, lang, ref, _, _ in rows
    )
    kinds = [claim.value for claim in claims if claim.prop == "kind"]
    return Draft(Uid(uids[cluster[0]]), kinds[0] if kinds else "", tuple(one for one in claims if one.prop != "kind"))
