"""Pages of indicators: the list, one with its readings, and the forms that define, revise and withdraw."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.indicators import actions, forms, presenting, queries


@require_safe
def indicators(request: OfficerRequest) -> HttpResponse:
    """Show the indicators of the own authority."""
    now = timezone.now()
    page = presenting.indicators_page(request.officer, now=now, language=get_language() or "en")
    record(Event.PAGE_READ, by=request.officer, now=now, about="indicators")
    return render(request, "desk/indicators.html", {"page": page})


@require_safe
def indicator(request: OfficerRequest, about: str) -> HttpResponse:
    """Show one indicator and its readings."""
    now = timezone.now()
    versions = queries.versions_for(request.officer, about)
    readings = queries.latest(request.officer, queries.definition_of(versions[0]), now=now)
    language = get_language() or "en"
    page = presenting.indicator_page(request.officer, versions, readings, now=now, language=language)
    record(Event.PAGE_READ, by=request.officer, now=now, about=about)
    return render(request, "desk/indicator.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for an indicator; a POST defines it."""
    check_permission(request.officer, Permission.INDICATOR_DEFINE)
    return _form(request, "")


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_revise(request: OfficerRequest, about: str) -> HttpResponse:
    """Show the form of the version in force; a POST lets a new one take its place."""
    check_permission(request.officer, Permission.INDICATOR_DEFINE)
    return _form(request, about)


def _form(request: OfficerRequest, about: str) -> HttpResponse:
    values = presenting.said_by(queries.versions_for(request.officer, about)[0]) if about else {}
    parts = presenting.parts_for(request.officer)
    if request.method != "POST":
        page = presenting.indicator_form_page(parts, values, (), about)
        return render(request, "desk/indicator_form.html", {"page": page})
    typed = forms.definition_typed(request.POST, parts.keys())
    if typed.definition is None:
        page = presenting.indicator_form_page(parts, request.POST, typed.problems, about)
        return render(request, "desk/indicator_form.html", {"page": page}, status=422)
    now = timezone.now()
    if about:
        actions.revise(by=request.officer, about=about, definition=typed.definition, now=now)
        return redirect("desk:indicator", about)
    return redirect("desk:indicator", actions.define(by=request.officer, definition=typed.definition, now=now))


@require_POST
def indicator_withdraw(request: OfficerRequest, about: str) -> HttpResponse:
    """Withdraw an indicator."""
    actions.withdraw(by=request.officer, about=about, now=timezone.now())
    return redirect("desk:indicators")
