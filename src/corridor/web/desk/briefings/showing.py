"""Lays versions out: what leaves before it is made, and what was made."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.briefings.codes import DRAWN, Kind, Level, Placed, Version
from corridor.web.design.shown import moment
from corridor.web.desk.briefings import words
from corridor.web.desk.briefings.laying import Laid, laid_out
from corridor.web.desk.briefings.models import BriefingVersion
from corridor.web.desk.briefings.presenting import change_row, direction_of, language
from corridor.web.desk.briefings.queries import Looked, Opened
from corridor.web.desk.briefings.versions import FORMS, may_leave, state_of
from corridor.web.desk.pages.briefings import LeavePage, LeftOut, Paragraph, RestRow, VersionPage


def leave_page(officer: Officer, opened: Opened, version: Version, now: datetime) -> LeavePage:
    """Return a version before it is made: what stops it, what it leaves out, how it would read."""
    laid = laid_out(officer, opened, version, now=now)
    uid, level = opened.briefing.uid, opened.level_of(version)
    may_make = Permission.BRIEFING_EXPORT in officer.permissions and not opened.stopped and not laid.is_empty
    return LeavePage(
        title=opened.briefing.title,
        name=words.version_words(version),
        level=words.level_words(level, language()),
        marking=laid.document["marking"],
        sentence=laid.document["sentence"],
        back_url=reverse("desk:briefing", args=[uid]),
        stops=tuple(change_row(one) for one in opened.stopped),
        left_out=tuple(_left_out(one, placed) for one, placed in laid.placed if placed is not Placed.SHOWN),
        pieces=_pieces(laid),
        notes=tuple(laid.document["notes"]),
        language=opened.briefing.language,
        direction=direction_of(opened.briefing.language),
        make_url=reverse("desk:briefing-leave", args=[uid, version.value]) if may_make else "",
    )


def _left_out(one: Looked, placed: Placed) -> LeftOut:
    return LeftOut(
        text=one.text,
        instead=one.part.replacement if placed is Placed.REPLACED else "",
        why=words.why_left_out(placed, is_full_only=one.part.is_full_only),
        url=reverse("desk:briefing-part", args=[one.row.briefing.uid, one.row.uid]),
    )


def _pieces(laid: Laid) -> tuple[Paragraph, ...]:
    found = []
    for part in laid.document["parts"]:
        if part["kind"] == "paragraph":
            told = tuple((one["text"], tuple(one["notes"])) for one in part["sentences"])
            found.append(Paragraph("paragraph", sentences=told))
        elif part["kind"] == Kind.HEADING:
            found.append(Paragraph("heading", part["text"]))
        else:
            found.append(Paragraph("chart", sentences=((part["title"], tuple(part["notes"])),)))
    return tuple(found)


def version_page(officer: Officer, row: BriefingVersion, *, today: date) -> VersionPage:
    """Return a version as it was made, and whether it may still leave."""
    may_still = may_leave(officer, row, today=today)
    can_take = may_still and Permission.BRIEFING_EXPORT in officer.permissions
    state = state_of(row)
    files = tuple((form.upper(), reverse("desk:briefing-take", args=[row.uid, form])) for form in FORMS)
    return VersionPage(
        title=row.briefing.title,
        name=words.version_words(Version(row.version)),
        level=words.level_words(Level(row.level), language()),
        made=gettext("Made on %(at)s by %(by)s") % {"at": moment(row.made_at, language()), "by": row.made_by},
        back_url=reverse("desk:briefing", args=[row.briefing.uid]),
        state=state,
        digest=row.digest,
        rests=tuple(RestRow(one["text"], one["source"]) for one in row.rests if one["asks"] not in DRAWN),
        files=files if can_take and state == "done" else (),
        again_url=reverse("desk:briefing-version", args=[row.uid]) if can_take and state in ("", "failed") else "",
        may_leave=may_still,
    )
