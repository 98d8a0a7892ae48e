"""Filing a report: one record of several things, under its marking, standing at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.displacement.errors import MeasureToCome
from corridor.core.entities.records import Draft
from corridor.core.entities.rules import check_drafts, is_to_come, suspended_roles
from corridor.core.handling.codes import Use
from corridor.core.handling.grades import grade_from
from corridor.core.handling.records import Marking
from corridor.core.handling.rules import reaches
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.identifiers import Uid
from corridor.web.base import keys
from corridor.web.base.accounts.queries import colleague
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.reports.queries import EDITION
from corridor.web.desk.retention.erasing import clear_key
from corridor.web.desk.statements import actions as spine
from corridor.web.desk.statements import queries as statements
from corridor.web.desk.statements import record_store, store
from corridor.web.desk.statements.around import known_for
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.preparing import key_digest

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
REVIEWING = frozenset({Permission.REPORT_FILE, Permission.ENTITY_READ})
"""What the function of a reviewer must carry: filing such reports, and reading what is in them."""

EARLIEST = timedelta(hours=14)
"""A day begins so long before it does in UTC where it begins first."""


class OriginatorForeign(CorridorError):
    """Somebody marked an item in the name of another authority."""

    code = "reports.E01"
    template = "a report cannot be marked in the name of {originator}"
    hint = "Mark it in the name of your own authority."
    status = 403


class MarkingUnused(CorridorError):
    """No item of a report carries the report's own marking, so that the report would be told of wider than it says."""

    code = "reports.E03"
    template = "no item of report {ref} carries the marking of the report itself"
    hint = "Give the report the marking of its least restricted item."
    status = 422


class ReviewMissing(CorridorError):
    """A person would be given a role, or freed of coercion, without naming author and second reviewer."""

    code = "reports.E02"
    template = "report {ref} does not name its author and another officer as reviewer of a role or of coercion"
    hint = "Name yourself as author, and as reviewer a colleague of your authority whose function may file roles."
    status = 422


class CoercionNarrower(CorridorError):
    """Coercion would be told to fewer readers than the role that it suspends: the others would see the role stand."""

    code = "reports.E04"
    template = "report {ref} tells fewer readers of coercion than may read the role that it suspends"
    hint = "File the word of coercion alone under a marking as wide as the role's, and the rest under its own."
    status = 422


class ReferenceInvalid(CorridorError):
    """A report's reference is free text; it goes into the ledger, which forgets nothing."""

    code = "reports.E05"
    template = "the reference of a report is up to 64 letters a-z, digits and . _ / -"
    hint = "Give the report a number or file mark, and no words about anybody."
    status = 422


class ReportKnown(CorridorError):
    """A report with this reference stands already, so that what it tells of would count twice."""

    code = "reports.E06"
    template = "report {ref} has been filed already"
    hint = "File what is new under a reference of its own, about the same things."
    status = 409


class DayInvalid(CorridorError):
    """The day on which a report was filed is none, or has not come."""

    code = "reports.E07"
    template = "the day of report {ref} is no day, or has not come yet"
    hint = "Give the day on which the report was filed, as 2021-03-14."
    status = 422


@dataclass(frozen=True)
class Filing:
    """A report ready to be filed: what it says of which things, under which markings and grade.

    `markings` gives the drafts, by identifier, whose statements are more or less restricted than the report. `author`
    is who wrote it, where somebody else releases it; `replaces` is the load of the version that it corrects.
    """

    ref: str
    filed_on: str
    marking: Marking
    grade: str
    drafts: Sequence[Draft]
    markings: Mapping[Uid, Marking] = field(default_factory=dict)
    is_invented: bool = False
    author: str = ""
    replaces: str = ""


def file_report(*, by: Officer, filing: Filing, now: datetime) -> str:
    """File one report and return the public identifier of what it is about."""
    check_permission(by, Permission.REPORT_FILE)
    check_reference(filing.ref)
    with act(Event.REPORT_FILED, by=by, now=now, about=filing.ref):
        save_filing(by=by, filing=filing, now=now)
    return str(filing.drafts[0].uid)


def file_reports(*, by: Officer, filings: Sequence[Filing], now: datetime) -> int:
    """File several reports of one officer as one act, all or none; return how many statements they make."""
    check_permission(by, Permission.REPORT_FILE)
    with act(Event.REPORT_FILED, by=by, now=now, reports=len(filings)):
        return sum(save_filing(by=by, filing=filing, now=now) for filing in filings)


def check_reference(ref: str) -> None:
    """Refuse a reference that could hold words about somebody, before anything writes it down.

    Raises:
        ReferenceInvalid: It does.
    """
    if not REFERENCE.fullmatch(ref):
        raise ReferenceInvalid


def save_filing(*, by: Officer, filing: Filing, now: datetime, is_approved: bool = False) -> int:
    """Decide and save one report; runs inside an act. Return how many statements it makes.

    Args:
        is_approved: It tells of a measure of which the harm was checked, and that a second person approved; only then
            the measure may be still to come.
    """
    return _saved(by, filing, now, is_approved=is_approved).statements


def file_version(*, by: Officer, filing: Filing, now: datetime) -> str:
    """Decide and save one version of a report; runs inside an act. Return the identifier of its load."""
    return _saved(by, filing, now).uid


