"""The series of a reader: each starts from cells that the database adds up of what this reader may see."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.picture.codes import Measure
from corridor.core.picture.codes import Scope as Drawn
from corridor.core.picture.records import Question
from corridor.core.series.codes import Counted, State
from corridor.core.series.records import LAID_TOGETHER, Break, Cell, Publisher, Scope, Series, Value
from corridor.core.series.rules import MONTH, is_whole, series_from
from corridor.core.watching.rules.departures import last_month
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.picture import facts
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.picture.queries import Scene, scene_for
from corridor.web.desk.series import cells
from corridor.web.desk.series.breaks import breaks_for
from corridor.web.desk.series.cells import PARTS
from corridor.web.desk.series.columns import Along, along
from corridor.web.desk.series.revisions import said_before
from corridor.web.desk.statements.models import Dataset, Load
from corridor.web.desk.statements.queries import summed_up
from corridor.web.desk.statements.terms import overdue_loads

Breaks = tuple[tuple[str, Break], ...]


@dataclass(frozen=True)
class Sheet:
    """All that one source, or all laid together, tell of what is counted: cells, and the months covered.

    `breaks` come with the kind for which each holds, "" for all; `dataset` is where the cells of a source come from;
    `parts` is what the cells are told apart by; `unfinished` are the months that are not over in a release among those
    laid together.
    """

    counted: Counted
    source: str
    edition: str
    is_invented: bool
    cells: tuple[Cell, ...]
    publisher: Publisher
    breaks: tuple[tuple[str, Break], ...] = ()
    dataset: int = 0
    parts: tuple[str, ...] = PARTS
    unfinished: frozenset[str] = frozenset()
    _along: dict[tuple[str, ...], Along] = field(default_factory=dict, compare=False, repr=False)

    def along(self, by: tuple[str, ...]) -> Along:
        """Return all series of the sheet along some parts of their scope; each is worked out once.

        Raises:
            ValueError: The cells are not told apart by one of them.
        """
        if not set(by) <= set(self.parts):
            raise ValueError(by)
        if by not in self._along:
            self._along[by] = along(self.cells, by)
        return self._along[by]

    def covered(self, kind: str) -> frozenset[str]:
        """Return the months of which anything is told of a kind, "" for all."""
        return frozenset(cell.month for cell in self.cells if kind in ("", cell.kind))


def sheets_for(
    officer: Officer, counted: Counted, *, invented: bool = False, parts: Sequence[str] = PARTS
) -> tuple[Sheet, ...]:
    """Return what each published edition tells of what is counted, and, for incidents, all laid together.

    Of incidents the sheet that lays together comes first: each thing once, whoever describes it, one edition a source.

    Args:
        parts: What is told apart; fewer of kind, route and country are read much sooner where there is a lot.
    """
    check_permission(officer, Permission.PICTURE_READ)
    rows = Dataset.objects.select_related("source").filter(is_invented=invented).exclude(mapping="")
    known = summed_up(list(rows.order_by("source__code", "edition", "uid")))
    readable = visible_marks(officer.reader_class, [row.mark for row in known], DRAWN)
    held = [row for row in known if row.records and row.mark in readable and row.scope == counted.drawn.value]
    days = _days(officer, [row.pk for row in held])
    scene = scene_for(officer, question_of(counted, invented=invented)) if counted.drawn is Drawn.INCIDENT else None
    among = {row.pk for row in held} | set(scene.within.datasets if scene else ())
    told = cells.of_datasets(officer.reader_class, counted, sorted(among), parts)
    by_dataset: dict[int, list[Cell]] = defaultdict(list)
    for cell, _ in told:
        by_dataset[cell.dataset].append(cell)
    breaks = breaks_for(officer, counted, invented=invented)
    published = [
        Sheet(
            counted=counted,
            source=row.source.code,
            edition=row.edition,
            is_invented=invented,
            cells=tuple(by_dataset[row.pk]),
            publisher=_publisher(row, days),
            breaks=tuple(breaks.get((row.source.code, row.edition), ())),
            dataset=row.pk,
            parts=tuple(parts),
        )
        for row in _one_each(held, days, by_dataset)
        if any(cell.told or counted is Counted.INCIDENTS for cell in by_dataset[row.pk])
    ]
    if scene is None:
        return tuple(published)
    pooled = Sheet(
        counted=counted,
        source=LAID_TOGETHER,
        edition="",
        is_invented=invented,
        cells=tuple(sorted(_laid_together(officer, counted, scene, told, parts))),
        publisher=Publisher(),
        breaks=tuple(breaks.get((LAID_TOGETHER, ""), ())),
        parts=tuple(parts),
        unfinished=_unfinished(scene, by_dataset),
    )
    return (pooled, *published) if pooled.cells else tuple(published)


def _one_each(
    held: Sequence[Dataset], days: Mapping[int, tuple[str, str]], told: Mapping[int, Sequence[Cell]]
) -> list[Dataset]:
    """Return one copy of each edition, where several are held under different markings: the latest, or fullest."""
    best: dict[tuple[str, str], Dataset] = {}
    things = {row.pk: sum(cell.things for cell in told.get(row.pk, ())) for row in held}
    for row in sorted(held, key=lambda one: (days.get(one.pk, ("", "")), things[one.pk], one.uid)):
        best[row.source.code, row.edition] = row
    return [row for row in held if best[row.source.code, row.edition].pk == row.pk]


def _publisher(row: Dataset, days: dict[int, tuple[str, str]]) -> Publisher:
    released_on, loaded_on = days.get(row.pk, ("", ""))
    return Publisher(row.title, row.publisher, row.credit, row.licence, released_on, loaded_on)


def _unfinished(scene: Scene, told: Mapping[int, Sequence[Cell]]) -> frozenset[str]:
    """Return the months that an edition drawn tells and that were not over when it was released."""
    drawn = [one for one in scene.editions if one.is_drawn]
    days = {one.dataset.pk: Publisher(released_on=one.coverage.released_on, loaded_on=one.loaded_on) for one in drawn}
    return frozenset(
        cell.month for pk, publisher in days.items() for cell in told.get(pk, ()) if not is_whole(cell.month, publisher)
    )


def _days(officer: Officer, datasets: list[int]) -> dict[int, tuple[str, str]]:
    """Return the day of the latest readable release that stands of each data set, and when it was loaded."""
    rows = Load.objects.filter(dataset__in=datasets, state=Load.State.PUBLISHED).exclude(pk__in=overdue_loads())
    told = list(rows.values_list("dataset_id", "released_on", "brought_at", "mark"))
    seen = visible_marks(officer.reader_class, {mark for *_, mark in told})
    latest: dict[int, tuple[str, str]] = {}
    for dataset, released_on, brought_at, mark in told:
        if mark in seen:
            latest[dataset] = max(latest.get(dataset, ("", "")), (released_on, brought_at.date().isoformat()))
    return latest


def question_of(counted: Counted, *, invented: bool) -> Question:
    """Return the question of the picture that draws incidents of which something is counted."""
    measure = {Counted.PEOPLE_CONCERNED: Measure.PEOPLE}.get(counted) or Measure(counted.value)
    return Question(measure=measure, invented=invented)


def _laid_together(
    officer: Officer, counted: Counted, scene: Scene, told: Sequence[tuple[Cell, bool]], parts: Sequence[str]
) -> list[Cell]:
    """Return what is told of each thing once: those that one source describes, and those laid together one by one."""
    drawn = set(scene.within.datasets)
    if scene.within.without:
        question = question_of(counted, invented=False)  # The data sets tell the worlds apart.
        found = cells.of_singles(officer.reader_class, question, scene.within, parts)
    else:
        found = [cell._replace(dataset=0) for cell, is_single in told if is_single and cell.dataset in drawn]
    for thing in scene.things:
        strip = thing.strip
        is_told = int(thing.low is not None or counted is Counted.INCIDENTS)
        low, high = (1, 1) if counted is Counted.INCIDENTS else (thing.low or 0, thing.high or 0)
        kind, route, country = ((getattr(strip, part) or "") if part in parts else "" for part in PARTS)
        found.append(Cell(0, kind, route, country, strip.day[:7], 1, is_told, low, high))
    return found


def scopes_of(sheet: Sheet) -> tuple[Scope, ...]:
    """Return every scope that a sheet has figures for: each kind as a whole, and by route and by country."""
    whole = Scope(sheet.counted, source=sheet.source, edition=sheet.edition, is_invented=sheet.is_invented)
    found = {whole} if sheet.counted.drawn is Drawn.INCIDENT else set()
    for told, route, country in {(cell.kind, cell.route, cell.country) for cell in sheet.cells}:
        kind = told if sheet.counted.drawn is Drawn.SERIES else ""
        found.add(replace(whole, kind=kind))
        if route:
            found.add(replace(whole, kind=kind, route=route))
        if country:
            found.add(replace(whole, kind=kind, country=country))
    return tuple(sorted(found))


def series_in(sheet: Sheet, scope: Scope, *, today: date) -> Series:
    """Return one series of a sheet. What officers told is shown as late as departures are (F-C4)."""
    by = tuple(name for name in ("kind", "route", "country") if getattr(scope, name))
    key = tuple(getattr(scope, name) for name in by)
    told = sheet.along(by)
    nothing = {month: Value(month, State.ZERO) for month in sheet.covered(scope.kind) if len(month) == MONTH}
    values = told.values.get(key, nothing)
    return series_from(
        scope,
        {month: value for month, value in values.items() if month not in sheet.unfinished},
        last=last_month(today) if sheet.source == LAID_TOGETHER else "",
        publisher=sheet.publisher,
        breaks=[one for kind, one in sheet.breaks if kind in ("", scope.kind)],
        undated=told.undated.get(key, 0),
    )


def all_series(
    officer: Officer,
    counted: Counted,
    *,
    today: date,
    by: str = "route",
    invented: bool = False,
    sheets: Iterable[Sheet] | None = None,
) -> tuple[Series, ...]:
    """Return the series of what is counted by route or by country, of each source apart.

    Args:
        by: The part of the scope along which they run: `route`, `country`, or "" for the whole alone.
        sheets: What this officer's sources tell of it, where that was read already.
    """
    found = []
    if sheets is None:
        sheets = sheets_for(officer, counted, invented=invented, parts=_parts(counted, [by] if by else []))
    for sheet in sheets:
        for scope in scopes_of(sheet):
            narrowed = [name for name in ("route", "country") if getattr(scope, name)]
            if narrowed == ([by] if by else []):
                found.append(series_in(sheet, scope, today=today))
    return tuple(found)


def series_for(officer: Officer, scopes: Iterable[Scope], *, today: date) -> tuple[Series, ...]:
    """Return the series of some scopes, in their order, each with what earlier releases said.

    Raises:
        NotFound: Of one of them nothing is told that the officer may see and count.
    """
    return shown_for(officer, scopes, today=today).series


@dataclass(frozen=True)
class Shown:
    """Some series, and every scope of the sheet of the first, which can be laid beside it or looked at instead."""

    series: tuple[Series, ...]
    scopes: tuple[Scope, ...]


def shown_for(officer: Officer, scopes: Iterable[Scope], *, today: date) -> Shown:
    """Return the series of some scopes, and what stands beside the first of them.

    Raises:
        NotFound: Of one of them nothing is told that the officer may see and count.
    """
    wanted = list(scopes)
    sheets: dict[tuple[Counted, bool, str, str], Sheet] = {}
    narrowed = {part for scope in wanted for part in PARTS if getattr(scope, part)} | {"route"}
    for counted, invented in sorted({(scope.counted, scope.is_invented) for scope in wanted}):
        for sheet in sheets_for(officer, counted, invented=invented, parts=_parts(counted, narrowed)):
            sheets[(counted, invented, sheet.source, sheet.edition)] = sheet
    found: list[Series] = []
    known: tuple[Scope, ...] = ()
    for scope in wanted:
        told = sheets.get((scope.counted, scope.is_invented, scope.source, scope.edition))
        among = scopes_of(told) if told is not None else ()
        if told is None or scope not in among:
            raise NotFound(kind="series")
        known = known or among
        found.append(_with_revisions(officer, told, series_in(told, scope, today=today)))
    return Shown(tuple(found), known)


def _parts(counted: Counted, narrowed: Collection[str]) -> tuple[str, ...]:
    """Return what must be told apart: series of published figures by their kind in any case."""
    is_published = counted.drawn is Drawn.SERIES
    return tuple(part for part in PARTS if part in narrowed or (part == "kind" and is_published))


def _with_revisions(officer: Officer, sheet: Sheet, series: Series) -> Series:
    if not sheet.dataset:
        return series
    return replace(series, revised=said_before(officer.reader_class, sheet.dataset, series.scope))


def marks_of(officer: Officer, scopes: Sequence[Scope]) -> frozenset[int]:
    """Return the marks of all that some series rest on, for whoever keeps or releases what was worked out from them."""
    found: set[int] = set()
    for counted, invented in sorted({(scope.counted, scope.is_invented) for scope in scopes}):
        wanted = {
            (scope.source, scope.edition)
            for scope in scopes
            if (scope.counted, scope.is_invented) == (counted, invented)
        }
        noted = breaks_for(officer, counted, invented=invented)
        found |= {one.mark for at in wanted for _, one in noted.get(at, ()) if one.mark is not None}
        rows = Dataset.objects.select_related("source").filter(is_invented=invented).exclude(mapping="")
        datasets = [row.pk for row in rows if (row.source.code, row.edition) in wanted]
        found |= cells.marks(officer.reader_class, counted, datasets)
        if (LAID_TOGETHER, "") in wanted:
            question = question_of(counted, invented=invented)
            found |= facts.figure_marks(officer.reader_class, question, scene_for(officer, question).within)
    return frozenset(found)


@dataclass(frozen=True)
class Graded:
    """How many records a figure rests on, and of how many a reader may know which grade."""

    records: int
    grades: Mapping[str, int]


def graded_of(officer: Officer, scope: Scope, since: str, until: str, *, among: frozenset[int]) -> Graded:
    """Return how the records were evaluated that tell of a scope from one month to another.

    Args:
        among: The marks under which a grade may be told; a record under another counts as one without a grade.
    """
    if scope.source == LAID_TOGETHER:
        datasets = scene_for(officer, question_of(scope.counted, invented=scope.is_invented)).within.datasets
    else:
        rows = Dataset.objects.filter(source__code=scope.source, edition=scope.edition, is_invented=scope.is_invented)
        datasets = tuple(rows.exclude(mapping="").values_list("pk", flat=True))
    records, grades = 0, Counter[str]()
    for mark, grade, count in cells.graded(officer.reader_class, scope, datasets, since, until):
        records += count
        if grade and mark in among:
            grades[grade] += count
    return Graded(records, dict(sorted(grades.items())))
