"""Pages about one thing."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.entities.trust import trusted
from corridor.core.handling.codes import Use
from corridor.web.base import printing
from corridor.web.base.ledger.actions import record, record_refusal
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.entities import exchange, forms, history, judgements, neighbours, presenting, queries, telling
from corridor.web.desk.entities.choices import NOTHING_APPLIED, choices_about
from corridor.web.desk.entities.drawing import title_of
from corridor.web.desk.entities.presenting import surroundings
from corridor.web.desk.pages import ThingPage
from corridor.web.desk.statements.printing import badges, marks_about
from corridor.web.desk.statements.shown import listed, shown


def _page(officer: Officer, thing: queries.Thing, use: Use = Use.READ) -> ThingPage:
    is_reading = use is Use.READ
    groups = neighbours.neighbours_for(officer, thing) if is_reading else ()
    linked = [link.entity for link in thing.links]
    around = replace(
        surroundings(officer, [*linked, *(entity for group in groups for entity in group.entities)], use),
        groups=groups,
        apart=judgements.apart_within(officer, thing.cluster) if is_reading else (),
        members=judgements.speaking_of(officer, thing, use),
    )
    return presenting.thing_page(
        thing,
        around,
        officer=officer,
        language=get_language() or "en",
        use=use,
        applied=choices_about(officer, thing) if is_reading else NOTHING_APPLIED,
    )


@require_safe
def thing(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one thing: who says what about it, contradictions side by side."""
    found = queries.thing_for(request.officer, uid)
    page = _page(request.officer, found)
    printing.at(request, page.print_url)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, **shown(request.officer, found.cluster))
    return render(request, "desk/thing.html", {"page": page})


def _thing_for_use(request: OfficerRequest, uid: str, use: Use, act: Event) -> queries.Thing:
    """Return a thing for a use; where its markings forbid it, the ledger has it, so that owners can be told."""
    try:
        return queries.thing_for(request.officer, uid, use=use)
    except queries.NothingAllowed as refused:
        record_refusal(act, refused, by=request.officer, now=timezone.now(), about=uid)
        raise


@require_safe
def thing_print(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one thing for the printer: only what its markings allow to be printed."""
    found = _thing_for_use(request, uid, Use.PRINT, Event.ITEM_PRINTED)
    page, now, withheld = _page(request.officer, found, Use.PRINT), timezone.now(), sum(found.withheld.values())
    notes = shown(request.officer, found.cluster, use=Use.PRINT)
    record(Event.ITEM_PRINTED, by=request.officer, now=now, about=uid, withheld=withheld, **notes)
    screen_url = reverse("desk:thing", args=[uid])
    marks = marks_about(request.officer, found.cluster, use=Use.PRINT)
    printing.as_print(request, now=now, markings=badges(marks), withheld=withheld, screen_url=screen_url)
    return render(request, "desk/thing_print.html", {"page": page})


@require_safe
def thing_export(request: OfficerRequest, uid: str) -> HttpResponse:
    """Send one thing as JSON: only what its markings allow to be exported, each item with its marking."""
    found = _thing_for_use(request, uid, Use.EXPORT, Event.ITEM_EXPORTED)
    document = exchange.document_of(found)
    now, withheld = timezone.now(), sum(found.withheld.values())
    notes = shown(request.officer, found.cluster, use=Use.EXPORT)
    record(Event.ITEM_EXPORTED, by=request.officer, now=now, about=uid, withheld=withheld, **notes)
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="corridor-{uid}.json"'
    return response


@require_safe
def thing_history(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show what was said of a thing when, and what was known of it on a day."""
    officer, language, text = request.officer, get_language() or "en", request.GET.get("on", "").strip()[:20]
    on, problems = forms.day_from(text)
    found = history.history_for(officer, uid, on)
    around = surroundings(officer, [link.entity for link in found.thing.links])
    titles = {around.uids[entity]: around.name(entity, language) for entity in around.kinds if entity in around.uids}
    notes = shown(officer, found.thing.cluster)
    on_day = on.isoformat() if on else ""
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about=uid, part="history", on=on_day, **notes)
    page = telling.history_page(
        found, officer, language, on=on.isoformat() if on else "", titles=titles, problems=problems
    )
    return render(request, "desk/thing_history.html", {"page": page}, status=422 if problems else 200)


@require_safe
def thing_neighbours(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show everything that is connected with a thing by one property, page by page."""
    officer, language = request.officer, get_language() or "en"
    first = (forms.page_from(request.GET.get("page", "")) - 1) * neighbours.PAGE_NEIGHBOURS
    found = queries.thing_for(officer, uid)
    group = neighbours.neighbour_page_for(
        officer, found, request.GET.get("prop", ""), is_incoming=request.GET.get("way") != "out", first=first
    )
    notes = listed(officer, group.entities)
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about=uid, part="neighbours", **notes)
    page = telling.neighbours_page(found, group, surroundings(officer, group.entities), language, first=first)
    return render(request, "desk/thing_neighbours.html", {"page": page})


@require_safe
def thing_map(request: OfficerRequest, uid: str) -> HttpResponse:
    """Send where one thing is, in GeoJSON."""
    found = queries.thing_for(request.officer, uid)
    drawn = trusted(found.laid, choices_about(request.officer, found).trust)
    precision = next(iter(drawn.values("place_precision")), "exact")
    features = []
    for value in drawn.values("point"):
        lat, lon = (float(part) for part in value.split(","))
        label = title_of(drawn, get_language() or "en")
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {"n": 1, "low": None, "high": None, "label": label, "url": None, "precision": precision},
            }
        )
    notes = shown(request.officer, found.cluster)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, part="map", **notes)
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")
