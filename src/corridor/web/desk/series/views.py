"""Pages of series: the hub of analyses, what each source counts, one series; notes of breaks, and what leaves."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rates import Allowance
from corridor.core.access.rules import check_permission
from corridor.core.handling.errors import MarkingInvalid
from corridor.core.series.errors import BreakUnfit, ScopeDiffers
from corridor.core.series.rules import together
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.series import actions, forms, presenting, queries, taking


@require_safe
def analysis(request: OfficerRequest) -> HttpResponse:
    """Show the analyses that there are."""
    check_permission(request.officer, Permission.PICTURE_READ)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="analysis")
    return render(request, "desk/analysis.html", {"page": presenting.analysis_page(request.officer)})


@require_safe
def all_series(request: OfficerRequest) -> HttpResponse:
    """Show what each source counts, by route or by country."""
    asked, now = forms.asked(request.GET), timezone.now()
    found = queries.all_series(request.officer, asked.counted, today=now.date(), by=asked.by, invented=asked.invented)
    page = presenting.list_page(request.officer, asked, found)
    asking = digest_text(repr(asked))
    record(Event.PAGE_READ, by=request.officer, now=now, about="series", question=asking)
    return render(request, "desk/series.html", {"page": page}, status=422 if asked.problems else 200)


@require_safe
def one_series(request: OfficerRequest, key: str) -> HttpResponse:
    """Show one series, or several that differ in the route alone, in one chart."""
    scopes, now = forms.scopes_of(key, request.GET), timezone.now()
    shown = queries.shown_for(request.officer, scopes, today=now.date())
    asking = digest_text(repr(scopes))
    record(Event.PAGE_READ, by=request.officer, now=now, about="one series", question=asking)
    refused, status = "", HTTPStatus.OK.value
    try:
        together(scopes, along="route")
    except ScopeDiffers as differs:
        shown, status = replace(shown, series=shown.series[:1]), differs.status
        refused = presenting.apart_words(str(differs.params["by"]))
    page = presenting.series_page(request.officer, shown, refused=refused)
    return render(request, "desk/series_one.html", {"page": page}, status=status)


@require_POST
def note_break(request: OfficerRequest, key: str) -> HttpResponse:
    """Note that figures mean something else from a month on."""
    (scope, *_), now = forms.scopes_of(key, request.POST), timezone.now()
    try:
        actions.note_break(by=request.officer, scope=scope, noted=forms.noted(request.POST), now=now)
    except BreakUnfit as refused:
        problem = FormProblem(str(refused.params["field"]), gettext(refused.hint))
    except MarkingInvalid as refused:
        problem = FormProblem("marking", gettext(refused.hint))
    else:
        return redirect(presenting.address_of(scope))
    shown = queries.shown_for(request.officer, [scope], today=now.date())
    page = presenting.series_page(request.officer, shown, request.POST, (problem,))
    return render(request, "desk/series_one.html", {"page": page}, status=422)


@require_POST
def withdraw_break(request: OfficerRequest, uid: str) -> HttpResponse:
    """Take back a break that the own authority noted."""
    actions.withdraw_break(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:all-series")


@limited(Allowance.EXPORTS, "POST")
@require_POST
def take_along(request: OfficerRequest, key: str) -> HttpResponse:
    """Send series as a file."""
    scopes, now = forms.scopes_of(key, request.GET), timezone.now()
    found = actions.take_along(by=request.officer, scopes=scopes, now=now)
    response = HttpResponse(taking.csv_of(found, now=now), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="corridor-series-{now.date().isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response
