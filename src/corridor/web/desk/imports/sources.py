"""Reads of sources: who published or filed what this reader may see, and in which releases.

A source exists for a reader through its data sets: through none that one may see, it does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import clean
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.imports.queries import knowable
from corridor.web.desk.statements import record_store
from corridor.web.desk.statements.models import Dataset, Load

FALLEN = (Load.State.UNDONE, Load.State.WITHDRAWN)
"""What counted once and does not count now; known to the own authority alone."""

SHOWN_RELEASES = 100


@dataclass(frozen=True)
class SourceSeen:
    """One source as a reader sees it.

    `releases` are those the reader may know of, the latest first; `records` counts what stands, each once an edition.
    """

    code: str
    datasets: tuple[Dataset, ...]
    releases: tuple[Load, ...]
    records: int
    credits: tuple[str, ...]
    licences: tuple[str, ...]
    is_invented: bool

    @property
    def standing(self) -> tuple[Load, ...]:
        """The releases that count now."""
        return tuple(load for load in self.releases if load.state == Load.State.PUBLISHED)

    @property
    def as_of(self) -> str:
        """The day of the latest release that counts now; empty when none does."""
        return max((load.released_on for load in self.standing), default="")


def sources_for(officer: Officer) -> tuple[SourceSeen, ...]:
    """Return the sources this officer may see, by code."""
    return _sources(officer, "")


@dataclass(frozen=True)
class Source:
    """One source and what this officer may do with what the own authority holds of it."""

    seen: SourceSeen
    may_withdraw: bool
    may_restore: bool


def source_for(officer: Officer, code: str) -> Source:
    """Return one source, or behave as if it did not exist."""
    code = clean(code)
    found = _sources(officer, code) if code else ()
    if not found:
        raise NotFound(kind="source")
    seen = found[0]
    own = [load for load in seen.releases if load.dataset.authority == officer.reader.authority]
    may = Permission.SOURCE_WITHDRAW in officer.permissions
    return Source(
        seen=seen,
        may_withdraw=may and any(load.state == Load.State.PUBLISHED for load in own),
        may_restore=may and any(load.state == Load.State.WITHDRAWN for load in own),
    )


def _sources(officer: Officer, code: str) -> tuple[SourceSeen, ...]:
    check_permission(officer, Permission.PICTURE_READ)
    datasets = Dataset.objects.select_related("source").order_by("source__code", "edition", "pk")
    if code:
        datasets = datasets.filter(source__code=code)
    marks = visible_marks(officer.reader_class, datasets.values_list("mark", flat=True))
    visible = {dataset.pk: dataset for dataset in datasets if dataset.mark in marks}
    releases = _releases(officer, visible)
    sources: dict[str, list[Dataset]] = {}
    for dataset in visible.values():
        if dataset.pk in releases:
            sources.setdefault(dataset.source.code, []).append(dataset)
    return tuple(_seen(name, held, releases) for name, held in sorted(sources.items()))


def _releases(officer: Officer, datasets: dict[int, Dataset]) -> dict[int, list[Load]]:
    """Return the releases of data sets that an officer may know of, the latest first."""
    knows_fallen = bool({Permission.IMPORT_RUN, Permission.SOURCE_WITHDRAW} & officer.permissions)
    known: list[Load] = []
    rows = Load.objects.filter(dataset__in=list(datasets), state__in=(Load.State.PUBLISHED, *FALLEN))
    for load in rows.order_by("-released_on", "-pk"):
        load.dataset = datasets[load.dataset_id]
        if load.state == Load.State.PUBLISHED or (knows_fallen and load.dataset.authority == officer.reader.authority):
            known.append(load)
    found: dict[int, list[Load]] = {}
    for load in knowable(officer, known):
        found.setdefault(load.dataset_id, []).append(load)
    return found


def _seen(code: str, datasets: Sequence[Dataset], releases: dict[int, list[Load]]) -> SourceSeen:
    loads = [load for dataset in datasets for load in releases[dataset.pk]]
    return SourceSeen(
        code=code,
        datasets=tuple(datasets),
        releases=tuple(sorted(loads, key=lambda load: (load.released_on, load.pk), reverse=True)),
        records=sum(_records(releases[dataset.pk]) for dataset in datasets),
        credits=tuple(dict.fromkeys(dataset.credit for dataset in datasets if dataset.credit)),
        licences=tuple(dict.fromkeys(dataset.licence for dataset in datasets if dataset.licence)),
        is_invented=datasets[0].is_invented,
    )


def _records(releases: Sequence[Load]) -> int:
    """Count the source records that stand, each once, of one data set's releases, the latest first.

    What the latest complete release does not contain does not stand; later releases that are not complete add to it.
    """
    counting = []
    for load in releases:
        if load.state == Load.State.PUBLISHED:
            counting.append(load)
            if load.is_whole:
                break
    if not counting or not counting[0].dataset.mapping:
        return len(counting)
    if len(counting) == 1:
        return counting[0].accepted + counting[0].revised + counting[0].unchanged
    return record_store.count_keys([load.pk for load in counting])
