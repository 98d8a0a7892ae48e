"""Reads of watches: those of an officer in one duty, and the series that each counts for its reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Max, QuerySet, Sum

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.months import after
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.core.watching.codes import Counted, Nature
from corridor.core.watching.records import Series, Subject, Told
from corridor.core.watching.rules.departures import kinds_counted, last_month
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.picture.arrivals import arrivals
from corridor.web.desk.picture.queries import Scene, scene_for
from corridor.web.desk.picture.queries import routes_for as drawn_routes
from corridor.web.desk.statements.models import Load, Standing
from corridor.web.desk.watch.models import Alert, Hearing, Watch
from corridor.web.desk.watch.prices import prices_for

Covered = Mapping[str, frozenset[str]]


def watches_for(officer: Officer) -> QuerySet[Watch]:
    """Return the watches of an officer in the function and for the purpose in which it acts, oldest first."""
    check_permission(officer, Permission.PICTURE_READ)
    own = Watch.objects.filter(officer=officer.id, authority=officer.reader.authority, ended_at=None)
    return own.filter(function=officer.reader.function, purpose=officer.reader.purpose).order_by("pk")


def watch_for(officer: Officer, uid: str) -> Watch:
    """Return one watch of an officer, or behave as if it did not exist.

    Raises:
        NotFound: The officer has none such in this function and for this purpose.
    """
    found = watches_for(officer).filter(uid=uid).first()
    if found is None:
        raise NotFound(kind="watch")
    return found


def alerts_for(officer: Officer) -> QuerySet[Alert]:
    """Return what was raised for the watches of an officer in this duty, the newest change first."""
    watches = watches_for(officer).values("pk")
    return Alert.objects.filter(watch__in=watches).select_related("watch").order_by("-since", "pk")


def hearing_of(officer: Officer) -> Hearing | None:
    """Return how an officer hears by e-mail."""
    return Hearing.objects.filter(officer=officer.id).first()


def subject_of(watch: Watch) -> Subject:
    """Return what a watch counts."""
    return Subject(
        counted=Counted(watch.counted),
        route=watch.route,
        country=watch.country,
        place=watch.place,
        kind=watch.kind,
        method=watch.method,
        transport=watch.transport,
        is_invented=watch.is_invented,
    )


def question_of(subject: Subject) -> Question:
    """Return the question of the picture that draws what a watch counts."""
    told = subject.counted
    measure = Measure(told.value) if told.value in set(Measure) else Measure.INCIDENTS
    return Question(
        measure=measure,
        route=subject.route,
        country=subject.country,
        place=subject.place,
        kind=subject.kind,
        method=subject.method,
        transport=subject.transport,
        invented=subject.is_invented,
    )


def state() -> str:
    """Return what changes whenever a load begins or ceases to stand."""
    found = Standing.objects.aggregate(many=Count("load"), all=Sum("load"), last=Max("load"))
    return f"{found['many']}.{found['all'] or 0}.{found['last'] or 0}"


@dataclass
class Reading:
    """What is read for several watches of one officer on one day, each thing once."""

    officer: Officer
    today: date
    covered: dict[tuple[Measure, bool], Covered] = field(default_factory=dict)

    def series(self, subject: Subject) -> Series:
        """Return what a watch counts, as far as the officer may see and count it."""
        told, covered = self._told(subject)
        last = last_month(self.today)
        known = [month for months in covered.values() for month in months if month <= last]
        return Series(
            nature=subject.counted.nature,
            told=tuple(one for one in told if one.month <= last),
            covered={name: frozenset(one for one in months if one <= last) for name, months in covered.items()},
            last=max(known, default=""),
        )

    def _told(self, subject: Subject) -> tuple[list[Told], Covered]:
        if subject.counted is Counted.PRICE:
            return prices_for(self.officer, subject)
        question = question_of(subject)
        key = (question.measure, question.invented)
        if key not in self.covered:
            self.covered[key] = _covered(self.officer, Question(measure=key[0], invented=key[1]))
        return _told(self.officer, subject, question), self.covered[key]


@dataclass(frozen=True)
class Origins:
    """Who stands behind the rows of an answer, as far as the reader may know: by data set, and days by load."""

    names: Mapping[int, str]
    editions: Mapping[int, str]
    days: Mapping[int, str]

    def told(self, row: tuple[int, str, int], value: float, of: int) -> Told:
        """Return what one row tells."""
        dataset, month, load = row
        return Told(
            contributor=self.names.get(dataset, ""),
            month=month,
            arrived_on=self.days.get(load, ""),
            value=value,
            of=of,
            edition=self.editions.get(dataset, ""),
        )


def _told(officer: Officer, subject: Subject, question: Question) -> list[Told]:
    """Return what was told of each month, by contributor and day of arrival."""
    narrow = _sums(officer, subject, question)
    if subject.counted.nature is Nature.COUNT:
        is_each = subject.counted in (Counted.INCIDENTS, Counted.DETECTIONS)
        return [
            narrow.origins.told(row, value, value if is_each else things)
            for row, (things, value) in narrow.sums.items()
        ]
    wide = _sums(officer, subject, question_without(question, subject.counted))
    return [wide.origins.told(row, narrow.sums.get(row, (0, 0))[0], things) for row, (things, _) in wide.sums.items()]


def question_without(question: Question, counted: Counted) -> Question:
    """Return the question whose incidents are the whole of a share."""
    return replace(question, method="") if counted is Counted.METHOD else replace(question, transport="")


@dataclass(frozen=True)
class _Sums:
    sums: Mapping[tuple[int, str, int], tuple[int, int]]
    origins: Origins


def _sums(officer: Officer, subject: Subject, question: Question) -> _Sums:
    """Return things and figures by data set, month and load; the lowest figure where sources tell a span."""
    question = replace(question, place=fold(question.place))
    scene = scene_for(officer, question)
    kinds = kinds_counted(subject)
    sums: dict[tuple[int, str, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in arrivals(officer.reader_class, question, scene.within, only_kinds=sorted(kinds or ())):
        sums[row.dataset, row.month, row.load] = (row.things, row.low)
    for thing in scene.things:
        if len(thing.strip.day) >= 7 and (kinds is None or thing.strip.kind in kinds):
            at = (thing.datasets[0], thing.strip.day[:7], 0)
            sums[at] = (sums[at][0] + 1, sums[at][1] + (thing.low or 0))
    return _Sums(dict(sums), _origins(officer, scene, {load for _, _, load in sums if load}))


def _origins(officer: Officer, scene: Scene, loads: set[int]) -> Origins:
    """Return what the reader may know of where rows come from; whose data set is out of sight is nobody's."""
    published = {one.dataset.pk: one.dataset for one in scene.editions if one.is_drawn}
    names = {pk: row.source.code for pk, row in published.items()}
    names |= {pk: row.authority for pk, row in scene.reports.items()}
    rows = list(Load.objects.filter(pk__in=loads).values_list("pk", "released_on", "mark"))
    seen = visible_marks(officer.reader_class, [mark for _, _, mark in rows])
    return Origins(
        names=names,
        editions={pk: row.uid for pk, row in published.items()},
        days={pk: day for pk, day, mark in rows if mark in seen},
    )


