"""Reads of progress: the entries that a reader may see, each with the evidence that this reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.progress.codes import Standing, State
from corridor.core.progress.exchange import said_from
from corridor.core.progress.records import Said
from corridor.core.progress.rules import standing_of
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.progress.models import ProgressEntry, ProgressEvidence

SHOWN = Use.READ | Use.COUNT


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of an entry as one reader sees it: its row, what it says with the evidence that this reader may see.

    `told` is of how many further pieces of evidence this reader is told that they exist.
    """

    row: ProgressEntry
    said: Said
    told: int = 0

    @property
    def standing(self) -> Standing:
        """How what it speaks of stands for this reader."""
        return standing_of(self.said)


def entries_for(
    officer: Officer,
    *,
    subjects: Iterable[str] = (),
    items: Iterable[str] = (),
    periods: Iterable[str] = (),
    use: Use = SHOWN,
) -> tuple[Entry, ...]:
    """Return the approved entries that an officer may see, by State, commitment and half-year.

    Args:
        officer: Who reads.
        subjects: Of these States or organisations alone.
        items: That speak of one of these commitments, also by the tick of an equivalent.
        periods: Of these half-years alone.
        use: For what they are read, such as `Use.EXPORT | Use.READ | Use.COUNT`.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = ProgressEntry.objects.filter(state=State.APPROVED)
    if wanted := set(subjects):
        rows = rows.filter(subject__in=wanted)
    if halves := set(periods):
        rows = rows.filter(period__in=halves)
    if asked := set(items):
        rows = rows.filter(cells__item__in=asked).distinct()
    return _seen(officer, list(rows.order_by("subject", "item", "period", "pk")), use)


def own_for(officer: Officer) -> tuple[Entry, ...]:
    """Return every entry of the officer's own authority that stands, drafts too, the last written first.

    Raises:
        NotPermitted: The function neither writes nor approves entries.
    """
    _check_own(officer)
    rows = ProgressEntry.objects.filter(authority=officer.reader.authority, node="")
    standing = rows.filter(state__in=(State.DRAFT, State.SUBMITTED, State.APPROVED))
    return _seen(officer, list(standing.order_by("-written_at", "-pk")), SHOWN)


def versions_for(officer: Officer, about: str) -> tuple[Entry, ...]:
    """Return all versions of an entry that an officer may see, the newest first; drafts for their authority alone.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = ProgressEntry.objects.filter(about=about).order_by("-version", "-pk") if is_uid(about) else ()
    ours = officer.reader.authority
    is_writer = bool({Permission.PROGRESS_WRITE, Permission.PROGRESS_APPROVE} & officer.permissions)
    unseen = (State.DRAFT, State.SUBMITTED)
    kept = [row for row in rows if row.state not in unseen or (row.authority == ours and not row.node and is_writer)]
    found = _seen(officer, kept, SHOWN)
    if not found:
        raise NotFound(kind="entry")
    return found


def _check_own(officer: Officer) -> None:
    if Permission.PROGRESS_APPROVE not in officer.permissions:
        check_permission(officer, Permission.PROGRESS_WRITE)


def _seen(officer: Officer, rows: list[ProgressEntry], use: Use) -> tuple[Entry, ...]:
    prefetch_related_objects(rows, Prefetch("evidence", ProgressEvidence.objects.order_by("place")))
    pieces = {row.pk: list(row.evidence.all()) for row in rows}
    marks = {row.mark for row in rows} | {one.mark for each in pieces.values() for one in each}
    seen = visible_marks(officer.reader_class, marks, use)
    found = []
    for row in rows:
        if row.mark not in seen:
            continue
        shown = [one.content for one in pieces[row.pk] if one.mark in seen]
        hidden = [one.content for one in pieces[row.pk] if one.mark not in seen]
        said = said_from({**row.content, "evidence": shown})
        found.append(Entry(row, said, row.told + sum(bool(one["is_told"]) for one in hidden)))
    return tuple(found)
