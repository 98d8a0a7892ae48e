"""Reads of what is seen at a glance: whose reports there are, how they stand, what is due, what is public."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.records import Catalogue
from corridor.core.handling.codes import Audience, Use
from corridor.core.kernel.errors import NotFound
from corridor.core.progress.codes import Found, Level, Money
from corridor.core.progress.periods import half_on, number_of
from corridor.core.progress.publication import PublicItem, PublicProof, PublicState, public_from
from corridor.core.progress.records import Due
from corridor.web.base.accounts.queries import authorities
from corridor.web.base.marks.queries import marking_of
from corridor.web.base.published import commitments as published
from corridor.web.desk.commitments.queries import catalogue_for, item_for
from corridor.web.desk.forums.queries import members_of, spaces_for
from corridor.web.desk.overview.counting import Tally, Wanted, asked_items, day_of, tally
from corridor.web.desk.overview.models import PublicProgress
from corridor.web.desk.progress.matrix import Asked, Matrix, matrix_for
from corridor.web.desk.progress.queries import SHOWN, Entry, dues_for, entries_for, subject_of, versions_for
from corridor.web.desk.treaties.queries import Table, table_for

TAKEN = SHOWN | Use.EXPORT
"""What is asked of an entry that leaves on a sheet."""

LONGEST_COURSE = 20
"""So many half-years are drawn, the last ones."""


def half_today(today: date) -> int:
    """Return the number of the half-year that runs."""
    return number_of(half_on(today))


def subjects_for(officer: Officer, today: date) -> tuple[str, ...]:
    """Return the States and organisations that an officer can ask about: its own, those of its forums, who told.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    spaces = [one.uid for one in spaces_for(officer)]
    members = {one.subject for one in members_of(spaces)}
    told = matrix_for(officer, Asked(half_today(today))).told
    return tuple(sorted({subject_of(officer), *members, *told}))


def names_of_organisations() -> Mapping[str, str]:
    """Return what organisations are called that report for themselves, by their code."""
    return dict(authorities())


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom a page speaks: of one State or organisation, or of the members of one forum."""

    key: str
    subjects: tuple[str, ...]
    forum: str = ""


def scopes_for(officer: Officer, today: date) -> tuple[Scope, ...]:
    """Return of whom an officer can ask: each State or organisation, and each of its forums by its members."""
    alone = tuple(Scope(subject, (subject,)) for subject in subjects_for(officer, today))
    forums = (
        Scope(f"forum-{space.uid}", tuple(sorted({one.subject for one in members_of([space.uid])})), space.name)
        for space in spaces_for(officer)
    )
    return (*alone, *(one for one in forums if one.subjects))


def scope_for(officer: Officer, key: str, today: date) -> Scope:
    """Return one of them, the officer's own State where none is named.

    Raises:
        NotFound: There is none of this name.
    """
    wanted = key or subject_of(officer)
    found = next((one for one in scopes_for(officer, today) if one.key == wanted), None)
    if found is None:
        raise NotFound(kind="subject")
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """How many commitments stood how at one half-year."""

    half: int
    tally: Tally


def course_for(officer: Officer, scope: Scope, today: date) -> tuple[Step, ...]:
    """Return how many commitments of some States stood how, half-year by half-year, from the first that is told of."""
    items = [one.id for one in asked_items(catalogue_for(officer))]
    last = half_today(today)
    found: list[Step] = []
    for half in range(last - LONGEST_COURSE + 1, last + 1):
        matrix = matrix_for(officer, Asked(half, scope.subjects, items))
        counted = tally(matrix, scope.subjects, items, wanted=Wanted(), today=day_of(half, today))
        if found or matrix.rows:
            found.append(Step(half, counted))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A milestone with its first day, whose it is, and for which commitment the entry was written."""

    subject: str
    item: str
    due: Due


def deadlines_for(officer: Officer, subjects: Collection[str], *, use: Use = SHOWN) -> tuple[Deadline, ...]:
    """Return every milestone with a day of the approved entries that an officer may see, by its first day.

    The first day is that of the versions that this officer may see; what a hidden version told is not known here.
    """
    entries = entries_for(officer, subjects=subjects, use=use)
    whose = {(one.row.authority, one.row.item): one.row.subject for one in entries}
    told = dues_for(officer, [one.row for one in entries], use=use)
    found = [Deadline(whose[key], key[1], due) for key, dues in told.items() for due in dues]
    return tuple(sorted(found, key=lambda one: (one.due.first_due, one.subject, one.item, one.due.key)))


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a cell with its versions, the newest first; milestones stand with the last entry of an authority."""

    entry: Entry
    versions: tuple[Entry, ...]
    dues: tuple[Due, ...]


def cell_for(officer: Officer, subject: str, item: str, today: date) -> tuple[Told, ...]:
    """Return what an officer may see of what one State said about one commitment, the last told first.

    Raises:
        NotFound: There is no such commitment, or nobody of whom this officer could ask.
    """
    item_for(officer, item)
    if subject not in subjects_for(officer, today):
        raise NotFound(kind="subject")
    found = entries_for(officer, subjects=[subject], items=[item])
    dues = dues_for(officer, [one.row for one in found])
    ordered = sorted(found, key=lambda one: (one.row.period, one.row.pk), reverse=True)
    return tuple(
        Told(one, versions_for(officer, one.row.about), dues.pop((one.row.authority, one.row.item), ()))
        for one in ordered
    )


def marks_of(entries: Iterable[Entry]) -> frozenset[int]:
    """Return the marks of some entries and of the evidence that is shown with them."""
    found = set()
    for one in entries:
        shown = {piece.key for piece in one.said.evidence}
        found.add(one.row.mark)
        found.update(piece.mark for piece in one.row.evidence.all() if piece.content["key"] in shown)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one State reported, as one officer may know it, for one page.

    `latest` has of each commitment the entry that speaks of it; `spent` is what was told as spent, by pillar of the
    commitment for which the entry was written, and currency. `left_out` entries may be read but not taken out.
    """

    subject: str
    half: int
    catalogue: Catalogue
    pillars: Mapping[Pillar, Tally]
    latest: Mapping[str, Entry]
    deadlines: tuple[Deadline, ...]
    spent: Mapping[tuple[Pillar, str], Decimal]
    left_out: int

    @property
    def marks(self) -> frozenset[int]:
        """The marks of all that it shows, evidence too."""
        return marks_of(self.latest.values())


