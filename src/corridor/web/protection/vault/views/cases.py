"""Pages of cases: the list, opening one, working on it, its team, and its end. Every opening is written down."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.attachments.errors import AttachmentRefused
from corridor.core.casework.codes import Item
from corridor.core.casework.errors import EntryRefused, KeepingEnded
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.base.attachments.actions import take_in
from corridor.web.base.attachments.serving import handed_out
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.vault import actions, forms, queries
from corridor.web.protection.vault.presenting import cases as presenting
from corridor.web.protection.vault.presenting.consents import ended_page
from corridor.web.protection.vault.presenting.history import history_page
from corridor.web.protection.vault.presenting.print import print_page

FOLDER = "protection"
LONGEST_WORDS = 100


@require_http_methods(["GET", "HEAD", "POST"])
def cases(request: OfficerRequest) -> HttpResponse:
    """List the officer's cases; words are sent in the body of the request, so that no name stands in an address."""
    words = forms.text_typed(request.POST, "words")[:LONGEST_WORDS]
    page = presenting.cases_page(request.officer, timezone.now(), words)
    event = Event.SEARCH_MADE if words else Event.PAGE_READ
    record(event, by=request.officer, now=timezone.now(), about="cases", shown=len(page.rows))
    return render(request, f"{FOLDER}/cases.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def case_new(request: OfficerRequest) -> HttpResponse:
    """Open a case."""
    check_permission(request.officer, Permission.CASE_WRITE)
    if request.method != "POST":
        return render(request, f"{FOLDER}/case_questions.html", {"page": presenting.new_page()})
    opening, problems = forms.opening_typed(request.POST)
    if not problems:
        try:
            ref = actions.open_case(by=request.officer, opening=opening, now=timezone.now())
        except EntryRefused as refused:
            problems = (_problem(refused),)
        else:
            return redirect("protection:case", ref)
    page = presenting.new_page(problems, opening)
    return render(request, f"{FOLDER}/case_questions.html", {"page": page}, status=422)


@require_safe
def case(request: OfficerRequest, ref: str) -> HttpResponse:
    """Show a case to its team."""
    now = timezone.now()
    try:
        kept = actions.read_case(by=request.officer, ref=ref, now=now)
    except KeepingEnded:
        page = ended_page(queries.ended_for(request.officer, ref, now=now), now)
        return render(request, f"{FOLDER}/case_ended.html", {"page": page}, status=403)
    return render(request, f"{FOLDER}/case.html", {"page": presenting.case_page(request.officer, kept, now)})


@require_safe
def history(request: OfficerRequest, ref: str) -> HttpResponse:
    """Show every entry of a case."""
    kept = actions.read_case(by=request.officer, ref=ref, now=timezone.now())
    return render(request, f"{FOLDER}/case_history.html", {"page": history_page(kept)})


@require_safe
def printed(request: OfficerRequest, ref: str) -> HttpResponse:
    """Show a case as it is printed for the person: without notes and names of officers."""
    kept = actions.read_case(by=request.officer, ref=ref, now=timezone.now(), event=Event.CASE_PRINTED)
    return render(request, f"{FOLDER}/case_print.html", {"page": print_page(kept, timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: OfficerRequest, ref: str) -> HttpResponse:
    """Correct what is known of the person; what it was before stays in the history."""
    now = timezone.now()
    problems: tuple[FormProblem, ...] = ()
    kept = queries.case_for(request.officer, ref, now=now)
    if request.method == "POST":
        changed = forms.corrections_typed(request.POST, kept.file)
        why = forms.text_typed(request.POST, "why")
        try:
            if changed:
                actions.write_entry(
                    by=request.officer, ref=ref, item=Item.PERSON, values=changed, why=why, now=timezone.now()
                )
        except EntryRefused as refused:
            problems = (_problem(refused),)
        else:
            return redirect("protection:case", ref)
    page = presenting.person_page(kept, problems)
    return render(request, f"{FOLDER}/case_questions.html", {"page": page}, status=422 if problems else 200)


@require_POST
def write(request: OfficerRequest, ref: str, item: str) -> HttpResponse:
    """Write down a need, a service, a step or a note, or what became of one."""
    now, uid = timezone.now(), request.POST.get("uid", "")
    if item not in (Item.NEED, Item.SERVICE, Item.STEP, Item.NOTE):
        raise NotFound(kind="page")
    values, why = forms.item_typed(request.POST), forms.text_typed(request.POST, "why")
    try:
        actions.write_entry(by=request.officer, ref=ref, item=Item(item), uid=uid, values=values, why=why, now=now)
    except EntryRefused as refused:
        return _again(request, ref, refused)
    return redirect(f"{reverse('protection:case', args=[ref])}#{item}")


@require_POST
def document_add(request: OfficerRequest, ref: str) -> HttpResponse:
    """Take in a document: its content decides what it is, it is cleaned, and sealed under the key of the case."""
    queries.case_for(request.officer, ref, now=timezone.now())
    file = request.FILES.get("file")
    if file is None:
        return _again(request, ref, EntryRefused(item=Item.DOCUMENT.value, field="file"))
    try:
        clean = take_in(file.read(), name=file.name or "")
        told = {"name": clean.name, "kind": clean.kind, "size": str(clean.size), "sha256": clean.sha256}
        told["words"] = forms.text_typed(request.POST, "words")
        actions.add_document(by=request.officer, ref=ref, clean=told, content=clean.content, now=timezone.now())
    except (AttachmentRefused, EntryRefused) as refused:
        return _again(request, ref, refused)
    return redirect(f"{reverse('protection:case', args=[ref])}#documents")


@require_safe
def document(request: OfficerRequest, ref: str, uid: str) -> HttpResponse:
    """Hand a document out to the team, to be saved and not to be shown in the node's pages."""
    name, kind, content = actions.read_document(by=request.officer, ref=ref, uid=uid, now=timezone.now())
    return handed_out(content, kind=kind, name=name)


@require_POST
def document_remove(request: OfficerRequest, ref: str, uid: str) -> HttpResponse:
    """Erase the bytes of a document."""
    why = forms.text_typed(request.POST, "why")
    actions.remove_document(by=request.officer, ref=ref, uid=uid, why=why, now=timezone.now())
    return redirect(f"{reverse('protection:case', args=[ref])}#documents")


@require_POST
def team(request: OfficerRequest, ref: str) -> HttpResponse:
    """Let a colleague work on the case, or end somebody's work on it."""
    added, removed = request.POST.get("handle", ""), request.POST.get("remove", "")
    known = {handle for handle, _ in actions.colleagues_of(request.officer)}
    if added in known:
        actions.add_to_team(by=request.officer, ref=ref, handle=added, now=timezone.now())
    elif removed in _team(request, ref):
        actions.take_off_team(by=request.officer, ref=ref, handle=removed, now=timezone.now())
        if removed == request.officer.handle:
            return redirect("protection:cases")
    else:
        raise NotFound(kind="officer")
    return redirect(f"{reverse('protection:case', args=[ref])}#team")


def _team(request: OfficerRequest, ref: str) -> tuple[str, ...]:
    now = timezone.now()
    return tuple(member.handle for member in queries.team_of(queries.row_for(request.officer, ref, now=now), now))


@require_POST
def close(request: OfficerRequest, ref: str) -> HttpResponse:
    """Close the case."""
    try:
        actions.close_case(by=request.officer, ref=ref, reason=request.POST.get("reason", ""), now=timezone.now())
    except EntryRefused as refused:
        return _again(request, ref, refused)
    return redirect("protection:case", ref)


@require_POST
def reopen(request: OfficerRequest, ref: str) -> HttpResponse:
    """Open the case again."""
    try:
        why = forms.text_typed(request.POST, "why")
        actions.reopen_case(by=request.officer, ref=ref, why=why, now=timezone.now())
    except EntryRefused as refused:
        return _again(request, ref, refused)
    return redirect("protection:case", ref)


@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: OfficerRequest) -> HttpResponse:
    """Open a case of the own body without being on its team; the team is told at once."""
    check_permission(request.officer, Permission.CASE_READ)
    if request.method != "POST":
        return render(request, f"{FOLDER}/case_emergency.html", {"page": presenting.emergency_page()})
    ref, reason = forms.ref_typed(request.POST), request.POST.get("reason", "")
    try:
        if not ref:
            raise NotFound(kind="case")
        actions.open_in_emergency(by=request.officer, ref=ref, reason=reason, now=timezone.now())
    except EntryRefused:
        problem = FormProblem("reason", gettext("Choose the reason; the team will read it."))
    except NotFound:
        problem = FormProblem("ref", gettext("No case of this body has this reference. Ask for it again."))
    else:
        return redirect("protection:case", ref)
    page = presenting.emergency_page(ref, (problem,))
    return render(request, f"{FOLDER}/case_emergency.html", {"page": page}, status=422)


@require_POST
def notice_seen(request: OfficerRequest, uid: str) -> HttpResponse:
    """Note that the officer has seen a notice."""
    actions.see_notice(by=request.officer, uid=uid, now=timezone.now())
    return redirect("protection:cases")


def _problem(refused: CorridorError) -> FormProblem:
    """Return a refused entry as something to correct in its field."""
    field = str(refused.params.get("field", ""))
    return FormProblem(field, gettext("Choose from the list, shorten the text, or write the day as 2026-11-22."))


def _again(request: OfficerRequest, ref: str, refused: CorridorError) -> HttpResponse:
    """Show the case again with what must be corrected."""
    now = timezone.now()
    kept = queries.case_for(request.officer, ref, now=now)
    if isinstance(refused, AttachmentRefused):
        problem = FormProblem("file", f"{gettext(str(refused.params['what']))}. {gettext(refused.hint_for_fault)}")
    elif refused.params.get("field") == "file":
        problem = FormProblem("file", gettext("Choose a file of at most 25 MB."))
    else:
        problem = _problem(refused)
    messages.error(request, gettext("Nothing was written."))
    page = presenting.case_page(request.officer, kept, now, (problem,))
    return render(request, f"{FOLDER}/case.html", {"page": page}, status=422)
