"""Reads of reports on their way: the author's own, and those that wait for a second officer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import Uid, is_uid
from corridor.core.reports.codes import State
from corridor.web.base import identity, keys
from corridor.web.base.sealing import padded, seal, unpadded, unseal
from corridor.web.desk.reports.models import Report, ReportFile
from corridor.web.desk.statements import queries as statements
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.terms import overdue_loads

EDITION = "reports"
"""The data set of an authority's own reports."""

SHOWN = 200
DRAFT_KEPT = timedelta(days=90)
UNDO_WITHIN = timedelta(hours=24)
"""So long a discarded draft can be taken up again; then what was typed is erased."""


@dataclass(frozen=True)
class Kept:
    """What a report holds, as it was typed, and the identifier of each of its things by path."""

    values: Mapping[str, str]
    things: dict[str, str]
    language: str = "en"

    def uid_of(self, path: str) -> Uid:
        """Return the identifier of a thing of this report: the same in every version."""
        return Uid(self.things.setdefault(path, str(identity.uid())))


def sealed(uid: str, kept: Kept) -> bytes:
    """Return what a report holds, sealed under the key of the node for this report alone."""
    content = json.dumps(
        {"values": dict(kept.values), "things": kept.things, "lang": kept.language}, ensure_ascii=False, sort_keys=True
    )
    return seal(keys.sealing_key(), padded(content.encode()), bound=f"report:{uid}".encode())


def kept_of(report: Report) -> Kept:
    """Return what a report holds; nothing once that was erased."""
    if report.sealed is None:
        return Kept({}, {})
    content = unseal(keys.sealing_key(), bytes(report.sealed), bound=f"report:{report.uid}".encode())
    written = json.loads(unpadded(content))
    return Kept(written["values"], written["things"], written["lang"])


def own_for(officer: Officer) -> list[Report]:
    """Return the reports of an officer, the latest first; discarded ones while they can be taken up again."""
    check_permission(officer, Permission.REPORT_FILE)
    found = _own(officer).order_by("-saved_at", "uid")[:SHOWN]
    return [one for one in found if one.state != State.RELEASED or may_read(officer, one)]


def waiting_for(officer: Officer) -> list[Report]:
    """Return the reports of colleagues that wait for this officer to release them, the oldest first."""
    if Permission.REPORT_RELEASE not in officer.permissions:
        return []
    found = Report.objects.filter(authority=officer.reader.authority, state=State.WAITING).exclude(
        author=officer.handle
    )
    return list(found.order_by("sent_at", "uid")[:SHOWN])


def own_report_for(officer: Officer, uid: str) -> Report:
    """Return one report of the officer's own, or behave as if it did not exist."""
    check_permission(officer, Permission.REPORT_FILE)
    found = _own(officer).filter(uid=uid).first() if is_uid(uid) else None
    if found is None or (found.state == State.RELEASED and not may_read(officer, found)):
        raise NotFound(kind="report")
    return found


def own_numbered(officer: Officer, key: str) -> Report | None:
    """Return the draft that was saved under the number of a form of this officer, if it was."""
    return _own(officer).filter(uid=key).first() if is_uid(key) else None


def is_known(uid: str) -> bool:
    """Tell whether any report has this identifier; for writers only."""
    return Report.objects.filter(uid=uid).exists()


def report_for(officer: Officer, uid: str) -> Report:
    """Return a report that the officer wrote or may release, or behave as if it did not exist."""
    found = Report.objects.filter(uid=uid, authority=officer.reader.authority).first() if is_uid(uid) else None
    if found is not None and found.author == officer.handle:
        return own_report_for(officer, uid)
    may_release = Permission.REPORT_RELEASE in officer.permissions
    if found is None or not may_release or not (found.state == State.WAITING or _was_decided(officer, found)):
        raise NotFound(kind="report")
    return found


def files_of(officer: Officer, uid: str) -> list[ReportFile]:
    """Return the files beside a report of the officer's own."""
    return list(own_report_for(officer, uid).files.order_by("pk"))


def last_for(officer: Officer) -> Report | None:
    """Return the officer's latest report whose content is still there, as a template for the next."""
    found = _own(officer).exclude(state=State.DISCARDED).exclude(sealed=None).order_by("-saved_at", "uid")[:20]
    return next((one for one in found if one.state != State.RELEASED or may_read(officer, one)), None)


def versions_of(report: Report) -> list[Report]:
    """Return the released versions of a report, the latest first."""
    released = Report.objects.filter(ref=report.ref, authority=report.authority, state=State.RELEASED)
    return list(released.order_by("-version"))


def latest_of(report: Report) -> Report:
    """Return the version of a report that counts now."""
    return next(iter(versions_of(report)), report)


def latest_load(load: str) -> str:
    """Return the load of the version that counts now of the report in a load; the same where there is no later one."""
    found = Report.objects.filter(load=load, state=State.RELEASED).first()
    return latest_of(found).load if found is not None else load


def correction_of(report: Report) -> Report | None:
    """Return the correction of a report that is on its way, if there is one."""
    return report.corrections.exclude(state__in=(State.RELEASED, State.DISCARDED)).order_by("-pk").first()


def may_read(officer: Officer, report: Report) -> bool:
    """Tell whether what a released report says stands, and may be read by its author in this function and purpose."""
    authority = officer.reader.authority
    return statements.stands(officer, source=authority, edition=EDITION, key=report.ref)


def to_erase(now: datetime) -> list[Report]:
    """Return the reports of which nothing that was typed may be kept any longer."""
    held = Report.objects.exclude(sealed=None)
    gone = held.filter(state=State.DISCARDED, saved_at__lt=now - UNDO_WITHIN)
    idle = held.exclude(state=State.RELEASED).filter(saved_at__lt=now - DRAFT_KEPT)
    overdue = overdue_loads()
    ended = Load.objects.filter(uid__in=held.filter(state=State.RELEASED).values_list("load", flat=True))
    loads = [load.uid for load in ended if load.state == Load.State.ERASED or load.pk in overdue]
    return [*gone, *idle.exclude(pk__in=gone), *held.filter(load__in=loads, state=State.RELEASED)]


def _own(officer: Officer) -> QuerySet[Report]:
    return Report.objects.filter(author=officer.handle, authority=officer.reader.authority)


def _was_decided(officer: Officer, report: Report) -> bool:
    return report.decided_by == officer.handle and report.state == State.RELEASED and may_read(officer, report)


@dataclass(frozen=True)
class Released:
    """A released version of a report: its load, what it is about, its reference, and when it was released."""

    load: str
    thing: str
    ref: str
    version: int
    released_at: datetime | None


def released_of(authority: str, author: str = "") -> list[Released]:
    """Return the released reports of an authority or of one officer; who may read them is for others to ask."""
    found = Report.objects.filter(authority=authority, state=State.RELEASED)
    rows = found.filter(author=author) if author else found
    return [Released(one.load, one.thing, one.ref, one.version, one.decided_at) for one in rows]


def released_loads(authority: str) -> set[str]:
    """Return the loads of all released reports of an authority."""
    return set(Report.objects.filter(authority=authority, state=State.RELEASED).values_list("load", flat=True))


def authors_of(loads: Sequence[str]) -> dict[str, str]:
    """Return who wrote the reports that stand in loads, for those that were written here."""
    return dict(Report.objects.filter(load__in=loads, state=State.RELEASED).values_list("load", "author"))
