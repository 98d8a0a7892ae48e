"""The picture's pages: the question answered as a page, and the same question as a map."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event, Permission
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.picture import forms, queries
from corridor.web.desk.picture.features import place_features, route_features
from corridor.web.desk.picture.presenting import picture_page, query
from corridor.web.desk.statements.store import uids_of
from corridor.web.desk.statements.titles import titles_for


@require_safe
def picture(request: OfficerRequest) -> HttpResponse:
    """Answer one question as totals, map, timeline and table."""
    language = get_language() or "en"
    asked = forms.asked(request.GET, request.GET.getlist("edition"))
    answer = queries.answer_for(request.officer, asked.question, first=asked.first * queries.PAGE_ROWS)
    entities = [thing.entity for thing in answer.rows]
    page = picture_page(
        answer,
        titles=titles_for(request.officer, entities),
        routes=queries.routes_for(request.officer, asked.question),
        problems=asked.problems,
        language=language,
        may_import=Permission.IMPORT_RUN in request.officer.permissions,
    )
    record(
        Event.PAGE_READ,
        by=request.officer,
        now=timezone.now(),
        about="picture",
        question=digest_text(query(asked.question, asked.first + 1)),
    )
    return render(request, "desk/picture.html", {"page": page}, status=422 if asked.problems else 200)


@require_safe
def picture_map(request: OfficerRequest) -> HttpResponse:
    """Answer the same question as places, in GeoJSON; what is told of whole routes stands at the routes' names."""
    asked = forms.asked(request.GET, request.GET.getlist("edition"))
    places = queries.places_for(request.officer, asked.question)
    single = [place.entity for place in places if place.entity is not None]
    titles = titles_for(request.officer, single) if len(single) <= queries.POINTS_SHOWN else {}
    features = [*place_features(places, titles, uids_of(single))]
    features += route_features(queries.along_routes_for(request.officer, asked.question), asked.question)
    record(
        Event.PAGE_READ,
        by=request.officer,
        now=timezone.now(),
        about="picture-map",
        question=digest_text(query(asked.question)),
    )
    return JsonResponse(
        {"type": "FeatureCollection", "features": features},
        content_type="application/geo+json",
        json_dumps_params={"ensure_ascii": False},
    )
