"""Writes of progress: an entry is drafted by one officer and approved by another; a version is never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.progress.codes import Found, How, Level, State
from corridor.core.progress.errors import EntryIncomplete, NotNow, SecondPersonNeeded
from corridor.core.progress.exchange import COMPUTED, said_document, said_kept
from corridor.core.progress.records import Said
from corridor.core.progress.rules import LONGEST_TEXT, Problems, deadlines, said_problems, texts_of
from corridor.web.base import identity
from corridor.web.base.exchange import wire
from corridor.web.base.ledger.actions import Act, act
from corridor.web.desk.centre.screening import fault_in
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.queries import spaces_for
from corridor.web.desk.lines import keyring
from corridor.web.desk.progress import cells, looking, queries, rechecking, sending, valuing
from corridor.web.desk.progress.marking import mark_of, waiting_mark
from corridor.web.desk.progress.models import ProgressEntry, ProgressEvidence
from corridor.web.desk.progress.queries import subject_of
from corridor.web.desk.progress.writing import Writing as Writing

LONGEST_WHY = 500
"""Of the reason for which an entry is sent back, in characters: the length of its column."""


def write(*, by: Officer, writing: Writing, about: str = "", now: datetime) -> ProgressEntry:
    """Keep a draft: a new entry, the draft of it that is open, or a new version of one that was approved.

    Whether evidence is there is never taken from who writes: it is looked up, or kept as a second officer found it.

    Raises:
        NotPermitted: The function does not write entries.
        EntryIncomplete: Fields must be corrected; nothing was kept.
        NotFound: `about` names no entry of the own authority.
        NotNow: The entry is with its approver.
    """
    check_permission(by, Permission.PROGRESS_WRITE)
    latest = own_row(by, about) if about else None
    if latest is not None and latest.state == State.SUBMITTED:
        raise NotNow(state=latest.state)
    _check_written(by, writing, about, now)
    kept = valuing.kept_values(by, writing, about=about, now=now)
    writing = replace(writing, said=_completed(by, writing, latest, kept, now))
    uid = str(identity.uid())
    with act(Event.PROGRESS_WRITTEN, by=by, now=now, about=about or uid, item=writing.said.item, period=writing.period):
        if latest is not None:
            _check_state(latest, State(latest.state))
        if latest is not None and latest.state == State.DRAFT:
            latest.delete()
        return _keep(by, writing, kept, about=about or uid, latest=latest, now=now)


def _completed(
    by: Officer, writing: Writing, latest: ProgressEntry | None, kept: Mapping[str, Any], now: datetime
) -> Said:
    said = writing.said
    known = {one.reference: one.found for one in said_of(latest).evidence} if latest is not None and latest.pk else {}
    evidence = []
    for one in said.evidence:
        found = looking.found(by, one.reference, now=now)
        found = known.get(one.reference, found) if found is Found.NOT_LOOKED else found
        evidence.append(replace(one, key=one.key or identity.uid()[:KEY], found=found))
    values = tuple(
        one if one.how is How.BY_HAND or one.indicator in kept else replace(one, how=How.BY_HAND) for one in said.values
    )
    steps = tuple(one if one.key else replace(one, key=identity.uid()[:KEY]) for one in said.milestones)
    return replace(said, milestones=steps, evidence=tuple(evidence), values=values)


KEY = 12
"""So many signs name a milestone or a piece of evidence through all versions."""


def problems_of(by: Officer, writing: Writing, *, about: str = "", now: datetime) -> Problems:
    """Return what must be corrected about what an officer wants to keep; each field once, with a code that says why."""
    found = dict(said_problems(writing.said, catalogue(), level=writing.level, period=writing.period, today=now.date()))
    known = {space.uid for space in spaces_for(by)}
    if not set(writing.forums) <= known:
        found.setdefault("forums", "unknown")
    if writing.level is Level.FORUM and not writing.forums:
        found.setdefault("forums", "missing")
    for field, text in texts_of(writing.said):
        if fault_in(text, longest=LONGEST_TEXT, is_needed=False) == "names-somebody":
            found.setdefault(field, "names-somebody")
    for number, one in enumerate(writing.said.evidence, start=1):
        if looking.found(by, one.reference, now=now) is Found.MISSING:
            found.setdefault(f"evidence-{number}-reference", "leads-nowhere")
    if not any(field == "period" for field in found):
        uncomputed = valuing.untellable(by, writing, about=about, now=now)
        for number, value in enumerate(writing.said.values, start=1):
            if value.how is How.COMPUTED and value.indicator in uncomputed:
                found.setdefault(f"values-{number}-low", uncomputed[value.indicator].value)
    named = (writing.said.item, writing.period)
    if (queries.kept_about(about) or named) != named:
        found.setdefault("period", "choose")
    if queries.is_told_already(by, writing.said.item, writing.period, about=about):
        found.setdefault("item", "already")
    return tuple(found.items())


def _check_written(by: Officer, writing: Writing, about: str, now: datetime) -> None:
    if found := problems_of(by, writing, about=about, now=now):
        raise EntryIncomplete(fields=", ".join(f"{field} {why}" for field, why in found))


def _keep(
    by: Officer, writing: Writing, kept: Mapping[str, Any], *, about: str, latest: ProgressEntry | None, now: datetime
) -> ProgressEntry:
    own = mark_of(Level.OWN, authority=by.reader.authority, forums=(), now=now)
    is_redrafted = latest is not None and latest.state == State.DRAFT
    version = 1 if latest is None else latest.version + (0 if is_redrafted else 1)
    row = ProgressEntry.objects.create(
        uid=str(identity.uid()),
        about=about,
        version=version,
        authority=by.reader.authority,
        subject=subject_of(by),
        period=writing.period,
        item=writing.said.item,
        status=writing.said.status.value,
        level=writing.level.value,
        forums=list(writing.forums),
        mark=own,
        state=State.DRAFT.value,
        content={**said_document(replace(writing.said, evidence=())), **({COMPUTED: dict(kept)} if kept else {})},
        why=latest.why if latest is not None and is_redrafted else "",
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
    """Hand a draft to whoever approves: from now on, those who approve for the same State may read it.

    Evidence for the own authority stays there, and so does an entry that is for the own authority alone.

    Raises:
        NotNow: It is no draft.
        EntryIncomplete: What was right when it was written must be corrected now.
    """
    check_permission(by, Permission.PROGRESS_WRITE)
    row = own_row(by, about)
    with act(Event.PROGRESS_SUBMITTED, by=by, now=now, about=about):
        _check_state(row, State.DRAFT)
        _check_written(by, writing_of(row), about, now)
        waiting = waiting_mark(Level(row.level), authority=row.authority, subject=row.subject, now=now)
        _change(row, state=State.SUBMITTED.value, mark=waiting, why="", submitted_by=by.handle, submitted_at=now)
        row.evidence.exclude(level=Level.OWN).update(mark=waiting)


def take_back(*, by: Officer, about: str, now: datetime) -> None:
    """Make a draft again of what the own authority submitted and nobody decided on yet.

    Raises:
        NotFound: There is none of the own authority that this officer may know of.
        NotNow: It was not submitted, or is decided on already.
    """
    check_permission(by, Permission.PROGRESS_WRITE)
    row = own_row(by, about)
    with act(Event.PROGRESS_RETURNED, by=by, now=now, about=about):
        _return(row, now)


def send_back(*, by: Officer, about: str, why: str, now: datetime) -> None:
    """Give a submitted entry back to its author with what must be changed.

    Raises:
        NotNow: It was not submitted.
        EntryIncomplete: No reason is told, or it names somebody.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    row = _decided(by, about)
    if fault := fault_in(why, longest=LONGEST_WHY):
        raise EntryIncomplete(fields=f"why {fault}")
    with act(Event.PROGRESS_RETURNED, by=by, now=now, about=about):
        _return(row, now, why=why.strip())


