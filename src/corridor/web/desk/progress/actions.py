"""Writes of progress: an entry is drafted by one officer and approved by another; a version is never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.progress.codes import Level, State
from corridor.core.progress.errors import EntryIncomplete, NotNow, SecondPersonNeeded
from corridor.core.progress.exchange import said_document, said_from
from corridor.core.progress.records import Said
from corridor.core.progress.rules import ORGANISATIONS, deadlines, said_problems
from corridor.web.base import identity
from corridor.web.base.accounts import queries as people
from corridor.web.base.exchange import wire
from corridor.web.base.ledger.actions import act
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.queries import spaces_for
from corridor.web.desk.lines import keyring
from corridor.web.desk.progress import cells, queries, sending
from corridor.web.desk.progress.marking import mark_of
from corridor.web.desk.progress.models import ProgressEntry, ProgressEvidence


@dataclass(frozen=True, slots=True)
class Writing:
    """What an officer writes: the entry, its half-year, how far it may go, and to which forums it is reported."""

    said: Said
    period: str
    level: Level
    forums: tuple[str, ...] = ()


def write(*, by: Officer, writing: Writing, about: str = "", now: datetime) -> ProgressEntry:
    """Keep a draft: a new entry, the draft of it that is open, or a new version of one that was approved.

    Raises:
        NotPermitted: The function does not write entries.
        EntryIncomplete: Fields must be corrected; nothing was kept.
        NotFound: `about` names no entry of the own authority.
        NotNow: The entry is with its approver.
    """
    check_permission(by, Permission.PROGRESS_WRITE)
    _check_written(by, writing, now)
    subject = subject_of(by)
    latest = _own(by, about) if about else None
    if latest is not None and latest.state == State.SUBMITTED:
        raise NotNow(state=latest.state)
    uid = str(identity.uid())
    with act(Event.PROGRESS_WRITTEN, by=by, now=now, about=about or uid, item=writing.said.item, period=writing.period):
        if latest is not None and latest.state == State.DRAFT:
            latest.delete()
        return _keep(by, writing, subject, about=about or uid, latest=latest, now=now)


def subject_of(officer: Officer) -> str:
    """Return for whom an officer reports: the State of the authority, or an organisation by its own code."""
    authority = people.authority_of(officer.reader.authority)
    return authority.code if authority.kind in ORGANISATIONS else authority.country


def _check_written(by: Officer, writing: Writing, now: datetime) -> None:
    found = list(said_problems(writing.said, catalogue(), level=writing.level, period=writing.period, today=now.date()))
    known = {space.uid for space in spaces_for(by)}
    if not set(writing.forums) <= known:
        found.append(("forums", "unknown"))
    if writing.level is Level.FORUM and not writing.forums:
        found.append(("forums", "missing"))
    if found:
        raise EntryIncomplete(fields=", ".join(f"{field} {why}" for field, why in found))


def _keep(
    by: Officer, writing: Writing, subject: str, *, about: str, latest: ProgressEntry | None, now: datetime
) -> ProgressEntry:
    own = mark_of(Level.OWN, authority=by.reader.authority, forums=(), now=now)
    is_redrafted = latest is not None and latest.state == State.DRAFT
    version = 1 if latest is None else latest.version + (0 if is_redrafted else 1)
    row = ProgressEntry.objects.create(
        uid=str(identity.uid()),
        about=about,
        version=version,
        authority=by.reader.authority,
        subject=subject,
        period=writing.period,
        item=writing.said.item,
        status=writing.said.status.value,
        level=writing.level.value,
        forums=list(writing.forums),
        mark=own,
        state=State.DRAFT.value,
        content=said_document(replace(writing.said, evidence=())),
        written_by=by.handle,
        written_at=now,
    )
    add_evidence(row, writing.said, dict.fromkeys((level.value for level in Level), own))
    return row


def add_evidence(row: ProgressEntry, said: Said, marks: dict[str, int]) -> None:
    """Keep the evidence of an entry, each piece under the mark of its level."""
    ProgressEvidence.objects.bulk_create(
        ProgressEvidence(
            entry=row,
            place=place,
            level=one["level"],
            mark=marks[one["level"]],
            content=one,
        )
        for place, one in enumerate(said_document(said)["evidence"])
    )


def submit(*, by: Officer, about: str, now: datetime) -> None:
    """Hand a draft to whoever approves.

    Raises:
        NotNow: It is no draft.
    """
    check_permission(by, Permission.PROGRESS_WRITE)
    row = _own(by, about)
    with act(Event.PROGRESS_SUBMITTED, by=by, now=now, about=about):
        _check_state(row, State.DRAFT)
        _check_written(by, writing_of(row), now)
        _change(row, state=State.SUBMITTED.value, submitted_by=by.handle, submitted_at=now)


def send_back(*, by: Officer, about: str, why: str, now: datetime) -> None:
    """Give a submitted entry back to its author with what must be changed.

    Raises:
        NotNow: It was not submitted.
        EntryIncomplete: No reason is told.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    row = _own(by, about)
    if not why.strip() or len(why) > 500:  # the length of the column
        raise EntryIncomplete(fields="why missing")
    with act(Event.PROGRESS_RETURNED, by=by, now=now, about=about):
        _check_state(row, State.SUBMITTED)
        _change(row, state=State.DRAFT.value, why=why.strip())


