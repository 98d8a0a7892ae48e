"""Writes of reports on their way: save a draft, send it, take it back, return, release, discard, correct.

What was typed is sealed and goes into no ledger: entries name the report by its identifier, and codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import Max
from django.urls import reverse

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.kernel.text import storable
from corridor.core.reports.codes import OPEN, ReturnReason, State
from corridor.core.reports.records import Content, FieldProblem, Reading
from corridor.core.reports.rules import read
from corridor.web.base import identity
from corridor.web.base.keeping import actions as keeping
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.imports.queries import marking_chosen
from corridor.web.desk.reports import attaching, forms, queries
from corridor.web.desk.reports.actions import Filing, file_version
from corridor.web.desk.reports.errors import FieldsRefused, ReportState, ReportTooLarge, SecondOfficerMissing
from corridor.web.desk.reports.models import Report, ReportFile
from corridor.web.desk.reports.queries import Kept


def save_draft(
    *,
    by: Officer,
    values: Mapping[str, str],
    now: datetime,
    uid: str = "",
    key: str = "",
    language: str = "en",
    once: str = "",
) -> str:
    """Save a report as it was typed, a new one or one that the officer still writes on; return its identifier.

    Nothing is refused yet: a draft may be wrong and may be empty, and none is lost for what it holds. Its texts are
    searched whenever its author sees it (see `forming`), and nobody else does. A new form is saved under its own
    number, `key`, so that it makes one report however often it arrives.

    Raises:
        ReportTooLarge: More was typed than any report holds.
        ReportState: The report is not the author's to write on any more.
    """
    check_permission(by, Permission.REPORT_FILE)
    if sum(len(path) + len(text) for path, text in values.items()) > forms.MOST_TYPED:
        raise ReportTooLarge(most=forms.MOST_TYPED)
    erase_expired(now)
    found = queries.own_report_for(by, uid) if uid else queries.own_numbered(by, key)
    fresh = key if is_uid(key) and not queries.is_known(key) else str(identity.uid())
    made = found.uid if found is not None else fresh
    with act(Event.REPORT_DRAFTED, by=by, now=now, about=made):
        if found is None:
            found = _begin(by, made, _ref(by, now), now)
        _check_state(found, OPEN, "written on")
        typed = {storable(path): storable(text) for path, text in values.items()}
        kept = Kept(typed, dict(queries.kept_of(found).things), language)
        Report.objects.filter(pk=found.pk).update(sealed=queries.sealed(made, kept), saved_at=now)
        keeping.note_sending(by, once, to=reverse("desk:report-edit", args=[made]), now=now)
    return made


def _begin(by: Officer, uid: str, ref: str, now: datetime, version: int = 1, corrects: Report | None = None) -> Report:
    return Report.objects.create(
        uid=uid,
        ref=ref,
        version=version,
        authority=by.reader.authority,
        author=by.handle,
        state=State.DRAFT,
        corrects=corrects,
        made_at=now,
        saved_at=now,
    )


def _ref(by: Officer, now: datetime) -> str:
    """Return a reference that nobody can count from: what others file shows in none of its digits."""
    return f"{by.reader.authority}-{now.year}-{identity.uid()[:8].upper()}"


def reading_of(by: Officer, report: Report, now: datetime) -> tuple[Reading, Kept]:
    """Return what a report says as it is typed now, read against what this officer may do."""
    kept = queries.kept_of(report)
    return read(kept.values, forms.asking(by, kept, report.ref, kept.language, now)), kept


def send(*, by: Officer, uid: str, now: datetime, once: str = "") -> tuple[FieldProblem, ...]:
    """Send a report to a second officer, or return what speaks against it; then it stays the author's draft.

    Raises:
        ReportState: It is not the author's to send.
    """
    report = queries.own_report_for(by, uid)
    _check_state(report, OPEN, "sent")
    reading, kept = reading_of(by, report, now)
    if reading.problems:
        return reading.problems
    with act(Event.REPORT_SENT, by=by, now=now, about=uid):
        _move(report, OPEN, State.WAITING, "sent", sealed=queries.sealed(uid, kept), sent_at=now)
        keeping.note_sending(by, once, to=reverse("desk:report", args=[uid]), now=now)
    return ()


def take_back(*, by: Officer, uid: str, now: datetime) -> None:
    """Take a report back that waits for a second officer, to write on."""
    report = queries.own_report_for(by, uid)
    with act(Event.REPORT_TAKEN_BACK, by=by, now=now, about=uid):
        _move(report, {State.WAITING}, State.DRAFT, "taken back", sent_at=None, saved_at=now)


def return_to_author(*, by: Officer, uid: str, reason: ReturnReason, now: datetime) -> None:
    """Send a report back to its author, with a reason."""
    report = _for_second(by, uid)
    with act(Event.REPORT_RETURNED, by=by, now=now, about=uid, reason=reason.value):
        moved = {"reason": reason.value, "decided_by": by.handle, "decided_at": now}
        _move(report, {State.WAITING}, State.RETURNED, "sent back", **moved)


def release(*, by: Officer, uid: str, now: datetime) -> str:
    """Release a colleague's report: from now on it counts, under its marking; return what it is about.

    A correction takes the place of the version before.

    Raises:
        SecondOfficerMissing: The officer wrote it.
        FieldsRefused: Something speaks against it now, or the officer may not read under its marking.
    """
    report = _for_second(by, uid)
    with act(Event.REPORT_RELEASED, by=by, now=now, about=uid, version=report.version):
        reading, kept = reading_of(by, report, now)
        if reading.content is None:
            raise FieldsRefused(count=len(reading.problems))
        filing = _filing(by, report, reading.content, now)
        load = file_version(by=by, filing=filing, now=now)
        _move(
            report,
            {State.WAITING},
            State.RELEASED,
            "released",
            sealed=queries.sealed(uid, kept),
            decided_by=by.handle,
            decided_at=now,
            thing=str(filing.drafts[0].uid),
            load=load,
        )
    return str(filing.drafts[0].uid)


def _filing(by: Officer, report: Report, content: Content, now: datetime) -> Filing:
    return Filing(
        ref=report.ref,
        filed_on=now.date().isoformat(),
        marking=marking_chosen(by, content.preset, content.recipients),
        grade=content.grade,
        drafts=content.drafts,
        is_invented=content.is_invented,
        author=report.author,
        replaces=report.corrects.load if report.corrects is not None else "",
    )


def discard(*, by: Officer, uid: str, now: datetime) -> None:
    """Discard a draft; it can be taken up again for a day, and then what was typed is erased."""
    report = queries.own_report_for(by, uid)
    with act(Event.REPORT_DISCARDED, by=by, now=now, about=uid):
        _move(report, OPEN, State.DISCARDED, "discarded", saved_at=now)


def restore(*, by: Officer, uid: str, now: datetime) -> None:
    """Take a discarded draft up again."""
    report = queries.own_report_for(by, uid)
    if report.sealed is None or report.saved_at < now - queries.UNDO_WITHIN:
        raise NotFound(kind="report")
    with act(Event.REPORT_RESTORED, by=by, now=now, about=uid):
        _move(report, {State.DISCARDED}, State.DRAFT, "taken up again", saved_at=now)


def correct(*, by: Officer, uid: str, now: datetime) -> str:
    """Begin the correction of one's own released report, or return the one under way; return its identifier.

    The correction is a new version of the same report about the same things. Nothing changes until it is released.
    """
    report = queries.latest_of(queries.own_report_for(by, uid))
    _check_state(report, {State.RELEASED}, "corrected")
    if (under_way := queries.correction_of(report)) is not None:
        return under_way.uid
    made = str(identity.uid())
    with act(Event.REPORT_DRAFTED, by=by, now=now, about=made, corrects=report.uid):
        last = Report.objects.filter(ref=report.ref).aggregate(last=Max("version"))["last"]
        fresh = _begin(by, made, report.ref, now, version=last + 1, corrects=report)
        Report.objects.filter(pk=fresh.pk).update(sealed=queries.sealed(made, replace(queries.kept_of(report))))
        attaching.copy_files(report, fresh)
    return made


def erase_expired(now: datetime) -> int:
    """Erase what was typed into reports whose time is over; return how many."""
    expired = [report.pk for report in queries.to_erase(now)]
    if expired:
        with turn.write():
            ReportFile.objects.filter(report__in=expired).delete()
            Report.objects.filter(pk__in=expired).update(sealed=None)
    return len(expired)


def _for_second(by: Officer, uid: str) -> Report:
    """Return a report that waits for this officer, who is not its author."""
    check_permission(by, Permission.REPORT_RELEASE)
    report = queries.report_for(by, uid)
    if report.author == by.handle:
        raise SecondOfficerMissing
    _check_state(report, {State.WAITING}, "decided")
    return report


def _check_state(report: Report, allowed: frozenset[State] | set[State], wanted: str) -> None:
    if report.state not in allowed:
        raise ReportState(state=report.state, act=wanted)


def _move(report: Report, before: frozenset[State] | set[State], after: State, wanted: str, **fields: object) -> None:
    """Let a report go on, unless somebody else let it go on meanwhile."""
    changed = Report.objects.filter(pk=report.pk, state__in=list(before)).update(state=after, **fields)
    if changed != 1:
        raise ReportState(state=report.state, act=wanted)
