"""Pages of the directory: ask it, look at a contact, try it, add one, withdraw one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.directory.errors import CallUnknown
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.directory import actions, forms, presenting, queries
from corridor.web.desk.pages import FormProblem


def _language() -> str:
    return get_language() or "en"


@require_safe
def directory(request: OfficerRequest) -> HttpResponse:
    """Show who can be asked for what, in which country."""
    now = timezone.now()
    mandate, country = request.GET.get("mandate", ""), request.GET.get("country", "").upper()
    mandate = mandate if mandate in queries.lists()["mandates"] else ""
    everybody = queries.contacts_for(request.officer, now=now)
    known = {one.contact.country for one in everybody}
    country = country if country in known else ""
    found = tuple(
        one
        for one in everybody
        if (not mandate or mandate in one.contact.mandates) and (not country or one.contact.country == country)
    )
    record(Event.PAGE_READ, by=request.officer, now=now, about="directory")
    page = presenting.directory_page(request.officer, found, mandate, country, known, _language())
    return render(request, "desk/directory.html", {"page": page})


@require_safe
def contact(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one contact."""
    return _contact_page(request, uid)


def _contact_page(request: OfficerRequest, uid: str, problems: tuple[FormProblem, ...] = ()) -> HttpResponse:
    now = timezone.now()
    known = queries.contact_for(request.officer, uid, now=now)
    record(Event.PAGE_READ, by=request.officer, now=now, about=uid)
    page = presenting.contact_page(request.officer, known, _language(), problems)
    return render(request, "desk/contact.html", {"page": page}, status=422 if problems else 200)


@require_POST
def test(request: OfficerRequest, uid: str) -> HttpResponse:
    """Write down that a contact was tried."""
    channel, outcome = request.POST.get("channel", ""), request.POST.get("outcome", "")
    try:
        actions.note_test(by=request.officer, uid=uid, channel=channel, outcome=outcome, now=timezone.now())
    except CallUnknown:
        words = gettext("Choose the channel that was tried and what came of it.")
        return _contact_page(request, uid, (FormProblem("outcome", words),))
    return redirect("desk:contact", uid)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for another contact; a POST adds it."""
    check_permission(request.officer, Permission.DIRECTORY_KEEP)
    asked = forms.ContactAsked()
    problems: tuple[FormProblem, ...] = ()
    if request.method == "POST":
        asked = forms.contact_asked(request.POST)
        made, problems = forms.contact_from(asked)
        if not problems:
            uid = actions.add_contact(by=request.officer, authority=asked.authority, contact=made, now=timezone.now())
            return redirect("desk:contact", uid)
    page = presenting.new_contact_page(request.officer, asked, _language(), problems)
    return render(request, "desk/contact_new.html", {"page": page}, status=422 if problems else 200)


@require_POST
def publish(request: OfficerRequest, uid: str) -> HttpResponse:
    """Publish a contact to every partner, or to none any more."""
    is_published = request.POST.get("publish") == "yes"
    actions.publish_contact(by=request.officer, uid=uid, is_published=is_published, now=timezone.now())
    return redirect("desk:contact", uid)


@require_POST
def withdraw(request: OfficerRequest, uid: str) -> HttpResponse:
    """Withdraw a contact."""
    actions.withdraw_contact(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:directory")
