"""The overseer's desk: verification, heads and proofs, counts of acts and of readings, staff of both zones."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.errors import HeadUnreadable, StaffFileUnreadable, StaffWordsDiffer, StaffWordsWeak
from corridor.core.access.rules import check_permission
from corridor.web.base.ledger import proofs
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger.actions import record
from corridor.web.base.ledger.proofs import HeadForeign
from corridor.web.base.oversight import actions, forms, presenting
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem

FOLDER = "design/oversight"
PART = 50_000
"""So many entries are verified while somebody waits; then the page goes on by itself, or by its button."""


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: OfficerRequest) -> HttpResponse:
    """Show the state of the ledger; a POST verifies it from the first entry to the last, part by part."""
    officer = request.officer
    if request.method != "POST":
        return render(request, f"{FOLDER}/ledger.html", {"page": presenting.ledger_page(officer)})
    since = forms.tail_from(request.POST.get("verified", ""))
    part = ledger.part(officer, since=since, entries=PART)
    if part.verdict.ok and not part.is_last:
        return render(request, f"{FOLDER}/ledger.html", {"page": presenting.ledger_page(officer, tail=part.tail)})
    found = part.verdict
    record(Event.LEDGER_VERIFIED, by=officer, now=timezone.now(), entries=found.size, whole=found.ok)
    return render(request, f"{FOLDER}/ledger.html", {"page": presenting.ledger_page(officer, verdict=found)})


@require_http_methods(["GET", "HEAD", "POST"])
def heads(request: OfficerRequest) -> HttpResponse:
    """Show the kept heads; a POST compares the ledger with a head from elsewhere, or hands out the proof."""
    officer = request.officer
    if request.method != "POST":
        return render(request, f"{FOLDER}/heads.html", {"page": presenting.heads_page(officer)})
    check_permission(officer, Permission.LEDGER_VERIFY)
    try:
        comparison = proofs.compared_with(officer, forms.head_brought(request))
    except (HeadUnreadable, HeadForeign) as refused:
        problem = FormProblem("head", _told(refused))
        page = presenting.heads_page(officer, problems=(problem,))
        return render(request, f"{FOLDER}/heads.html", {"page": page}, status=422)
    size = comparison.brought.head.size
    record(Event.HEAD_COMPARED, by=officer, now=timezone.now(), size=size, standing=comparison.standing.value)
    if request.POST.get("act") == "proof" and comparison.proof is not None:
        return _document(proofs.proof_told(comparison.proof), f"proof-{size}")
    return render(request, f"{FOLDER}/heads.html", {"page": presenting.heads_page(officer, comparison=comparison)})


def _told(refused: HeadUnreadable | HeadForeign) -> str:
    if isinstance(refused, HeadForeign):
        return gettext("This node did not sign that head, or it was changed. Bring it as it was downloaded.")
    return gettext("This is not a signed head. Bring the document as it was downloaded, whole and unchanged.")


@require_safe
def head(request: OfficerRequest) -> HttpResponse:
    """Hand out one kept head, so that somebody else can keep it."""
    size = forms.number_asked(request.GET, "size")
    found = proofs.head_for(request.officer, size)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="ledger head", size=found.head.size)
    return _document(proofs.head_told(found), f"head-{found.head.size}")


@require_safe
def proof(request: OfficerRequest) -> HttpResponse:
    """Hand out the proof that an entry stands at a position; the entry itself is not told."""
    position = forms.number_asked(request.GET, "position")
    found = proofs.inclusion_for(request.officer, position)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="ledger proof", position=position)
    return _document(proofs.proof_told(found), f"entry-{position}")


@require_http_methods(["GET", "HEAD", "POST"])
def acts(request: OfficerRequest) -> HttpResponse:
    """Count acts by kind, authority and function, by month or week; a POST counts everything anew."""
    check_permission(request.officer, Permission.OVERSIGHT_REVIEW)
    if request.method == "POST":
        actions.count_anew()
        return redirect("base:ledger-acts")
    period, code = forms.period_asked(request.GET)
    page = presenting.acts_page(request.officer, period, code, actions.catch_up())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="ledger acts")
    return render(request, f"{FOLDER}/acts.html", {"page": page})


@require_safe
def readings(request: OfficerRequest) -> HttpResponse:
    """Show which authority read what others shared, by function and way."""
    check_permission(request.officer, Permission.OVERSIGHT_REVIEW)
    page = presenting.readings_page(request.officer, actions.catch_up())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="ledger readings")
    return render(request, f"{FOLDER}/readings.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: OfficerRequest) -> HttpResponse:
    """Make a file of keyed digests of the staff, or compare with the other overseer's file."""
    officer = request.officer
    if request.method != "POST":
        return render(request, f"{FOLDER}/staff.html", {"page": presenting.staff_page(officer)})
    check_permission(officer, Permission.STAFF_COMPARE)
    words, brought = request.POST.get("words", ""), forms.staff_brought(request)
    try:
        if request.POST.get("act") != "compare":
            return _document(actions.digest_staff(by=officer, words=words, now=timezone.now()), "staff")
        compared = actions.compare_staff(by=officer, words=words, theirs=brought, now=timezone.now())
    except (StaffWordsWeak, StaffWordsDiffer, StaffFileUnreadable) as refused:
        page = presenting.staff_page(officer, problems=(_problem(refused),))
        return render(request, f"{FOLDER}/staff.html", {"page": page}, status=422)
    page = presenting.staff_page(officer, common=compared.common, own=compared.own)
    return render(request, f"{FOLDER}/staff.html", {"page": page})


def _problem(refused: StaffWordsWeak | StaffWordsDiffer | StaffFileUnreadable) -> FormProblem:
    if isinstance(refused, StaffWordsWeak):
        return FormProblem("words", gettext("Use at least four different words, twenty letters in all."))
    if isinstance(refused, StaffWordsDiffer):
        return FormProblem("words", gettext("The other file was made with other words. Agree upon the words again."))
    return FormProblem("file", gettext("This is not a file of staff digests. Bring it as it was made."))


def _document(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="corridor-{name}.json"'
    return response
