"""The page of what was reported to a forum."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.forums.queries import any_space_for
from corridor.web.desk.progress.reported import reported_page


@require_safe
def reported(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show what the members of a forum reported, and what became of its decisions."""
    now = timezone.now()
    row = any_space_for(request.officer, uid)
    half = request.GET.get("half", "")
    page = reported_page(request.officer, row, half, get_language() or "en", now=now)
    record(Event.PAGE_READ, by=request.officer, now=now, about=uid)
    return render(request, "desk/forum_reported.html", {"page": page})
