"""Pages of the doors on the desk: handing a person over, and reading what was disclosed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from corridor.core.access.codes import Event
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.doors import actions, forms, presenting, queries


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: OfficerRequest) -> HttpResponse:
    """Hand a person over to protection; the answer to a form that was sent is a receipt and nothing else."""
    now, language = timezone.now(), get_language() or "en"
    bodies = queries.bodies_for(request.officer, now)
    if request.method != "POST":
        return render(request, "desk/hand_over.html", {"page": presenting.hand_over_page(bodies, language)})
    one, problems = forms.hand_over_asked(request.POST, now.date())
    to = next((body for body in bodies if body.code == request.POST.get("to", "")), None)
    if to is None:
        problems = (FormProblem("to", gettext("Choose the protection body.")), *problems)
    if to is None or problems:
        page = presenting.hand_over_page(bodies, language, request.POST, problems)
        return render(request, "desk/hand_over.html", {"page": page}, status=422)
    actions.hand_over(by=request.officer, one=one, to=to.code, now=now)
    receipt = presenting.receipt_page(one.receipt, now.date(), to.name, language)
    return render(request, "desk/hand_over_receipt.html", {"page": receipt})


@require_safe
def disclosed(request: OfficerRequest) -> HttpResponse:
    """List what was disclosed to the reader's authority, for this function and purpose."""
    now, language = timezone.now(), get_language() or "en"
    rows = queries.disclosed_to(request.officer, now.date())
    record(Event.DISCLOSED_OPENED, by=request.officer, now=now, about="list", items=len(rows))
    page = presenting.disclosed_page(request.officer, rows, language)
    return render(request, "desk/disclosed.html", {"page": page})


@require_safe
def disclosure(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one disclosure."""
    now, language = timezone.now(), get_language() or "en"
    one = queries.one_disclosed_to(request.officer, uid, now.date())
    record(Event.DISCLOSED_OPENED, by=request.officer, now=now, about=uid)
    return render(request, "desk/disclosure.html", {"page": presenting.disclosed_row(one, language)})
