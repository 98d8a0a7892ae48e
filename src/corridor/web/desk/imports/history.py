"""What a data set already holds of the keys that a load brings, and where every version must live when a load flips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corridor.core.imports.placement import Flip, Placement, Sighting, live_version
from corridor.core.imports.placement import Load as Release
from corridor.core.imports.records import Row
from corridor.web.base.ledger import turn
from corridor.web.desk.statements import record_store
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.preparing import content_digest, key_digest
from corridor.web.desk.statements.record_store import Known

BATCH = 400
"""So many keys are placed anew in one write."""

RELEASE = ("pk", "released_on", "is_whole")
"""What the placement of versions needs to know of a load."""

Moved = tuple[int, int | None, int, int]
"""Home, until, entity and record of a version that must be placed anew."""


def digests_of(row: Row, secret: bytes) -> tuple[bytes, bytes]:
    """Return by what a row is recognised in its data set, and by what two versions of it are told apart."""
    return key_digest(row.key, secret), content_digest(row.claims, secret, grade=row.grade or "")


@dataclass
class Held:
    """The versions of some keys of a data set, and which loads contained each."""

    versions: dict[bytes, list[Known]] = field(default_factory=dict)
    sightings: dict[int, list[int]] = field(default_factory=dict)

    def seen(self, key: bytes) -> list[Sighting]:
        """Return every sighting of a key's versions."""
        return [
            Sighting(load, version.record)
            for version in self.versions.get(key, ())
            for load in self.sightings.get(version.record, ())
        ]


class History:
    """The releases of one data set while one of its loads is about to flip; nobody else may flip one meanwhile."""

    def __init__(self, load: Load) -> None:
        rows = Load.objects.filter(dataset=load.dataset_id).values_list(*RELEASE)
        self.load = load
        self.releases = [Release(*row) for row in rows]
        self.standing = frozenset(record_store.standing([release.id for release in self.releases]))
        self.flip = Flip(self.releases, self.standing, load.pk)
        alone = self.flip.placements([Sighting(load.pk, 0)])
        self.is_simple = alone[0] == Placement(load.pk, None)

    def held(self, keys: Sequence[bytes]) -> Held:
        """Return what the data set holds of these keys."""
        return _held(record_store.known(self.load.dataset_id, keys))

    def live(self, held: Held, key: bytes) -> int | None:
        """Return the version of a key that counts now, or nothing."""
        return live_version(held.seen(key), self.releases, self.standing)

    def moved(self, versions: Sequence[Known], sightings: Sequence[Sighting]) -> Iterator[Moved]:
        """Yield where each version of one key must live, right both before and after the flip."""
        entities = {version.record: version.entity for version in versions}
        for record, (home, until) in self.flip.placements(sightings).items():
            yield home, until, entities[record], record


def counting(dataset: int, keys: Sequence[bytes]) -> dict[bytes, Known]:
    """Return the version of each of these keys of a data set that counts now, for the keys that have one."""
    releases = [Release(*row) for row in Load.objects.filter(dataset=dataset).values_list(*RELEASE)]
    standing = record_store.standing([release.id for release in releases])
    counts: dict[bytes, Known] = {}
    for start in range(0, len(keys), BATCH):
        held = _held(record_store.known(dataset, keys[start : start + BATCH]))
        for key, versions in held.versions.items():
            live = live_version(held.seen(key), releases, standing)
            for version in versions:
                if version.record == live:
                    counts[key] = version
    kept = record_store.kept([version.record for version in counts.values()])
    return {key: version for key, version in counts.items() if version.record in kept}


def _held(known: Sequence[Known]) -> Held:
    held = Held()
    for version in known:
        held.versions.setdefault(version.key, []).append(version)
    for record, load in record_store.sightings([version.record for version in known]):
        held.sightings.setdefault(record, []).append(load)
    return held


def prepare_undo(load: Load) -> None:
    """Place every version that undoing or redoing this load affects, batch by batch, before the flip itself."""
    history = History(load)
    if history.flip.affects_every_key:
        _place_all(history)
        return
    after = 0
    while pairs := record_store.keys_of_load(load.pk, after, BATCH):
        after = pairs[-1][0]
        _place(history, history.held(sorted({key for _, key in pairs})))


def prepare_publication(load: Load) -> None:
    """Place the versions that a complete release lacks; those it contains were placed while it was read."""
    history = History(load)
    if history.flip.affects_every_key and len(history.releases) > 1:
        _place_all(history)


def _place_all(history: History) -> None:
    key = b""
    while known := record_store.versions_after(history.load.dataset_id, key, BATCH):
        key = known[-1].key
        _place(history, _held(known))


def _place(history: History, held: Held) -> None:
    moved = [row for key, versions in held.versions.items() for row in history.moved(versions, held.seen(key))]
    with turn.write():
        record_store.place_records(moved)