def _return(row: ProgressEntry, now: datetime, *, why: str = "") -> None:
    _check_state(row, State.SUBMITTED)
    own = mark_of(Level.OWN, authority=row.authority, forums=(), now=now)
    _change(row, state=State.DRAFT.value, mark=own, why=why)
    row.evidence.update(mark=own)


def approve(*, by: Officer, about: str, shown: str = "", now: datetime) -> ProgressEntry:
    """Approve what a colleague submitted: it counts from now on, and goes to the forums that it names.

    What was right when it was written is looked at again on this day, with the sight of who approves.

    Args:
        by: Who approves.
        about: The entry.
        shown: The version that was read before, where a page showed one; another one is not approved in its place.
        now: The moment.

    Raises:
        SecondPersonNeeded: The officer wrote or submitted it.
        NotNow: It was not submitted.
        EntryIncomplete: What was right when it was written is wrong now; nothing was approved.
        NotToPartner: A partner node of a member may not be told today; nothing was approved.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    row = _decided(by, about)
    if by.handle in (row.written_by, row.submitted_by):
        raise SecondPersonNeeded()
    if shown not in ("", row.uid):
        raise NotNow(state="another than the one that was shown")
    with act(Event.PROGRESS_APPROVED, by=by, now=now, about=about, item=row.item, period=row.period) as doing:
        _check_state(row, State.SUBMITTED)
        if found := rechecking.problems_today(by, row, said_of(row), now=now):
            raise EntryIncomplete(fields=", ".join(f"{field} {why}" for field, why in found))
        _count(row, by=by, doing=doing, now=now)
    return row


def _count(row: ProgressEntry, *, by: Officer, doing: Act, now: datetime) -> None:
    """Let a version count from now on, in the place of the one before; each piece goes as far as its level."""
    marks = {level.value: mark_of(level, authority=row.authority, forums=row.forums, now=now) for level in Level}
    said = said_of(row)
    _end(ProgressEntry.objects.filter(node="", about=row.about, state=State.APPROVED), now)
    _change(
        row,
        state=State.APPROVED.value,
        mark=marks[row.level],
        why="",
        approved_by=by.handle,
        approved_at=now,
        signed=_signed(row, said),
    )
    for level, mark in marks.items():
        row.evidence.filter(level=level).update(mark=mark)
    cells.lay(row, said, marks=marks, due=first_open(row, now.date()))
    sending.send(row, said, by=by, doing=doing)


def withdraw(*, by: Officer, about: str, now: datetime) -> None:
    """Withdraw an entry: it counts no more, here and with the members of its forums. Its versions stay to be read.

    Raises:
        NotFound: There is none of the own State that this officer may know of.
        NotNow: No version of it is approved.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    _decided(by, about)
    row = ProgressEntry.objects.filter(node="", about=about, state=State.APPROVED).first()
    if row is None:
        raise NotNow(state="not approved")
    with act(Event.PROGRESS_WITHDRAWN, by=by, now=now, about=about) as doing:
        cells.lift([row.pk])
        _change(row, state=State.WITHDRAWN.value, ended_at=now)
        sending.withdraw(row, by=by, doing=doing)


