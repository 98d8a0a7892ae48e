"""Filing a report: one record of several things, under its marking, standing at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.records import Draft
from corridor.core.entities.rules import check_drafts
from corridor.core.handling.records import Marking
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.identifiers import Uid
from corridor.web.base.accounts.queries import officer_known
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.desk.statements import actions as statements
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.queries import known_for

EDITION = "reports"


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
    """A person would be given a role without author and second reviewer."""

    code = "reports.E02"
    template = "report {ref} gives a role that its author and another officer have not both signed"
    hint = "Name yourself as author, and as reviewer an officer of this node who has checked the ground."
    status = 422


@dataclass(frozen=True)
class Filing:
    """A report ready to be filed: what it says of which things, under which markings and grade.

    `markings` gives the drafts, by identifier, whose statements are more or less restricted than the report.
    """

    ref: str
    filed_on: str
    marking: Marking
    grade: str
    drafts: Sequence[Draft]
    markings: Mapping[Uid, Marking] = field(default_factory=dict)
    is_invented: bool = False


def file_report(*, by: Officer, filing: Filing, now: datetime) -> str:
    """File one report and return the public identifier of what it is about."""
    check_permission(by, Permission.REPORT_FILE)
    with act(Event.REPORT_FILED, by=by, now=now, about=filing.ref):
        save_filing(by=by, filing=filing, now=now)
    return str(filing.drafts[0].uid)


def file_reports(*, by: Officer, filings: Sequence[Filing], now: datetime) -> int:
    """File several reports of one officer as one act, all or none; return how many statements they make."""
    check_permission(by, Permission.REPORT_FILE)
    with act(Event.REPORT_FILED, by=by, now=now, reports=len(filings)):
        return sum(save_filing(by=by, filing=filing, now=now) for filing in filings)


def save_filing(*, by: Officer, filing: Filing, now: datetime) -> int:
    """Decide and save one report; runs inside an act."""
    check_drafts(list(filing.drafts), shelf.registry(), known=known_for(by, filing.drafts))
    _check_review(by, filing)
    if set(filing.markings) >= {draft.uid for draft in filing.drafts}:
        raise MarkingUnused(ref=filing.ref)
    mark = _mark(by, filing.marking, now)
    authority = by.reader.authority
    edition = statements.Edition(
        source=authority, edition=EDITION, title=EDITION, publisher=authority, is_invented=filing.is_invented
    )
    dataset = statements.add_dataset(authority=authority, edition=edition, mark=mark)
    load = statements.add_load(dataset=dataset, mark=mark, released_on=filing.filed_on, brought_by=by.handle, now=now)
    drafts = [
        (draft, _mark(by, filing.markings[draft.uid], now) if draft.uid in filing.markings else mark)
        for draft in filing.drafts
    ]
    saved = statements.save_report(load=load, key=filing.ref, drafts=drafts, grade=filing.grade)
    Load.objects.filter(pk=load.pk).update(
        state=Load.State.PUBLISHED, published_at=now, accepted=1, rows_total=1, rows_read=1, statements=saved
    )
    return saved


def _mark(by: Officer, marking: Marking, now: datetime) -> int:
    """Return the mark of a marking that this officer may give: only the own authority can be its originator.

    Raises:
        OriginatorForeign: The marking names another originator.
    """
    if marking.originator != by.reader.authority:
        raise OriginatorForeign(originator=marking.originator)
    return intern(marking, now)


def _check_review(by: Officer, filing: Filing) -> None:
    """Refuse a role whose author is not who files it, or whose reviewer is no other officer of the node (R-02).

    Raises:
        ReviewMissing: Either is so.
    """
    for draft in filing.drafts:
        if draft.kind != "Role":
            continue
        reviewers = {officer_known(handle) for handle in draft.values("reviewer")}
        if set(draft.values("author")) != {by.handle} or not reviewers or None in reviewers or by.handle in reviewers:
            raise ReviewMissing(ref=filing.ref)
