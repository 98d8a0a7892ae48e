"""Notes for the ledger: how many information items of other authorities somebody is shown, by marking and thing.

An originator is told from these notes who reads what it shared. What somebody reads of the own authority is not noted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection

from corridor.core.access.readings import MARKING_CHARACTERS, Shown, noted
from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.web.base.marks.queries import marks_of, origins_of
from corridor.web.desk.statements import store


def shown(officer: Officer, entities: Sequence[int], *, use: Use = Use.READ) -> dict[str, object]:
    """Return what the entry of a page about a few things notes: every visible information item about them."""
    return _noted(officer, _counted(officer, entities, use))


def shown_of(officer: Officer, uid: str, *, use: Use = Use.READ) -> dict[str, object]:
    """Return what the entry of a page about one thing notes: of it and of all that is known to be the same."""
    entity = store.entity_of(uid)
    return {} if entity is None else shown(officer, store.cluster(officer.reader_class, use, entity), use=use)


def shown_among(officer: Officer, items: Mapping[tuple[str, str], int]) -> dict[str, object]:
    """Return what an entry notes of information items counted by thing and by their marking's digest."""
    origins = dict(origins_of(marks_of(digest for _, digest in items)).values())
    own = officer.reader.authority
    return noted(
        Shown(digest[:MARKING_CHARACTERS], items[thing, digest], thing)
        for thing, digest in sorted(items)
        if origins.get(digest, own) != own
    )


def listed(officer: Officer, entities: Sequence[int]) -> dict[str, object]:
    """Return what the entry of a list notes: that something of each thing was shown, whatever it was."""
    return _noted(officer, dict.fromkeys(_counted(officer, entities, Use.READ), 1))


def listed_of(officer: Officer, uids: Sequence[str]) -> dict[str, object]:
    """Return what the entry of a list of things notes, by their public identifiers."""
    return listed(officer, sorted(store.entities_of(uids).values()))


def shown_in_bulk(officer: Officer, items: Mapping[int, int]) -> dict[str, object]:
    """Return what the entry of an export notes: how many information items of each mark, whatever they are about."""
    origins = origins_of(items)
    own = officer.reader.authority
    return noted(
        Shown(digest[:MARKING_CHARACTERS], items[mark])
        for mark, (digest, originator) in sorted(origins.items(), key=lambda one: one[1])
        if originator != own
    )


def _counted(officer: Officer, entities: Sequence[int], use: Use) -> dict[tuple[int, int], int]:
    """Return how many visible statements there are, by entity and mark."""
    if not entities:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.entity, s.mark, COUNT(*) FROM statement s WHERE s.entity IN ({store.holes(entities)}) "
            f"AND {store.visible('s')} GROUP BY s.entity, s.mark",
            (*entities, *store.may(officer.reader_class, use)),
        )
        return {(entity, mark): items for entity, mark, items in cursor.fetchall()}


def _noted(officer: Officer, counted: Mapping[tuple[int, int], int]) -> dict[str, object]:
    origins = {
        mark: digest
        for mark, (digest, originator) in origins_of(mark for _, mark in counted).items()
        if originator != officer.reader.authority
    }
    if not origins:
        return {}
    uids = store.uids_of({entity for entity, mark in counted if mark in origins})
    return noted(
        sorted(
            Shown(origins[mark][:MARKING_CHARACTERS], items, uids[entity])
            for (entity, mark), items in counted.items()
            if mark in origins
        )
    )
