"""Pages of measures: the register, one measure with its assessment, plans with what they need, what was kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.displacement.errors import MeasureToCome
from corridor.core.entities.errors import DraftsRefused
from corridor.core.kernel.errors import CorridorError, MethodRefused
from corridor.web.base.ledger.actions import record
from corridor.web.base.marks.presets import presets
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.displacement import actions, basis, forms, planning, presenting, queries
from corridor.web.desk.displacement.areas import address_of
from corridor.web.desk.displacement.basis import LookedAt
from corridor.web.desk.series import worked

Problems = tuple[FormProblem, ...]


def language() -> str:
    """Return the language of the page."""
    return get_language() or "en"


@require_safe
def measures(request: OfficerRequest) -> HttpResponse:
    """Show every measure that the reader may see, and what the own authority plans."""
    now = timezone.now()
    found = queries.measures_for(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=now, about="measures")
    page = presenting.measures_page(request.officer, found, now.date(), language())
    return render(request, "desk/measures.html", {"page": page})


def _looked_at(request: OfficerRequest, uid: str, now: datetime) -> LookedAt:
    known = queries.measure_for(request.officer, uid)
    typed = request.POST if request.method == "POST" else request.GET
    return basis.looked_at(request.officer, known, dict(typed.lists()), today=now.date())


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one measure and what followed; a POST has that worked out, or keeps it."""
    now = timezone.now()
    asked = _looked_at(request, uid, now)
    if request.method == "POST":
        return _measure_acted(request, uid, asked, now)
    record(Event.PAGE_READ, by=request.officer, now=now, about=uid)
    row = worked.found(basis.KIND, asked.inputs)
    page = presenting.measure_page(request.officer, asked, row, now.date(), language())
    return render(request, "desk/measure.html", {"page": page})


def _measure_acted(request: OfficerRequest, uid: str, asked: LookedAt, now: datetime) -> HttpResponse:
    wanted = request.POST.get("act", "")
    if wanted == "ask":
        actions.ask(by=request.officer, inputs=asked.inputs, now=now)
        return redirect(f"{reverse('desk:measure', args=[uid])}?{urlencode(address_of(asked.chosen))}")
    if wanted == "keep":
        marks = basis.rests_on(request.officer, asked.known, asked.areas, asked.chosen)
        loads = basis.loads_behind(request.officer, asked)
        assessment = actions.Assessment(uid, asdict(asked.chosen), asked.inputs, marks, loads)
        kept_uid = actions.keep(by=request.officer, assessment=assessment, now=now)
        return redirect("desk:measure-kept", uid, kept_uid)
    raise MethodRefused


@require_safe
def kept(request: OfficerRequest, uid: str, kept: str) -> HttpResponse:
    """Show an assessment that was kept, as it was."""
    known = queries.measure_for(request.officer, uid)
    found = queries.kept_assessment_for(request.officer, uid, kept)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=kept)
    page = presenting.kept_page(known, found, language())
    return render(request, "desk/measure_kept.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def measure_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for a measure that has been taken; a POST enters it."""
    check_permission(request.officer, Permission.REPORT_FILE)
    problems: Problems = ()
    if request.method == "POST":
        entry = forms.entry_from(request.POST)
        problems = forms.told(actions.problems_of_entry(entry)) + _marking_problem(entry.preset)
        if not problems:
            try:
                return redirect("desk:measure", actions.enter(by=request.officer, entry=entry, now=timezone.now()))
            except (MeasureToCome, DraftsRefused) as refused:
                problems = (FormProblem("since" if isinstance(refused, MeasureToCome) else "", _refused(refused)),)
    page = planning.measure_form(request.POST, problems, language(), is_plan=False)
    return render(request, "desk/measure_form.html", {"page": page}, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_plan(request: OfficerRequest) -> HttpResponse:
    """Show the form for a measure that is planned; a POST plans it."""
    check_permission(request.officer, Permission.MEASURE_PLAN)
    problems: Problems = ()
    if request.method == "POST":
        plan, preset = forms.plan_from(request.POST), request.POST.get("marking", "")
        problems = forms.told(actions.problems_of_plan(plan)) + _marking_problem(preset)
        if not problems:
            uid = actions.plan_measure(by=request.officer, plan=plan, preset=preset, now=timezone.now())
            return redirect("desk:measure-planned", uid)
    page = planning.measure_form(request.POST, problems, language(), is_plan=True)
    return render(request, "desk/measure_form.html", {"page": page}, status=422 if problems else 200)


def _marking_problem(preset: str) -> Problems:
    if preset in presets() and not presets()[preset].needs_recipients:
        return ()
    return (FormProblem("marking", gettext("Choose from the list.")),)


def _refused(refused: CorridorError) -> str:
    if isinstance(refused, DraftsRefused):
        return gettext("A safeguard speaks against this entry: name places, groups and offices only, and no person.")
    return gettext("A measure that is still to come is planned, with its harm check.")


# --- plans -----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def planned(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one plan with what it still needs; a POST checks, consults, withdraws, approves, gives up or reviews."""
    now = timezone.now()
    problems: Problems = ()
    if request.method == "POST":
        queries.plan_for(request.officer, uid)
        if (carry_out := ACTS.get(request.POST.get("act", ""))) is None:
            raise MethodRefused
        problems = carry_out(request, uid, now)
        if not problems:
            return redirect("desk:measure-planned", uid)
    plan = queries.plan_for(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=now, about=uid)
    page = planning.plan_page(request.officer, plan, request.POST, problems, now.date(), language())
    return render(request, "desk/measure_plan.html", {"page": page}, status=422 if problems else 200)


def _check(request: OfficerRequest, uid: str, now: datetime) -> Problems:
    check_permission(request.officer, Permission.MEASURE_PLAN)
    check, review_on = forms.check_from(request.POST)
    plan = queries.plan_for(request.officer, uid)
    if wrong := actions.problems_of_check(check, review_on, plan, today=now.date()):
        return forms.told(wrong)
    actions.check_harm(by=request.officer, uid=uid, check=check, review_on=review_on, now=now)
    return ()


def _consult(request: OfficerRequest, uid: str, now: datetime) -> Problems:
    check_permission(request.officer, Permission.MEASURE_PLAN)
    one = forms.consultation_from(request.POST)
    if wrong := actions.problems_of_consultation(one, today=now.date()):
        return forms.told(wrong)
    actions.consult(by=request.officer, uid=uid, one=one, now=now)
    return ()


def _withdraw(request: OfficerRequest, uid: str, now: datetime) -> Problems:
    consultation = request.POST.get("consultation", "")
    actions.withdraw_consultation(by=request.officer, uid=uid, consultation=consultation, now=now)
    return ()


def _approve(request: OfficerRequest, uid: str, now: datetime) -> Problems:
    actions.approve(by=request.officer, uid=uid, now=now)
    return ()


def _give_up(request: OfficerRequest, uid: str, now: datetime) -> Problems:
    actions.give_up(by=request.officer, uid=uid, now=now)
    return ()


def _review(request: OfficerRequest, uid: str, now: datetime) -> Problems:
    check_permission(request.officer, Permission.MEASURE_PLAN)
    one = forms.review_from(request.POST)
    if wrong := actions.problems_of_review(one, today=now.date()):
        return forms.told(wrong)
    actions.review(by=request.officer, uid=uid, review=one, now=now)
    return ()


ACTS: Mapping[str, Callable[[OfficerRequest, str, datetime], Problems]] = {
    "check": _check,
    "consult": _consult,
    "withdraw": _withdraw,
    "approve": _approve,
    "give-up": _give_up,
    "review": _review,
}
