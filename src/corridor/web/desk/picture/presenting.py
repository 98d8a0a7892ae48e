"""Puts the picture's answer into the words, figures and addresses of its page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.core.watching.rules.departures import DELAY_DAYS
from corridor.web.design.paging import pagination_of
from corridor.web.design.shown import day, number
from corridor.web.design.timeline import Period, Timeline, consecutive, timeline
from corridor.web.desk.pages import (
    Choice,
    ChoicesShown,
    Edition,
    Figure,
    FormProblem,
    MapView,
    Pagination,
    PicturePage,
    PictureRow,
)
from corridor.web.desk.pages.course import KnownShown
from corridor.web.desk.picture import queries
from corridor.web.desk.picture.addresses import address, query, thing_address, watch_address
from corridor.web.desk.picture.course import course_view
from corridor.web.desk.picture.filters import filters_of, measure_label
from corridor.web.desk.picture.legs import Course
from corridor.web.desk.picture.queries import PAGE_ROWS, Answer
from corridor.web.desk.picture.slider import slider_of
from corridor.web.desk.statements.presenting import country_label, kind_label, marking_badge, source_label

LONGEST_TIMELINE = 600
"""So many months are drawn; a longer span is drawn by year."""


class Shown(NamedTuple):
    """What stands beside the answer: the course in its chosen orders, and the months that can be stepped through.

    `regional` counts the things that are drawn for a whole region or country, since no point of them is shared.
    On an earlier day as known, `there` are the things that are still there today, and `now` counts what answers today.
    """

    course: Course
    span: tuple[str, str]
    regional: int = 0
    legs_by: str = ""
    places_by: str = ""
    there: Collection[int] | None = None
    now: int | None = None


def known_shown(question: Question, page: str, *, then: int | None = None, now: int | None = None) -> KnownShown | None:
    """Return what a page says of the earlier day as known on which it answers; nothing where it answers now.

    Args:
        page: The name of the page, which is asked the same without the day.
    """
    if not question.known:
        return None
    now_url = f"{reverse(page)}{query(replace(question, known=''))}"
    return KnownShown(on=question.known, now_url=now_url, then=then, now=now)


def picture_page(
    answer: Answer,
    *,
    titles: Mapping[int, str],
    routes: tuple[str, ...],
    problems: tuple[FormProblem, ...],
    language: str,
    may_import: bool,
    may_export: bool,
    shown: Shown,
    choices: int = 0,
) -> PicturePage:
    """Return the page of one answer; `choices` is how many the reader made that could be applied."""
    question = answer.question
    return PicturePage(
        question=_sentence(question, language),
        measure=measure_label(question.measure),
        departures=_departures(question),
        filters=filters_of(answer, routes, problems, language),
        figures=_figures(answer),
        map=_map(answer, shown),
        timeline=_timeline(answer, language),
        editions=_editions(answer),
        rows=tuple(_row(thing, answer, titles, language, shown.there) for thing in answer.rows),
        pagination=_pagination(answer),
        order=gettext("The latest first."),
        import_url=reverse("desk:import-new") if may_import else "",
        export_url=f"{reverse('desk:export')}{query(question) or '?'}&view=picture" if may_export else "",
        worlds=_worlds(question),
        choices=_choices(question, choices),
        course=course_view(
            shown.course, question, language, order=shown.legs_by, places=shown.places_by, address=address
        ),
        slider=slider_of(question, *shown.span, language),
        danger_url=f"{reverse('desk:picture-danger')}{query(question)}",
        compare_url=f"{reverse('desk:picture-compare')}{query(question)}",
        watch_url="" if question.known else watch_address(question),
        known=known_shown(question, "desk:picture", then=answer.things, now=shown.now),
    )


def _departures(question: Question) -> str:
    """Return how departures are drawn, where they are counted."""
    if question.measure is not Measure.DETECTIONS:
        return ""
    return gettext(
        "Departures are drawn by whole months, once a month has been over for %(days)s days, and along whole routes "
        "and in whole countries only."
    ) % {"days": DELAY_DAYS}


def _choices(question: Question, count: int) -> ChoicesShown | None:
    """Return what the page says of the reader's own choices; nothing where the reader made none.

    They are choices among what is said today, and are not applied to an earlier day.
    """
    if not count or question.known:
        return None
    return ChoicesShown(
        count=count,
        applied=question.own_view,
        switch_url=address(replace(question, own_view=not question.own_view)),
        list_url=reverse("desk:choices"),
    )


def _worlds(question: Question) -> tuple[Choice, ...]:
    """Return the two worlds of a demonstration, each with its address; elsewhere there is only one."""
    if not settings.DEMONSTRATION:
        return ()
    return (
        Choice(address(Question(own_view=question.own_view)), gettext("Published series"), not question.invented),
        Choice(
            address(Question(measure=Measure.PEOPLE, invented=True, own_view=question.own_view)),
            gettext("Invented corridor"),
            question.invented,
        ),
    )


def _sentence(question: Question, language: str) -> str:
    parts = [measure_label(question.measure)]
    if question.route:
        parts.append(question.route)
    if question.country:
        parts.append(country_label(question.country, language))
    if question.since or question.until:
        since = day(question.since, language) if question.since else "…"
        until = day(question.until, language) if question.until else "…"
        parts.append(f"{since} – {until}" if since != until else since)
    return " · ".join(parts)


def _figures(answer: Answer) -> tuple[Figure, ...]:
    measure = answer.question.measure
    things = gettext("Observations") if measure is Measure.DETECTIONS else gettext("Incidents")
    figures = [Figure(measure_label(measure), answer.low, answer.high, main=True)]
    if measure is not Measure.INCIDENTS:
        figures.append(Figure(things, answer.things))
        if answer.things > answer.told:
            figures.append(Figure(gettext("Without a figure"), answer.things - answer.told))
    undated = sum(month.things for month in answer.months if len(month.on) < 7)
    if undated:
        figures.append(Figure(gettext("Without a month"), undated))
    return tuple(figures)


def _map(answer: Answer, shown: Shown) -> MapView:
    question = answer.question
    points = shelf.route_points()
    named = [(points[fold(along.route)], along) for along in answer.along if fold(along.route) in points]
    drawn, course = answer.placed + sum(along.things for _, along in named) + shown.regional, shown.course
    bounds = answer.bounds
    further = [point for point, _ in named] + course.points
    if further:
        lats, lons = [point[0] for point in further], [point[1] for point in further]
        west, south, east, north = bounds or (min(lons), min(lats), max(lons), max(lats))
        bounds = (min(west, *lons), min(south, *lats), max(east, *lons), max(north, *lats))
    return MapView(
        url=f"{reverse('desk:picture-map')}{query(question)}",
        bounds=",".join(f"{edge:.4f}" for edge in bounds) if bounds else "",
        drawn=drawn,
        without_point=answer.things - drawn,
        coast_url=static("demo/coast.geojson") if question.invented else "",
        has_legs=bool(course.legs),
        has_marks=bool(course.hubs or course.crossings),
    )


def _timeline(answer: Answer, language: str) -> Timeline:
    months = {month.on: month for month in answer.months if len(month.on) == 7}
    question = answer.question
    undated = sum(month.low for month in answer.months if len(month.on) < 7)
    if not months:
        return timeline((), measure=measure_label(question.measure), undated=undated)
    steps = consecutive(min(months), max(months))
    if len(steps) > LONGEST_TIMELINE:
        steps = tuple(dict.fromkeys(step[:4] for step in steps))
    fallen: dict[str, list[queries.Month]] = {}
    for on, month in months.items():
        fallen.setdefault(on[: len(steps[0])], []).append(month)
    periods = [
        Period(
            on=step,
            low=sum(month.low for month in fallen.get(step, ())),
            high=sum(month.high for month in fallen.get(step, ())),
            url=address(question, since=step, until=step),
        )
        for step in steps
    ]
    return timeline(
        periods,
        measure=measure_label(question.measure),
        number=lambda value: number(value, language),
        name=lambda on: day(on, language),
        undated=undated,
    )


def _editions(answer: Answer) -> tuple[Edition, ...]:
    """Return what is drawn and what is not; the reports of one authority are one line, whatever their markings."""
    shown = [_edition(edition, answer) for edition in answer.editions if edition.dataset.mapping]
    filed: dict[str, list[queries.Edition]] = {}
    for edition in answer.editions:
        if not edition.dataset.mapping:
            filed.setdefault(edition.dataset.source.code, []).append(edition)
    for code in sorted(filed):
        line = _edition(filed[code][0], answer)
        shown.append(replace(line, records=sum(edition.coverage.records for edition in filed[code])))
    return tuple(shown)


def _edition(edition: queries.Edition, answer: Answer) -> Edition:
    dataset, coverage = edition.dataset, edition.coverage
    rivals = [other for other in answer.editions if other.coverage.source == coverage.source]
    switched = replace(answer.question, editions=frozenset({dataset.uid}), source="")
    reason = ""
    if not edition.is_drawn:
        reason = gettext("Describes the same events as the edition that is drawn; both together would count twice.")
    elif len(rivals) > 1:
        reason = gettext("Drawn because it covers the most months of the editions of this source that you may see.")
        if dataset.uid in answer.question.editions:
            reason = gettext("Drawn because you chose it.")
    return Edition(
        source=source_label(dataset),
        edition="" if dataset.mapping else gettext("reports"),
        as_of=coverage.released_on if coverage.released_on != edition.loaded_on else "",
        loaded_on=edition.loaded_on if coverage.released_on == edition.loaded_on else "",
        records=coverage.records,
        drawn=edition.is_drawn,
        reason=reason,
        switch_url="" if edition.is_drawn else address(switched),
        source_url=reverse("desk:source", args=[dataset.source.code]),
        credit=dataset.credit,
        licence=dataset.licence,
        invented=dataset.is_invented,
    )


def _row(
    thing: queries.Thing,
    answer: Answer,
    titles: Mapping[int, str],
    language: str,
    there: Collection[int] | None,
) -> PictureRow:
    labels = {edition.dataset.pk: source_label(edition.dataset) for edition in answer.editions}
    badge = marking_badge(thing.mark, language)
    kind = kind_label(thing.strip.kind or "", language)
    sources = tuple(dict.fromkeys(labels.get(dataset, badge.originator) for dataset in thing.datasets))
    return PictureRow(
        title=titles.get(thing.entity) or kind,
        url=thing_address(thing.uid, answer.question) if there is None or thing.entity in there else "",
        on=thing.strip.day,
        kind=kind,
        place="",
        country=country_label(thing.strip.country, language) if thing.strip.country else "",
        route=thing.strip.route or "",
        low=thing.low,
        high=thing.high,
        sources=sources,
        marking=badge,
        competing=thing.low != thing.high,
    )


def _pagination(answer: Answer) -> Pagination:
    return pagination_of(
        first=answer.first,
        shown=len(answer.rows),
        total=answer.things,
        size=PAGE_ROWS,
        at=lambda page: address(answer.question, page) + "#table",
        most=queries.DEEPEST_ROW // PAGE_ROWS + 1,
    )
