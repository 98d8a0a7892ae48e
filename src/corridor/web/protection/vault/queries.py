"""Reads of the vault: an officer reaches the cases of the own body on whose team the officer is, and no others.

Nothing here asks whether a case exists without asking for whom; absent and not yours are one answer. Cases are sealed,
so finding by words opens the cases of the officer's own teams and looks; there is no index that a stolen database
would hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.casework.errors import FileBroken
from corridor.core.casework.laying import laid_together
from corridor.core.casework.records import CaseFile, Document, Entry
from corridor.core.casework.rules import check_keeping, keeping_has_ended, next_step
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.months import after
from corridor.core.kernel.text import fold
from corridor.web.base.sealing import SealBroken
from corridor.web.protection.vault import files, keyring
from corridor.web.protection.vault.models import (
    Case,
    CaseEntry,
    CaseMember,
    CaseNotice,
    CaseReading,
    CaseShare,
    DataKey,
)


@dataclass(frozen=True)
class Kept:
    """A case that an officer reaches: its row, its file as it stands, and every entry in order."""

    row: Case
    file: CaseFile
    entries: tuple[Entry, ...]

    @property
    def ref(self) -> str:
        """What officers quote."""
        return self.row.ref


@dataclass(frozen=True)
class Listed:
    """A case in a list; `file` is None where the person no longer agrees that it is kept, or where it is not whole."""

    ref: str
    is_open: bool
    is_emergency: bool
    file: CaseFile | None
    is_whole: bool = True


def reached(reader: Officer, now: datetime) -> QuerySet[Case]:
    """Return the cases that an officer reaches now.

    Raises:
        NotPermitted: The function opens no cases.
    """
    check_permission(reader, Permission.CASE_READ)
    is_member = Q(members__handle=reader.handle) & (Q(members__until=None) | Q(members__until__gt=now))
    return Case.objects.filter(is_member, authority=reader.reader.authority).distinct()


def row_for(reader: Officer, ref: str, *, now: datetime, to_write: bool = False) -> Case:
    """Return the row of one case that an officer reaches, or behave as if it did not exist.

    Args:
        to_write: Hold it until the write is over.

    Raises:
        NotFound: There is none, or it is not this officer's.
    """
    found = reached(reader, now).filter(ref=ref).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(kind="case")
    rows = Case.objects.select_for_update() if to_write else Case.objects.all()
    return rows.get(pk=found)


def lasting_row_for(reader: Officer, ref: str, *, now: datetime) -> Case:
    """Return the row of a case, held for a write, for an officer whose work on it has no end set.

    Raises:
        NotFound: There is none, it is not this officer's, or it was opened in an emergency only.
    """
    row = row_for(reader, ref, now=now, to_write=True)
    if not CaseMember.objects.filter(case=row, handle=reader.handle, until=None).exists():
        raise NotFound(kind="case")
    return row


def case_for(reader: Officer, ref: str, *, now: datetime) -> Kept:
    """Return one case that an officer reaches.

    Raises:
        NotFound: There is none, or it is not this officer's.
        KeepingEnded: The person no longer agrees that it is kept.
        FileBroken, SealBroken: It was changed from outside.
    """
    kept = opened(row_for(reader, ref, now=now))
    check_keeping(kept.file, ref=ref, now=now)
    return kept


def opened(row: Case) -> Kept:
    """Return a case by its row, which was asked for a reader before."""
    entries = files.read(row, keyring.key_of(row.uid), row.entries.order_by("n"))
    return Kept(row, laid_together(entries), entries)


def cases_for(reader: Officer, *, now: datetime, words: str = "") -> tuple[Listed, ...]:
    """Return the cases that an officer reaches and in which all words stand: open ones first, by their next step's day.

    A case that the person no longer agrees to have kept is found by its reference alone.
    """
    rows = list(reached(reader, now).order_by("ref"))
    teams = {
        member.case_id: member.is_emergency
        for member in CaseMember.objects.filter(case__in=rows, handle=reader.handle).order_by("-is_emergency")
    }
    wanted = fold(words).split()
    found = []
    for row, kept in _all_opened(rows):
        file = None if kept is None or keeping_has_ended(kept.file, now) else kept.file
        if wanted and not _matches(row.ref, file, wanted):
            continue
        found.append(Listed(row.ref, row.is_open, teams.get(row.pk, False), file, kept is not None))
    return tuple(sorted(found, key=_urgency))


def _urgency(one: Listed) -> tuple[bool, bool, str, str]:
    step = next_step(one.file) if one.file is not None else None
    due_on = step.due_on if step is not None else ""
    return not one.is_open, due_on == "", due_on, one.ref


def _all_opened(rows: Sequence[Case]) -> list[tuple[Case, Kept | None]]:
    """Return cases opened; nothing for one that was changed from outside, so that it does not hide the others."""
    keys = keyring.wrapped_of([row.uid for row in rows])
    entries: dict[int, list[CaseEntry]] = {row.pk: [] for row in rows}
    for entry in CaseEntry.objects.filter(case__in=rows).order_by("case_id", "n"):
        entries[entry.case_id].append(entry)
    return [(row, _opened_unless_broken(row, keys.get(row.uid), entries[row.pk])) for row in rows]


def _opened_unless_broken(row: Case, key: DataKey | None, entries: Sequence[CaseEntry]) -> Kept | None:
    try:
        lines = files.read(row, keyring.unwrapped(key), entries) if key is not None else ()
    except (SealBroken, FileBroken):
        return None
    return Kept(row, laid_together(lines), lines) if lines else None


def _matches(ref: str, file: CaseFile | None, wanted: Sequence[str]) -> bool:
    said = [answer.said for answer in file.person.values()] if file is not None else []
    text = fold(" ".join((ref, *said)))
    return all(word in text for word in wanted)


def document_for(reader: Officer, ref: str, uid: str, *, now: datetime) -> tuple[Document, bytes]:
    """Return a document of a case and its bytes.

    Raises:
        NotFound: There is none, it was removed, or the case is not this officer's.
        KeepingEnded: The person no longer agrees that the case is kept.
    """
    kept = case_for(reader, ref, now=now)
    document = next((one for one in kept.file.documents if one.uid == uid and not one.is_removed), None)
    content = files.paper(kept.row, keyring.key_of(kept.row.uid), uid) if document is not None else None
    if document is None or content is None:
        raise NotFound(kind="document")
    return document, content


def ended_for(reader: Officer, ref: str, *, now: datetime) -> Case:
    """Return the row of a case that an officer reaches and that the person no longer agrees to have kept.

    Raises:
        NotFound: There is none, or it is kept.
    """
    row = row_for(reader, ref, now=now)
    if not keeping_has_ended(opened(row).file, now):
        raise NotFound(kind="case")
    return row


def team_of(row: Case, now: datetime) -> tuple[CaseMember, ...]:
    """Return who works on a case now, in the order in which they came to it."""
    current = Q(until=None) | Q(until__gt=now)
    return tuple(CaseMember.objects.filter(current, case=row).order_by("since", "handle"))


def readings_of(row: Case) -> tuple[CaseReading, ...]:
    """Return who opened a case on which day, the latest first."""
    return tuple(CaseReading.objects.filter(case=row).order_by("-on", "handle", "way"))


def shares_of(row: Case) -> tuple[CaseShare, ...]:
    """Return what was given of a case to other bodies, the latest first."""
    return tuple(CaseShare.objects.filter(case=row).select_related("partner").order_by("-sent_at", "uid"))


def notices_for(reader: Officer, *, now: datetime) -> tuple[CaseNotice, ...]:
    """Return what an officer has not seen yet about the cases that the officer reaches, the latest first."""
    of_mine = CaseNotice.objects.filter(case__in=reached(reader, now), to=reader.handle, seen_at=None)
    return tuple(of_mine.select_related("case").order_by("-at", "uid"))


def how_many_referred(since: str, until: str) -> int:
    """Return of how many cases a part went to another body by consent in some months; for the attack on fixed tables.

    A case that went to several bodies, or to one body again, counts once.
    """
    sent = CaseShare.objects.filter(sent_at__date__gte=f"{since}-01", sent_at__date__lt=f"{after(until, 1)}-01")
    return sent.values("case").distinct().count()


def how_many_opened(since: str, until: str) -> int:
    """Return how many cases were opened in some months; for the attack on the fixed tables and nothing else."""
    return Case.objects.filter(opened_on__gte=f"{since}-01", opened_on__lt=f"{after(until, 1)}-01").count()
