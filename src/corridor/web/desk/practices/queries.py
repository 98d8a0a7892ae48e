"""Reads of the library: what a reader may see of what was filed, and what the catalogue tells for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.commitments.codes import Pillar
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.practices.codes import Grade, Kind
from corridor.core.practices.records import Told
from corridor.core.practices.rules import from_catalogue, grade_of, is_listed, kind_of
from corridor.web.base.marks.queries import visible_marks
from corridor.web.design.punctuation import joined
from corridor.web.desk.commitments import wording
from corridor.web.desk.commitments.queries import catalogue_for
from corridor.web.desk.practices.models import Adoption, LibraryEntry, LibraryGrade


@dataclass(frozen=True, slots=True)
class Shelved:
    """One entry of the library as a reader sees it; `row` is nothing for what the catalogue tells."""

    about: str
    told: Told
    kind: Kind
    grade: Grade
    row: LibraryEntry | None = None
    judged: LibraryGrade | None = None


def library_for(officer: Officer, *, language: str) -> tuple[Shelved, ...]:
    """Return every entry that an officer may see, by title.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = LibraryEntry.objects.filter(superseded_at=None, withdrawn_at=None).prefetch_related("grades")
    found = [*_seen(officer, list(rows)), *_of_catalogue(officer, language)]
    return tuple(sorted(found, key=lambda one: (one.told.title.casefold(), one.about)))


def _seen(officer: Officer, rows: list[LibraryEntry]) -> tuple[Shelved, ...]:
    seen = visible_marks(officer.reader_class, {row.mark for row in rows}, Use.READ)
    return tuple(_shelved(row) for row in rows if row.mark in seen)


def _shelved(row: LibraryEntry) -> Shelved:
    told = told_from(row)
    judged = next((one for one in row.grades.all() if one.withdrawn_at is None), None)
    return Shelved(row.about, told, kind_of(told), grade_of(told, Grade(judged.grade) if judged else None), row, judged)


def told_from(row: LibraryEntry) -> Told:
    """Return what a version says."""
    said = row.content
    return Told(
        **{
            **said,
            "kind": Kind(said["kind"]),
            "pillar": Pillar(said["pillar"]),
            "items": tuple(said["items"]),
        }
    )


def _of_catalogue(officer: Officer, language: str) -> list[Shelved]:
    found = []
    catalogue = catalogue_for(officer)
    for item in catalogue.items.values():
        if is_listed(item):
            document = wording.instrument(catalogue.instruments[item.instrument], language)
            named = joined((document, wording.locator(item, language)), language)
            words = wording.title(item, language), wording.paraphrase(item, language)
            told = from_catalogue(item, *words, named)
            kind = told.kind if told.kind is Kind.LESSON else kind_of(told)
            found.append(Shelved(item.id, told, kind, Grade.CLAIM))
    return found


def entry_for(officer: Officer, about: str, *, language: str) -> Shelved:
    """Return one entry.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    found = next((one for one in library_for(officer, language=language) if one.about == about), None)
    if found is None:
        raise NotFound(kind="entry")
    return found


def versions_for(officer: Officer, about: str) -> tuple[LibraryEntry, ...]:
    """Return the versions of a filed entry that an officer may see, the newest first."""
    check_permission(officer, Permission.COMMITMENT_READ)
    if not is_uid(about):
        return ()
    rows = list(LibraryEntry.objects.filter(about=about, withdrawn_at=None).order_by("-version"))
    seen = visible_marks(officer.reader_class, {row.mark for row in rows}, Use.READ)
    return tuple(row for row in rows if row.mark in seen)


def adoptions_for(officer: Officer, about: str) -> tuple[Adoption, ...]:
    """Return what authorities made of an entry, as far as an officer may see it, the earliest first."""
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = list(Adoption.objects.filter(about=about, withdrawn_at=None).order_by("on", "pk"))
    seen = visible_marks(officer.reader_class, {row.mark for row in rows}, Use.READ)
    return tuple(row for row in rows if row.mark in seen)


def adopted_for(officer: Officer) -> frozenset[str]:
    """Return what somebody adopted or adapted, as far as an officer may see it."""
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = list(Adoption.objects.filter(withdrawn_at=None, stage__in=("adopted", "adapted")))
    seen = visible_marks(officer.reader_class, {row.mark for row in rows}, Use.READ)
    return frozenset(row.about for row in rows if row.mark in seen)
