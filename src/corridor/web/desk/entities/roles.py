"""Reads about the roles of a person: on which ground, under which law, by whom, and whether coercion suspends them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.entities.laying import Laid, lay_together
from corridor.core.entities.rules import suspended_roles
from corridor.core.handling.codes import Use
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store
from corridor.web.desk.statements.around import around, holders


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
    roles = holders(officer, cluster)
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
    drafts = list(around(officer, roles))
    return frozenset(suspended_roles(drafts, shelf.registry())) & frozenset(store.uids_of(roles).values())
