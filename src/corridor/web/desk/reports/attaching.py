"""Files beside a report: cleaned in a cell, written anew, sealed; who may export the report's items can have them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.attachments.codes import ENDINGS, Fault, Kind
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.reports.codes import OPEN, State
from corridor.web.base import identity, keys
from corridor.web.base.attachments.actions import take_in
from corridor.web.base.ledger.actions import act, record
from corridor.web.base.sealing import padded, seal, unpadded, unseal
from corridor.web.desk.quarantine.actions import Hostile, hold
from corridor.web.desk.reports import queries
from corridor.web.desk.reports.errors import FileTooMuch, ReportState
from corridor.web.desk.reports.models import Report, ReportFile
from corridor.web.desk.statements import store

MOST_FILES = 8
LARGEST = 8 * 1024 * 1024
HOSTILE = frozenset(
    {Fault.PROGRAM, Fault.BOMB, Fault.MACROS, Fault.ACTIVE, Fault.EMBEDDED, Fault.OUTSIDE, Fault.ENTITIES}
)
"""Why a file is refused that nobody makes by mistake, or that would harm whoever opens it elsewhere: it is held."""


@dataclass(frozen=True)
class Had:
    """A file as it is handed out."""

    name: str
    kind: str
    content: bytes


def attach(*, by: Officer, uid: str, file: UploadedFile[bytes], now: datetime) -> str:
    """Put a file beside a draft of one's own: cleaned, without metadata, under a name that says nothing.

    Raises:
        ReportState: The report is not the author's to write on.
        FileTooMuch: It is too large, or the report has enough of them.
        AttachmentRefused: It cannot be made safe; a hostile one is held in quarantine.
    """
    report = queries.own_report_for(by, uid)
    if report.state not in OPEN:
        raise ReportState(state=report.state, act="written on")
    number = report.files.count() + 1
    if number > MOST_FILES or (file.size or 0) > LARGEST:
        raise FileTooMuch(most=MOST_FILES, megabytes=LARGEST // (1024 * 1024))
    content = file.read()
    try:
        clean = take_in(content, name="file")
    except AttachmentRefused as refused:
        if refused.params["fault"] in HOSTILE:
            _hold(by, content, str(refused.params["fault"]), now)
        raise
    made = str(identity.uid())
    with act(Event.FILE_ADDED, by=by, now=now, about=uid, file=made, sha256=clean.sha256):
        ReportFile.objects.create(
            uid=made,
            report=report,
            name=f"{report.ref}-{number}.{ENDINGS[Kind(clean.kind)]}",
            kind=clean.kind,
            size=clean.size,
            sha256=clean.sha256,
            sha256_before=clean.sha256_before,
            notes=list(clean.notes),
            sealed=seal(keys.sealing_key(), padded(clean.content), bound=_bound(made)),
            added_at=now,
        )
    return made


def _hold(by: Officer, content: bytes, fault: str, now: datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "held"
        path.write_bytes(content)
        hold(by=by, hostile=Hostile(path, "file beside a report", fault), now=now)


def detach(*, by: Officer, uid: str, now: datetime) -> str:
    """Take a file away from a draft of one's own; return the identifier of the report."""
    found = ReportFile.objects.select_related("report").filter(uid=uid).first() if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="file")
    report = queries.own_report_for(by, found.report.uid)
    if report.state not in OPEN:
        raise ReportState(state=report.state, act="written on")
    with act(Event.FILE_REMOVED, by=by, now=now, about=report.uid, file=uid):
        ReportFile.objects.filter(pk=found.pk).delete()
    return report.uid


def copy_files(before: Report, after: Report) -> None:
    """Put the files of a report beside its correction too; runs inside an act."""
    for one in before.files.order_by("pk"):
        content = _content(one)
        one.pk, one.uid, one.report = None, str(identity.uid()), after
        one.sealed = seal(keys.sealing_key(), padded(content), bound=_bound(one.uid))
        one.save(force_insert=True)


def files_about(officer: Officer, uid: str, *, use: Use = Use.READ) -> list[ReportFile]:
    """Return the files beside the reports of which the reader may put what they say of a thing to a use."""
    entity = store.entity_of(uid) if ReportFile.objects.filter(report__thing=uid).exists() else None
    if entity is None:
        return []
    records = {store.Row(*row).record for row in store.entity_rows(officer.reader_class, use, [entity])}
    loads = {one.load for one in store.provenance(officer.reader_class, use, sorted(records)).values()}
    found = ReportFile.objects.filter(report__thing=uid, report__load__in=loads, report__state=State.RELEASED)
    return list(found.order_by("added_at", "uid"))


def had_by(officer: Officer, uid: str, now: datetime) -> Had:
    """Return one file to its author, to who may release its report, or to who may export what the report says.

    Raises:
        NotFound: There is no such file for the officer.
    """
    found = ReportFile.objects.select_related("report").filter(uid=uid).first() if is_uid(uid) else None
    if found is None or not _may_have(officer, found):
        raise NotFound(kind="file")
    record(Event.ITEM_EXPORTED, by=officer, now=now, about=uid, part="file")
    return Had(found.name, found.kind, _content(found))


def _may_have(officer: Officer, file: ReportFile) -> bool:
    try:
        queries.report_for(officer, file.report.uid)
    except NotFound:
        may_export = Permission.ENTITY_EXPORT in officer.permissions
        return may_export and file in files_about(officer, file.report.thing, use=Use.EXPORT)
    return True


def _content(file: ReportFile) -> bytes:
    return unpadded(unseal(keys.sealing_key(), bytes(file.sealed), bound=_bound(file.uid)))


def _bound(uid: str) -> bytes:
    return f"report-file:{uid}".encode()