def sheet_for(officer: Officer, subject: str, today: date, *, use: Use = SHOWN) -> Sheet:
    """Return the sheet of one State or organisation.

    Raises:
        NotFound: Nobody of whom this officer could ask.
    """
    if subject not in subjects_for(officer, today):
        raise NotFound(kind="subject")
    catalogue, half = catalogue_for(officer), half_today(today)
    matrix = matrix_for(officer, Asked(half, [subject], use=use))
    entries = {one.row.pk: one for one in entries_for(officer, subjects=[subject], use=use)}
    items = asked_items(catalogue)
    latest = {
        item.id: entries[cell.entry]
        for item in items
        if (cell := matrix.cell(subject, item.id)) is not None and cell.entry in entries
    }
    left_out = 0 if use == SHOWN else len(entries_for(officer, subjects=[subject])) - len(entries)
    return Sheet(
        subject=subject,
        half=half,
        catalogue=catalogue,
        pillars={
            pillar: tally(
                matrix, [subject], [one.id for one in items if one.pillar is pillar], wanted=Wanted(), today=today
            )
            for pillar in Pillar
        },
        latest=latest,
        deadlines=tuple(one for one in deadlines_for(officer, [subject], use=use) if one.due.done_on is None),
        spent=_spent(catalogue, latest.values()),
        left_out=left_out,
    )


def _spent(catalogue: Catalogue, entries: Iterable[Entry]) -> dict[tuple[Pillar, str], Decimal]:
    """Add up what was told as spent; an entry that answers several commitments counts once, for its own."""
    found: dict[tuple[Pillar, str], Decimal] = {}
    for one in {entry.row.pk: entry for entry in entries}.values():
        item = catalogue.items.get(one.said.item)
        for budget in one.said.budgets:
            if item is not None and budget.money is Money.SPENT:
                key = (item.pillar, budget.currency)
                found[key] = found.get(key, Decimal(0)) + budget.amount
    return dict(sorted(found.items()))


def treaties_for(officer: Officer, subject: str, today: date) -> Table | None:
    """Return how a State stands to treaties; nothing for an organisation, which is no party."""
    return table_for(officer, on=today, states=[subject]) if len(subject) == 2 else None  # two letters are a State


def matrix_of(officer: Officer, half: int, items: Collection[str]) -> Matrix:
    """Return the cells of every State about some commitments."""
    return matrix_for(officer, Asked(half, items=items))


def publishable(officer: Officer, today: date) -> tuple[PublicItem, ...]:
    """Return what would be public of an officer's own State or organisation: of each commitment the last public entry.

    An entry counts where its level and its marking both say that it is for everybody; so does a piece of evidence. What
    an authority added to the catalogue is not public, and what is said of it neither.
    """
    subject, half = subject_of(officer), half_today(today)
    found: dict[str, Entry] = {}
    for one in entries_for(officer, subjects=[subject]):
        if one.row.node or not _is_public(one.row.level, one.row.mark) or number_of(one.row.period) > half:
            continue
        for item in one.said.items:
            before = found.get(item)
            if before is None or (before.row.period, before.row.pk) < (one.row.period, one.row.pk):
                found[item] = one
    known = shelf.catalogue().items
    return tuple(_public_item(officer, item, found[item]) for item in sorted(found) if item in known)


def _public_item(officer: Officer, item: str, entry: Entry) -> PublicItem:
    public = {row.content["key"] for row in entry.row.evidence.all() if _is_public(row.level, row.mark)}
    told = dues_for(officer, [entry.row], fits=lambda row: _is_public(row.level, row.mark))
    dues = told.get((entry.row.authority, entry.row.item), ())
    open_days = [one.first_due for one in dues if one.done_on is None]
    return PublicItem(
        item=item,
        period=entry.row.period,
        status=entry.said.status,
        due=min(open_days, default=None),
        evidence=tuple(
            PublicProof(one.proof, one.title, one.reference)
            for one in entry.said.evidence
            if one.key in public and one.level is Level.PUBLIC and one.found is not Found.MISSING
        ),
    )


def _is_public(level: str, mark: int) -> bool:
    return level == Level.PUBLIC and marking_of(mark).audience is Audience.PUBLIC


def versions_of(subject: str) -> tuple[PublicProgress, ...]:
    """Return what one State or organisation made public, the last version first; this is public itself."""
    return tuple(PublicProgress.objects.filter(subject=subject).order_by("-number"))


def last_number(subject: str) -> int:
    """Return the number of the last version that was made public of a State or organisation; 0 before the first."""
    return max((one.number for one in versions_of(subject)), default=0)


def standing_for(officer: Officer) -> PublicState | None:
    """Return what is public of the officer's own State or organisation now; nothing where nothing is.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    row = next(iter(versions_of(subject_of(officer))), None)
    if row is None or row.is_withdrawn:
        return None
    return public_from(published.content_in(bytes(row.signed)))
