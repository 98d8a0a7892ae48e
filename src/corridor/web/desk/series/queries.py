"""The series of a reader: each starts from cells that the database adds up of what this reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.picture.codes import Measure
from corridor.core.picture.codes import Scope as Drawn
from corridor.core.picture.records import Question
from corridor.core.series.codes import Counted
from corridor.core.series.records import LAID_TOGETHER, Cell, Publisher, Scope, Series
from corridor.core.series.rules import series_of
from corridor.core.watching.rules.departures import last_month
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.picture import facts
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.picture.queries import scene_for
from corridor.web.desk.series import cells
from corridor.web.desk.statements.models import Dataset, Load
from corridor.web.desk.statements.queries import summed_up
from corridor.web.desk.statements.terms import overdue_loads


@dataclass(frozen=True)
class Sheet:
    """All that one source, or all laid together, tell of what is counted: cells, and the months covered."""

    counted: Counted
    source: str
    edition: str
    is_invented: bool
    cells: tuple[Cell, ...]
    publisher: Publisher

    def covered(self, kind: str) -> frozenset[str]:
        """Return the months of which anything is told of a kind, "" for all."""
        return frozenset(cell.month for cell in self.cells if kind in ("", cell.kind))


def sheets_for(officer: Officer, counted: Counted, *, invented: bool = False) -> tuple[Sheet, ...]:
    """Return what each published edition tells of what is counted, and, for incidents, all laid together.

    Of incidents the sheet that lays together comes first: each thing once, whoever describes it, one edition a source.
    """
    check_permission(officer, Permission.PICTURE_READ)
    rows = Dataset.objects.select_related("source").filter(is_invented=invented).exclude(mapping="")
    known = summed_up(list(rows.order_by("source__code", "edition", "uid")))
    readable = visible_marks(officer.reader_class, [row.mark for row in known], DRAWN)
    editions = {
        row.pk: row for row in known if row.records and row.mark in readable and row.scope == counted.drawn.value
    }
    by_dataset: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells.of_editions(officer.reader_class, counted, sorted(editions)):
        by_dataset[cell.dataset].append(cell)
    days = _days(list(editions))
    published = [
        Sheet(counted, row.source.code, row.edition, invented, tuple(by_dataset[pk]), _publisher(row, days))
        for pk, row in editions.items()
        if any(cell.told or counted is Counted.INCIDENTS for cell in by_dataset[pk])
    ]
    if counted.drawn is Drawn.SERIES:
        return tuple(published)
    pooled = _laid_together(officer, counted, invented=invented)
    return (pooled, *published) if pooled.cells else tuple(published)


def _publisher(row: Dataset, days: dict[int, tuple[str, str]]) -> Publisher:
    released_on, loaded_on = days.get(row.pk, ("", ""))
    return Publisher(row.title, row.publisher, row.credit, row.licence, released_on, loaded_on)


def _days(datasets: list[int]) -> dict[int, tuple[str, str]]:
    """Return the day of the latest release that stands of each data set, and the day on which it was loaded."""
    rows = Load.objects.filter(dataset__in=datasets, state=Load.State.PUBLISHED).exclude(pk__in=overdue_loads())
    latest: dict[int, tuple[str, str]] = {}
    for dataset, released_on, brought_at in rows.values_list("dataset_id", "released_on", "brought_at"):
        latest[dataset] = max(latest.get(dataset, ("", "")), (released_on, brought_at.date().isoformat()))
    return latest


def _laid_together(officer: Officer, counted: Counted, *, invented: bool) -> Sheet:
    measure = {Counted.PEOPLE_CONCERNED: Measure.PEOPLE}.get(counted) or Measure(counted.value)
    question = Question(measure=measure, invented=invented)
    scene = scene_for(officer, question)
    found = [*cells.of_singles(officer.reader_class, question, scene.within)]
    for thing in scene.things:
        strip = thing.strip
        told = int(thing.low is not None or measure is Measure.INCIDENTS)
        low, high = (1, 1) if measure is Measure.INCIDENTS else (thing.low or 0, thing.high or 0)
        found.append(
            Cell(0, strip.kind or "", strip.route or "", strip.country or "", strip.day[:7], 1, told, low, high)
        )
    return Sheet(counted, LAID_TOGETHER, "", invented, tuple(sorted(found)), Publisher())


def scopes_of(sheet: Sheet) -> tuple[Scope, ...]:
    """Return every scope that a sheet has figures for: each kind as a whole, and by route and by country."""
    whole = Scope(sheet.counted, source=sheet.source, edition=sheet.edition, is_invented=sheet.is_invented)
    found = {whole} if sheet.counted.drawn is Drawn.INCIDENT else set()
    for cell in sheet.cells:
        kind = cell.kind if sheet.counted.drawn is Drawn.SERIES else ""
        found.add(replace(whole, kind=kind))
        if cell.route:
            found.add(replace(whole, kind=kind, route=cell.route))
        if cell.country:
            found.add(replace(whole, kind=kind, country=cell.country))
    return tuple(sorted(found))


def series_in(sheet: Sheet, scope: Scope, *, today: date) -> Series:
    """Return one series of a sheet. What officers told is shown as late as departures are (F-C4, R-24)."""
    mine = [
        cell
        for cell in sheet.cells
        if scope.kind in ("", cell.kind) and scope.route in ("", cell.route) and scope.country in ("", cell.country)
    ]
    last = last_month(today) if sheet.source == LAID_TOGETHER else ""
    return series_of(scope, mine, sheet.covered(scope.kind), last=last, publisher=sheet.publisher)


def all_series(
    officer: Officer, counted: Counted, *, today: date, by: str = "route", invented: bool = False
) -> tuple[Series, ...]:
    """Return the series of what is counted by route or by country, of each source apart.

    Args:
        by: The part of the scope along which they run: `route`, `country`, or "" for the whole alone.
    """
    found = []
    for sheet in sheets_for(officer, counted, invented=invented):
        for scope in scopes_of(sheet):
            narrowed = [name for name in ("route", "country") if getattr(scope, name)]
            if narrowed == ([by] if by else []):
                found.append(series_in(sheet, scope, today=today))
    return tuple(found)


def series_for(officer: Officer, scopes: Iterable[Scope], *, today: date) -> tuple[Series, ...]:
    """Return the series of some scopes, in their order.

    Raises:
        NotFound: Of one of them nothing is told that the officer may see and count.
    """
    wanted = list(scopes)
    sheets: dict[tuple[Counted, bool, str, str], Sheet] = {}
    for counted, invented in sorted({(scope.counted, scope.is_invented) for scope in wanted}):
        for sheet in sheets_for(officer, counted, invented=invented):
            sheets[(counted, invented, sheet.source, sheet.edition)] = sheet
    found: list[Series] = []
    for scope in wanted:
        told = sheets.get((scope.counted, scope.is_invented, scope.source, scope.edition))
        if told is None or scope not in scopes_of(told):
            raise NotFound(kind="series")
        found.append(series_in(told, scope, today=today))
    return tuple(found)


def marks_of(officer: Officer, scopes: Sequence[Scope]) -> frozenset[int]:
    """Return the marks of all that some series rest on, for whoever keeps or releases what was worked out from them."""
    found: set[int] = set()
    for counted, invented in sorted({(scope.counted, scope.is_invented) for scope in scopes}):
        wanted = {
            (scope.source, scope.edition)
            for scope in scopes
            if (scope.counted, scope.is_invented) == (counted, invented)
        }
        rows = Dataset.objects.select_related("source").filter(is_invented=invented).exclude(mapping="")
        datasets = [row.pk for row in rows if (row.source.code, row.edition) in wanted]
        found |= cells.marks(officer.reader_class, counted, datasets)
        if (LAID_TOGETHER, "") in wanted:
            measure = {Counted.PEOPLE_CONCERNED: Measure.PEOPLE}.get(counted) or Measure(counted.value)
            question = Question(measure=measure, invented=invented)
            found |= facts.marks(officer.reader_class, question, scene_for(officer, question).within)
    return frozenset(found)
