"""Pages of watches: begin, read and end them, set aside what was raised, choose how to hear of it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.watching.codes import Mail
from corridor.core.watching.errors import AddressUnusable, SubjectUnclear, WatchesFull, WatchKnown
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.watch import actions, forms, mailing, presenting, queries, wording
from corridor.web.desk.watch.shown import shown_for

CORRECTABLE = (SubjectUnclear, WatchesFull, WatchKnown)


@require_http_methods(["GET", "HEAD", "POST"])
def watches(request: OfficerRequest) -> HttpResponse:
    """Show what the officer watches, and what was raised; a POST begins a watch."""
    check_permission(request.officer, Permission.PICTURE_READ)
    if request.method == "POST":
        return _begin(request)
    now = timezone.now()
    actions.keep_up(by=request.officer, now=now)
    record(Event.PAGE_READ, by=request.officer, now=now, about="watches")
    asked = forms.asked(request.GET) if request.GET.get("counted") else None
    shown = shown_for(request.officer, now)
    page = presenting.watches_page(request.officer, shown, asked, is_mail_off=mailing.is_off())
    return render(request, "desk/watches.html", {"page": page})


def _begin(request: OfficerRequest) -> HttpResponse:
    asked = forms.asked(request.POST)
    routes = queries.routes_for(request.officer)
    if asked.subject.route in routes.invented and asked.subject.route not in routes.real:
        asked = replace(asked, subject=replace(asked.subject, is_invented=True))
    problems, status = asked.problems, 422
    if not problems:
        try:
            uid = actions.begin_watch(by=request.officer, subject=asked.subject, way=asked.way, now=timezone.now())
            return redirect("desk:watch", uid)
        except CORRECTABLE as refused:
            problems, status = (wording.problem_of(refused),), refused.status
    shown = shown_for(request.officer, timezone.now())
    page = presenting.watches_page(request.officer, shown, asked, problems, is_mail_off=mailing.is_off())
    return render(request, "desk/watches.html", {"page": page}, status=status)


@require_safe
def watch(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one watch, month by month, judged together with the officer's others."""
    found = queries.watch_for(request.officer, uid)
    now = timezone.now()
    actions.keep_up(by=request.officer, now=now)
    watched = actions.found_for(request.officer, list(queries.watches_for(request.officer)), now)
    record(Event.PAGE_READ, by=request.officer, now=now, about=uid)
    alerts = [one for one in shown_for(request.officer, now).alerts if one.watch_id == found.pk]
    return render(request, "desk/watch.html", {"page": presenting.watch_page(found, watched[uid], alerts)})


@require_POST
def end(request: OfficerRequest, uid: str) -> HttpResponse:
    """End a watch."""
    actions.end_watch(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:watches")


@require_POST
def seen(request: OfficerRequest, uid: str) -> HttpResponse:
    """Set an alert aside."""
    actions.set_aside(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:watches")


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: OfficerRequest) -> HttpResponse:
    """Show how the officer hears by e-mail; a POST chooses it."""
    check_permission(request.officer, Permission.PICTURE_READ)
    language = get_language() or "en"
    problems: tuple[FormProblem, ...] = ()
    address = request.POST.get("address", "")[:254]
    if request.method == "POST":
        rhythm = request.POST.get("rhythm", "")
        if rhythm not in list(Mail):
            problems = (FormProblem("rhythm", gettext("Choose one of the list.")),)
        else:
            try:
                mailing.choose_hearing(
                    by=request.officer, address=address, rhythm=Mail(rhythm), language=language, now=timezone.now()
                )
                return redirect("desk:watches")
            except AddressUnusable as refused:
                problems = (wording.problem_of(refused),)
    else:
        record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="watch-mail")
    page = presenting.mail_page(
        queries.hearing_of(request.officer),
        problems,
        address=address,
        is_off=mailing.is_off(),
        text=mailing.letter(language)[1],
    )
    return render(request, "desk/watch_mail.html", {"page": page}, status=422 if problems else 200)
