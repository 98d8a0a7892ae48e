"""The page of causes, and its table to take along."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from corridor.core.access.codes import Event
from corridor.core.access.rates import Allowance
from corridor.core.causes.codes import Grain
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.causes import actions, forms, presenting, queries, taking


@require_http_methods(["GET", "HEAD", "POST"])
def causes(request: OfficerRequest) -> HttpResponse:
    """Show what is measured of an area beside how many came from it; a POST has the association worked out."""
    question, now = forms.asked(request.GET), timezone.now()
    if request.method == "POST":
        actions.ask(by=request.officer, question=question, now=now)
        return redirect(presenting.address(question))
    told = queries.told_for(request.officer, question)
    areas = queries.areas_for(request.officer)
    page = presenting.causes_page(areas, told, queries.found_for(told), get_language() or "en")
    record(Event.PAGE_READ, by=request.officer, now=now, about="causes", question=digest_text(repr(question)))
    method = presenting.method(told.outcome.grain if told.outcome is not None else Grain.YEAR)
    return render(request, "desk/causes.html", {"page": page, "method": method})


@limited(Allowance.EXPORTS, "POST")
@require_POST
def take_along(request: OfficerRequest) -> HttpResponse:
    """Send what was found as a table."""
    now = timezone.now()
    told, work = actions.take_along(by=request.officer, question=forms.asked(request.GET), now=now)
    response = HttpResponse(taking.csv_of(told, work, now=now), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="corridor-associations-{now.date().isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response
