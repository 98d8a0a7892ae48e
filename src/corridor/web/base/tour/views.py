"""The pages of the tour: one step each, and the end."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from corridor.web.base.requests import OfficerRequest
from corridor.web.base.tour import actions, queries


@require_safe
def tour(request: OfficerRequest) -> HttpResponse:
    """Show one step of the tour."""
    asked = request.GET.get("step", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 1 else 1
    return render(request, "design/tour.html", {"page": queries.step_for(request.officer, number)})


@require_POST
def end(request: OfficerRequest) -> HttpResponse:
    """End the tour, or put it away unseen."""
    actions.put_away(by=request.officer, now=timezone.now())
    return redirect("/")
