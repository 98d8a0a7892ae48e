"""Maps of a briefing: what the picture draws of a question, for the months that are bound, with all it rests on."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.briefings.records import Binding
from corridor.core.kernel.text import fold
from corridor.core.picture.codes import Measure, Scope
from corridor.core.picture.records import Question
from corridor.web.design.charts.maps import Spot, on_map
from corridor.web.design.charts.records import Chart
from corridor.web.design.punctuation import in_a_row
from corridor.web.design.shown import day, number
from corridor.web.desk.picture import facts, queries
from corridor.web.desk.picture.addresses import query
from corridor.web.desk.picture.filters import measure_label
from corridor.web.desk.picture.forms import asked
from corridor.web.desk.picture.queries import Edition
from corridor.web.desk.statements.presenting import country_label, source_label

MOST_CIRCLES = 250


@dataclass(frozen=True)
class Drawn:
    """A map: the chart, all that it tells in one text, what it rests on in words, and its marks."""

    chart: Chart
    told: str
    words: str
    marks: frozenset[int]


def about_of(question: Question) -> str:
    """Return what a map is about in one word; its months are told apart from it."""
    return query(replace(question, since="", until="", own_view=False)).removeprefix("?")


def question_of(binding: Binding) -> Question | None:
    """Return the question that a map answers; None where it cannot be read.

    What the reader chose to trust counts for nothing in a briefing, and no earlier day is asked for.
    """
    values = dict(parse_qsl(binding.about, max_num_fields=12))
    editions = [value for name, value in parse_qsl(binding.about, max_num_fields=12) if name == "edition"]
    read = asked({**values, "since": binding.since, "until": binding.until}, editions)
    return None if read.problems else replace(read.question, own_view=False, known="")


def drawn_for(officer: Officer, binding: Binding) -> Drawn | None:
    """Return the map of a question as an officer may count it now; None where nothing of it has a place."""
    question = question_of(binding)
    if question is None:
        return None
    answer = queries.answer_for(officer, question)
    language = get_language() or "en"
    size, spots = gathered(one for one in _spots(officer, question) if one.high)
    if not spots:
        return None
    notes = (
        (gettext("Each circle is a square of %(size)s degrees.") % {"size": number(size, language)},) if size else ()
    )
    words = _words(question, answer, language)
    scene = queries.scene_for(officer, replace(question, place=fold(question.place)))
    chart = on_map(_title(question, language), spots, source=words, notes=notes)
    told = "|".join(f"{one.name} {one.lat} {one.lon} {one.low} {one.high}" for one in spots)
    return Drawn(chart, told, words, frozenset(facts.figure_marks(officer.reader_class, question, scene.within)))


def _spots(officer: Officer, question: Question) -> tuple[Spot, ...]:
    if question.measure.scope is Scope.SERIES:
        points = shelf.route_points()
        along = queries.along_routes_for(officer, question)
        return tuple(
            Spot(*points[fold(one.route)], one.low, one.high, one.route) for one in along if fold(one.route) in points
        )
    counts_things = question.measure is Measure.INCIDENTS
    return tuple(
        Spot(
            place.lat,
            place.lon,
            place.things if counts_things else place.low,
            place.things if counts_things else place.high,
        )
        for place in queries.places_for(officer, question)
    )


def gathered(spots: Iterable[Spot], most: int = MOST_CIRCLES) -> tuple[int, tuple[Spot, ...]]:
    """Return spots laid together in squares until there are few enough to be drawn, and how many degrees those have.

    The degrees are 0 where nothing had to be laid together.
    """
    found, size = tuple(spots), 0
    while len(found) > most:
        size = max(2, size * 2)
        squares: dict[tuple[int, int], list[Spot]] = {}
        for one in found:
            squares.setdefault((math.floor(one.lat / size), math.floor(one.lon / size)), []).append(one)
        found = tuple(
            Spot((lat + 0.5) * size, (lon + 0.5) * size, sum(one.low for one in some), sum(one.high for one in some))
            for (lat, lon), some in sorted(squares.items())
        )
    return size, found


def _title(question: Question, language: str) -> str:
    parts = [measure_label(question.measure), question.route]
    parts.append(country_label(question.country, language) if question.country else "")
    if question.since or question.until:
        since = day(question.since, language) if question.since else "…"
        until = day(question.until, language) if question.until else "…"
        parts.append(f"{since} – {until}" if since != until else since)
    return " · ".join(part for part in parts if part)


def _words(question: Question, answer: queries.Answer, language: str) -> str:
    """Return what a map rests on: each source with its days, and how much of it has no place."""
    parts = [_edition(one, language) for one in answer.editions if one.is_drawn]
    if question.measure.scope is Scope.INCIDENT and answer.things > answer.placed:
        without = {"without": number(answer.things - answer.placed, language), "all": number(answer.things, language)}
        parts.append(gettext("not drawn, since no place is told: %(without)s of %(all)s") % without)
    parts.append(gettext("counts are of what was recorded"))
    if question.invented:
        parts.append(gettext("invented"))
    return in_a_row(parts)


def _edition(one: Edition, language: str) -> str:
    parts = [source_label(one.dataset), one.dataset.edition]
    if one.coverage.released_on:
        parts.append(gettext("released %(day)s") % {"day": day(one.coverage.released_on, language)})
    if one.loaded_on:
        parts.append(gettext("loaded %(day)s") % {"day": day(one.loaded_on, language)})
    return ", ".join(dict.fromkeys(part for part in parts if part))
