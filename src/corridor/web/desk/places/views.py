"""The page on which places of the gazetteer are looked up, and what it answers to a script."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from corridor.core.access.codes import Event
from corridor.core.access.rates import Allowance
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.places import presenting
from corridor.web.desk.places.forms import asked_in


@limited(Allowance.SEARCH)
@require_safe
@vary_on_headers("Accept")
def places(request: OfficerRequest) -> HttpResponse:
    """Show the places that have a name, or give them to a script that proposes them while somebody types.

    The gazetteer is public and the same for everybody. What was typed goes nowhere; only the page is in the ledger.
    """
    asked = asked_in(request.GET)
    page = presenting.places_page(asked, get_language() or "en")
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"places": presenting.plain(page)})
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="places")
    return render(request, "desk/places.html", {"page": page})
