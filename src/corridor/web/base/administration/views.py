"""Pages of administration: officers with their duties, authorities, and what functions may do. No content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.access.errors import SubjectUnusable
from corridor.web.base.administration import actions, forms, presenting, queries
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem

FOLDER = "design/administration"
LONGEST_WORDS = 100


@require_safe
def staff(request: OfficerRequest) -> HttpResponse:
    """Show the officers of the node; who looks is written to the ledger."""
    words = forms.text_typed(request.GET, "words")[:LONGEST_WORDS]
    page = presenting.staff_page(request.officer, words, forms.page_asked(request.GET))
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="officers")
    return render(request, f"{FOLDER}/staff.html", {"page": page})


@require_http_methods(["GET", "POST"])
def officer_new(request: OfficerRequest) -> HttpResponse:
    """Add an officer, and show the password to hand over."""
    codes = [one.code for one in presenting.open_authorities(request.officer)]
    if request.method != "POST":
        page = presenting.new_officer_page(request.officer, forms.OfficerAsked())
        return render(request, f"{FOLDER}/officer_new.html", {"page": page})
    asked, problems = forms.officer_asked(request.POST, codes)
    if problems:
        page = presenting.new_officer_page(request.officer, asked, problems)
        return render(request, f"{FOLDER}/officer_new.html", {"page": page}, status=422)
    password = actions.add_officer(
        by=request.officer,
        handle=asked.handle,
        name=asked.name,
        authority=asked.authority,
        duties=asked.duties,
        now=timezone.now(),
    )
    return _handed_over(request, asked.handle, password)


@require_safe
def officer(request: OfficerRequest, handle: str) -> HttpResponse:
    """Show one officer's card; who looks is written to the ledger."""
    account = queries.officer_for(request.officer, handle)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=f"officer {handle}")
    return render(request, f"{FOLDER}/officer.html", {"page": presenting.card_page(request.officer, account)})


@require_POST
def duties(request: OfficerRequest, handle: str) -> HttpResponse:
    """Set the functions and purposes of an officer."""
    account = queries.officer_for(request.officer, handle)
    chosen = forms.duties_typed(request.POST)
    if problems := tuple(forms.duty_problems(chosen)):
        page = presenting.card_page(request.officer, account, problems)
        return render(request, f"{FOLDER}/officer.html", {"page": page}, status=422)
    actions.set_duties(by=request.officer, handle=handle, duties=chosen, now=timezone.now())
    return redirect("base:officer", handle)


@require_POST
def invite(request: OfficerRequest, handle: str) -> HttpResponse:
    """Give an officer a new password to hand over."""
    return _handed_over(request, handle, actions.invite(by=request.officer, handle=handle, now=timezone.now()))


@require_POST
def leave(request: OfficerRequest, handle: str) -> HttpResponse:
    """Note that an officer left, when that was confirmed."""
    if request.POST.get("sure") != "yes":
        account = queries.officer_for(request.officer, handle)
        problem = FormProblem("sure", gettext("Tick that you are sure: this cannot be undone."))
        page = presenting.card_page(request.officer, account, (problem,))
        return render(request, f"{FOLDER}/officer.html", {"page": page}, status=422)
    actions.note_leaver(by=request.officer, handle=handle, now=timezone.now())
    return redirect("base:officer", handle)


def _on_officer(do: Callable[..., None]) -> Callable[..., HttpResponse]:
    @require_POST
    def view(request: OfficerRequest, handle: str) -> HttpResponse:
        do(by=request.officer, handle=handle, now=timezone.now())
        return redirect("base:officer", handle)

    return view


@require_POST
def link(request: OfficerRequest, handle: str) -> HttpResponse:
    """Write down who an officer is at the provider of sign-on."""
    subject = forms.text_typed(request.POST, "subject")
    try:
        actions.link_sign_on(by=request.officer, handle=handle, subject=subject, now=timezone.now())
    except SubjectUnusable:
        account = queries.officer_for(request.officer, handle)
        words = gettext("Write the subject that the provider tells for this officer and for nobody else.")
        page = presenting.card_page(request.officer, account, (FormProblem("subject", words),))
        return render(request, f"{FOLDER}/officer.html", {"page": page}, status=422)
    return redirect("base:officer", handle)


suspend = _on_officer(actions.suspend)
end_sessions = _on_officer(actions.end_sessions)
unlink = _on_officer(actions.unlink_sign_on)
resume = _on_officer(actions.resume)


@require_http_methods(["GET", "POST"])
def authorities(request: OfficerRequest) -> HttpResponse:
    """Show the authorities of the node; a POST adds one."""
    if request.method != "POST":
        return render(request, f"{FOLDER}/authorities.html", {"page": presenting.authorities_page(request.officer)})
    queries.authorities_for(request.officer)
    asked, problems = forms.authority_asked(request.POST)
    if problems:
        page = presenting.authorities_page(request.officer, asked, problems)
        return render(request, f"{FOLDER}/authorities.html", {"page": page}, status=422)
    fields: dict[str, Any] = {"code": asked.code, "name": asked.name, "country": asked.country, "kind": asked.kind}
    actions.add_authority(by=request.officer, now=timezone.now(), **fields)
    return redirect("base:authorities")


@require_POST
def authority_rename(request: OfficerRequest, code: str) -> HttpResponse:
    """Give an authority another name."""
    name = forms.text_typed(request.POST, "name")
    queries.authority_for(request.officer, code)
    if problems := tuple(forms.name_problems(name, forms.LONGEST_AUTHORITY)):
        told = tuple(FormProblem(f"name-{code}", problem.message) for problem in problems)
        page = presenting.authorities_page(request.officer, None, told)
        return render(request, f"{FOLDER}/authorities.html", {"page": page}, status=422)
    actions.rename_authority(by=request.officer, code=code, name=name, now=timezone.now())
    return redirect("base:authorities")


def _on_authority(do: Callable[..., None]) -> Callable[..., HttpResponse]:
    @require_POST
    def view(request: OfficerRequest, code: str) -> HttpResponse:
        do(by=request.officer, code=code, now=timezone.now())
        return redirect("base:authorities")

    return view


authority_close = _on_authority(actions.close_authority)
authority_reopen = _on_authority(actions.reopen_authority)


@require_safe
def rules(request: OfficerRequest) -> HttpResponse:
    """Show what functions may do and which markings are ready to choose."""
    return render(request, f"{FOLDER}/rules.html", {"page": presenting.rules_page(request.officer)})


def _handed_over(request: OfficerRequest, handle: str, password: str) -> HttpResponse:
    account = queries.officer_for(request.officer, handle)
    return render(request, f"{FOLDER}/password.html", {"page": presenting.password_page(account, password)})
