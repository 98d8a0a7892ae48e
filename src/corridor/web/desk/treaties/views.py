"""The pages of treaty status: the table, one State, one instrument."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.treaties import forms, presenting, queries


@require_safe
def treaties(request: OfficerRequest) -> HttpResponse:
    """Show how States stand to instruments on a day."""
    now = timezone.now()
    states, codes = queries.known_for(request.officer)
    asked = forms.asked_from(request.GET, today=now.date(), states=states, codes=codes)
    table = queries.table_for(
        request.officer,
        on=asked.on,
        states=[asked.state] if asked.state else (),
        codes=[asked.instrument] if asked.instrument else (),
    )
    record(Event.PAGE_READ, by=request.officer, now=now, about="treaties", on=asked.on.isoformat())
    page = presenting.treaties_page(request.officer, asked, table, states, codes, get_language() or "en")
    return render(request, "desk/treaties.html", {"page": page}, status=422 if asked.problems else 200)


@require_safe
def treaty_state(request: OfficerRequest, state: str) -> HttpResponse:
    """Show how one State stands to every instrument."""
    now = timezone.now()
    states, codes = queries.known_for(request.officer)
    if state not in states:
        raise NotFound(kind="state")
    asked = forms.asked_from(request.GET, today=now.date(), states=states, codes=codes)
    table = queries.table_for(request.officer, on=asked.on, states=[state])
    record(Event.PAGE_READ, by=request.officer, now=now, about="treaties of a state", state=state)
    page = presenting.state_page(state, table, get_language() or "en")
    return render(request, "desk/treaty_state.html", {"page": page})


@require_safe
def treaty(request: OfficerRequest, code: str) -> HttpResponse:
    """Show one instrument with its sheets."""
    now = timezone.now()
    one, told = queries.sheets_for(request.officer, code)
    table = queries.table_for(request.officer, on=now.date(), codes=[code])
    record(Event.PAGE_READ, by=request.officer, now=now, about="treaty", instrument=code)
    page = presenting.treaty_page(one, told, table, get_language() or "en")
    return render(request, "desk/treaty.html", {"page": page})
