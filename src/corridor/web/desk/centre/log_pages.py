"""Lays the shift log out."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.centre.codes import WRITTEN
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import moment
from corridor.web.desk.centre import queries, shifts, wording
from corridor.web.desk.centre.forms import EntryAsked
from corridor.web.desk.centre.models import ShiftEntry
from corridor.web.desk.centre.shifts import Log
from corridor.web.desk.pages.centre import LogPage, LogRow
from corridor.web.desk.statements.presenting import marking_badge


def log_page(
    officer: Officer, log: Log, asked: EntryAsked, language: str, problems: tuple[FormProblem, ...] = ()
) -> LogPage:
    """Return the shift log, the newest entry first, with the forms for another entry and for handing over."""
    writes = Permission.SHIFT_LOG in officer.permissions
    noted, own = asked.noted, officer.reader.authority
    everybody = tuple(code for code, _ in queries.members() if code != own)
    return LogPage(
        rows=rows(officer, log, log.entries, language),
        open=rows(officer, log, [row for row in log.entries if row.uid in log.open], language),
        action=reverse("desk:centre-log") if writes else "",
        hand_over_url=reverse("desk:centre-hand-over") if writes else "",
        kinds=tuple(Choice(one.value, wording.entry_label(one.value), one is noted.kind) for one in WRITTEN),
        to=tuple(
            Choice(code, f"{name} ({code})", code in noted.to) for code, name in queries.members() if code in everybody
        ),
        successors=tuple(
            Choice(handle, f"{name} ({handle})" if name != handle else handle, handle == asked.successor)
            for handle, name in shifts.successors(officer, log)
        )
        if writes
        else (),
        words=noted.words,
        place=noted.place,
        happened=asked.happened,
        thing=noted.thing,
        alert=noted.alert,
        is_open=noted.is_open,
        problems=problems,
    )


def rows(officer: Officer, log: Log, entries: Sequence[ShiftEntry], language: str) -> tuple[LogRow, ...]:
    """Return entries of the log as they stand on a page, the newest first."""
    known = {row.uid: row for row in log.entries}
    return tuple(_row(officer, log, known, row, language) for row in reversed(entries))


def _row(officer: Officer, log: Log, known: dict[str, ShiftEntry], row: ShiftEntry, language: str) -> LogRow:
    writes = Permission.SHIFT_LOG in officer.permissions
    own = row.authority == officer.reader.authority
    corrected = log.corrected.get(row.uid, "")
    is_open = row.uid in log.open
    return LogRow(
        anchor=f"entry-{row.uid}",
        kind=wording.entry_label(row.kind),
        at=moment(row.happened_at, language),
        by=row.by,
        authority=row.authority,
        words=row.words,
        place=row.place,
        marking=marking_badge(row.mark, language),
        is_open=is_open,
        is_altered=row.uid in log.altered,
        corrected=f"#entry-{corrected}" if corrected else "",
        refers=_link(known[row.about], language) if row.about in known else None,
        to=row.to,
        matters=tuple(_link(known[uid], language) for uid in row.matters if uid in known),
        links=tuple(_links(row)),
        settle_url=reverse("desk:centre-entry-settle", args=[row.uid]) if writes and is_open else "",
        correct_url=reverse("desk:centre-entry-correct", args=[row.uid])
        if writes and own and row.kind in {one.value for one in WRITTEN}
        else "",
        take_url=reverse("desk:centre-entry-take", args=[row.uid])
        if row.uid == log.hand_over and shifts.may_take(officer, row)
        else "",
    )


def _link(row: ShiftEntry, language: str) -> Link:
    return Link(f"{wording.entry_label(row.kind)}, {moment(row.happened_at, language)}", f"#entry-{row.uid}")


def _links(row: ShiftEntry) -> list[Link]:
    found = []
    if row.thing:
        found.append(Link(gettext("What it is about"), reverse("desk:thing", args=[row.thing])))
    if row.alert:
        found.append(Link(gettext("Alert"), reverse("desk:centre-alert", args=[row.alert])))
    return found
