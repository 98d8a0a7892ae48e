"""Pages on which an officer chooses what to trust of a thing, sees all such choices, and ends one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.entities import choices, choosing, drawing


@require_POST
def choose(request: OfficerRequest, uid: str) -> HttpResponse:
    """Pin a value of a thing, or leave a source out of what is drawn of it, for the officer's own view."""
    officer, now, source = request.officer, timezone.now(), request.POST.get("source", "")
    if source:
        choosing.distrust_source(by=officer, thing=uid, source=source, now=now)
    else:
        prop, value = request.POST.get("prop", ""), request.POST.get("value", "")
        choosing.choose_value(by=officer, thing=uid, prop=prop, value=value, now=now)
    return redirect("desk:thing", uid)


@require_safe
def own(request: OfficerRequest) -> HttpResponse:
    """List what the officer chose to trust, and what it changes."""
    kept = choices.own_choices(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="choices", choices=len(kept))
    page = drawing.choices_page(kept, get_language() or "en")
    return render(request, "desk/choices.html", {"page": page})


@require_POST
def end(request: OfficerRequest, uid: str) -> HttpResponse:
    """End one choice; the page it was made on, or the list of choices, comes next."""
    thing = choosing.end_choice(by=request.officer, choice=uid, now=timezone.now())
    return redirect("desk:thing", thing) if request.POST.get("back") == "thing" else redirect("desk:choices")