def look_at_evidence(*, by: Officer, about: str, key: str, found: Found, now: datetime) -> None:
    """Write down what a second officer found where a piece of evidence points to: what is not there does not count.

    Of an approved entry it makes a new version, since a version is never changed.

    Raises:
        NotFound: There is no such entry or piece that this officer may know of.
        SecondPersonNeeded: The officer wrote or submitted the entry.
        NotNow: It is neither submitted nor approved, or a new version of it is being written.
    """
    check_permission(by, Permission.PROGRESS_APPROVE)
    row = _decided(by, about)
    if by.handle in (row.written_by, row.submitted_by):
        raise SecondPersonNeeded()
    newest = ProgressEntry.objects.filter(node="", about=about).order_by("-version").first()
    if row.state not in (State.SUBMITTED, State.APPROVED) or newest != row:
        raise NotNow(state=row.state)
    if all(one.key != key for one in queries.versions_for(by, about)[0].said.evidence):
        raise NotFound(kind="evidence")
    said = said_of(row)
    said = replace(said, evidence=tuple(replace(one, found=found) if one.key == key else one for one in said.evidence))
    with act(Event.PROGRESS_EVIDENCE_LOOKED, by=by, now=now, about=about, evidence=key, found=found.value) as doing:
        _check_state(row, State(row.state))
        if row.state == State.SUBMITTED:
            marks = dict(row.evidence.values_list("level", "mark"))
            row.evidence.all().delete()
            add_evidence(row, said, marks)
            return
        own = dict.fromkeys((level.value for level in Level), row.mark)
        row.pk, row.uid, row.version = None, str(identity.uid()), row.version + 1
        row.state = State.SUBMITTED.value
        row.save(force_insert=True)
        add_evidence(row, said, own)
        _count(row, by=by, doing=doing, now=now)


