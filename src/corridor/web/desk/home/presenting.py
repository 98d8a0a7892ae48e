"""Lays the first page out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.codes import CONTENT_PERMISSIONS, Permission
from corridor.core.access.records import Officer
from corridor.web.desk.centre.presenting import alert_row as centre_alert_row
from corridor.web.desk.centre.queries import shown_for, waiting_elsewhere
from corridor.web.desk.home import queries
from corridor.web.desk.home.queries import Due
from corridor.web.desk.pages.home import HomeItem, HomePage
from corridor.web.desk.requests.presenting import row_of as danger_row
from corridor.web.desk.requests.queries import dangers_for, is_danger_elsewhere
from corridor.web.desk.returned.digest import returned_for
from corridor.web.desk.shifts.queries import count_for
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.presenting import source_label
from corridor.web.desk.watch.presenting import alert_row
from corridor.web.desk.watch.shown import standing_for

ADDRESSES = {
    "to-release": "desk:reports",
    "drafts": "desk:reports",
    "requests": "desk:requests",
    "holds": "desk:holds",
    "proposals": "desk:compartments",
    "notices": "desk:compartments",
    "held-files": "desk:held-files",
    "parked": "desk:parked",
    "imports": "desk:imports",
}


def home_page(officer: Officer, name: str, *, since: datetime, now: datetime) -> HomePage:
    """Return the first page of an officer in the function in which it acts."""
    may_watch = Permission.PICTURE_READ in officer.permissions
    language = get_language() or "en"
    return HomePage(
        name=name,
        function=shelf.function_label(officer.reader.function, language),
        since=since.date().isoformat(),
        begin=tuple(_begin(officer)),
        warned=tuple(centre_alert_row(one, now, language) for one in shown_for(officer, now=now)[: queries.MOST]),
        elsewhere=tuple(shelf.purpose_label(one, language) for one in waiting_elsewhere(officer, now=now)),
        dangers=tuple(danger_row(one, language, now=now) for one in dangers_for(officer, now=now)),
        is_danger_elsewhere=is_danger_elsewhere(officer, now=now),
        alerts=tuple(alert_row(one) for one in standing_for(officer, now, queries.MOST)),
        releases=tuple(_releases(queries.releases_for(officer, since))),
        due=tuple(_due(one) for one in queries.due_for(officer, now.date())),
        back=tuple(
            HomeItem(one.title, one.url, note=one.words, on=one.on)
            for one in returned_for(officer, since, queries.MOST)
        ),
        sees_content=bool(CONTENT_PERMISSIONS & officer.permissions),
        watch_url=reverse("desk:watches") if may_watch else "",
        moved=_moved(officer, now),
        back_url=reverse("desk:returned") if Permission.REPORT_FILE in officer.permissions else "",
    )


def _moved(officer: Officer, now: datetime) -> HomeItem | None:
    """Return the line on routes that moved, if a scan of what the officer sees found any today."""
    if count := count_for(officer, today=now.date()):
        return HomeItem(gettext("Routes moved: one fell as another rose"), reverse("desk:shifts"), count=count)
    return None


def _begin(officer: Officer) -> Iterator[HomeItem]:
    """Yield what this function begins with, the most usual first."""
    for permission, page, label in (
        (Permission.REPORT_FILE, "desk:report-new", gettext("Write a report")),
        (Permission.PICTURE_READ, "desk:picture", gettext("Look at the picture")),
        (Permission.ENTITY_READ, "desk:find", gettext("Find something")),
        (Permission.IMPORT_RUN, "desk:import-new", gettext("Import files")),
        (Permission.PERSON_HAND_OVER, "desk:hand-over", gettext("Hand somebody over to protection")),
        (Permission.RIGHTS_MANAGE, "desk:holdings", gettext("See what is held")),
        (Permission.LEDGER_VERIFY, "base:ledger", gettext("Verify the ledger")),
        (Permission.OFFICER_MANAGE, "base:administration", gettext("Look after officers")),
    ):
        if permission in officer.permissions:
            yield HomeItem(label, reverse(page))


def _releases(loads: Sequence[Load]) -> Iterator[HomeItem]:
    for load in loads:
        yield HomeItem(
            source_label(load.dataset),
            reverse("desk:source", args=[load.dataset.source.code]),
            note=gettext("corrected") if load.revised else "",
            on=load.published_at.date().isoformat() if load.published_at else "",
        )


def _due(due: Due) -> HomeItem:
    label = {
        "to-release": gettext("Reports of colleagues wait for you to release them"),
        "drafts": gettext("Reports that you have begun"),
        "requests": gettext("Requests of persons are not answered yet"),
        "holds": gettext("Holds lapse within a month"),
        "proposals": gettext("You are proposed for a sealed compartment"),
        "notices": gettext("Notices of your sealed compartments"),
        "held-files": gettext("Files are held in quarantine"),
        "parked": gettext("Words wait for a code"),
        "imports": gettext("Imports wait or have failed"),
    }[due.what]
    return HomeItem(label, reverse(ADDRESSES[due.what]), on=due.until, count=due.count)
