"""The pages of the catalogue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.commitments import presenting


@require_safe
def hub(request: OfficerRequest) -> HttpResponse:
    """Show what there is about commitments."""
    check_permission(request.officer, Permission.COMMITMENT_READ)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="commitments")
    return render(request, "desk/commitments.html", {"page": presenting.hub_page(request.officer)})


@require_safe
def catalogue(request: OfficerRequest) -> HttpResponse:
    """Show what is asked."""
    check_permission(request.officer, Permission.COMMITMENT_READ)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="catalogue")
    return render(request, "desk/commitments.html", {"page": presenting.hub_page(request.officer)})
