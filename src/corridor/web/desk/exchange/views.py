"""Pages of exchange: lines and traffic, what was released to partners, and what partners released to us."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import EndReason
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.exchange import actions, correcting, forms, leaving, presenting, queries, releasing_pages
from corridor.web.desk.exchange.actions import Part, Wanted
from corridor.web.desk.exchange.forms import Typed
from corridor.web.desk.statements import releasable
from corridor.web.desk.statements.shown import shown_of


def _language() -> str:
    return get_language() or "en"


@require_safe
def exchange(request: OfficerRequest) -> HttpResponse:
    """Show how the lines to partners stand, and the last items in each direction, without what they say."""
    by, now = request.officer, timezone.now()
    lines, items = queries.lines_now_for(by), queries.last_items_for(by)
    page = presenting.traffic_page(by, lines, items, _language(), now=now)
    record(Event.PAGE_READ, by=by, now=now, about="exchange")
    return render(request, "desk/exchange.html", {"page": page})


@require_safe
def releases(request: OfficerRequest) -> HttpResponse:
    """Show what the own authority released, and what waits for a second officer."""
    page = releasing_pages.releases_page(request.officer, queries.releases_for(request.officer), _language())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="releases")
    return render(request, "desk/releases.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def release_new(request: OfficerRequest, load: str) -> HttpResponse:
    """Choose to whom a report goes; a POST shows who will get what, and asks for it once that was looked at."""
    by, now = request.officer, timezone.now()
    check_permission(by, Permission.RELEASE_ABROAD)
    queries.own_load_for(by, load)
    if request.method != "POST":
        record(Event.PAGE_READ, by=by, now=now, about=load, part="release")
        return _new(request, load, Typed())
    typed = forms.typed_release(request.POST)
    wanted, problems = forms.wanted_from(load, typed)
    if wanted is None:
        return _new(request, load, typed, problems=problems)
    try:
        if request.POST.get("act") == "ask" and typed.looked == typed.choice:
            made = actions.ask_release(by=by, wanted=wanted, now=now)
            return redirect("desk:release", made.about)
        parts = actions.parts_for(releasable.said_in(by, queries.own_load_for(by, load)), wanted, now)
    except (*forms.CORRECTABLE, NotFound) as refused:
        return _new(request, load, typed, problems=(forms.problem_of(refused),))
    return _new(request, load, typed, parts=parts, wanted=wanted)


def _new(
    request: OfficerRequest,
    load: str,
    typed: Typed,
    *,
    parts: tuple[Part, ...] = (),
    wanted: Wanted | None = None,
    problems: tuple[FormProblem, ...] = (),
) -> HttpResponse:
    by = request.officer
    row = queries.own_load_for(by, load)
    things = releasable.said_in(by, row)
    if not things:
        raise NotFound(kind="report")
    is_personal = queries.is_personal(draft for part in parts for draft, _ in part.things)
    page = releasing_pages.new_page(
        by,
        row,
        things,
        typed,
        _language(),
        today=timezone.now().date(),
        parts=parts,
        needs_second=actions.needs_second(is_personal=is_personal, markings=[mark for _, mark in things]),
        problems=problems,
    )
    shown = {"page": page, "looked": typed.choice if wanted is not None else ""}
    return render(request, "desk/release_new.html", shown, status=422 if problems else 200)


@require_safe
def release(request: OfficerRequest, about: str) -> HttpResponse:
    """Show one release: to whom it went, how each node answered, and how it was used."""
    return _release(request, about)


def _release(
    request: OfficerRequest, about: str, problems: tuple[FormProblem, ...] = (), status: int = 200
) -> HttpResponse:
    by, now = request.officer, timezone.now()
    row = queries.own_release_for(by, about)
    record(Event.PAGE_READ, by=by, now=now, about=about)
    page = releasing_pages.release_page(by, row, _language(), now=now, problems=problems)
    return render(request, "desk/release.html", {"page": page}, status=status)


@require_POST
def release_decide(request: OfficerRequest, about: str) -> HttpResponse:
    """Let a release go that a colleague asked for, or deny it."""
    is_approved = request.POST.get("decision") == "approve"
    try:
        actions.decide_release(by=request.officer, about=about, is_approved=is_approved, now=timezone.now())
    except (*forms.CORRECTABLE, NotFound) as refused:
        if isinstance(refused, NotFound) and refused.params.get("kind") != "authority":
            raise
        return _release(request, about, (FormProblem("", forms.problem_of(refused).message),), 409)
    return redirect("desk:release", about)


@require_POST
def release_correct(request: OfficerRequest, about: str) -> HttpResponse:
    """Send the corrected version of a report to everybody who has the version before."""
    by = request.officer
    load = queries.corrected_load_of(by, queries.own_release_for(by, about))
    if not load:
        raise NotFound(kind="report")
    try:
        is_sent = correcting.correct_release(by=by, about=about, load=load, now=timezone.now())
    except forms.CORRECTABLE as refused:
        return _release(request, about, (FormProblem("", forms.problem_of(refused).message),), refused.status)
    if not is_sent:
        messages.success(request, gettext("Proposed. A second officer of your authority must agree."))
    return redirect("desk:release", about)


@require_POST
def release_recall(request: OfficerRequest, about: str) -> HttpResponse:
    """Recall a release."""
    reason = request.POST.get("reason", "")
    if reason not in set(EndReason):
        return _release(request, about, (FormProblem("reason", gettext("Choose why it is recalled.")),), 422)
    actions.recall(by=request.officer, about=about, reason=EndReason(reason), now=timezone.now())
    return redirect("desk:release", about)


@require_POST
def release_leave(request: OfficerRequest, about: str) -> HttpResponse:
    """Give an authority leave for a further use, or propose it where two officers must."""
    sent = request.POST
    authority, use = sent.get("authority", ""), sent.get("use", "")
    try:
        is_given = leaving.propose_leave(
            by=request.officer, about=about, authority=authority, use=use, now=timezone.now()
        )
    except forms.CORRECTABLE as refused:
        return _release(request, about, (FormProblem("use", forms.problem_of(refused).message),), refused.status)
    if not is_given:
        messages.success(request, gettext("Proposed. A second officer of your authority must agree."))
    return redirect("desk:release", about)


@require_POST
def release_leave_decide(request: OfficerRequest, about: str) -> HttpResponse:
    """Give leave that a colleague proposed, or drop it."""
    sent = request.POST
    leaving.decide_leave(
        by=request.officer,
        about=about,
        authority=sent.get("authority", ""),
        use=sent.get("use", ""),
        is_given=sent.get("decision") == "approve",
        now=timezone.now(),
    )
    return redirect("desk:release", about)


@require_safe
def received(request: OfficerRequest) -> HttpResponse:
    """Show what partners released to the own authority."""
    rows = list(queries.received_for(request.officer))
    page = presenting.received_list_page(request.officer, rows, _language())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="received")
    return render(request, "desk/received.html", {"page": page})


@require_safe
def thing_received(request: OfficerRequest, uid: str) -> HttpResponse:
    """Lead from a thing to what partners released of it: to the one, or to a list where there are several."""
    by = request.officer
    rows = list(queries.received_about(by, uid))
    if len(rows) == 1:
        return redirect("desk:received-one", rows[0].load)
    page = presenting.received_list_page(by, rows, _language())
    record(Event.PAGE_READ, by=by, now=timezone.now(), about=uid, part="received")
    return render(request, "desk/received.html", {"page": page})


@require_safe
def received_one(request: OfficerRequest, load: str) -> HttpResponse:
    """Show one thing that was received, and what can be done with it."""
    by = request.officer
    row = queries.received_one(by, load)
    page = presenting.received_page(by, row, _language())
    notes = shown_of(by, row.thing) if page.thing_url else {}
    record(Event.PAGE_READ, by=by, now=timezone.now(), about=row.about, reviewed=bool(page.said), **notes)
    return render(request, "desk/received_one.html", {"page": page})


@require_POST
def received_review(request: OfficerRequest, load: str) -> HttpResponse:
    """Let what waits be seen here, or decline it."""
    is_accepted = request.POST.get("decision") == "accept"
    actions.review(by=request.officer, load=load, is_accepted=is_accepted, now=timezone.now())
    return redirect("desk:received-one", load)


@require_POST
def received_evidence(request: OfficerRequest, load: str) -> HttpResponse:
    """Write down that something received is used before a court."""
    leaving.declare_evidence(by=request.officer, load=load, now=timezone.now())
    messages.success(request, gettext("Written down. The owner is told."))
    return redirect("desk:received-one", load)
