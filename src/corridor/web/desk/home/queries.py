"""Reads of the first page: what changed for this reader, what waits for this officer, what came back.

Each part is asked of the folder that owns it, reader first, and only where the function may open it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.attachments.quarantine import State as FileState
from corridor.core.reports.codes import OPEN
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.compartments import queries as compartments
from corridor.web.desk.imports import queries as imports
from corridor.web.desk.quarantine import queries as quarantine
from corridor.web.desk.reports import queries as reports
from corridor.web.desk.retention import queries as retention
from corridor.web.desk.rights import queries as rights
from corridor.web.desk.statements.models import Load
from corridor.web.desk.vocabularies import queries as vocabularies

MOST = 5
"""So many of each are told; the page that each leads to has the rest."""

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """Something that waits for this officer: what it is, how many it can open, and until when at the latest."""

    what: str
    count: int
    until: str = ""


def releases_for(officer: Officer, since: datetime) -> list[Load]:
    """Return the releases of sources that were published since a moment and that the officer may see, newest first."""
    if Permission.PICTURE_READ not in officer.permissions:
        return []
    found = Load.objects.filter(state=Load.State.PUBLISHED, published_at__gt=since).exclude(dataset__mapping="")
    loads = list(found.select_related("dataset__source").order_by("-published_at", "uid"))
    seen = visible_marks(officer.reader_class, [load.mark for load in loads])
    return imports.kept(load for load in loads if load.mark in seen)[:MOST]


def due_for(officer: Officer, today: date) -> tuple[Due, ...]:
    """Return what waits for an officer in this function."""
    return tuple(
        due
        for permission, of_it in WAITING
        if permission in officer.permissions
        for due in of_it(officer, today)
        if due.count
    )


def _to_release(officer: Officer, today: date) -> Iterator[Due]:
    yield Due("to-release", len(reports.waiting_for(officer)))


def _drafts(officer: Officer, today: date) -> Iterator[Due]:
    yield Due("drafts", sum(one.state in OPEN for one in reports.own_for(officer)))


def _held(officer: Officer, today: date) -> Iterator[Due]:
    live = [one.review_on for one in retention.holds_for(officer) if one.ended_at is None]
    soon = [day for day in live if day <= today + SOON]
    yield Due("holds", len(soon), min(soon, default=today).isoformat())


def _requested(officer: Officer, today: date) -> Iterator[Due]:
    waiting = [one.due_on for one in rights.requests_for(officer) if one.answered_on is None]
    yield Due("requests", len(waiting), min(waiting, default=today).isoformat())


def _compartments(officer: Officer, today: date) -> Iterator[Due]:
    yield Due("proposals", len(compartments.proposals_for(officer)))
    yield Due("notices", compartments.count_unseen(officer))


def _files(officer: Officer, today: date) -> Iterator[Due]:
    yield Due("held-files", sum(one.state in (FileState.HELD, FileState.ASKED) for one in quarantine.held_for(officer)))


def _words(officer: Officer, today: date) -> Iterator[Due]:
    yield Due("parked", sum(bool(one.undecided) for one in vocabularies.parked_for(officer)))


def _imports(officer: Officer, today: date) -> Iterator[Due]:
    open_ones = (Load.State.WAITING, Load.State.FAILED)
    yield Due("imports", sum(load.state in open_ones for load in imports.loads_for(officer)[: MOST * 10]))


WAITING: tuple[tuple[Permission, Callable[[Officer, date], Iterator[Due]]], ...] = (
    (Permission.REPORT_RELEASE, _to_release),
    (Permission.REPORT_FILE, _drafts),
    (Permission.RIGHTS_MANAGE, _requested),
    (Permission.HOLD_PLACE, _held),
    (Permission.COMPARTMENT_KEEP, _compartments),
    (Permission.QUARANTINE_DECIDE, _files),
    (Permission.VOCABULARY_EDIT, _words),
    (Permission.IMPORT_RUN, _imports),
)
"""Who is told of what waits, in the order of the page."""
