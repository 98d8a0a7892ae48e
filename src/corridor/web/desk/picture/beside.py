"""Puts the danger of routes and the comparison of two periods into the words, figures and addresses of their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor.core.picture.comparing import Difference
from corridor.core.picture.danger import Cover, Danger, Unassessed
from corridor.core.picture.records import Question
from corridor.web.design.shown import MINUS, day, number
from corridor.web.desk.pages import Figure, Link
from corridor.web.desk.pages.course import Change, Column, ComparePage, CoverRow, DangerPage, DangerRow, PeriodCover
from corridor.web.desk.picture.addresses import address, query
from corridor.web.desk.picture.comparing import Comparison, Span
from corridor.web.desk.picture.course import leg_row
from corridor.web.desk.picture.filters import active, measure_label
from corridor.web.desk.picture.presenting import known_shown
from corridor.web.desk.statements.models import Dataset
from corridor.web.desk.statements.presenting import country_label, source_label

DANGER_ORDERS = ("route", "deaths", "crossings", "rate")


def danger_page(
    dangers: Iterable[Danger], sources: Mapping[str, Dataset], question: Question, language: str, order: str
) -> DangerPage:
    """Return the page of the danger of each route, in the order asked for."""
    keys: dict[str, Callable[[Danger], Any]] = {
        "deaths": lambda danger: -(danger.deaths.high if danger.deaths else -1),
        "crossings": lambda danger: -(danger.crossings.high if danger.crossings else -1),
        "rate": lambda danger: -(danger.rate[1] if danger.rate else -1),
    }
    rows = sorted(dangers, key=keys[order]) if order in keys else list(dangers)
    labels = (
        gettext("Route"),
        gettext("Dead and missing"),
        gettext("Detected crossings"),
        gettext("Deaths for 1,000 detected crossings"),
    )
    return DangerPage(
        question=" · ".join(one.value for one in active(question, language)) or gettext("All routes, the whole period"),
        rows=tuple(_danger_row(danger, sources, question, language) for danger in rows),
        columns=tuple(
            Column(label, f"{reverse('desk:picture-danger')}{query(question, by=name)}", name == (order or "route"))
            for name, label in zip(DANGER_ORDERS, labels, strict=True)
        ),
        back=Link(gettext("Picture"), address(question)),
        known=known_shown(question, "desk:picture-danger"),
    )


def _danger_row(danger: Danger, sources: Mapping[str, Dataset], question: Question, language: str) -> DangerRow:
    rate = ""
    if danger.rate is not None:
        low, high = (f"{figure:.1f}" for figure in danger.rate)
        rate = low if low == high else f"{low}–{high}"
    return DangerRow(
        route=danger.route,
        url=address(question, route=danger.route),
        deaths=_cover(danger.deaths, sources, gettext("Dead and missing")),
        crossings=_cover(danger.crossings, sources, gettext("Detected crossings")),
        rate=rate,
        since=danger.since,
        until=danger.until,
        reason=_reason(danger.reason),
    )


def _cover(cover: Cover | None, sources: Mapping[str, Dataset], label: str) -> CoverRow | None:
    if cover is None:
        return None
    dataset = sources.get(cover.source)
    return CoverRow(
        source=source_label(dataset) if dataset else cover.source,
        since=cover.since,
        until=cover.until,
        months=cover.months,
        figure=Figure(label, cover.low, cover.high),
    )


def _reason(reason: Unassessed | None) -> str:
    return {
        None: "",
        Unassessed.NO_DEATHS_SERIES: gettext("No published series of deaths covers this route in this time."),
        Unassessed.NO_CROSSINGS: gettext("No series of crossings covers this route in this time."),
        Unassessed.NO_COMMON_MONTHS: gettext("The two sources have no month in common."),
        Unassessed.PERIOD_NOT_COVERED: gettext("One of the two sources does not cover the whole period asked for."),
        Unassessed.NARROWED: gettext("The series of crossings does not tell what the other filters ask for."),
    }[reason]


def compare_page(
    comparison: Comparison | None,
    question: Question,
    spans: tuple[Span, Span],
    language: str,
    *,
    bounds: str,
    problems: tuple[str, ...],
) -> ComparePage:
    """Return the page of a comparison; nothing is compared where a period could not be read."""
    before, after = spans
    kept = [(name, value) for name, value in _pairs(question) if name not in ("since", "until")]
    periods = urlencode([("a", before[0]), ("b", before[1]), ("c", after[0]), ("d", after[1])])
    label = measure_label(question.measure)
    found = comparison
    return ComparePage(
        question=" · ".join([label, *(one.value for one in active(question, language))]),
        measure=label,
        action=reverse("desk:picture-compare"),
        before=before,
        after=after,
        before_label=span_words(before, language),
        after_label=span_words(after, language),
        kept=tuple(kept),
        total=_change(found.total, gettext("In all"), label, language) if found and found.total else None,
        routes=_changes(found.routes, label, language, lambda name: name) if found else (),
        countries=_changes(found.countries, label, language, lambda code: country_label(code, language))
        if found
        else (),
        legs_gone=tuple(leg_row(leg, question, language, found.gone) for leg in found.legs_gone) if found else (),
        legs_new=tuple(leg_row(leg, question, language, found.gone) for leg in found.legs_new) if found else (),
        covers=_covers(found) if found else (),
        map_url=f"{reverse('desk:picture-compare-map')}?{urlencode(kept)}&{periods}" if found else "",
        bounds=bounds,
        coast_url=static("demo/coast.geojson") if question.invented else "",
        back=Link(gettext("Picture"), address(question)),
        problems=problems,
        known=known_shown(question, "desk:picture-compare"),
    )


def _pairs(question: Question) -> list[tuple[str, str]]:
    return [(name, value) for name, values in QueryDict(query(question)[1:]).lists() for value in values]


def span_words(span: Span, language: str) -> str:
    """Return a period in words."""
    first, last = (day(on, language) for on in span)
    return first if first == last else f"{first} – {last}"


def _changes(
    found: Iterable[Difference], measure: str, language: str, name: Callable[[str], str]
) -> tuple[Change, ...]:
    return tuple(
        _change(one, name(one.part) if one.part else gettext("Not stated"), measure, language) for one in found
    )


def _change(found: Difference, label: str, measure: str, language: str) -> Change:
    least, most = signed(found.least, language), signed(found.most, language)
    return Change(
        label=label,
        before=Figure(measure, *found.before),
        after=Figure(measure, *found.after),
        difference=least
        if least == most
        else gettext("between %(least)s and %(most)s") % {"least": least, "most": most},
        tone={1: "up", -1: "down", 0: "same"}[found.direction],
    )


def signed(value: int, language: str) -> str:
    """Return a change with its sign."""
    return f"+{number(value, language)}" if value > 0 else number(value, language).replace("-", MINUS)


def _covers(comparison: Comparison) -> tuple[PeriodCover, ...]:
    rows = []
    for cover in comparison.covers:
        dataset = comparison.sources.get(cover.source)
        name = source_label(dataset) if dataset else gettext("Reports whose source you may not know")
        rows.append(PeriodCover(name, cover.before, cover.after, cover.is_compared))
    return tuple(rows)