def _covered(officer: Officer, question: Question) -> Covered:
    """Return of which months each contributor told anything of this scope; of a month that ran on, nothing yet."""
    scene = scene_for(officer, question)
    rows = arrivals(officer.reader_class, question, scene.within)
    origins = _origins(officer, scene, {row.load for row in rows})
    released = _released(scene)
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ends = f"{after(row.month, 1)}-01"
        if row.dataset not in released or released[row.dataset] >= ends:
            found[origins.names.get(row.dataset, "")].add(row.month)
    for thing in scene.things:
        if len(thing.strip.day) >= 7:
            found[origins.names.get(thing.datasets[0], "")].add(thing.strip.day[:7])
    return {name: frozenset(months) for name, months in found.items()}


def _released(scene: Scene) -> dict[int, str]:
    """Return the day of the latest release of each published edition that is drawn."""
    drawn = [one for one in scene.editions if one.is_drawn]
    return {one.dataset.pk: one.coverage.released_on for one in drawn if one.coverage.released_on}


@dataclass(frozen=True)
class Routes:
    """The routes that a watch can be narrowed to, by world."""

    real: tuple[str, ...]
    invented: tuple[str, ...]


def routes_for(officer: Officer) -> Routes:
    """Return the routes that a watch can be narrowed to: those which the reader may see drawn."""
    found: dict[bool, set[str]] = {False: set(), True: set()}
    for measure in (Measure.INCIDENTS, Measure.DETECTIONS):
        for invented, known in found.items():
            known |= set(drawn_routes(officer, Question(measure=measure, invented=invented)))
    return Routes(tuple(sorted(found[False])), tuple(sorted(found[True])))
