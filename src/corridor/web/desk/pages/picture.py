"""The record behind the picture."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Pagination
from corridor.web.design.timeline import Timeline
from corridor.web.desk.pages.course import CourseView, KnownShown, Slider
from corridor.web.desk.pages.pieces import Figure, MarkingBadge


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One narrowing in force and the address of the same question without it."""

    label: str
    value: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Filters:
    """The question as a form, sent by GET.

    Names: since, until, measure, kind, country, place, route, source, method, transport, reliability, accuracy, known,
    and hidden edition, world and choices.
    `since` and `until` are months (`2021-03`); both belong to the period. An empty choice value means "all". `known` is
    a day, empty for now.
    """

    action: str
    since: str
    until: str
    place: str
    measures: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    routes: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    methods: tuple[Choice, ...] = ()
    transports: tuple[Choice, ...] = ()
    reliabilities: tuple[Choice, ...] = ()
    accuracies: tuple[Choice, ...] = ()
    known: str = ""
    active: tuple[ActiveFilter, ...] = ()
    editions: tuple[str, ...] = ()
    world: str = ""
    choices: str = ""
    reset_url: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a source: drawn, or left out and why.

    Where its own day is not known, the day of loading stands. `switch_url` asks the same with the other choice.
    """

    source: str
    edition: str
    as_of: str
    records: int
    drawn: bool
    reason: str = ""
    switch_url: str = ""
    source_url: str = ""
    credit: str = ""
    licence: str = ""
    invented: bool = False
    loaded_on: str = ""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One line of the table: an incident, or an observation of a series. `low` None means the source gave no figure."""

    title: str
    url: str
    on: str
    kind: str
    place: str
    country: str
    route: str
    low: int | None
    high: int | None
    sources: tuple[str, ...]
    marking: MarkingBadge
    competing: bool = False


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of the question. `bounds` is `west,south,east,north`; `coast_url` an invented coast, or empty."""

    url: str
    bounds: str
    drawn: int
    without_point: int
    without_point_figure: int = 0
    coast_url: str = ""
    has_legs: bool = False
    has_marks: bool = False


@dataclass(frozen=True, slots=True)
class ChoicesShown:
    """How many choices the reader made of what to trust, whether they are applied, and the address that switches."""

    count: int
    applied: bool
    switch_url: str
    list_url: str


@dataclass(frozen=True, slots=True)
class PicturePage:
    """The picture: one question, one measure; map, timeline and table give the same answer."""

    question: str
    measure: str
    filters: Filters
    figures: tuple[Figure, ...]
    map: MapView
    timeline: Timeline
    editions: tuple[Edition, ...]
    rows: tuple[PictureRow, ...]
    pagination: Pagination
    order: str = ""
    export_url: str = ""
    import_url: str = ""
    worlds: tuple[Choice, ...] = ()
    course: CourseView | None = None
    slider: Slider | None = None
    danger_url: str = ""
    compare_url: str = ""
    watch_url: str = ""
    departures: str = ""
    choices: ChoicesShown | None = None
    known: KnownShown | None = None
