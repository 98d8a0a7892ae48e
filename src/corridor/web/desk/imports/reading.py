"""Reads the rows of a file into a load that does not stand yet, batch by batch, each in its turn.

A batch takes at most a tenth of a second of the node's write turn, so that people's writes pass in between. Nothing
that is read counts until one act publishes the load; a crash or a cancel at any batch leaves everything as it was.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from corridor.core.access.merkle import Frontier, leaf_hash
from corridor.core.imports.placement import Sighting
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.desk.imports.ahead import Item, Job, Rejected, coming
from corridor.web.desk.imports.history import Held, History, Moved
from corridor.web.desk.imports.models import Reject
from corridor.web.desk.statements import inserting, queries, record_store, store
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.preparing import Prepared
from corridor.web.desk.statements.record_store import Known
from corridor.web.desk.statements.rows import Rows

TURN_SECONDS = 0.08
"""How long a batch aims to hold the write turn."""

FIRST_BATCH = 250
LARGEST_BATCH = 4000
RESERVED = 4096
"""Row numbers are reserved in blocks of this size."""


@dataclass
class Tally:
    """What became of the rows so far."""

    read: int = 0
    accepted: int = 0
    revised: int = 0
    unchanged: int = 0
    rejected: int = 0
    statements: int = 0
    root: Frontier = field(default_factory=Frontier)


class Cancelled(Exception):  # not an error: somebody asked for it
    """Somebody asked for the import to stop."""


class Numbers:
    """Row numbers taken from the node in blocks, handed out one by one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.next = self.end = 0

    def ensure(self, count: int) -> None:
        """Reserve enough for a batch; takes a turn of its own when the block is used up."""
        if self.end - self.next < count:
            block = max(RESERVED, count)
            with turn.write():
                self.next = inserting.reserve(self.name, block)
            self.end = self.next + block

    def take(self) -> int:
        """Return the next number."""
        self.next += 1
        return self.next - 1


class Reading:
    """One file on its way into one load."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.tally = Tally()
        self.records = Numbers("record")
        self.entities = Numbers("entity")
        self.rows = Rows(
            load=load.pk,
            mark=load.mark,
            dataset=load.dataset_id,
            props=queries.prop_numbers(),
            searched=queries.searched_props(),
        )
        self.history = History(load)
        self.is_first = self.history.is_simple and not record_store.has_records(load.dataset_id)

    def run(self, job: Job) -> Tally:
        """Read every row of a file; the tally says what became of them.

        Raises:
            Cancelled: Somebody asked for the import to stop.
            FileRefused: The file turned out damaged further down.
        """
        size = FIRST_BATCH
        with rare_collections(), coming(job) as stream, ThreadPoolExecutor(1, "read-ahead") as ahead:
            self.coming = ahead.submit(_some, stream, size)
            while batch := self.coming.result():
                took = self._batch(batch, partial(ahead.submit, _some, stream, size))
                size = max(FIRST_BATCH // 5, min(LARGEST_BATCH, int(size * min(2.0, TURN_SECONDS / max(took, 0.001)))))
        return self.tally

    def _batch(self, batch: list[Item], read_on: Callable[[], Future[list[Item]]]) -> float:
        """Number a batch, then write it in one turn; return how long the turn was held, in seconds.

        The next rows are taken in while the disk takes this batch; at any other time a second thread only gets in the
        way.
        """
        self.rows.clear()
        accepted = [item for item in batch if isinstance(item, Prepared)]
        rejects = [
            Reject(load=self.load, line=item.line, problems=item.problems, cells=item.cells)
            for item in batch
            if isinstance(item, Rejected)
        ]
        moved, again = self._prepare(accepted)
        self.tally.read += len(batch)
        self.tally.rejected += len(rejects)
        self.tally.statements += len(self.rows.singles)
        with turn.write():
            begun = time.perf_counter()
            if Load.objects.values_list("cancel_asked", flat=True).get(pk=self.load.pk):
                raise Cancelled
            self.rows.write()
            record_store.place_records(moved)
            for entity in store.competing(again):
                store.compete(entity)
            if rejects:
                Reject.objects.bulk_create(rejects)
            self._note_progress()
            self.coming = read_on()
        return time.perf_counter() - begun

    def _prepare(self, accepted: list[Prepared]) -> tuple[list[Moved], list[int]]:
        """Turn accepted rows into rows of the spine.

        Returns:
            How versions must be placed beside them, and the entities of which a new version is among them.
        """
        mark, dataset = self.load.mark, self.load.dataset_id
        self.records.ensure(len(accepted))
        self.entities.ensure(len(accepted))
        held = Held() if self.is_first else self.history.held([row.key for row in accepted])
        uids = identity.uids(len(accepted))
        tally, rows = self.tally, self.rows
        moved: list[Moved] = []
        again: list[int] = []
        for row, uid in zip(accepted, uids, strict=True):
            key, content = row.key, row.content
            versions = held.versions.get(key, [])
            known = next((version for version in versions if version.content == content), None)
            if known is None:
                record = self.records.take()
                if versions:
                    entity = versions[0].entity
                    again.append(entity)
                else:
                    entity = self.entities.take()
                    rows.entities.append((entity, uid))
                rows.records.append((record, dataset, key, content, entity, mark, row.grade))
                rows.add_single(row, record=record, entity=entity)
                fresh = [Known(key, record, content, entity)]
            else:
                record, fresh = known.record, []
            rows.sightings.append((self.load.pk, record, row.line))
            tally.root = tally.root.appended(leaf_hash(content))
            live = self.history.live(held, key) if versions else None
            if live is None:
                tally.accepted += 1
            elif live == record:
                tally.unchanged += 1
            else:
                tally.revised += 1
            if versions or not self.history.is_simple:
                seen = [*held.seen(key), Sighting(self.load.pk, record)]
                moved += self.history.moved([*versions, *fresh], seen)
        return moved, again

    def _note_progress(self) -> None:
        tally = self.tally
        Load.objects.filter(pk=self.load.pk).update(
            rows_read=tally.read,
            accepted=tally.accepted,
            revised=tally.revised,
            unchanged=tally.unchanged,
            rejected=tally.rejected,
            statements=tally.statements,
        )


def _some(stream: Iterator[Item], size: int) -> list[Item]:
    return list(islice(stream, size))


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look for cycles rarely: a batch makes many tuples and no cycles, and looking costs a tenth."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
