"""Lays out the pages on which an originator sees who read what it shared."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.web.base.oversight import queries as oversight
from corridor.web.base.oversight.actions import Counting
from corridor.web.base.oversight.presenting import reading_row
from corridor.web.desk.pages import Pagination
from corridor.web.desk.pages.readings import ReadingsPage, ThingReadingsPage, ThingReadRow
from corridor.web.desk.readings import queries


def readings_page(officer: Officer, counting: Counting, page: int) -> ReadingsPage:
    """Return who read what the officer's authority shared, in figures and by thing."""
    first = (page - 1) * queries.PAGE
    things, total = queries.things_for(officer, first=first)
    return ReadingsPage(
        authority=officer.reader.authority,
        rows=tuple(reading_row(one) for one in oversight.own_readings_for(officer)),
        things=tuple(
            ThingReadRow(
                one.title or gettext("Thing without a name"), reverse("desk:thing-readings", args=[one.uid]), one.month
            )
            for one in things
        ),
        pagination=Pagination(
            first=first + 1,
            last=first + len(things),
            total=total if total > queries.PAGE else 0,
            previous_url=_address(page - 1) if page > 1 else "",
            next_url=_address(page + 1) if first + queries.PAGE < total else "",
        ),
        behind=counting.size - counting.counted,
    )


def thing_readings_page(officer: Officer, uid: str, counting: Counting) -> ThingReadingsPage:
    """Return who read what the officer's authority shared about one thing."""
    found = queries.readings_of(officer, uid)
    return ThingReadingsPage(
        title=found.title or gettext("Thing without a name"),
        thing_url=reverse("desk:thing", args=[uid]),
        back_url=reverse("desk:readings"),
        rows=tuple(reading_row(one) for one in found.totals),
        behind=counting.size - counting.counted,
    )


def _address(page: int) -> str:
    return f"{reverse('desk:readings')}?{urlencode({'page': page})}"
