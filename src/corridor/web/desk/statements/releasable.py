"""What one report says that stands, laid out again as the things it described, for its owner to release."""

from __future__ import annotations

from collections.abc import Collection

from corridor.core.access.records import Officer
from corridor.core.entities.records import Claim, Draft
from corridor.core.handling.codes import Use
from corridor.core.kernel.identifiers import Uid
from corridor.web.desk.statements import erasing, past, record_store, store
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.queries import prop_names

MOST_RECORDS = 500


def said_in(officer: Officer, load: Load) -> tuple[tuple[Draft, int], ...]:
    """Return what a load says that stands and that the officer may read: each thing under each mark.

    The main one stands first. It is empty where nothing stands, or nothing is readable.
    """
    records = [record for record, _ in record_store.keys_of_load(load.pk, 0, MOST_RECORDS)]
    names = prop_names()
    found: list[tuple[Draft, int]] = []
    for entity in record_store.entities_of(records):
        rows = [store.Row(*row) for row in store.entity_rows(officer.reader_class, Use.READ, [entity])]
        rows = [row for row in rows if row.record in records]
        uids = store.uids_of({entity, *(row.ref for row in rows if row.ref is not None)})
        for mark in dict.fromkeys(row.mark for row in rows):
            under = [row for row in rows if row.mark == mark]
            kind = next((row.value for row in under if names[row.prop] == "kind"), "")
            if kind:
                found.append((Draft(Uid(uids[entity]), kind, _claims(under, names, uids, kind)), mark))
    return tuple(found)


def said_to(load: Load, marks: Collection[int]) -> tuple[tuple[Draft, int], ...]:
    """Return what a load says under some marks, for a node that hands it over unread; it asks for no reader."""
    if not marks:
        return ()
    records = [record for record, _ in record_store.keys_of_load(load.pk, 0, MOST_RECORDS)]
    names = prop_names()
    found: list[tuple[Draft, int]] = []
    order = {entity: place for place, entity in enumerate(record_store.entities_of(records))}
    for item in sorted(erasing.items_of(records, sorted(marks)), key=lambda one: order[one.entity]):
        if item.home != load.pk:
            continue
        refs = record_store.refs_of(item.record, item.entity)
        uids = store.uids_of({item.entity, *refs.values()})
        kind = next((value for prop, _, value, _, _ in item.rows if names[prop] == "kind"), "")
        claims = tuple(
            Claim(names[prop], value, original, lang, Uid(uids[refs[n]]) if n in refs else None)
            for prop, n, value, original, lang in item.rows
            if names[prop] != "kind" or value != kind
        )
        if kind:
            found.append((Draft(Uid(uids[item.entity]), kind, claims), item.mark))
    return tuple(found)


def _claims(rows: list[store.Row], names: dict[int, str], uids: dict[int, str], kind: str) -> tuple[Claim, ...]:
    return tuple(
        Claim(names[row.prop], row.value, row.original, row.lang, Uid(uids[row.ref]) if row.ref is not None else None)
        for row in rows
        if names[row.prop] != "kind" or row.value != kind
    )


def grade_of(load: Load) -> str:
    """Return the grade that a report was filed with; nothing where it was not evaluated."""
    records = [record for record, _ in record_store.keys_of_load(load.pk, 0, 1)]
    return record_store.grade_of(records[0]) if records else ""


def main_of(load: Load) -> str:
    """Return the identifier of what a report is about; nothing where nothing is left of it."""
    records = [record for record, _ in record_store.keys_of_load(load.pk, 0, 1)]
    entities = record_store.entities_of(records)[:1]
    return next(iter(store.uids_of(entities).values()), "")


def said_unseen(officer: Officer, load: Load) -> list[tuple[str, list[past.Told]]]:
    """Return what a load that does not stand says under marks that the officer may read: by thing, the main one first.

    It is for whoever decides whether the load may stand, and for nobody else.
    """
    records = [record for record, _ in record_store.keys_of_load(load.pk, 0, MOST_RECORDS)]
    entities = record_store.entities_of(records)
    uids = store.uids_of(entities)
    said = (
        (uids[entity], [row for row in past.told(officer.reader_class, Use.READ, [entity]) if row.record in records])
        for entity in entities
    )
    return [(uid, rows) for uid, rows in said if rows]
