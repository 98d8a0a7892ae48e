"""Pages of vocabularies: the lists with their versions, and the texts that wait for a code."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.vocabularies import actions, presenting, queries
from corridor.web.desk.vocabularies.errors import CodeEnded


def _language() -> str:
    return get_language() or "en"


@require_safe
def vocabularies(request: OfficerRequest) -> HttpResponse:
    """List the vocabularies of the node."""
    check_permission(request.officer, Permission.PICTURE_READ)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="vocabularies")
    page = presenting.vocabularies_page(request.officer, _language())
    return render(request, "desk/vocabularies.html", {"page": page})


@require_safe
def vocabulary(request: OfficerRequest, name: str) -> HttpResponse:
    """Show one vocabulary: its codes, what was superseded, and what partners call them."""
    check_permission(request.officer, Permission.PICTURE_READ)
    page = presenting.vocabulary_page(request.officer, name, _language())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="vocabularies", list=name)
    return render(request, "desk/vocabulary.html", {"page": page})


@require_safe
def parked(request: OfficerRequest) -> HttpResponse:
    """Show the texts that wait for a code, as far as this reader may see them."""
    found = queries.parked_for(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="parked", results=len(found))
    return render(request, "desk/parked.html", {"page": presenting.parked_page(request.officer, found, _language())})


@require_POST
def parked_decide(request: OfficerRequest) -> HttpResponseBase:
    """Decide for which code one text stands."""
    name, given = request.POST.get("list", ""), request.POST.get("given", "")
    try:
        actions.decide(
            by=request.officer, name=name, given=given, code=request.POST.get("code", ""), now=timezone.now()
        )
    except CodeEnded:
        found = queries.parked_for(request.officer)
        problem = FormProblem("code", gettext("Choose one of the codes, or leave it as it was written."))
        page = presenting.parked_page(request.officer, found, _language(), problem=problem, about=(name, given))
        return render(request, "desk/parked.html", {"page": page}, status=422)
    return redirect("desk:parked")


@require_POST
def parked_undo(request: OfficerRequest) -> HttpResponseBase:
    """Take a decision about one text back."""
    name, given = request.POST.get("list", ""), request.POST.get("given", "")
    actions.undo(by=request.officer, name=name, given=given, now=timezone.now())
    return redirect("desk:parked")
