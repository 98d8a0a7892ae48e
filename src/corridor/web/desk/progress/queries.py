"""Reads of progress: the entries that a reader may see, each with the evidence that this reader may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, prefetch_related_objects

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.progress.codes import How, Level, Standing, State
from corridor.core.progress.computing import Before, read
from corridor.core.progress.exchange import COMPUTED, said_kept
from corridor.core.progress.records import Due, Said
from corridor.core.progress.rules import ORGANISATIONS, deadlines, standing_of
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.progress.models import ProgressEntry, ProgressEvidence

SHOWN = Use.READ | Use.COUNT
STANDS = (State.DRAFT, State.SUBMITTED, State.APPROVED)


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
    return _seen(officer, list(rows.filter(state__in=STANDS).order_by("-written_at", "-pk")), SHOWN)


def versions_for(officer: Officer, about: str) -> tuple[Entry, ...]:
    """Return all versions of an entry that an officer may see, the newest first; drafts for their authority alone.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = ProgressEntry.objects.filter(about=about).order_by("-version", "-pk") if is_uid(about) else ()
    kept = [row for row in rows if row.state not in (State.DRAFT, State.SUBMITTED) or _may_know(officer, row)]
    found = _seen(officer, kept, SHOWN)
    if not found:
        raise NotFound(kind="entry")
    return found


def dues_for(
    officer: Officer,
    rows: Iterable[ProgressEntry],
    *,
    use: Use = SHOWN,
    fits: Callable[[ProgressEntry], bool] = lambda _: True,
) -> dict[tuple[str, str], tuple[Due, ...]]:
    """Return the milestones of some commitments, by authority and commitment, as an officer may know them.

    The first day that was ever approved stands, through all half-years and versions that this officer may see, and
    where an equivalent commitment that is answered with it was reported on before.

    Args:
        officer: Who reads.
        rows: Entries about these commitments.
        use: For what they are read.
        fits: Which versions count, such as those for everybody alone.
    """
    asked: dict[tuple[str, str, str], set[str]] = {}
    for row in rows:
        for item in (row.item, *row.content["answers"]):
            asked.setdefault((row.node, row.authority, item), set()).add(row.item)
    known = ProgressEntry.objects.filter(item__in={item for *_, item in asked}).exclude(approved_at=None)
    told: dict[tuple[str, str], list[Entry]] = {}
    for one in _seen(officer, list(known.order_by("period", "about", "version")), use):
        if fits(one.row):
            for item in asked.get((one.row.node, one.row.authority, one.row.item), ()):
                told.setdefault((one.row.authority, item), []).append(one)
    return {pair: _dues(entries) for pair, entries in told.items()}


def _dues(entries: list[Entry]) -> tuple[Due, ...]:
    by_approval = sorted(entries, key=lambda one: approval_of(one.row))
    return deadlines([one.said for one in entries], approved=[one.said for one in by_approval])


def approval_of(row: ProgressEntry) -> tuple[datetime, int]:
    """Return when an approved version became known here: no day that a partner writes comes before another's."""
    return row.written_at if row.node else row.approved_at or row.written_at, row.pk


def waiting_for(officer: Officer) -> tuple[Entry, ...]:
    """Return what was submitted and an officer may approve: of the own authority, or of another of the same State.

    What is for its own authority alone waits there alone.

    Raises:
        NotPermitted: The function approves no entries.
    """
    check_permission(officer, Permission.PROGRESS_APPROVE)
    rows = ProgressEntry.objects.filter(node="", state=State.SUBMITTED, subject=subject_of(officer))
    return _seen(officer, [row for row in rows.order_by("submitted_at", "pk") if may_decide(officer, row)], SHOWN)


def told_before(officer: Officer, period: str) -> tuple[Before, ...]:
    """Return the computed values of a half-year that were told: in approved entries that an officer may see, in every
    version of own ones but drafts.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = ProgressEntry.objects.filter(period=period, node="").exclude(state=State.DRAFT)
    told = rows.filter(Q(state=State.APPROVED) | Q(authority=officer.reader.authority)).order_by("pk")
    found = [one for entry in _seen(officer, list(told), SHOWN) for one in values_before(entry)]
    return tuple({repr(one): one for one in found}.values())


def values_before(entry: Entry) -> tuple[Before, ...]:
    """Return what an own version tells of computed values that others can be laid beside."""
    kept = entry.row.content.get(COMPUTED, {})
    return tuple(
        Before(read(kept[one.indicator])[0], one.low, one.high)
        for one in entry.said.values
        if one.how is How.COMPUTED and kept.get(one.indicator, {}).get("counted")
    )


def is_told_already(officer: Officer, item: str, period: str, *, about: str = "") -> bool:
    """Return whether the own authority has another entry that stands about a commitment and a half-year."""
    rows = ProgressEntry.objects.filter(authority=officer.reader.authority, node="", item=item, period=period)
    return rows.filter(state__in=STANDS).exclude(about=about).exists()


def kept_about(about: str) -> tuple[str, str] | None:
    """Return the commitment and the half-year that an own entry keeps once a version of it was approved."""
    rows = ProgressEntry.objects.filter(node="", about=about).exclude(approved_at=None)
    return rows.values_list("item", "period").first() if about else None


def subject_of(officer: Officer) -> str:
    """Return for whom an officer reports: the State of the authority, or an organisation by its own code."""
    authority = people.authority_of(officer.reader.authority)
    return authority.code if authority.kind in ORGANISATIONS else authority.country


def authorities_of(subject: str) -> frozenset[str]:
    """Return the authorities of this node that report for a State or organisation."""
    own = (people.authority_of(code) for code, _ in people.authorities())
    return frozenset(one.code for one in own if subject == (one.code if one.kind in ORGANISATIONS else one.country))


def may_decide(officer: Officer, row: ProgressEntry) -> bool:
    """Return whether an officer decides on what was submitted here for the officer's own State or organisation.

    On what is for its own authority alone, nobody of another authority does.
    """
    if Permission.PROGRESS_APPROVE not in officer.permissions or row.node or row.subject != subject_of(officer):
        return False
    return row.level != Level.OWN or row.authority == officer.reader.authority


def _may_know(officer: Officer, row: ProgressEntry) -> bool:
    """Return whether an officer may know of a version that nobody approved yet."""
    if row.node:
        return False
    if row.authority == officer.reader.authority:
        return bool({Permission.PROGRESS_WRITE, Permission.PROGRESS_APPROVE} & officer.permissions)
    return row.state == State.SUBMITTED and may_decide(officer, row)


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
        said = said_kept(row.content, shown)
        found.append(Entry(row, said, row.told + sum(bool(one["is_told"]) for one in hidden)))
    return tuple(found)
