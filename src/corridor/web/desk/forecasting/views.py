"""Pages of forecasts: all of them by route, one with its backtest; what is worked out, kept, withdrawn, taken along."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.access.rates import Allowance
from corridor.core.forecasting.errors import ForecastKept, NotDecided, ReasonUnknown
from corridor.core.series.records import Scope
from corridor.web.base.keys import digest_text
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.forecasting import actions, forms, presenting, queries, taking
from corridor.web.desk.series.forms import asked


@require_safe
def forecasts(request: OfficerRequest) -> HttpResponse:
    """Show what is forecast by route or by country, how wrong that was, and what is not forecast and why."""
    question, now = asked(request.GET), timezone.now()
    found = queries.forecasts_for(
        request.officer, question.counted, today=now.date(), by=question.by, invented=question.invented
    )
    past = queries.pasts_for(request.officer, [one.series for one in found])
    record(Event.PAGE_READ, by=request.officer, now=now, about="forecasts", question=digest_text(repr(question)))
    page = presenting.forecasts_page(request.officer, question, found, past)
    return render(request, "desk/forecasts.html", {"page": page}, status=422 if question.problems else 200)


@require_POST
def work_out_all(request: OfficerRequest) -> HttpResponse:
    """Have the forecasts of a list worked out that are not there yet."""
    question, now = asked(request.POST), timezone.now()
    found = queries.forecasts_for(
        request.officer, question.counted, today=now.date(), by=question.by, invented=question.invented
    )
    actions.work_out(by=request.officer, found=found, now=now)
    return redirect(presenting.address_of_list(question))


@require_safe
def forecast(request: OfficerRequest, key: str) -> HttpResponse:
    """Show the forecast of one series with its backtest, or why there is none."""
    scope = forms.scope_of(key)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="forecast", question=digest_text(scope.key))
    return _page(request, scope)


def _page(request: OfficerRequest, scope: Scope, problem: FormProblem | None = None) -> HttpResponse:
    found = queries.forecast_for(request.officer, scope, today=timezone.now().date())
    past = queries.past_for(request.officer, found.series)
    page = presenting.forecast_page(request.officer, found, past, (problem,) if problem else ())
    return render(request, "desk/forecast.html", {"page": page}, status=422 if problem else 200)


@require_POST
def work_out(request: OfficerRequest, key: str) -> HttpResponse:
    """Have the forecast of one series worked out."""
    scope, now = forms.scope_of(key), timezone.now()
    found = queries.forecast_for(request.officer, scope, today=now.date())
    actions.work_out(by=request.officer, found=[found], now=now)
    return redirect("desk:forecast", scope.key)


@require_POST
def keep(request: OfficerRequest, key: str) -> HttpResponse:
    """Keep the forecast of one series as it is issued today."""
    scope = forms.scope_of(key)
    try:
        actions.keep_forecast(
            by=request.officer, scope=scope, has_looked=forms.has_looked(request.POST), now=timezone.now()
        )
    except NotDecided as refused:
        return _page(request, scope, FormProblem("looked-keep", gettext(refused.hint)))
    except ForecastKept as refused:
        return _page(request, scope, FormProblem("keep", gettext(refused.hint)))
    return redirect("desk:forecast", scope.key)


@require_POST
def withdraw(request: OfficerRequest, uid: str) -> HttpResponse:
    """Say that the own authority no longer stands by a forecast that it kept."""
    try:
        key = actions.withdraw_forecast(
            by=request.officer, uid=uid, reason=request.POST.get("reason", ""), now=timezone.now()
        )
    except ReasonUnknown as refused:
        scope = forms.scope_of(queries.own_kept(request.officer, uid).scope)
        return _page(request, scope, FormProblem(f"reason-{uid}", gettext(refused.hint)))
    return redirect("desk:forecast", key)


@limited(Allowance.EXPORTS, "POST")
@require_POST
def take_along(request: OfficerRequest, key: str) -> HttpResponse:
    """Send a forecast as a file, if it may leave as a warning."""
    scope, now = forms.scope_of(key), timezone.now()
    try:
        found, made = actions.take_along(
            by=request.officer, scope=scope, has_looked=forms.has_looked(request.POST), now=now
        )
    except NotDecided as refused:
        return _page(request, scope, FormProblem("looked-take", gettext(refused.hint)))
    response = HttpResponse(taking.csv_of(found, made, now=now), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="corridor-forecast-{now.date().isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response
