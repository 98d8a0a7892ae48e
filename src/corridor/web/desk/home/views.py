"""The first page of the desk: what changed, what is due, what came back, by function."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event
from corridor.web.base.accounts.queries import name_of
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.home import actions, presenting


@require_safe
def home(request: OfficerRequest) -> HttpResponse:
    """Show the first page; an address with a question is an old one of the picture, and leads there."""
    if set(request.GET) - {"print"}:
        return redirect(f"{reverse('desk:picture')}?{request.GET.urlencode()}")
    now = timezone.now()
    since = actions.come(by=request.officer, now=now)
    page = presenting.home_page(request.officer, name_of(request.officer), since=since, now=now)
    record(Event.PAGE_READ, by=request.officer, now=now, about="home")
    return render(request, "desk/home.html", {"page": page})