def _saved(by: Officer, filing: Filing, now: datetime, *, is_approved: bool = False) -> Load:
    check_reference(filing.ref)
    known = known_for(by, filing.drafts)
    check_drafts(list(filing.drafts), shelf.registry(), known=known)
    _check_frame(filing, now)
    if not is_approved:
        _check_begun(filing, now)
    _check_review(by, filing)
    _check_coercion(by, filing, known)
    if set(filing.markings) >= {draft.uid for draft in filing.drafts}:
        raise MarkingUnused(ref=filing.ref)
    authority = by.reader.authority
    if not filing.replaces and statements.stands(by, source=authority, edition=EDITION, key=filing.ref):
        raise ReportKnown(ref=filing.ref)
    mark = _mark(by, filing.marking, now)
    edition = spine.Edition(
        source=authority, edition=EDITION, title=EDITION, publisher=authority, is_invented=filing.is_invented
    )
    dataset = spine.add_dataset(authority=authority, edition=edition, mark=mark)
    author = filing.author or by.handle
    load = spine.add_load(dataset=dataset, mark=mark, released_on=filing.filed_on, brought_by=author, now=now)
    drafts = [(draft, _mark(by, _marking(filing, draft), now)) for draft in filing.drafts]
    clear_key(dataset.pk, key_digest(filing.ref, keys.digest_key()), now)
    saved = spine.save_report(load=load, key=filing.ref, drafts=drafts, grade=filing.grade)
    Load.objects.filter(pk=load.pk).update(
        state=Load.State.PUBLISHED, published_at=now, accepted=1, rows_total=1, rows_read=1, statements=saved
    )
    if filing.replaces:
        _displace(load, filing.replaces)
    load.statements = saved
    return load


def _displace(load: Load, replaced: str) -> None:
    """Let a correction stand in place of the version before, which counts no more and stays in the history.

    What was marked otherwise stands in another data set, and falls with all versions before it: each would come out
    again from under the one that replaced it.
    """
    before = Load.objects.filter(uid=replaced).first()
    if before is None:
        return
    said = record_store.keys_of_load(before.pk, 0, 1)
    known = record_store.known(before.dataset_id, [key for _, key in said])
    if before.dataset_id != load.dataset_id:
        told = {number for _, number in record_store.sightings([one.record for one in known])} | {before.pk}
        standing = record_store.standing(sorted(told))
        for earlier in Load.objects.filter(pk__in=standing).order_by("pk"):
            spine.flip(earlier, stands=False)
        # Nor does one come out again with its source, where that was withdrawn meanwhile and is restored.
        fallen = Load.objects.filter(pk__in=told, state__in=(Load.State.PUBLISHED, Load.State.WITHDRAWN))
        fallen.update(state=Load.State.UNDONE)
        return
    records = {record for record, _ in said}
    record_store.place_records([(before.pk, load.pk, one.entity, one.record) for one in known if one.record in records])


def _marking(filing: Filing, draft: Draft) -> Marking:
    return filing.markings.get(draft.uid, filing.marking)


def _mark(by: Officer, marking: Marking, now: datetime) -> int:
    """Return the mark of a marking that this officer may give: only the own authority can be its originator.

    Raises:
        OriginatorForeign: The marking names another originator.
    """
    if marking.originator != by.reader.authority:
        raise OriginatorForeign(originator=marking.originator)
    return intern(marking, now)


def _check_frame(filing: Filing, now: datetime) -> None:
    """Refuse a grade that no scheme knows, and a day that is none or has not begun anywhere.

    An invented report may tell of a day to come.

    Raises:
        GradeInvalid: The grade is none.
        DayInvalid: The day is none.
    """
    if filing.grade:
        scheme, _, code = filing.grade.partition(":")
        grade_from(code, scheme, shelf.schemes())
    try:
        day = date.fromisoformat(filing.filed_on)
    except ValueError:
        raise DayInvalid(ref=filing.ref) from None
    is_to_come = day > (now + EARLIEST).date() and not filing.is_invented
    if day.isoformat() != filing.filed_on or is_to_come:
        raise DayInvalid(ref=filing.ref)


def _check_begun(filing: Filing, now: datetime) -> None:
    """Refuse a measure or an operation that has not begun anywhere: it is planned, whoever files the report.

    Raises:
        MeasureToCome: There is one, invented or not.
    Source: R-17
    """
    today = (now + EARLIEST).date().isoformat()
    if any(is_to_come(draft, today) for draft in filing.drafts):
        raise MeasureToCome


def _check_review(by: Officer, filing: Filing) -> None:
    """Refuse a role whose author is not who files it, or whose reviewers are no colleagues who may file roles.

    The same holds for whoever is named as having reviewed coercion.

    Raises:
        ReviewMissing: Either is so.
    Source: R-02, R-03
    """
    for draft in filing.drafts:
        if draft.kind != "Role":
            continue
        named = {*draft.values("reviewer"), *draft.values("coercion_reviewer")}
        reviewers = {colleague(handle, by.reader.authority, REVIEWING) for handle in named}
        is_signed = set(draft.values("author")) == {by.handle} and bool(draft.values("reviewer"))
        if not is_signed or None in reviewers or by.handle in reviewers:
            raise ReviewMissing(ref=filing.ref)


def _check_coercion(by: Officer, filing: Filing, known: Sequence[Draft]) -> None:
    """Refuse to tell of coercion to fewer readers than may read the roles that it suspends.

    Raises:
        CoercionNarrower: Somebody would go on reading such a role as standing.
    Source: R-03
    """
    registry = shelf.registry()
    resting = suspended_roles(known, registry)
    for draft in filing.drafts:
        if not draft.values("coercion"):
            continue
        marking = _marking(filing, draft)
        roles = store.entities_of(sorted(suspended_roles([*known, draft], registry) - resting))
        rows = store.entity_rows(by.reader_class, Use.READ, sorted(roles.values())) if roles else []
        for mark in {store.Row(*row).mark for row in rows}:
            if not reaches(marking, marking_of(mark), shelf.schemes()):
                raise CoercionNarrower(ref=filing.ref)
