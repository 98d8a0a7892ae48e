"""Writes of the library: entries are filed and revised, their evidence is graded by others, adoption is told."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from corridor import shelf
from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.commitments.levels import Level, marking_for
from corridor.core.kernel.errors import NotFound
from corridor.core.practices.codes import OPEN_GRADES, Grade, Kind, Stage
from corridor.core.practices.errors import EntryIncomplete, GradeUnfounded, SecondPersonNeeded
from corridor.core.practices.records import Told
from corridor.core.practices.rules import kind_of, told_problems
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.actions import intern
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.practices import queries
from corridor.web.desk.practices.models import Adoption, LibraryEntry, LibraryGrade
from corridor.web.desk.reports.screening import findings_in

LEVELS = (Level.OWN, Level.PUBLIC)
"""How far an entry may go: it stays with its authority, or anybody may read it."""


def file(*, by: Officer, told: Told, level: Level, about: str = "", now: datetime) -> str:
    """File an entry, or a later version of one of the own authority; return its identifier.

    Raises:
        EntryIncomplete: Fields must be corrected; nothing was kept.
        NotFound: `about` names no entry of the own authority.
    """
    check_permission(by, Permission.PRACTICE_FILE)
    if wrong := (*told_problems(told, catalogue()), *(() if level in LEVELS else (("level", "unknown"),))):
        raise EntryIncomplete(fields=", ".join(f"{field} {why}" for field, why in wrong))
    version = _own(by, about).version + 1 if about else 1
    about = about or str(identity.uid())
    with act(Event.PRACTICE_FILED, by=by, now=now, about=about, version=version, kind=kind_of(told).value):
        LibraryEntry.objects.filter(about=about, superseded_at=None).update(superseded_at=now)
        LibraryEntry.objects.create(
            uid=str(identity.uid()),
            about=about,
            version=version,
            authority=by.reader.authority,
            level=level.value,
            mark=_mark(by, level, now),
            content=asdict(told) | {"items": list(told.items)},
            filed_by=by.handle,
            filed_at=now,
        )
    return about


def _mark(by: Officer, level: Level, now: datetime) -> int:
    purposes = shelf.schemes().content_purposes
    marking = marking_for(level, originator=by.reader.authority, recipients=frozenset(), purposes=purposes)
    return intern(marking, now)


def _own(by: Officer, about: str) -> LibraryEntry:
    found = queries.versions_for(by, about)
    if not found or found[0].authority != by.reader.authority:
        raise NotFound(kind="entry")
    return found[0]


def _standing(by: Officer, about: str) -> LibraryEntry:
    """Return the version that stands, where this officer may see it: an earlier one is graded no more."""
    found = next((one for one in queries.versions_for(by, about) if one.superseded_at is None), None)
    if found is None:
        raise NotFound(kind="entry")
    return found


def judge(*, by: Officer, about: str, grade: Grade, reason: str, now: datetime) -> None:
    """Grade the evidence of what somebody else filed.

    Raises:
        SecondPersonNeeded: The officer filed it, or an earlier version of it.
        GradeUnfounded: It has no source or no method.
        EntryIncomplete: No reason is told, or the grade is one that nobody needs to judge.
        NotFound: There is none that this officer may know of.
    """
    check_permission(by, Permission.PRACTICE_JUDGE)
    row = _standing(by, about)
    with act(Event.PRACTICE_JUDGED, by=by, now=now, about=about, version=row.version, grade=grade.value):
        if LibraryEntry.objects.filter(about=about, filed_by=by.handle).exists():
            raise SecondPersonNeeded
        if kind_of(queries.told_from(row)) is Kind.CLAIM:
            raise GradeUnfounded
        if wrong := _grade_fault(grade, reason):
            raise EntryIncomplete(fields=wrong)
        row.grades.filter(withdrawn_at=None).update(withdrawn_at=now)
        LibraryGrade.objects.create(
            entry=row, grade=grade.value, reason=reason.strip(), authority=by.reader.authority, by=by.handle, at=now
        )


def _grade_fault(grade: Grade, reason: str) -> str:
    if grade in OPEN_GRADES:
        return "grade unknown"
    if not reason.strip():
        return "reason missing"
    if len(reason) > 500:  # the column's length
        return "reason too-long"
    return "reason names-somebody" if findings_in(reason) else ""


def take_back(*, by: Officer, about: str, now: datetime) -> None:
    """Take a grade back that somebody of the own authority gave; it stays in the history.

    Raises:
        NotFound: There is none.
    """
    check_permission(by, Permission.PRACTICE_JUDGE)
    rows = LibraryGrade.objects.filter(entry=_standing(by, about), withdrawn_at=None)
    with act(Event.PRACTICE_JUDGED, by=by, now=now, about=about, grade="taken-back"):
        if not rows.filter(authority=by.reader.authority).update(withdrawn_at=now):
            raise NotFound(kind="grade")


def adopt(*, by: Officer, about: str, stage: Stage, on: date, how: str, came: str, level: Level, now: datetime) -> str:
    """Tell what the own authority made of an entry, and return the identifier of what was told.

    Raises:
        EntryIncomplete: It does not say how, its day lies ahead, or the level is none of the library.
        NotFound: There is no such entry that this officer may know of.
    """
    check_permission(by, Permission.PRACTICE_FILE)
    queries.entry_for(by, about, language="en")
    wrong = [
        *(["on not-yet"] if on > now.date() else []),
        *(["how missing"] if not how.strip() else []),
        *(["how too-long"] if max(len(how), len(came)) > 1000 else []),  # the columns' length
        *(["level unknown"] if level not in LEVELS else []),
    ]
    if wrong:
        raise EntryIncomplete(fields=", ".join(wrong))
    uid = str(identity.uid())
    with act(Event.PRACTICE_ADOPTED, by=by, now=now, about=about, stage=stage.value):
        Adoption.objects.create(
            uid=uid,
            about=about,
            authority=by.reader.authority,
            level=level.value,
            mark=_mark(by, level, now),
            stage=stage.value,
            on=on,
            how=how.strip(),
            came=came.strip(),
            by=by.handle,
            at=now,
        )
    return uid


def withdraw(*, by: Officer, about: str, now: datetime) -> None:
    """Withdraw an entry of the own authority with all its versions: nobody finds it any more.

    Raises:
        NotFound: There is none.
    """
    check_permission(by, Permission.PRACTICE_FILE)
    with act(Event.PRACTICE_WITHDRAWN, by=by, now=now, about=about):
        _own(by, about)
        LibraryEntry.objects.filter(about=about).update(withdrawn_at=now, withdrawn_by=by.handle)
