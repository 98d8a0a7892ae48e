"""The picture's pages: the question answered as a page, and the same question as a map."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.handling.codes import Use
from corridor.core.picture.past import known_day
from corridor.core.picture.records import Question
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.entities.choices import choices_for
from corridor.web.desk.picture import forms, legs, queries
from corridor.web.desk.picture.addresses import query
from corridor.web.desk.picture.beside import DANGER_ORDERS, compare_page, danger_page
from corridor.web.desk.picture.comparing import comparison_for, squares_for
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.picture.course import LEG_ORDERS, SPOT_ORDERS, leg_features
from corridor.web.desk.picture.danger import dangers_for
from corridor.web.desk.picture.features import (
    bounds_of,
    change_features,
    place_features,
    region_features,
    route_features,
)
from corridor.web.desk.picture.known import then_for
from corridor.web.desk.picture.presenting import Shown, picture_page
from corridor.web.desk.picture.printing import tell_answer, tell_datasets
from corridor.web.desk.picture.regions import regions_for
from corridor.web.desk.picture.spans import span_for, suggested
from corridor.web.desk.statements.store import uids_of
from corridor.web.desk.statements.then import Then, there_now
from corridor.web.desk.statements.titles import titles_for


@require_safe
def picture(request: OfficerRequest) -> HttpResponse:
    """Answer one question as totals, map, timeline and table."""
    language = get_language() or "en"
    asked = _asked(request)
    answer = queries.answer_for(request.officer, asked.question, first=asked.first * queries.PAGE_ROWS)
    entities = [thing.entity for thing in answer.rows]
    then = then_for(request.officer, asked.question)
    page = picture_page(
        answer,
        titles=titles_for(request.officer, entities, then=then),
        routes=queries.routes_for(request.officer, asked.question),
        problems=asked.problems,
        language=language,
        may_import=Permission.IMPORT_RUN in request.officer.permissions,
        may_export=Permission.ENTITY_EXPORT in request.officer.permissions,
        shown=Shown(
            course=legs.course_for(request.officer, asked.question),
            span=span_for(request.officer, asked.question, answer),
            regional=sum(region.things for region in regions_for(request.officer, asked.question)),
            legs_by=forms.one_of(request.GET.get("legs", ""), LEG_ORDERS),
            places_by=forms.one_of(request.GET.get("places", ""), SPOT_ORDERS),
            there=_with_pages(request.officer, entities, then),
            now=None if then is None else _now(request.officer, asked.question),
        ),
        choices=answer.choices or choices_for(request.officer, use=DRAWN).count,
    )
    tell_answer(request, asked.question, page.editions)
    record(
        Event.PAGE_READ,
        by=request.officer,
        now=timezone.now(),
        about="picture",
        question=digest_text(query(asked.question, asked.first + 1)),
    )
    return render(request, "desk/picture.html", {"page": page}, status=422 if asked.problems else 200)


def _with_pages(officer: Officer, entities: Sequence[int], then: Then | None) -> Collection[int] | None:
    """Return which things have a page for an officer today; None for all. A function that opens no thing has none."""
    if Permission.ENTITY_READ not in officer.permissions:
        return ()
    return None if then is None else there_now(officer.reader_class, Use.READ, entities)


@require_safe
def picture_map(request: OfficerRequest) -> HttpResponse:
    """Answer the same question as places, in GeoJSON; what is told of whole routes stands at the routes' names."""
    asked = _asked_well(request)
    places = queries.places_for(request.officer, asked.question)
    single = [place.entity for place in places if place.entity is not None]
    then = then_for(request.officer, asked.question)
    titles = titles_for(request.officer, single, then=then) if len(single) <= queries.POINTS_SHOWN else {}
    there = _with_pages(request.officer, single, then)
    features = [*place_features(places, titles, uids_of(single if there is None else there), asked.question)]
    features += route_features(queries.along_routes_for(request.officer, asked.question), asked.question)
    features += region_features(regions_for(request.officer, asked.question), asked.question, get_language() or "en")
    features += leg_features(legs.course_for(request.officer, asked.question), asked.question, get_language() or "en")
    _read(request, "picture-map", query(asked.question))
    return _geojson(features)


@require_safe
def picture_danger(request: OfficerRequest) -> HttpResponse:
    """Show deaths beside detected crossings, route by route, with what both sources cover."""
    language = get_language() or "en"
    asked = _asked_well(request)
    order = forms.one_of(request.GET.get("by", ""), DANGER_ORDERS)
    dangers, sources = dangers_for(request.officer, asked.question)
    page = danger_page(dangers, sources, asked.question, language, order)
    tell_datasets(request, asked.question, sources)
    _read(request, "picture-danger", query(asked.question, by=order))
    return render(request, "desk/picture_danger.html", {"page": page})


@require_safe
def picture_compare(request: OfficerRequest) -> HttpResponse:
    """Show two periods of one question side by side."""
    check_permission(request.officer, Permission.PICTURE_READ)
    asked = _asked_well(request)
    spans, problems = forms.spans_asked(request.GET)
    if not any(map(any, spans)) and not problems:
        spans = suggested(span_for(request.officer, asked.question))
    is_whole = all(map(all, spans))
    comparison = comparison_for(request.officer, asked.question, *spans) if is_whole else None
    squares = squares_for(request.officer, asked.question, *spans) if is_whole else {}
    page = compare_page(
        comparison,
        asked.question,
        spans,
        get_language() or "en",
        bounds=bounds_of(squares),
        problems=problems,
    )
    tell_datasets(request, asked.question, comparison.sources if comparison is not None else {})
    _read(request, "picture-compare", f"{query(asked.question)} {spans}")
    return render(request, "desk/picture_compare.html", {"page": page}, status=422 if problems else 200)


@require_safe
def picture_compare_map(request: OfficerRequest) -> HttpResponse:
    """Send how each square of the map changed between two periods, in GeoJSON."""
    check_permission(request.officer, Permission.PICTURE_READ)
    asked = _asked_well(request)
    spans, _ = forms.spans_asked(request.GET)
    squares = squares_for(request.officer, asked.question, *spans) if all(map(all, spans)) else {}
    _read(request, "picture-compare-map", f"{query(asked.question)} {spans}")
    return _geojson(change_features(squares, get_language() or "en"))


def _asked(request: OfficerRequest) -> forms.Asked:
    return forms.asked(request.GET, request.GET.getlist("edition"), today=timezone.now().date())


def _asked_well(request: OfficerRequest) -> forms.Asked:
    """Read the question of a page that has no field for the day as known.

    Raises:
        KnownDayInvalid: It is asked for a day that is none, or has not begun.
    """
    known_day(request.GET.get("known", "").strip(), timezone.now().date())
    return _asked(request)


def _now(officer: Officer, question: Question) -> int:
    """Return how many things answer a question now that was asked of an earlier day."""
    return queries.answer_for(officer, replace(question, known="", own_view=False)).things


def _read(request: OfficerRequest, about: str, question: str) -> None:
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=about, question=digest_text(question))


def _geojson(features: list[dict[str, Any]]) -> HttpResponse:
    return JsonResponse(
        {"type": "FeatureCollection", "features": features},
        content_type="application/geo+json",
        json_dumps_params={"ensure_ascii": False},
    )
