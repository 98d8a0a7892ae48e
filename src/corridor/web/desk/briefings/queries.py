"""Reads of briefings: within the authority, by who may read and count everything that a briefing rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.briefings.codes import Kind, Level, NoFigure, Placed, Stops, Version
from corridor.core.briefings.exchange import read
from corridor.core.briefings.records import Part, Standing
from corridor.core.briefings.rules import filled, placed, stops
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.briefings.figures import Answering, Found
from corridor.web.desk.briefings.models import Briefing, BriefingPart, BriefingVersion
from corridor.web.desk.picture.conditions import DRAWN


def briefings_for(officer: Officer) -> tuple[Briefing, ...]:
    """Return the briefings of the officer's authority that the officer may see, the latest first."""
    check_permission(officer, Permission.BRIEFING_WRITE)
    rows = list(Briefing.objects.filter(authority=officer.reader.authority).order_by("-changed_at", "uid"))
    return tuple(row for row in rows if _may_see(officer, _marks(row)))


def _marks(row: Briefing) -> set[int]:
    lists = row.parts.filter(removed_at=None).values_list("marks", flat=True)
    return {mark for marks in lists for mark in marks}


def _may_see(officer: Officer, marks: set[int]) -> bool:
    return visible_marks(officer.reader_class, marks, DRAWN) == marks


def briefing_for(officer: Officer, uid: str) -> Briefing:
    """Return one briefing, or behave as if it did not exist.

    Raises:
        NotFound: It is another authority's, or rests on what the officer may not read and count.
    """
    check_permission(officer, Permission.BRIEFING_WRITE)
    row = Briefing.objects.filter(uid=uid, authority=officer.reader.authority).first() if is_uid(uid) else None
    if row is None or not _may_see(officer, _marks(row)):
        raise NotFound(kind="briefing")
    return row


def part_row(briefing: Briefing, uid: str) -> BriefingPart:
    """Return one part of a briefing that stands.

    Raises:
        NotFound: There is none.
    """
    row = briefing.parts.filter(uid=uid, removed_at=None).first() if is_uid(uid) else None
    if row is None:
        raise NotFound(kind="briefing")
    return row


def removed_row(officer: Officer, briefing: Briefing, uid: str) -> BriefingPart:
    """Return one part that was removed, if the officer may read and count what it rested on.

    Raises:
        NotFound: There is none.
    """
    row = briefing.parts.filter(uid=uid, removed_at__isnull=False).first() if is_uid(uid) else None
    if row is None or not _may_see(officer, set(row.marks)):
        raise NotFound(kind="briefing")
    return row


def part_of(row: BriefingPart) -> Part:
    """Return a part as its author left it; figures that may be kept no longer are not told."""
    is_over = row.kept_until is not None and row.kept_until <= timezone.now().date()
    return Part(
        kind=Kind(row.kind),
        text=row.text,
        bindings=read(row.bindings),
        kept={} if is_over else dict(row.kept),
        levels=frozenset(map(Level, row.levels)),
        replacement=row.replacement,
        is_full_only=row.is_full_only,
        confirmed={number: NoFigure(reason) for number, reason in row.confirmed.items()},
    )


@dataclass(frozen=True)
class Looked:
    """One part beside what its figures come to now for a reader, and what stops it."""

    row: BriefingPart
    part: Part
    found: Mapping[str, Found | None]
    stops: tuple[Stops, ...]

    @property
    def standings(self) -> dict[str, Standing | None]:
        """What each binding comes to now."""
        return {name: one.standing if one is not None else None for name, one in self.found.items()}

    @property
    def text(self) -> str:
        """The text with its figures as they are now."""
        told = {name: one.standing.text for name, one in self.found.items() if one is not None}
        return filled(self.part.text, told)

    @property
    def marks(self) -> frozenset[int]:
        """The marks of all that its figures rest on now."""
        found = [one.marks for one in self.found.values() if one is not None]
        return frozenset().union(*found)

    def placed(self, version: Version, level: Level) -> Placed:
        """Return what a version does with it."""
        return placed(self.part, version, level, self.standings)


@dataclass(frozen=True)
class Opened:
    """A briefing with all its parts as they stand now, and those that were removed."""

    briefing: Briefing
    parts: tuple[Looked, ...]
    removed: tuple[BriefingPart, ...]

    @property
    def stopped(self) -> tuple[Looked, ...]:
        """The parts that stop every version."""
        return tuple(one for one in self.parts if one.stops)

    def level_of(self, version: Version) -> Level:
        """Return how far a version goes."""
        return Level(self.briefing.full_level if version is Version.FULL else self.briefing.open_level)


def answering(officer: Officer, briefing: Briefing, *, today: date) -> Answering:
    """Return what answers the figures of a briefing for an officer."""
    return Answering(officer, briefing.language, today)


def looked_at(row: BriefingPart, answers: Answering) -> Looked:
    """Return one part beside what its figures come to now."""
    part = part_of(row)
    found = {name: answers.found(binding) for name, binding in part.bindings.items()}
    looked = Looked(row, part, found, ())
    return Looked(row, part, found, stops(part, looked.standings))


def opened_for(officer: Officer, uid: str, *, today: date) -> Opened:
    """Return a briefing with all its parts as they stand now.

    Raises:
        NotFound: There is none that the officer may see.
    """
    briefing = briefing_for(officer, uid)
    return opened_with(answering(officer, briefing, today=today), briefing)


def opened_with(answers: Answering, briefing: Briefing) -> Opened:
    """Return a briefing with all its parts as they stand now, answered by what answers for its reader."""
    rows = list(briefing.parts.order_by("place", "pk"))
    return Opened(
        briefing=briefing,
        parts=tuple(looked_at(row, answers) for row in rows if row.removed_at is None),
        removed=tuple(row for row in rows if row.removed_at is not None and _may_see(answers.officer, set(row.marks))),
    )


def versions_of(officer: Officer, briefing: Briefing) -> tuple[BriefingVersion, ...]:
    """Return the versions of a briefing that the officer may see, the latest first."""
    rows = briefing.versions.exclude(until__lte=timezone.now().date()).order_by("-made_at", "uid")
    return tuple(row for row in rows if _may_see(officer, set(row.marks)))


def version_for(officer: Officer, uid: str) -> BriefingVersion:
    """Return one version as it was made, or behave as if it did not exist.

    Raises:
        NotFound: It is another authority's, or rests on what the officer may not read and count.
    """
    check_permission(officer, Permission.BRIEFING_WRITE)
    rows = BriefingVersion.objects.select_related("briefing").filter(briefing__authority=officer.reader.authority)
    rows = rows.exclude(until__lte=timezone.now().date())
    row = rows.filter(uid=uid).first() if is_uid(uid) else None
    if row is None or not _may_see(officer, set(row.marks)):
        raise NotFound(kind="briefing")
    return row


def marks_in(looked: Iterable[Looked]) -> set[int]:
    """Return the marks of all that some parts rest on now."""
    return {mark for one in looked for mark in one.marks}
