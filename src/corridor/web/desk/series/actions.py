"""Writes of series: a break is noted and taken back, a series is taken along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.kernel.text import clean, has_forbidden
from corridor.core.series.codes import NOTED
from corridor.core.series.errors import BreakUnfit, SeriesKeptBack
from corridor.core.series.records import Scope, Series
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.imports.queries import marking_chosen
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.reports.screening import findings_in
from corridor.web.desk.series import breaks, queries
from corridor.web.desk.series.models import SeriesBreak

LONGEST = 300


@dataclass(frozen=True)
class Noted:
    """A break as an officer writes it: since which month, why, in which words, under which marking."""

    month: str
    reason: str
    words: str = ""
    preset: str = ""


def note_break(*, by: Officer, scope: Scope, noted: Noted, now: datetime) -> str:
    """Note that figures of one edition mean something else from a month on; return the reference of the break.

    It holds for every route and country of what is counted.

    Raises:
        NotFound: Nothing such is told that the officer may see and count.
        BreakUnfit: The month is not one of the series after its first, the reason is none of the list, or the words
            name a person.
        UseRefused: The officer could not read it under this marking.
    """
    check_permission(by, Permission.BREAK_NOTE)
    (series,) = queries.series_for(by, [scope], today=now.date())
    words = clean(noted.words)
    for field, is_wrong in (
        ("month", noted.month not in series.months[1:]),
        ("reason", noted.reason not in set(NOTED)),
        ("words", len(words) > LONGEST or has_forbidden(noted.words) or bool(findings_in(words))),
    ):
        if is_wrong:
            raise BreakUnfit(field=field)
    uid = identity.uid()
    marking = marking_chosen(by, noted.preset)
    with act(Event.BREAK_NOTED, by=by, now=now, about=uid, month=noted.month, reason=noted.reason):
        SeriesBreak.objects.create(
            uid=uid,
            authority=by.reader.authority,
            source=scope.source,
            edition=scope.edition,
            counted=scope.counted.value,
            kind=scope.kind,
            is_invented=scope.is_invented,
            month=noted.month,
            reason=noted.reason,
            words=words,
            mark=intern(marking, now),
            noted_by=by.handle,
            noted_at=now,
        )
    return uid


def withdraw_break(*, by: Officer, uid: str, now: datetime) -> None:
    """Take back a break that the own authority noted.

    Raises:
        NotFound: The own authority noted none such that the officer may read.
    """
    check_permission(by, Permission.BREAK_NOTE)
    row = breaks.own_break(by, uid)
    with act(Event.BREAK_WITHDRAWN, by=by, now=now, about=uid):
        SeriesBreak.objects.filter(pk=row.pk).update(withdrawn_at=now, withdrawn_by=by.handle)


def take_along(*, by: Officer, scopes: list[Scope], now: datetime) -> tuple[Series, ...]:
    """Return series that leave with the officer, of which the ledger knows.

    Raises:
        NotFound: Nothing such is told that the officer may see and count.
        SeriesKeptBack: They rest on something that may not be exported.
    """
    check_permission(by, Permission.ENTITY_EXPORT)
    found = queries.series_for(by, scopes, today=now.date())
    marks = queries.marks_of(by, scopes)
    with act(Event.SERIES_EXPORTED, by=by, now=now, about=identity.uid(), series=len(found), marks=len(marks)):
        if kept_back := len(marks) - len(visible_marks(by.reader_class, marks, DRAWN | Use.EXPORT)):
            raise SeriesKeptBack(marks=kept_back)
    return found


def erase_over(now: datetime) -> int:
    """Erase breaks that may not be kept any longer; return how many."""
    if gone := breaks.expired(now):
        with turn.write():
            SeriesBreak.objects.filter(pk__in=gone).delete()
    return len(gone)
