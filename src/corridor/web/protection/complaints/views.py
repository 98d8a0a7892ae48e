"""Pages of complaints: for anybody without an account, and for those who handle them."""

from __future__ import annotations

import base64
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rates import Allowance
from corridor.core.access.rules import check_permission
from corridor.core.complaints.codes import Outcome
from corridor.core.complaints.errors import BodyConcerned, ComplaintClosed
from corridor.core.kernel.spoken import read_spoken
from corridor.web.base.accounts.middleware import public
from corridor.web.base.attachments.serving import handed_out
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import spend
from corridor.web.base.refusals import what_of
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.complaints import actions, forms, presenting, queries

FOLDER = "protection"
EVERYBODY = "everybody"
"""Whose allowance complaining and following are: no address is looked at."""


@public
@require_http_methods(["GET", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """Take a complaint from anybody and tell the code by which it is followed; nothing of who sends it is kept."""
    if request.method != "POST":
        page = presenting.complain_page(forms.SentTyped())
        return render(request, f"{FOLDER}/complain.html", {"page": page})
    now = timezone.now()
    spend(Allowance.COMPLAIN, EVERYBODY, now=now)
    typed = forms.sent_typed(request.POST)
    units = frozenset(code for code, _ in queries.units())
    sent, problems = forms.sent_read(typed, request.FILES.getlist("files"), units)
    if sent is None:
        page = presenting.complain_page(typed, problems)
        return render(request, f"{FOLDER}/complain.html", {"page": page}, status=422)
    taken = actions.send_complaint(sent=sent, now=now)
    return render(request, f"{FOLDER}/complaint_sent.html", {"page": presenting.sent_page(taken)})


@public
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Show a complaint to who has its code; a wrong code and one that nobody has are the same page."""
    return _followed(request, asked=request.method == "POST")


@public
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """Add what who complained writes by the code."""
    words, now = forms.words(request.POST, "words"), timezone.now()
    signs = read_spoken(request.POST.get("code", "")[:60], actions.CODE_SIGNS) or ""
    if words:
        spend(Allowance.COMPLAIN, EVERYBODY, now=now)
        actions.write_more(signs=signs, words=words, now=now)
    return _followed(request, asked=True)


def _followed(request: HttpRequest, *, asked: bool) -> HttpResponse:
    row, code = None, request.POST.get("code", "")[:60]
    if asked:
        spend(Allowance.FOLLOW, EVERYBODY, now=timezone.now())
        row = queries.complaint_followed(read_spoken(code, actions.CODE_SIGNS) or "")
    page = presenting.followed_page(row, asked=asked, code=code)
    return render(request, f"{FOLDER}/complaint_follow.html", {"page": page})


# --- for handlers ------------------------------------------------------------------------------------------------


@require_safe
def inbox(request: OfficerRequest) -> HttpResponse:
    """Show a handler the complaints of the own body that do not concern it."""
    now = timezone.now()
    queries.check_admitted(request.officer)
    actions.route_again(by=request.officer, now=now)
    page = presenting.inbox_page(request.officer, now.date())
    record(Event.PAGE_READ, by=request.officer, now=now, about="complaints")
    return render(request, f"{FOLDER}/complaints.html", {"page": page})


@require_safe
def complaint(request: OfficerRequest, ref: str) -> HttpResponse:
    """Show one complaint; who reads it is written to the ledger."""
    now = timezone.now()
    page = presenting.complaint_page(queries.complaint_for(request.officer, ref), now.date())
    record(Event.COMPLAINT_READ, by=request.officer, now=now, about=ref)
    return render(request, f"{FOLDER}/complaint.html", {"page": page})


@require_safe
def attachment(request: OfficerRequest, ref: str, number: int) -> HttpResponse:
    """Hand out an attachment; who reads it is written to the ledger."""
    row = queries.complaint_for(request.officer, ref)
    told = queries.attachment_of(row, number)
    record(Event.COMPLAINT_READ, by=request.officer, now=timezone.now(), about=ref, file=number)
    return handed_out(base64.b64decode(told["content"]), kind=told["kind"], name=told["name"])


@require_POST
def act(request: OfficerRequest, ref: str) -> HttpResponse:
    """Take a complaint in hand, answer it, pass it on or close it."""
    now = timezone.now()
    row = queries.complaint_for(request.officer, ref)
    do = _chosen(request, ref)
    problem: FormProblem | None = None
    if isinstance(do, FormProblem):
        problem = do
    else:
        try:
            do()
        except (ComplaintClosed, BodyConcerned) as refused:
            problem = FormProblem("act", what_of(refused))
    if problem is not None:
        page = presenting.complaint_page(row, now.date(), (problem,))
        return render(request, f"{FOLDER}/complaint.html", {"page": page}, status=422)
    passed = request.POST.get("act") == "pass"
    return redirect("protection:complaints") if passed else redirect("protection:complaint", ref)


def _chosen(request: OfficerRequest, ref: str) -> Callable[[], None] | FormProblem:
    """Return what is to be done, or what must be corrected first."""
    by, now, words = request.officer, timezone.now(), forms.words(request.POST, "words")
    chosen, outcome = request.POST.get("act", ""), request.POST.get("outcome", "")
    if chosen == "take":
        return lambda: actions.take_complaint(by=by, ref=ref, now=now)
    if chosen == "pass":
        return lambda: actions.pass_on(by=by, ref=ref, to=request.POST.get("to", "")[:32], now=now)
    if chosen == "answer" and words:
        return lambda: actions.answer_complaint(by=by, ref=ref, words=words, now=now)
    if chosen == "close" and words and outcome in list(Outcome):
        return lambda: actions.close_complaint(by=by, ref=ref, outcome=Outcome(outcome), words=words, now=now)
    if chosen == "close" and outcome not in list(Outcome):
        return FormProblem("outcome", gettext("Choose the outcome."))
    return FormProblem("words" if chosen == "answer" else "closing", gettext("Write what you say to who complained."))


@require_POST
def admit(request: OfficerRequest) -> HttpResponse:
    """Admit a colleague to complaints."""
    actions.admit(by=request.officer, handle=request.POST.get("handle", "")[:64], now=timezone.now())
    return redirect("protection:complaints")


@require_safe
def held(request: OfficerRequest) -> HttpResponse:
    """Show the overseer how many complaints nobody may receive; nothing else of them."""
    check_permission(request.officer, Permission.LEDGER_VERIFY)
    return render(request, f"{FOLDER}/complaints_held.html", {"page": presenting.held_page(request.officer)})