def said_of(row: ProgressEntry) -> Said:
    """Return all that a version says, evidence of every level among it; for writes of its own authority alone."""
    evidence = list(row.evidence.order_by("place").values_list("content", flat=True))
    return said_kept(row.content, evidence)


def writing_of(row: ProgressEntry) -> Writing:
    """Return a version as its author wrote it."""
    sources = {indicator: one["source"] for indicator, one in row.content.get(COMPUTED, {}).items()}
    return Writing(said_of(row), row.period, Level(row.level), tuple(row.forums), sources)


def first_open(row: ProgressEntry, today: date) -> date | None:
    """Return the first day of the earliest milestone that is not done, as those know it for whom a version is meant.

    A later half-year and an entry that was withdrawn move no day. What went less far than this version is not counted:
    its days are not for these readers.
    """
    said = said_of(row)
    rows = ProgressEntry.objects.filter(node=row.node, authority=row.authority, item__in=said.items)
    counted = rows.exclude(approved_at=None).exclude(pk=row.pk).order_by("period", "about", "version")
    before = [one for one in counted if one.mark == row.mark or _goes_further(one, row)]
    told = {one: said_kept(one.content, []) for one in before}
    approved = [told[one] for one in sorted(before, key=queries.approval_of)]
    dues = deadlines([*told.values(), said], approved=[*approved, said])
    return min((one.first_due for one in dues if one.done_on is None), default=None)


def _goes_further(one: ProgressEntry, row: ProgressEntry) -> bool:
    return one.level == Level.PUBLIC or row.level == Level.OWN


def _end(rows: Iterable[ProgressEntry], now: datetime) -> None:
    found = [row.pk for row in rows]
    cells.lift(found)
    ProgressEntry.objects.filter(pk__in=found).update(state=State.SUPERSEDED.value, ended_at=now)


def own_row(by: Officer, about: str) -> ProgressEntry:
    """Return the newest version of an entry of the officer's authority."""
    found = queries.versions_for(by, about)[0].row
    if found.authority != by.reader.authority or found.node:
        raise NotFound(kind="entry")
    return ProgressEntry.objects.get(pk=found.pk)  # without the evidence that was read for a reader


def _decided(by: Officer, about: str) -> ProgressEntry:
    """Return the newest version of an entry on which an officer decides for the own State or organisation."""
    found = queries.versions_for(by, about)[0].row
    if not queries.may_decide(by, found):
        raise NotFound(kind="entry")
    return ProgressEntry.objects.get(pk=found.pk)  # without the evidence that was read for a reader


def _check_state(row: ProgressEntry, state: State) -> None:
    current = ProgressEntry.objects.filter(pk=row.pk).values_list("state", flat=True).first()
    if current != state:
        raise NotNow(state=current or "written anew")


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
