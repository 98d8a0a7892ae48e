"""Pages of the third door: there is nothing to choose but whether a period whose day has come is published."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotFound
from corridor.core.publishing.errors import NotTheDay, Recovered
from corridor.web.base.ledger.actions import record
from corridor.web.base.published import files
from corridor.web.base.refusals import what_of
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.publishing import actions, presenting, queries

PAGE = "protection/fixed_tables.html"


def _language() -> str:
    return get_language() or "en"


@require_safe
def fixed(request: OfficerRequest) -> HttpResponse:
    """Show the calendar."""
    now = timezone.now()
    page = presenting.fixed_page(request.officer, now.date(), _language())
    record(Event.PAGE_READ, by=request.officer, now=now, about="fixed-tables")
    return render(request, PAGE, {"page": page})


@require_POST
def make(request: OfficerRequest, period: str) -> HttpResponse:
    """Make the tables of a period, and ask a second officer."""
    now = timezone.now()
    try:
        actions.propose(by=request.officer, period=period, now=now)
    except (NotTheDay, Recovered) as refused:
        wrong = (FormProblem("period", what_of(refused)),)
        page = presenting.fixed_page(request.officer, now.date(), _language(), wrong)
        return render(request, PAGE, {"page": page}, status=refused.status)
    return redirect("protection:fixed-tables")


@require_POST
def publish(request: OfficerRequest, period: str) -> HttpResponse:
    """Publish what a colleague had made."""
    actions.publish(by=request.officer, period=period, now=timezone.now())
    return redirect("protection:fixed-tables")


@require_POST
def drop(request: OfficerRequest, period: str) -> HttpResponse:
    """Let go of what was made and not published."""
    actions.drop(by=request.officer, period=period, now=timezone.now())
    return redirect("protection:fixed-tables")


@require_safe
def file(request: OfficerRequest, period: str) -> HttpResponse:
    """Hand out the signed file, to be carried to the node that shows it."""
    row = next((one for one in queries.all_for(request.officer) if one.period == period), None)
    if row is None or row.signed is None:
        raise NotFound(kind="table")
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=f"fixed-tables {row.period}")
    response = HttpResponse(bytes(row.signed), content_type="application/jose")
    response.headers["Content-Disposition"] = f'attachment; filename="{files.name_of(row.uid, 1)}"'
    return response
