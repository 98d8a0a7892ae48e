"""Pages about one thing, and finding things by words."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.shown import moment
from corridor.web.desk.entities import exchange, presenting, queries
from corridor.web.desk.entities.finding import find_page
from corridor.web.desk.pages import IncidentPage
from corridor.web.desk.statements import queries as spine
from corridor.web.desk.statements import store
from corridor.web.desk.statements.around import bare_among
from corridor.web.desk.statements.titles import titles_for


def _page(officer: Officer, thing: queries.Thing, use: Use = Use.READ) -> IncidentPage:
    entities = [link.entity for link in thing.links]
    kind = spine.prop_numbers()["kind"]
    bare = bare_among(officer, entities, use=use)
    return presenting.thing_page(
        thing,
        officer=officer,
        titles=titles_for(officer, [entity for entity in entities if entity not in bare], use=use),
        uids=store.uids_of(entities),
        kinds=_first(store.visible_values(officer.reader_class, use, entities, kind)),
        language=get_language() or "en",
        use=use,
    )


def _first(values: list[tuple[int, str]]) -> dict[int, str]:
    first: dict[int, str] = {}
    for entity, value in values:
        first.setdefault(entity, value)
    return first


@require_safe
def thing(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one thing: who says what about it, contradictions side by side."""
    found = queries.thing_for(request.officer, uid)
    page = _page(request.officer, found)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid)
    return render(request, "desk/incident.html", {"page": page})


@require_safe
def thing_print(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one thing for the printer: only what its markings allow to be printed."""
    found = queries.thing_for(request.officer, uid, use=Use.PRINT)
    page, now, withheld = _page(request.officer, found, Use.PRINT), timezone.now(), sum(found.withheld.values())
    record(Event.ITEM_PRINTED, by=request.officer, now=now, about=uid, withheld=withheld)
    printed_at = moment(now, get_language() or "en")
    return render(request, "desk/incident_print.html", {"page": page, "withheld": withheld, "printed_at": printed_at})


@require_safe
def thing_export(request: OfficerRequest, uid: str) -> HttpResponse:
    """Send one thing as JSON: only what its markings allow to be exported, each item with its marking."""
    found = queries.thing_for(request.officer, uid, use=Use.EXPORT)
    document = exchange.document_of(found)
    record(
        Event.ITEM_EXPORTED, by=request.officer, now=timezone.now(), about=uid, withheld=sum(found.withheld.values())
    )
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="corridor-{uid}.json"'
    return response


@require_safe
def thing_map(request: OfficerRequest, uid: str) -> HttpResponse:
    """Send where one thing is, in GeoJSON."""
    found = queries.thing_for(request.officer, uid)
    precision = next(iter(found.laid.values("place_precision")), "exact")
    features = []
    for value in found.laid.values("point"):
        lat, lon = (float(part) for part in value.split(","))
        label = presenting.title_of(found, get_language() or "en")
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {"n": 1, "low": None, "high": None, "label": label, "url": None, "precision": precision},
            }
        )
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, part="map")
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


@require_safe
def find(request: OfficerRequest) -> HttpResponse:
    """Find things by the beginning of a name, identifier or text, in any script."""
    words = request.GET.get("words", "")[:200]
    found = queries.found_for(request.officer, words)
    page = find_page(request.officer, words, found, language=get_language() or "en", action=reverse("desk:find"))
    record(
        Event.SEARCH_MADE,
        by=request.officer,
        now=timezone.now(),
        about="find",
        words=digest_text(words),
        results=len(found),
    )
    return render(request, "desk/find.html", {"page": page})