def approve(*, by: Officer, about: str, now: datetime) -> ProgressEntry:
    """Approve what a colleague submitted: it counts from now on, and goes to the forums that it names.

    Raises:
        SecondPersonNeeded: The officer wrote or submitted it.
        NotNow: It was not submitted.
        NotToPartner: A partner node of a member may not be told today; nothing was approved.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    row = _own(by, about)
    if by.handle in (row.written_by, row.submitted_by):
        raise SecondPersonNeeded()
    with act(Event.PROGRESS_APPROVED, by=by, now=now, about=about, item=row.item, period=row.period) as doing:
        _check_state(row, State.SUBMITTED)
        marks = {level.value: mark_of(level, authority=row.authority, forums=row.forums, now=now) for level in Level}
        said = said_of(row)
        _end(ProgressEntry.objects.filter(node="", about=about, state=State.APPROVED), now)
        _change(
            row,
            state=State.APPROVED.value,
            mark=marks[row.level],
            approved_by=by.handle,
            approved_at=now,
            signed=_signed(row, said),
        )
        for one in row.evidence.all():
            ProgressEvidence.objects.filter(pk=one.pk).update(mark=marks[one.level])
        cells.lay(row, said, marks=marks, due=first_open(row, now.date()))
        sending.send(row, said, by=by, doing=doing)
    return row


def withdraw(*, by: Officer, about: str, now: datetime) -> None:
    """Withdraw an entry: it counts no more, here and with the members of its forums. Its versions stay to be read.

    Raises:
        NotNow: No version of it is approved.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    row = ProgressEntry.objects.filter(node="", about=about, state=State.APPROVED).first()
    if row is None or row.authority != by.reader.authority:
        raise NotNow(state="not approved")
    with act(Event.PROGRESS_WITHDRAWN, by=by, now=now, about=about) as doing:
        cells.lift([row.pk])
        _change(row, state=State.WITHDRAWN.value, ended_at=now)
        sending.withdraw(row, by=by, doing=doing)


def said_of(row: ProgressEntry) -> Said:
    """Return all that a version says, evidence of every level among it; for writes of its own authority alone."""
    evidence = list(row.evidence.order_by("place").values_list("content", flat=True))
    return said_from({**row.content, "evidence": evidence})


def writing_of(row: ProgressEntry) -> Writing:
    """Return a version as its author wrote it."""
    return Writing(said_of(row), row.period, Level(row.level), tuple(row.forums))


def first_open(row: ProgressEntry, today: date) -> date | None:
    """Return the first day of the earliest milestone of an entry that is not done."""
    versions = ProgressEntry.objects.filter(node=row.node, about=row.about, version__lte=row.version)
    counted = versions.filter(state__in=(State.APPROVED, State.SUPERSEDED)).order_by("version")
    told = [said_from({**one.content, "evidence": []}) for one in counted if one.pk != row.pk]
    open_ones = [one.first_due for one in deadlines([*told, said_of(row)]) if one.done_on is None]
    return min(open_ones, default=None)


def _end(rows: Iterable[ProgressEntry], now: datetime) -> None:
    found = [row.pk for row in rows]
    cells.lift(found)
    ProgressEntry.objects.filter(pk__in=found).update(state=State.SUPERSEDED.value, ended_at=now)


def _own(by: Officer, about: str) -> ProgressEntry:
    """Return the newest version of an entry of the officer's authority."""
    found = queries.versions_for(by, about)[0].row
    if found.authority != by.reader.authority or found.node:
        raise NotFound(kind="entry")
    return found


def _check_state(row: ProgressEntry, state: State) -> None:
    current = ProgressEntry.objects.values_list("state", flat=True).get(pk=row.pk)
    if current != state:
        raise NotNow(state=current)


def _change(row: ProgressEntry, **fields: object) -> None:
    ProgressEntry.objects.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()


SIGNED = "corridor-progress+jws"
"""What the signature over an entry says that it signs."""


def _signed(row: ProgressEntry, said: Said) -> bytes:
    """Return the content of a version, signed by its authority."""
    content = {"about": row.about, "version": row.version, "subject": row.subject, "period": row.period}
    payload = json.dumps(content | {"said": said_document(said)}, ensure_ascii=False, sort_keys=True).encode()
    return wire.signed(payload, keyring.authority_key(row.authority), SIGNED)
