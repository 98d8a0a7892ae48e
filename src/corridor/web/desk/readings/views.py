"""Pages on which an originator sees who read what it shared: by authority and function, never an officer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger.actions import record
from corridor.web.base.oversight.actions import catch_up
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.entities.forms import page_from
from corridor.web.desk.readings import presenting


@require_safe
def readings(request: OfficerRequest) -> HttpResponse:
    """Show who read what the own authority shared."""
    check_permission(request.officer, Permission.READING_REVIEW)
    page = presenting.readings_page(request.officer, catch_up(), page_from(request.GET.get("page", "")))
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="readings")
    return render(request, "desk/readings.html", {"page": page})


@require_safe
def thing_readings(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show who read what the own authority shared about one thing."""
    check_permission(request.officer, Permission.READING_REVIEW)
    page = presenting.thing_readings_page(request.officer, uid, catch_up())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, part="readings")
    return render(request, "desk/thing_readings.html", {"page": page})
