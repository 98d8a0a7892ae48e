"""Pages of consent: writing it down, taking it back, and giving to another body what it covers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from corridor.core.access.codes import Permission
from corridor.core.access.rules import check_permission
from corridor.core.casework.codes import ConsentRefusal
from corridor.core.casework.errors import ConsentRefused, EntryRefused, RecipientRefused
from corridor.core.casework.rules import consent_named
from corridor.core.kernel.errors import NotFound
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.vault import forms, queries, sharing, wording
from corridor.web.protection.vault.errors import BodyUnready
from corridor.web.protection.vault.presenting import consents as presenting

FOLDER = "protection"


@require_http_methods(["GET", "HEAD", "POST"])
def consent_new(request: OfficerRequest, ref: str) -> HttpResponse:
    """Write down what the person agreed to."""
    check_permission(request.officer, Permission.CASE_WRITE)
    now = timezone.now()
    is_child = queries.opened(queries.row_for(request.officer, ref, now=now)).file.is_child
    if request.method != "POST":
        page = presenting.consent_page(request.officer, ref, now, is_child=is_child)
        return render(request, f"{FOLDER}/case_consent.html", {"page": page})
    recipients = frozenset(code for code, _ in presenting.recipients_for(request.officer))
    asked, problems = forms.consent_typed(request.POST, recipients, now)
    if asked.agreed is not None:
        try:
            sharing.record_consent(by=request.officer, ref=ref, agreed=asked.agreed, now=timezone.now())
        except EntryRefused as refused:
            field = str(refused.params.get("field", ""))
            problems = (FormProblem(field, gettext("Shorten this, and leave out hidden characters.")),)
        else:
            return redirect(f"{reverse('protection:case', args=[ref])}#consents")
    page = presenting.consent_page(request.officer, ref, now, asked=asked, is_child=is_child, problems=problems)
    return render(request, f"{FOLDER}/case_consent.html", {"page": page}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def consent_withdraw(request: OfficerRequest, ref: str, uid: str) -> HttpResponse:
    """Take a consent back, after showing what that does."""
    check_permission(request.officer, Permission.CASE_WRITE)
    now = timezone.now()
    if request.method == "POST":
        why = forms.text_typed(request.POST, "why")
        sharing.withdraw_consent(by=request.officer, ref=ref, uid=uid, why=why, now=now)
        return redirect(f"{reverse('protection:case', args=[ref])}#shares")
    kept = queries.case_for(request.officer, ref, now=now)
    consent = consent_named(kept.file, uid)
    if consent is None or consent.withdrawn_at is not None:
        raise NotFound(kind="consent")
    page = presenting.withdraw_page(kept, consent, now)
    return render(request, f"{FOLDER}/case_withdraw.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def consent_share(request: OfficerRequest, ref: str, uid: str) -> HttpResponse:
    """Give parts that a consent covers to its recipient."""
    check_permission(request.officer, Permission.CASE_SHARE)
    problems: tuple[FormProblem, ...] = ()
    if request.method == "POST":
        fields = forms.fields_typed(request.POST)
        try:
            sharing.share_parts(by=request.officer, ref=ref, consent=uid, fields=fields, now=timezone.now())
        except ConsentRefused as refused:
            codes = str(refused.params["refusals"]).split(", ")
            words = " ".join(gettext(wording.REFUSALS[ConsentRefusal(code)]) for code in codes)
            problems = (FormProblem("fields", words),)
        except BodyUnready:
            words = gettext("A second officer has not compared the fingerprint of this body's keys yet.")
            problems = (FormProblem("", words),)
        except RecipientRefused:
            words = gettext("This recipient is no protection body. What goes to it is a disclosure, by the other door.")
            problems = (FormProblem("", words),)
        else:
            return redirect(f"{reverse('protection:case', args=[ref])}#shares")
    now = timezone.now()
    page = presenting.share_page(queries.case_for(request.officer, ref, now=now), uid, now, problems)
    if page is None:
        raise NotFound(kind="consent")
    return render(request, f"{FOLDER}/case_share.html", {"page": page}, status=422 if problems else 200)


@require_safe
def share_letter(request: OfficerRequest, ref: str, uid: str) -> HttpResponse:
    """Hand out the sealed letter that is to be carried to a recipient."""
    letter = sharing.letter_for(request.officer, ref, uid, now=timezone.now())
    return letter_response(letter, f"corridor-{uid[:8]}.letter")


def letter_response(letter: bytes, name: str) -> HttpResponse:
    """Return a sealed letter as a file; its name tells nothing of whom it is about."""
    response = HttpResponse(letter, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
