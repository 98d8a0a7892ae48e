"""Pages of interviews for those who hold and release them; no page shows one interview."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rates import Allowance
from corridor.core.access.rules import check_permission
from corridor.core.interviews.codes import Repeated
from corridor.core.interviews.errors import InterviewsTooFew, ReleaseDecided, ReleaseTooEarly
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import spend
from corridor.web.base.refusals import what_of
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.interviews import actions, presenting, queries

FOLDER = "protection"


@require_safe
def interviews(request: OfficerRequest) -> HttpResponse:
    """Show where interviews stand, in bands, and the releases."""
    now = timezone.now()
    page = presenting.interviews_page(request.officer, now.date())
    record(Event.PAGE_READ, by=request.officer, now=now, about="interviews")
    return render(request, f"{FOLDER}/interviews.html", {"page": page})


@require_POST
def propose(request: OfficerRequest) -> HttpResponse:
    """Propose to release whole months."""
    now = timezone.now()
    try:
        ref = actions.propose(by=request.officer, until=request.POST.get("until", "")[:7], now=now)
    except (ReleaseTooEarly, ReleaseDecided, InterviewsTooFew) as refused:
        page = presenting.interviews_page(request.officer, now.date(), (FormProblem("until", what_of(refused)),))
        return render(request, f"{FOLDER}/interviews.html", {"page": page}, status=refused.status)
    return redirect("protection:interview-release", ref)


@require_safe
def release(request: OfficerRequest, ref: str) -> HttpResponse:
    """Show one release."""
    row = queries.release_for(request.officer, ref)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=row.ref)
    return render(request, f"{FOLDER}/interview_release.html", {"page": presenting.release_page(row, request.officer)})


@require_POST
def decide(request: OfficerRequest, ref: str) -> HttpResponse:
    """Approve or deny what a colleague proposed."""
    approves = request.POST.get("decision") == "approve"
    actions.decide(by=request.officer, ref=ref, approves=approves, now=timezone.now())
    return redirect("protection:interview-release", ref)


@require_safe
def words(request: OfficerRequest, ref: str) -> HttpResponse:
    """Show the words of a release whose reading was agreed to."""
    row = queries.release_for(request.officer, ref)
    found = queries.words_for(request.officer, row)
    record(Event.INTERVIEW_WORDS_READ, by=request.officer, now=timezone.now(), about=row.ref, words=len(found))
    return render(request, f"{FOLDER}/interview_words.html", {"page": presenting.words_page(row, found)})


@require_http_methods(["GET", "POST"])
def slip(request: OfficerRequest) -> HttpResponse:
    """Look up a slip that somebody shows, or withdraw what they told; guessing is slow."""
    check_permission(request.officer, Permission.INTERVIEW_RECORD)
    if request.method != "POST":
        return render(request, f"{FOLDER}/interview_slip.html", {"page": presenting.slip_page()})
    now = timezone.now()
    spend(Allowance.FOLLOW, f"slip {request.officer.id}", now=now)
    typed = request.POST.get("slip", "")[:60]
    if request.POST.get("wish") == "withdraw":
        done = actions.withdraw(by=request.officer, slip=typed, now=now)
        told = (
            gettext("It is deleted.") if done else gettext("Nothing can be deleted: no such slip, or already counted.")
        )
        page = presenting.slip_page(told, "success" if done else "warning")
        return render(request, f"{FOLDER}/interview_slip.html", {"page": page})
    record(Event.PAGE_READ, by=request.officer, now=now, about="interview-slip")
    found = actions.asked_before(by=request.officer, slip=typed)
    page = presenting.slip_page(gettext(presenting.REPEATED[found]), "warning" if found != Repeated.NO else "info")
    return render(request, f"{FOLDER}/interview_slip.html", {"page": page})
