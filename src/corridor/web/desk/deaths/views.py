"""Pages of the register: the dead and the missing with who says so, and incidents that may be one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.deaths import presenting, queries
from corridor.web.desk.picture import forms
from corridor.web.desk.picture.addresses import query
from corridor.web.desk.picture.queries import PAGE_ROWS, routes_for
from corridor.web.desk.statements.shown import listed_of


@require_safe
def deaths(request: OfficerRequest) -> HttpResponse:
    """Show the register: totals, months, and one page of incidents with who says what of each."""
    check_permission(request.officer, Permission.PICTURE_READ)
    asked, language = forms.asked({**request.GET.dict(), "measure": "deaths"}, []), get_language() or "en"
    register = queries.register_for(request.officer, asked.question, first=asked.first * PAGE_ROWS)
    routes = routes_for(request.officer, register.answer.question)
    page = presenting.register_page(request.officer, register, routes, asked.problems, language)
    notes = listed_of(request.officer, [entry.uid for entry in register.entries])
    asking = digest_text(query(asked.question, asked.first + 1))
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="deaths", question=asking, **notes)
    return render(request, "desk/deaths.html", {"page": page}, status=422 if asked.problems else 200)


@require_safe
def alike(request: OfficerRequest) -> HttpResponse:
    """Show incidents that may be one event, for an officer to compare."""
    check_permission(request.officer, Permission.JUDGEMENT_MAKE)
    asked, language = forms.asked({**request.GET.dict(), "measure": "deaths"}, []), get_language() or "en"
    found = queries.alike_for(request.officer, asked.question)
    page = presenting.alike_page(found, asked.question, language)
    notes = listed_of(request.officer, sorted({row.thing for one in found.found for row in (one.one, one.other)}))
    asking = digest_text(query(asked.question))
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="deaths-alike", question=asking, **notes)
    return render(request, "desk/deaths_alike.html", {"page": page}, status=422 if asked.problems else 200)
