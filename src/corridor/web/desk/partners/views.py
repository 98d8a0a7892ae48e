"""Pages of partners: the list, one partner with its papers, and the marks of ill-treatment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import MethodRefused, NotFound
from corridor.core.partners.codes import Ground, Treatment
from corridor.core.partners.rules import assessment_problems
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.partners import actions, barring, forms, presenting, queries, treatment

Problems = tuple[FormProblem, ...]


def language() -> str:
    """Return the language of the page."""
    return get_language() or "en"


@require_safe
def partners(request: OfficerRequest) -> HttpResponse:
    """Show every partner with what may go there today."""
    now = timezone.now()
    found = queries.partners_for(request.officer, today=now.date())
    record(Event.PAGE_READ, by=request.officer, now=now, about="partners")
    page = presenting.partners_page(request.officer, found, now.date(), language())
    return render(request, "desk/partners.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: OfficerRequest, code: str) -> HttpResponse:
    """Show one partner; a POST signs, assesses, confirms, ends, suspends or lifts."""
    now = timezone.now()
    problems: Problems = ()
    if request.method == "POST":
        queries.partner_for(request.officer, code, today=now.date())
        if (carry_out := ACTS.get(request.POST.get("act", ""))) is None:
            raise MethodRefused
        problems = carry_out(request, code, now)
        if not problems:
            return redirect("desk:partner", code)
    found = queries.partner_for(request.officer, code, today=now.date())
    record(Event.PAGE_READ, by=request.officer, now=now, about=code)
    page = presenting.partner_page(
        request.officer, found, request.POST, language(), today=now.date(), problems=problems
    )
    return render(request, "desk/partner.html", {"page": page}, status=422 if problems else 200)


def _sign(request: OfficerRequest, code: str, now: datetime) -> Problems:
    check_permission(request.officer, Permission.PARTNER_MANAGE)
    one = forms.ceiling_from(request.POST)
    if wrong := actions.problems_of(code, one, today=now.date()):
        return forms.told(wrong, forms.ceiling_words())
    actions.sign_ceiling(by=request.officer, partner=code, one=one, now=now)
    return ()


def _assess(request: OfficerRequest, code: str, now: datetime) -> Problems:
    check_permission(request.officer, Permission.PARTNER_MANAGE)
    words = forms.assessment_words()
    one = forms.assessment_from(request.POST)
    if one is None:
        return (FormProblem("assessed-finding", words["finding"]),)
    if wrong := assessment_problems(one, today=now.date()):
        return tuple(FormProblem(f"assessed-{each.field}", each.message) for each in forms.told(wrong, words))
    actions.write_assessment(by=request.officer, partner=code, one=one, now=now)
    return ()


def _confirm_ceiling(request: OfficerRequest, code: str, now: datetime) -> Problems:
    actions.confirm_ceiling(by=request.officer, partner=code, uid=forms.uid(request.POST), now=now)
    return ()


def _end_ceiling(request: OfficerRequest, code: str, now: datetime) -> Problems:
    actions.end_ceiling(by=request.officer, partner=code, uid=forms.uid(request.POST), now=now)
    return ()


def _confirm_assessment(request: OfficerRequest, code: str, now: datetime) -> Problems:
    actions.confirm_assessment(by=request.officer, partner=code, uid=forms.uid(request.POST), now=now)
    return ()


def _suspend(request: OfficerRequest, code: str, now: datetime) -> Problems:
    ground = forms.code(request.POST, "ground", Ground)
    if ground is None:
        return (FormProblem("ground", gettext("Choose why.")),)
    actions.suspend(by=request.officer, partner=code, ground=ground, now=now)
    return ()


def _ask_to_resume(request: OfficerRequest, code: str, now: datetime) -> Problems:
    actions.ask_to_resume(by=request.officer, partner=code, now=now)
    return ()


def _resume(request: OfficerRequest, code: str, now: datetime) -> Problems:
    actions.resume(by=request.officer, partner=code, now=now)
    return ()


ACTS: Mapping[str, Callable[[OfficerRequest, str, datetime], Problems]] = {
    "sign": _sign,
    "assess": _assess,
    "confirm-ceiling": _confirm_ceiling,
    "end-ceiling": _end_ceiling,
    "confirm-assessment": _confirm_assessment,
    "suspend": _suspend,
    "ask-to-resume": _ask_to_resume,
    "resume": _resume,
}


@require_http_methods(["GET", "HEAD", "POST"])
def ill_treatment(request: OfficerRequest) -> HttpResponse:
    """Show the marks of the own authority; a POST marks, asks to lift, or lifts."""
    now = timezone.now()
    marks = treatment.marks_for(request.officer)
    about = forms.text(request.POST if request.method == "POST" else request.GET, "about")
    problems: Problems = ()
    if request.method == "POST":
        problems = _treat(request, about, now)
        if not problems:
            return redirect("desk:ill-treatment")
    record(Event.PAGE_READ, by=request.officer, now=now, about="ill-treatment")
    page = presenting.barred_page(request.officer, marks, about, language(), problems)
    return render(request, "desk/ill_treatment.html", {"page": page}, status=422 if problems else 200)


def _treat(request: OfficerRequest, about: str, now: datetime) -> Problems:
    by, act = request.officer, request.POST.get("act", "")
    if act == "ask":
        barring.ask_to_lift(by=by, uid=forms.uid(request.POST), now=now)
    elif act == "lift":
        barring.lift(by=by, uid=forms.uid(request.POST), now=now)
    elif act == "mark":
        what = forms.code(request.POST, "treatment", Treatment)
        if what is None:
            return (FormProblem("treatment", gettext("Choose what is suspected.")),)
        try:
            barring.mark(by=by, about=about, what=what, now=now)
        except NotFound:
            words = gettext("Write the identifier of a thing, report or import that you may read.")
            return (FormProblem("about", words),)
    else:
        raise MethodRefused
    return ()
