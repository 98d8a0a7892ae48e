"""Reads of published tables: a draft is seen by who may read and count all it rests on, what is public by anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.disclosure.codes import family_of
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.core.publishing.codes import Counted, Kind, Why
from corridor.core.publishing.counting import counts_of
from corridor.core.publishing.errors import FileUnreadable
from corridor.core.publishing.exchange import content_from, publication_from
from corridor.core.publishing.records import Asked, Counts, Publication, SourceTold, Told
from corridor.web.base.marks.queries import visible_marks
from corridor.web.base.marks.terms import end_of_all
from corridor.web.base.published import files
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.picture.queries import Edition, Scene, scene_for
from corridor.web.desk.publishing import cells
from corridor.web.desk.publishing.models import PublicTable
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.queries import summed_up

MEASURES = {
    Counted.DETECTIONS: Measure.DETECTIONS,
    Counted.PEOPLE: Measure.PEOPLE,
    Counted.DEAD_OR_MISSING: Measure.DEATHS,
}
"""What the facts themselves carry the total of; the rest is told by statements alone."""

PUBLISHABLE = DRAWN | Use.EXPORT


@dataclass(frozen=True)
class Counting:
    """What a question finds for a reader: the table, the marks that it rests on, and its sources."""

    counts: Counts
    marks: tuple[int, ...]
    sources: tuple[SourceTold, ...]


def counted_for(officer: Officer, asked: Asked) -> Counting:
    """Return the table that a question makes of what an officer may see and count.

    Raises:
        NothingCounted: There is nothing to count.
        AskedWrongly: It would have too many cells.
    """
    check_permission(officer, Permission.TABLE_MAKE)
    question = Question(
        measure=MEASURES.get(asked.counted, Measure.DEATHS), source=asked.source, invented=asked.is_invented
    )
    scene = scene_for(officer, question)
    told = [*_told_once(officer, asked, question, scene), *_told_together(officer, asked, scene)]
    return Counting(
        counts=counts_of(asked, told),
        marks=tuple(sorted(cells.marks(officer.reader_class, question, scene.within))),
        sources=tuple(_source(one) for one in scene.editions if one.is_drawn) + _filed(scene),
    )


def marks_under(officer: Officer, question: Question) -> frozenset[int]:
    """Return the marks of all that a question adds up for an officer."""
    return frozenset(cells.marks(officer.reader_class, question, scene_for(officer, question).within))


def _told_once(officer: Officer, asked: Asked, question: Question, scene: Scene) -> Iterable[Told]:
    return cells.of_singles(
        officer.reader_class, question, scene.within, asked.counted.prop, has_column=asked.counted in MEASURES
    )


def _told_together(officer: Officer, asked: Asked, scene: Scene) -> Iterable[Told]:
    """Return what several sources tell, each thing once: its lowest figure, broken down as its first record does."""
    keys = [(thing.entity, thing.record, thing.mark) for thing in scene.things]
    values = cells.values_of(officer.reader_class, asked.counted.prop, keys)
    for thing, key in zip(scene.things, keys, strict=True):
        has_column = asked.counted in MEASURES
        yield Told(
            month=thing.strip.day[:7],
            route=thing.strip.route or "",
            country=thing.strip.country or "",
            low=thing.low if has_column else None,
            high=thing.high if has_column else None,
            values=tuple(sorted(values.get(key, ()))),
            records=1,
        )


def _source(edition: Edition) -> SourceTold:
    row = edition.dataset
    return SourceTold(row.source.code, row.title, row.credit, row.licence, row.edition, edition.coverage.released_on)


def _filed(scene: Scene) -> tuple[SourceTold, ...]:
    """Return one line for all reports together; who filed which is not for the public."""
    return (SourceTold("reports", "", "", ""),) if scene.reports else ()


def sources_for(officer: Officer, *, invented: bool) -> tuple[tuple[str, str], ...]:
    """Return the published sources that an officer may count, by code and title."""
    check_permission(officer, Permission.TABLE_MAKE)
    rows = Dataset.objects.select_related("source").filter(is_invented=invented).exclude(mapping="")
    known = summed_up(list(rows.order_by("source__code", "edition", "uid")))
    readable = visible_marks(officer.reader_class, [row.mark for row in known], DRAWN)
    found = {row.source.code: row.title for row in known if row.mark in readable and row.records}
    return tuple(sorted(found.items()))


def may_read(officer: Officer, row: PublicTable) -> bool:
    """Return whether an officer may see a version: all that it rests on, or what is public anyway.

    Figures that went to one partner are not public, nor is what was taken back because it no longer protects. A draft
    is not seen any more when the shortest retention rule of what it rests on is over since it was counted.
    """
    if is_public(row):
        return True
    if is_over(row, timezone.now()):
        return False
    marks = set(row.marks)
    return row.authority == officer.reader.authority and visible_marks(officer.reader_class, marks, DRAWN) == marks


def is_over(row: PublicTable, now: datetime) -> bool:
    """Return whether a draft may be kept no longer; what was published is kept for good."""
    if row.state not in (PublicTable.State.DRAFT, PublicTable.State.PROPOSED):
        return False
    end = end_of_all(row.marks, row.made_at)
    return end is not None and end <= now.date()


def is_public(row: PublicTable) -> bool:
    """Return whether anybody may see a version."""
    if row.state != PublicTable.State.PUBLISHED or row.kind == Kind.FIGURES:
        return False
    later = PublicTable.objects.filter(uid=row.uid, state=PublicTable.State.PUBLISHED, number__gt=row.number)
    return not later.filter(why=Why.NO_LONGER_PROTECTED.value).exists()


def tables_for(officer: Officer) -> tuple[PublicTable, ...]:
    """Return the versions that an officer may see, the latest first."""
    check_permission(officer, Permission.TABLE_MAKE)
    rows = PublicTable.objects.exclude(state=PublicTable.State.GIVEN_UP).order_by("-made_at", "uid", "-number")
    return tuple(row for row in rows if may_read(officer, row))


def public_tables() -> tuple[PublicTable, ...]:
    """Return the version of each table that anybody may see today, the latest first; none that was withdrawn."""
    rows = PublicTable.objects.filter(state=PublicTable.State.PUBLISHED).order_by("-published_at", "uid", "-number")
    latest: dict[str, PublicTable] = {}
    for row in rows:
        known = latest.setdefault(row.uid, row)
        latest[row.uid] = max(known, row, key=lambda one: one.number)
    return tuple(row for row in latest.values() if row.kind == Kind.TABLE)


def fixed_tables() -> Iterator[tuple[str, Publication]]:
    """Yield what protection bodies published by the third door and was taken here, each with the code of its body.

    It is public, and stands in the public folder; what cannot be read any more is passed over.
    """
    for place in sorted(files.folder().glob(f"*{files.SUFFIX}")):
        if place.name == files.SIGNERS_FILE:
            continue
        try:
            payload, signer = files.payload_in(place.read_bytes())
            publication = publication_from(payload)
        except FileUnreadable:
            continue
        if signer and publication.kind is Kind.FIXED:
            yield signer, publication


def table_for(officer: Officer, uid: str, number: int) -> PublicTable:
    """Return one version.

    Raises:
        NotFound: There is none, or the officer may not see all that it rests on.
    """
    check_permission(officer, Permission.TABLE_MAKE)
    row = PublicTable.objects.filter(uid=uid, number=number).first() if is_uid(uid) else None
    if row is None or row.state == PublicTable.State.GIVEN_UP or not may_read(officer, row):
        raise NotFound(kind="table")
    return row


def released() -> tuple[PublicTable, ...]:
    """Return the release ledger: every version that was ever published, in its order, also those superseded."""
    return tuple(
        PublicTable.objects.filter(state=PublicTable.State.PUBLISHED).order_by("published_at", "uid", "number")
    )


def published_for(officer: Officer, uid: str) -> PublicTable:
    """Return the latest published version of a table of the officer's own authority: that one corrects or withdraws.

    Raises:
        NotFound: There is none; figures that went to a partner are no published table.
    """
    check_permission(officer, Permission.TABLE_MAKE)
    found = latest_of(uid) if is_uid(uid) else None
    if found is None or found.kind == Kind.FIGURES or found.authority != officer.reader.authority:
        raise NotFound(kind="table")
    return found


def latest_of(uid: str) -> PublicTable | None:
    """Return the latest published version of a table."""
    rows = PublicTable.objects.filter(uid=uid, state=PublicTable.State.PUBLISHED)
    return rows.order_by("-number").first()


def publication_of(row: PublicTable) -> Publication | None:
    """Return what a version says in its published form; None before it was protected."""
    return content_from(bytes(row.content)) if row.content is not None else None


def over(asked: Asked, releases: Sequence[PublicTable]) -> str:
    """Return the digest of the releases that an attack on a table must be made together with."""
    told = "\n".join(sorted(row.digest for row in together_with(asked, releases)))
    return hashlib.sha256(told.encode()).hexdigest()


def together_with(asked: Asked, releases: Sequence[PublicTable]) -> tuple[PublicTable, ...]:
    """Return the releases that count the same people as a question, or some of them, whatever they are broken down by.

    The dead, the missing, and both together are one count: two of them give away the third.
    """
    return tuple(
        row
        for row in releases
        if row.asked
        and row.content
        and family_of(row.asked["counted"])[0] == family_of(asked.counted.value)[0]
        and row.asked["is_invented"] == asked.is_invented
    )
