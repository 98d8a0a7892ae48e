"""Reads of stocktaking: the stock of a forum or State as one reader sees it, and the reports that were kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.commitments.records import Item
from corridor.core.forums.rules import key_of
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.progress.periods import is_half, last_day, number_of
from corridor.core.progress.rules import ORGANISATIONS
from corridor.core.stocktaking.errors import NothingToTake
from corridor.core.stocktaking.exchange import stock_from
from corridor.core.stocktaking.records import Fact, Held, Scope, Stock
from corridor.core.stocktaking.rules import is_asked_of, taken
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.forums.queries import members_of, space_for
from corridor.web.desk.progress.matrix import Asked, Cell, matrix_for
from corridor.web.desk.progress.queries import Entry, entries_for
from corridor.web.desk.stocktaking.models import TakenStock

COUNTED = Use.READ | Use.COUNT


@dataclass(frozen=True, slots=True)
class Taken:
    """Stock as one reader sees it, and the marks of all that it rests on."""

    stock: Stock
    marks: frozenset[int]


def subject_for(officer: Officer) -> str:
    """Return for whom an officer's authority speaks: its State, or itself where it is an organisation."""
    own = people.authority_of(officer.reader.authority)
    return own.code if own.kind in ORGANISATIONS else own.country


def subjects_for(officer: Officer, forum: str) -> tuple[str, ...]:
    """Return the States and organisations of a forum, or the own State; by code.

    Raises:
        NotFound: The officer's authority does not belong to such a forum.
    """
    if not forum:
        return (subject_for(officer),)
    return tuple(sorted({one.subject for one in members_of([space_for(officer, forum).uid])}))


def stock_for(officer: Officer, scope: Scope, *, today: date) -> Taken:
    """Return how what is asked stands at a half-year, as an officer may know it.

    Raises:
        NotPermitted: The function does not read commitments.
        NotFound: The officer's authority does not belong to such a forum.
        NothingToTake: The half-year or the State is none of those that can be chosen.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    if not is_half(scope.period) or number_of(scope.period) > number_of_today(today):
        raise NothingToTake(field="period")
    known = subjects_for(officer, scope.forum)
    if scope.subject and scope.subject not in known:
        raise NothingToTake(field="subject")
    subjects = (scope.subject,) if scope.subject else known
    items = _items(space_for(officer, scope.forum) if scope.forum else None, subjects)
    asked = Asked(number_of(scope.period), subjects, tuple(one.id for one in items) if scope.forum else (), COUNTED)
    matrix = matrix_for(officer, asked)
    cells = {
        (subject, item.id): cell
        for subject in subjects
        for item in items
        if (cell := matrix.cell(subject, item.id)) is not None
    }
    entries = _entries(officer, subjects, cells)
    held = Held(subjects, items, _facts(cells, min(today, last_day(scope.period))), tuple(one.said for one in entries))
    stock = taken(held, scope, authority=officer.reader.authority, on=today)
    return Taken(stock, _marks(officer, entries))


def number_of_today(today: date) -> int:
    """Return the number of the half-year of a day."""
    return today.year * 2 + (today.month > 6)


def _items(space: ForumSpace | None, subjects: tuple[str, ...]) -> tuple[Item, ...]:
    """Return what is asked of anybody here: by the instruments of a forum and its decisions, or by all that stand."""
    known = catalogue()
    if space is not None:
        followed = {*space.instruments, key_of(space.uid)}
    else:
        followed = {key for key, one in known.instruments.items() if not one.superseded_by}
    return tuple(
        item
        for item in known.items.values()
        if item.instrument in followed and any(is_asked_of(item, subject) for subject in subjects)
    )


def _entries(officer: Officer, subjects: tuple[str, ...], cells: dict[tuple[str, str], Cell]) -> tuple[Entry, ...]:
    wanted = {cell.entry for cell in cells.values()}
    if not wanted:
        return ()
    return tuple(one for one in entries_for(officer, subjects=subjects, use=COUNTED) if one.row.pk in wanted)


def _facts(cells: dict[tuple[str, str], Cell], day: date) -> dict[tuple[str, str], Fact]:
    return {pair: Fact(cell.standing, cell.is_overdue(day)) for pair, cell in cells.items()}


def _marks(officer: Officer, entries: tuple[Entry, ...]) -> frozenset[int]:
    """Return the marks of the entries, and of the evidence that this reader saw."""
    evidence = {one.mark for entry in entries for one in entry.row.evidence.all()}
    return frozenset({entry.row.mark for entry in entries} | visible_marks(officer.reader_class, evidence, COUNTED))


@dataclass(frozen=True, slots=True)
class Kept:
    """A report that was kept."""

    row: TakenStock
    stock: Stock


def kept_for(officer: Officer) -> tuple[Kept, ...]:
    """Return the reports of the officer's authority that rest on nothing hidden from this officer, the last first.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    rows = list(TakenStock.objects.filter(authority=officer.reader.authority).order_by("-taken_at", "-pk"))
    seen = visible_marks(officer.reader_class, {mark for row in rows for mark in row.marks}, COUNTED)
    return tuple(Kept(row, stock_from(row.document)) for row in rows if seen.issuperset(row.marks))


def report_for(officer: Officer, uid: str) -> Kept:
    """Return one of them.

    Raises:
        NotFound: There is none that this officer may know of.
    """
    found = next((one for one in kept_for(officer) if one.row.uid == uid), None) if is_uid(uid) else None
    if found is None:
        raise NotFound(kind="report")
    return found


def before(officer: Officer, kept: Kept) -> Kept | None:
    """Return the report on the same that was taken before one, if this officer may know of it."""
    scope = kept.stock.scope
    return next(
        (
            one
            for one in kept_for(officer)
            if (one.row.taken_at, one.row.pk) < (kept.row.taken_at, kept.row.pk)
            and (one.stock.scope.forum, one.stock.scope.subject) == (scope.forum, scope.subject)
        ),
        None,
    )


def may_take(officer: Officer) -> bool:
    """Return whether an officer may freeze a report for the own authority."""
    return bool({Permission.FORUM_KEEP, Permission.PROGRESS_APPROVE} & officer.permissions)


def may_leave(officer: Officer, kept: Kept) -> bool:
    """Return whether a report may be taken along as a file by this officer now."""
    marks = set(kept.row.marks)
    return visible_marks(officer.reader_class, marks, COUNTED | Use.EXPORT) == marks
