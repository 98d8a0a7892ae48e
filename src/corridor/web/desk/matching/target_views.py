"""Pages of targets: nominate, decide, withdraw, and learn that another authority works on the same."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.matching.errors import TargetDecided, TargetRefused
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.matching import forms, presenting, queries, targets_presenting
from corridor.web.desk.matching import targets as actions

DECISIONS = {"accept": True, "refuse": False}


def _language() -> str:
    return get_language() or "en"


@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: OfficerRequest) -> HttpResponse:
    """Show the targets of the own authority; a POST nominates one."""
    check_permission(request.officer, Permission.TARGET_NOMINATE)
    now, problems = timezone.now(), tuple[FormProblem, ...]()
    typed = forms.asked(request.POST if request.method == "POST" else request.GET)
    bases = forms.bases_of(request.POST)
    if request.method == "POST":
        try:
            thing = typed.uids[0] if typed.uids else ""
            uid = actions.nominate(by=request.officer, thing=thing, bases=bases, now=now)
            return redirect("desk:target", uid)
        except NotFound:
            problems = (FormProblem("thing", gettext("Give the address of the page of one thing that you may read.")),)
        except TargetRefused as refused:
            problems = targets_presenting.refusal_problems(str(refused.params["why"]))
        except TargetDecided:
            problems = (FormProblem("thing", gettext("This is nominated already.")),)
    record(Event.PAGE_READ, by=request.officer, now=now, about="targets")
    page = targets_presenting.targets_page(request.officer, typed.things, bases, _language(), problems)
    return render(request, "desk/targets.html", {"page": page}, status=422 if problems else 200)


@require_safe
def target(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one target."""
    return _target_page(request, uid)


def _target_page(request: OfficerRequest, uid: str, problems: tuple[FormProblem, ...] = ()) -> HttpResponse:
    found = queries.target_for(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid)
    page = targets_presenting.target_page(request.officer, found, _language(), problems)
    return render(request, "desk/target.html", {"page": page}, status=422 if problems else 200)


@require_POST
def decide(request: OfficerRequest, uid: str) -> HttpResponse:
    """Accept or refuse a nomination."""
    decision = DECISIONS.get(request.POST.get("decision", ""))
    if decision is None:
        raise NotFound(kind="decision")
    try:
        actions.decide(by=request.officer, uid=uid, is_accepted=decision, now=timezone.now())
    except TargetDecided as refused:
        return _target_page(request, uid, (presenting.problem_of(refused, "decision"),))
    return redirect("desk:target", uid)


@require_POST
def withdraw(request: OfficerRequest, uid: str) -> HttpResponse:
    """Withdraw a target."""
    try:
        actions.withdraw(by=request.officer, uid=uid, now=timezone.now())
    except TargetDecided as refused:
        return _target_page(request, uid, (presenting.problem_of(refused, "decision"),))
    return redirect("desk:target", uid)
