"""The picture for a reader: one question, answered as map, timeline and table that always agree.

All three rest on the same facts under the same conditions: things that one source describes are added up by the
database; the few that several records, marks or entities describe are laid together here and added to every answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.trust import NOTHING_CHOSEN, Chosen
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import Scope
from corridor.core.picture.records import Coverage, Question, Strip
from corridor.core.picture.rules import drawn, editions_drawn
from corridor.core.picture.trust import believed
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.entities.choices import choices_for
from corridor.web.desk.picture import facts
from corridor.web.desk.picture.clusters import leaders
from corridor.web.desk.picture.conditions import DRAWN, Within, is_shown, settled_for
from corridor.web.desk.picture.facts import Along
from corridor.web.desk.picture.known import Known, known_for, latest_releases
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.past import order_of
from corridor.web.desk.statements.queries import summed_up

PAGE_ROWS = 30
DEEPEST_ROW = 5000
"""The table is turned over no further than this row; a narrower question shows the rest."""

POINTS_SHOWN = 400
"""Up to this many things are drawn by their points; more are drawn by squares."""

SQUARE_DEGREES = 1.0


@dataclass(frozen=True)
class Thing:
    """One line of the table: an incident or an observation, with the figure that is drawn of it."""

    entity: int
    uid: str
    record: int
    datasets: tuple[int, ...]
    mark: int
    strip: Strip
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Month:
    """One step of the timeline: a month, a year where the source gave no month, or "" where it gave nothing."""

    on: str
    things: int
    low: int
    high: int


@dataclass(frozen=True)
class Place:
    """One place of the map; `entity` where a single thing stands there."""

    lat: float
    lon: float
    things: int
    low: int
    high: int
    entity: int | None
    is_coarse: bool


@dataclass(frozen=True)
class Edition:
    """One edition of a source as this reader sees it, drawn or left out."""

    dataset: Dataset
    coverage: Coverage
    is_drawn: bool
    loaded_on: str = ""


@dataclass(frozen=True)
class Answer:
    """The answer to one question, except its map; `bounds` is west, south, east, north of what the map draws.

    `told` is how many things carry a figure of the measure, `placed` how many have a point; `along` is what series
    tell of whole routes; `choices` is how many choices of the reader were applied.
    """

    question: Question
    editions: tuple[Edition, ...]
    months: tuple[Month, ...]
    things: int
    low: int
    high: int
    told: int
    placed: int
    bounds: tuple[float, float, float, float] | None
    along: tuple[Along, ...]
    rows: tuple[Thing, ...]
    first: int
    choices: int = 0


@dataclass(frozen=True)
class Scene:
    """What all parts of an answer rest on: the editions drawn, and the things laid together that fit the question."""

    editions: tuple[Edition, ...]
    reports: dict[int, Dataset]
    within: Within
    things: tuple[Thing, ...]
    choices: int


def answer_for(officer: Officer, question: Question, *, first: int = 0) -> Answer:
    """Return totals, timeline and one page of the table, beginning at row `first` (0 is the latest)."""
    check_permission(officer, Permission.PICTURE_READ)
    question = replace(question, place=fold(question.place))
    first = max(0, min(first, DEEPEST_ROW))
    scene = scene_for(officer, question)
    cells = facts.grid(officer.reader_class, question, scene.within)
    months: dict[str, Month] = {}
    for cell in cells:
        known = months.get(cell.month, Month(cell.month, 0, 0, 0))
        months[cell.month] = Month(cell.month, known.things + cell.things, known.low + cell.low, known.high + cell.high)
    for thing in scene.things:
        on = thing.strip.day[:7]
        known = months.get(on, Month(on, 0, 0, 0))
        months[on] = Month(on, known.things + 1, known.low + (thing.low or 0), known.high + (thing.high or 0))
    return Answer(
        question=question,
        editions=(*scene.editions, *_reports(scene, cells)),
        months=tuple(months[on] for on in sorted(months)),
        things=sum(month.things for month in months.values()),
        low=sum(month.low for month in months.values()),
        high=sum(month.high for month in months.values()),
        told=sum(cell.told for cell in cells) + sum(thing.low is not None for thing in scene.things),
        placed=sum(cell.placed for cell in cells) + sum(thing.strip.lat is not None for thing in scene.things),
        bounds=_bounds(cells, scene.things),
        along=_along(officer, question, scene) if question.measure.scope is Scope.SERIES else (),
        rows=_rows(officer, question, scene, first),
        first=first,
        choices=scene.choices,
    )


def _bounds(cells: list[facts.Cell], things: tuple[Thing, ...]) -> tuple[float, float, float, float] | None:
    lats = [lat for cell in cells for lat in (cell.south, cell.north) if lat is not None]
    lons = [lon for cell in cells for lon in (cell.west, cell.east) if lon is not None]
    lats += [thing.strip.lat for thing in things if thing.strip.lat is not None]
    lons += [thing.strip.lon for thing in things if thing.strip.lon is not None]
    return (min(lons), min(lats), max(lons), max(lats)) if lats and lons else None


def rows_for(officer: Officer, question: Question, *, limit: int) -> tuple[Thing, ...]:
    """Return the latest things that answer a question, at most `limit`."""
    question = replace(question, place=fold(question.place))
    scene = scene_for(officer, question)
    return _rows(officer, question, scene, 0, limit)


def entities_for(officer: Officer, question: Question) -> Sequence[int]:
    """Return the things that answer a question, by identifier, for whoever takes along all that is said of each.

    The reader's own choices of what to trust count for nothing here, and what was taken back since an earlier day that
    is asked for is not among them.
    """
    check_permission(officer, Permission.PICTURE_READ)
    question = replace(question, place=fold(question.place), own_view=False)
    scene = scene_for(officer, question, known=known_for(officer, question, is_leaving=True))
    besides = [(thing.uid, thing.entity) for thing in scene.things]
    return facts.entities(officer.reader_class, question, scene.within, besides)


def places_for(officer: Officer, question: Question) -> tuple[Place, ...]:
    """Return the map of the same question: by point while there are few, else by squares; south to north."""
    check_permission(officer, Permission.PICTURE_READ)
    question = replace(question, place=fold(question.place))
    scene = scene_for(officer, question)
    squares = _places(officer, question, scene, SQUARE_DEGREES)
    return squares if sum(place.things for place in squares) > POINTS_SHOWN else _places(officer, question, scene, 0.0)


def along_routes_for(officer: Officer, question: Question) -> tuple[Along, ...]:
    """Return what the question counts along whole routes, for things whose source gives no point."""
    question = replace(question, place=fold(question.place))
    return _along(officer, question, scene_for(officer, question))


def _along(officer: Officer, question: Question, scene: Scene) -> tuple[Along, ...]:
    found = {along.route: along for along in facts.along_routes(officer.reader_class, question, scene.within)}
    for thing in scene.things:
        route = thing.strip.route
        if thing.strip.lat is None and route is not None:
            known = found.get(route, Along(route, 0, 0, 0))
            found[route] = Along(route, known.things + 1, known.low + (thing.low or 0), known.high + (thing.high or 0))
    return tuple(found[route] for route in sorted(found))


def _places(officer: Officer, question: Question, scene: Scene, size: float) -> tuple[Place, ...]:
    spots: dict[tuple[float, float], list[facts.Spot]] = {}
    for spot in facts.spots(officer.reader_class, question, scene.within, size):
        spots.setdefault((spot.lat, spot.lon), []).append(spot)
    for thing in scene.things:
        lat, lon = thing.strip.lat, thing.strip.lon
        if lat is None or lon is None:
            continue
        at = (facts.square(lat, size), facts.square(lon, size)) if size else (lat, lon)
        is_coarse = int(thing.strip.precision in facts.COARSE)
        spots.setdefault(at, []).append(facts.Spot(*at, 1, thing.low or 0, thing.high or 0, thing.entity, is_coarse))
    return tuple(_place(at, found, size / 2) for at, found in sorted(spots.items()))


def _place(at: tuple[float, float], spots: list[facts.Spot], half: float) -> Place:
    things = sum(spot.things for spot in spots)
    return Place(
        lat=round(at[0] + half, 5),
        lon=round(at[1] + half, 5),
        things=things,
        low=sum(spot.low for spot in spots),
        high=sum(spot.high for spot in spots),
        entity=spots[0].entity if things == 1 else None,
        is_coarse=sum(spot.is_coarse for spot in spots) == things,
    )


def routes_for(officer: Officer, question: Question) -> tuple[str, ...]:
    """Return the names of the routes that a question of this measure can be narrowed to: those of what is drawn."""
    asked = Question(
        measure=question.measure,
        invented=question.invented,
        editions=question.editions,
        own_view=question.own_view,
        known=question.known,
    )
    scene = scene_for(officer, asked)
    published = {edition.dataset.pk: edition.dataset for edition in scene.editions if edition.is_drawn}
    filed = [dataset for dataset in scene.within.datasets if dataset not in published]
    found = {route for dataset in published.values() for route in dataset.routes}
    found |= set(facts.routes(officer.reader_class, asked, scene.within._replace(datasets=filed)))
    found |= {thing.strip.route for thing in scene.things if thing.strip.route}
    return tuple(sorted(found))


def scene_for(officer: Officer, question: Question, *, known: Known | None = None) -> Scene:
    """Decide what is drawn: one edition of each published source, and every report, of the world asked for.

    What an edition covers was summed up when it was published. All its facts carry the mark of its data set, so that a
    reader sees all of it or nothing. On an earlier day it is summed up anew, and the reader's own choices, which are
    those of today, count for nothing.

    Args:
        known: The earlier day that is asked for, where it was looked up already.
    """
    past = known or known_for(officer, question)
    rows = Dataset.objects.select_related("source").filter(is_invented=question.invented)
    # Never by their numbers: a data set whose rows were all overdue keeps its own, one that was erased gets another.
    held = summed_up(list(rows.order_by("source__code", "edition", "uid")))
    readable = visible_marks(officer.reader_class, [row.mark for row in held], DRAWN)
    if past is not None:
        past.as_then(row for row in held if row.mark in readable)
    published = {
        row.pk: row
        for row in held
        if row.mapping and row.records and row.mark in readable and row.scope == question.measure.scope.value
    }
    releases = latest_releases(list(published), past)
    coverages = [
        Coverage(
            dataset=row.pk,
            source=row.source.code,
            months=row.months,
            records=row.records,
            released_on=releases.get(row.pk, ("", ""))[0],
        )
        for row in published.values()
    ]
    by_hand = frozenset(row.pk for row in published.values() if row.uid in question.editions)
    drawn_editions = editions_drawn(coverages, by_hand)
    filed = [row for row in held if not row.mapping]
    if question.source:
        drawn_editions = frozenset(one for one in drawn_editions if published[one].source.code == question.source)
        filed = [row for row in filed if row.source.code == question.source and row.mark in readable]
    datasets = drawn_editions | {row.pk for row in filed}
    chosen = choices_for(officer, use=DRAWN) if question.own_view and past is None else NOTHING_CHOSEN
    then = None if past is None else past.then
    within = Within(tuple(sorted(datasets)), sorted(chosen.by_entity), then, settled_for(question))
    strips = facts.shared(officer.reader_class, question, within.without, within.then)
    things = _together(officer, [row for row in strips if row.dataset in datasets], question, chosen, within)
    editions = tuple(
        Edition(
            published[coverage.dataset],
            coverage,
            coverage.dataset in drawn_editions,
            loaded_on=releases.get(coverage.dataset, ("", ""))[1],
        )
        for coverage in coverages
    )
    reports = {row.pk: row for row in filed if row.mark in readable}
    return Scene(editions, reports, within, tuple(things), chosen.count)


def _reports(scene: Scene, cells: list[facts.Cell]) -> tuple[Edition, ...]:
    """Return the data sets of reports that took part in an answer, with how many things of each were counted."""
    counted: dict[int, int] = {}
    for cell in cells:
        counted[cell.dataset] = counted.get(cell.dataset, 0) + cell.things
    for thing in scene.things:
        for dataset in thing.datasets:
            counted[dataset] = counted.get(dataset, 0) + 1
    return tuple(
        Edition(row, Coverage(pk, f"report {pk}", 0, counted[pk], ""), True)
        for pk, row in scene.reports.items()
        if pk in counted
    )


def _together(
    officer: Officer, rows: list[facts.Row], question: Question, chosen: Chosen, within: Within
) -> list[Thing]:
    """Lay the strips of each thing together, as far as they are trusted, and keep the things that fit the question.

    Strips are laid together in the order in which their records came to stand, whatever was undone meanwhile.
    """
    if not rows:
        return []
    then = within.then
    leader = leaders(officer.reader_class, then)
    clusters: dict[int, list[facts.Row]] = {}
    order = order_of((row.record for row in rows), then)
    for row in _believed(sorted(rows, key=lambda row: order[row.record]), chosen):
        clusters.setdefault(leader.get(row.entity, row.entity), []).append(row)
    saying = facts.saying(officer.reader_class, question, then)
    found = [
        of_one
        for of_one in clusters.values()
        if all(any((row.entity, row.record, row.mark) in said for row in of_one) for said in saying)
    ]
    things = [_thing(of_one, drawn([row.strip for row in of_one]), question) for of_one in found]
    return [thing for thing in things if _fits(thing.strip, question) and is_shown(thing.strip, within)]


def _believed(rows: Sequence[facts.Row], chosen: Chosen) -> Iterator[facts.Row]:
    """Yield what the reader trusts of strips: without sources that are not believed, and pinned columns alone."""
    for row in rows:
        trust = chosen.by_entity.get(row.entity)
        if trust is None:
            yield row
        elif row.record not in trust.excluded:
            yield row._replace(strip=believed(row.strip, row.record, trust.records))


def _thing(rows: Sequence[facts.Row], strip: Strip, question: Question) -> Thing:
    """Return what is drawn of one thing; its page is that of the entity which a visible record named first."""
    columns = question.measure.columns
    low, high = (getattr(strip, columns[0]), getattr(strip, columns[1])) if columns else (1, 1)
    return Thing(
        entity=rows[0].entity,
        uid=rows[0].uid,
        record=rows[0].record,
        datasets=tuple(dict.fromkeys(row.dataset for row in rows)),
        mark=rows[0].mark,
        strip=strip,
        low=low,
        high=high,
    )


def _fits(strip: Strip, question: Question) -> bool:
    return (
        strip.scope == question.measure.scope.value
        and (not question.since or strip.day >= question.since)
        and (not question.until or (strip.day != "" and strip.day < question.until + "~"))
        and question.kind in ("", strip.kind)
        and question.country in ("", strip.country)
        and question.route in ("", strip.route)
        and question.place in (strip.place or "")
    )


def _rows(officer: Officer, question: Question, scene: Scene, first: int, limit: int = PAGE_ROWS) -> tuple[Thing, ...]:
    alone = facts.page(officer.reader_class, question, scene.within, first + limit)
    found = [*(_thing([row], row.strip, question) for row in alone), *scene.things]
    found.sort(key=lambda thing: thing.uid)
    found.sort(key=lambda thing: (thing.strip.day, thing.record), reverse=True)
    return tuple(found[first : first + limit])
