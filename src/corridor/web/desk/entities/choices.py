"""Reads about what an officer chooses to trust: which choices have an effect for this reader, and what it is.

A choice has an effect only through what its officer may read at that moment. Where no readable statement says the
value, or none comes from the source, it rests; nobody else is shown it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.trust import NOTHING_CHOSEN, Chosen, Trust
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import CorridorError
from corridor.web.base import keys
from corridor.web.desk.entities.models import Choice
from corridor.web.desk.entities.queries import Thing, thing_for
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.preparing import key_digest

MOST_CHOICES = 200
"""So many an officer may have: each is looked up whenever a picture is drawn."""


@dataclass(frozen=True)
class Applied:
    """What is trusted of one thing, and which choices say so; `resting` are those that nothing readable bears out."""

    trust: Trust
    values: dict[str, Choice]
    sources: dict[str, Choice]
    resting: tuple[Choice, ...]

    @property
    def count(self) -> int:
        """How many choices have an effect."""
        return len(self.values) + len(self.sources)


NOTHING_APPLIED = Applied(Trust(), {}, {}, ())


@dataclass(frozen=True)
class Kept:
    """One choice of an officer with the thing it is about, as the officer may read it now."""

    choice: Choice
    thing: Thing
    applied: Applied

    @property
    def is_resting(self) -> bool:
        """Tell whether nothing readable bears the choice out at present."""
        return self.choice in self.applied.resting


def token_of(prop: str, value: str) -> str:
    """Return by what a pinned value is found again: a keyed digest, so that no choice keeps a value."""
    return key_digest(f"{prop}\0{value}", keys.digest_key()).hex()


def choices_for(officer: Officer, *, use: Use = Use.READ) -> Chosen:
    """Return every choice of the officer that has an effect, by the things it touches."""
    kept = list(Choice.objects.filter(officer=officer.handle).order_by("made_at", "uid"))
    if not kept:
        return NOTHING_CHOSEN
    names = spine.prop_names()
    by_entity: dict[int, Trust] = {}
    count = 0
    for entity in dict.fromkeys(choice.entity for choice in kept):
        if entity in by_entity:
            continue
        cluster = store.cluster(officer.reader_class, use, entity)
        about = [choice for choice in kept if choice.entity in cluster]
        rows = [store.Row(*row) for row in store.entity_rows(officer.reader_class, use, cluster)]
        said = [(names[row.prop], row.value, row.record) for row in rows]
        applied = _applied(about, said, _sources(officer, use, {row.record for row in rows}))
        by_entity |= dict.fromkeys(cluster, applied.trust)
        count += applied.count
    touched = {entity: trust for entity, trust in by_entity.items() if trust}
    return Chosen(count, touched) if touched else NOTHING_CHOSEN


def choices_about(officer: Officer, thing: Thing) -> Applied:
    """Return what the officer chose to trust of a thing, judged by what is readable of it."""
    kept = Choice.objects.filter(officer=officer.handle, entity__in=thing.cluster).order_by("made_at", "uid")
    said = [(prop, row[1], int(str(row[5]))) for prop in thing.laid.props for row in thing.laid.rows(prop)]
    return _applied(list(kept), said, sources_of(thing))


def own_choices(officer: Officer) -> tuple[Kept, ...]:
    """Return the officer's choices about things of which something is readable, the latest first."""
    check_permission(officer, Permission.ENTITY_READ)
    found: list[Kept] = []
    for choice in Choice.objects.filter(officer=officer.handle).order_by("-made_at", "uid"):
        uid = store.uids_of([choice.entity]).get(choice.entity, "")
        try:
            thing = thing_for(officer, uid)
        except CorridorError:
            continue
        found.append(Kept(choice, thing, choices_about(officer, thing)))
    return tuple(found)


def sources_of(thing: Thing) -> dict[int, str]:
    """Return from which source each record of a thing comes, as far as the reader may know."""
    return {record: thing.datasets[told.dataset].source.code for record, told in thing.sources.items()}


def _sources(officer: Officer, use: Use, records: Iterable[int]) -> dict[int, str]:
    told = store.provenance(officer.reader_class, use, sorted(records))
    codes = dict(
        Dataset.objects.filter(pk__in={one.dataset for one in told.values()}).values_list("pk", "source__code")
    )
    return {record: codes[one.dataset] for record, one in told.items()}


def _applied(kept: Sequence[Choice], said: Sequence[tuple[str, str, int]], sources: dict[int, str]) -> Applied:
    """Return what choices come to; of two about one property the later counts."""
    pinned: dict[str, Choice] = {}
    disbelieved: dict[str, Choice] = {}
    resting: list[Choice] = []
    values: dict[str, str] = {}
    records: dict[str, frozenset[int]] = {}
    for choice in kept:
        if choice.source:
            if choice.source in sources.values():
                disbelieved[choice.source] = choice
            else:
                resting.append(choice)
            continue
        bearing = [(value, record) for prop, value, record in said if prop == choice.prop and _is(choice, value)]
        if not bearing:
            resting.append(choice)
            continue
        pinned[choice.prop] = choice
        values[choice.prop] = bearing[0][0]
        records[choice.prop] = frozenset(record for _, record in bearing)
    excluded = frozenset(record for record, source in sources.items() if source in disbelieved)
    return Applied(Trust(excluded, values, records), pinned, disbelieved, tuple(resting))


def _is(choice: Choice, value: str) -> bool:
    return token_of(choice.prop, value) == choice.value
