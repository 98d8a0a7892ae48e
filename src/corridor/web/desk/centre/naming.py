"""The write by which an agency lets its national desk name it abroad, or takes that back."""

from __future__ import annotations

from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger.actions import act
from corridor.web.desk.centre.models import AgencyNamed


def choose(*, by: Officer, is_named: bool, now: datetime) -> None:
    """Let a national desk name one's own authority as a source abroad, or not; without a word it does not.

    Raises:
        NotPermitted: The function releases no reports.
    """
    check_permission(by, Permission.REPORT_RELEASE)
    own = by.reader.authority
    with act(Event.AGENCY_NAMED, by=by, now=now, about=own, named=is_named):
        AgencyNamed.objects.filter(authority=own).delete()
        if is_named:
            AgencyNamed.objects.create(authority=own, decided_by=by.handle, decided_at=now)
