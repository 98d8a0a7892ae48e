"""Pages of the doors of protection: the inbox of persons handed over, disclosures, and the register."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.doors.codes import Lack
from corridor.core.doors.errors import DisclosureLacks
from corridor.core.doors.records import Lacking
from corridor.core.doors.rules import lacks
from corridor.core.kernel.errors import NotFound
from corridor.web.base.accounts.middleware import public
from corridor.web.base.doors import queries as doors
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.shown import day
from corridor.web.protection.doors import actions, cases, forms, presenting, queries
from corridor.web.protection.pages.doors import AnswerPage

FOLDER = "protection/doors"


@require_safe
def inbox(request: OfficerRequest) -> HttpResponse:
    """List the persons who were handed over and wait."""
    now = timezone.now()
    page = presenting.inbox_page(request.officer, now, get_language() or "en")
    record(Event.HAND_OVER_READ, by=request.officer, now=now, about="inbox", items=len(page.rows))
    return render(request, f"{FOLDER}/inbox.html", {"page": page})


@require_safe
def hand_over(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one person who was handed over."""
    handed = actions.read_hand_over(by=request.officer, uid=uid, now=timezone.now())
    return render(request, f"{FOLDER}/hand_over.html", {"page": presenting.handed_page(handed, get_language() or "en")})


@require_POST
def take(request: OfficerRequest, uid: str) -> HttpResponse:
    """Open a case for the person."""
    ref = actions.take(by=request.officer, uid=uid, now=timezone.now())
    return redirect(presenting.case_url(ref))


@require_POST
def close(request: OfficerRequest, uid: str) -> HttpResponse:
    """Close a hand-over without a case."""
    why = forms.text(request.POST, "why")
    actions.close_hand_over(by=request.officer, uid=uid, why=why, now=timezone.now())
    return redirect("protection:hand-overs")


@require_safe
def disclosures(request: OfficerRequest) -> HttpResponse:
    """List the disclosures that wait for a second officer, and the officer's own."""
    page = presenting.disclosures_page(request.officer, get_language() or "en")
    record(Event.DISCLOSURE_READ, by=request.officer, now=timezone.now(), about="list", items=len(page.rows))
    return render(request, f"{FOLDER}/disclosures.html", {"page": page})


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: OfficerRequest, ref: str) -> HttpResponse:
    """Propose a disclosure from a case."""
    now, language, officer = timezone.now(), get_language() or "en", request.officer
    check_permission(officer, Permission.DISCLOSURE_PROPOSE)
    cases.check_member(officer, ref, now)
    if request.method != "POST":
        page = presenting.proposal_page(officer, ref, request.GET, forms.ground_typed(request.GET), now, language)
        return render(request, f"{FOLDER}/propose.html", {"page": page})
    proposal = forms.proposal_typed(request.POST, now.date())
    lacking = lacks(proposal, fields=queries.field_codes(), today=now.date())
    if not lacking:
        try:
            uid = actions.propose(by=officer, case_ref=ref, proposal=proposal, now=now)
            return redirect("protection:disclosure", uid)
        except (DisclosureLacks, NotFound):
            lacking = (Lacking(Lack.CONSENT_DOES_NOT_COVER, "authority"),)
    problems = forms.problems(lacking)
    page = presenting.proposal_page(officer, ref, request.POST, proposal.ground, now, language, problems)
    return render(request, f"{FOLDER}/propose.html", {"page": page}, status=422)


@require_safe
def disclosure(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one disclosure."""
    one = queries.disclosure_for(request.officer, uid)
    record(Event.DISCLOSURE_READ, by=request.officer, now=timezone.now(), about=uid)
    page = presenting.disclosure_page(request.officer, one, get_language() or "en")
    return render(request, f"{FOLDER}/disclosure.html", {"page": page})


@require_POST
def decide(request: OfficerRequest, uid: str) -> HttpResponse:
    """Decide about a disclosure as a second officer."""
    outcome = forms.outcome_typed(request.POST)
    if outcome is None:
        return redirect("protection:disclosure", uid)
    remark = forms.text(request.POST, "remark")
    actions.decide(by=request.officer, uid=uid, outcome=outcome, remark=remark, now=timezone.now())
    return redirect("protection:disclosure", uid)


@require_POST
def end(request: OfficerRequest, uid: str) -> HttpResponse:
    """End a disclosure; the recipient is told to erase it."""
    actions.end(by=request.officer, uid=uid, now=timezone.now())
    return redirect("protection:disclosure", uid)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: OfficerRequest) -> HttpResponse:
    """Print the letter that neither confirms nor denies; nothing is looked up for it, and no address tells of it."""
    now, language = timezone.now(), get_language() or "en"
    check_permission(request.officer, Permission.DISCLOSURE_PROPOSE)
    record(Event.ANSWER_PRINTED, by=request.officer, now=now, about="answer")
    to, theirs = forms.text(request.POST, "to")[:120], forms.text(request.POST, "ref")[:120]
    page = AnswerPage(to, theirs, day(now.date().isoformat(), language), doors.own_code())
    return render(request, f"{FOLDER}/answer.html", {"page": page})


@require_safe
def overseen(request: OfficerRequest) -> HttpResponse:
    """Show whoever oversees every disclosure by ground and state, never content."""
    rows = queries.register_for(request.officer)
    record(Event.REGISTER_READ, by=request.officer, now=timezone.now(), items=len(rows))
    page = presenting.overseen_page(rows, get_language() or "en")
    return render(request, f"{FOLDER}/overseen.html", {"page": page})


@public
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Publish the register: by ground and quarter, in bands, once the quarter has ended."""
    return render(request, f"{FOLDER}/register.html", {"page": presenting.register_page(timezone.now().date())})


@public
@require_safe
def register_file(request: HttpRequest) -> HttpResponse:
    """Publish the register as a signed file."""
    response = HttpResponse(actions.signed_register(timezone.now()), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="disclosure-register.json"'
    return response
