"""Reads about the spine's own furniture: properties, sources, data sets and loads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.entities.codes import Search
from corridor.core.handling.codes import Use
from corridor.web.base import keys
from corridor.web.desk.statements import record_store, store, terms
from corridor.web.desk.statements.models import Dataset, Prop
from corridor.web.desk.statements.preparing import key_digest


def prop_numbers() -> dict[str, int]:
    """Return the number of every property name of this node; `add_props` makes them."""
    return dict(Prop.objects.values_list("name", "pk"))


def prop_names() -> dict[int, str]:
    """Return the name of every property number."""
    return {number: name for name, number in prop_numbers().items()}


@lru_cache(maxsize=1)
def searched_props() -> dict[str, bool]:
    """Return the properties by which things are found, and whether each is an identifier."""
    found = {name: prop.search for name, prop in shelf.registry().properties.items()}
    return {name: search is Search.IDENTIFIER for name, search in found.items() if search is not Search.NONE}


def stands(officer: Officer, *, source: str, edition: str, key: str) -> bool:
    """Return whether a source record of this key stands in an edition that the authority holds, under any mark.

    It answers from what the officer may read alone; records that are out of sight are as if they were not there.
    """
    digest = key_digest(key, keys.digest_key())
    held = Dataset.objects.filter(authority=officer.reader.authority, source__code=source, edition=edition)
    return any(
        store.Row(*row).record == version.record
        for dataset in held.values_list("pk", flat=True)
        for version in record_store.known(dataset, [digest])
        for row in store.entity_rows(officer.reader_class, Use.READ, [version.entity])
    )


def summed_up(datasets: Sequence[Dataset]) -> list[Dataset]:
    """Return data sets with what stands of them today; what was summed up before something fell due is counted anew."""
    stale = terms.overdue_datasets(row.pk for row in datasets if row.records)
    for row in datasets:
        if row.pk in stale:
            row.scope, row.months, row.records, row.routes = record_store.summary(row.pk)
    return list(datasets)
