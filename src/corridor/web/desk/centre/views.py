"""Pages of the joint centre: alerts, the shift log, the pool, and the national desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import CorridorError, NotFound, NotPermitted
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.centre import (
    actions,
    carrying,
    forms,
    log_pages,
    naming,
    pool,
    pooling,
    presenting,
    proposing,
    queries,
    shifting,
    shifts,
)
from corridor.web.desk.centre.forms import EntryAsked
from corridor.web.desk.pages import FormProblem
from corridor.web.desk.statements.printing import tell

NOBODYS = (NotFound, NotPermitted)
"""Refusals that are a page of their own, whatever was typed."""


def _language() -> str:
    return get_language() or "en"


@require_safe
def centre(request: OfficerRequest) -> HttpResponse:
    """Show open alerts, the latest of the shift log, and what is pooled."""
    now, by = timezone.now(), request.officer
    scene = presenting.scene_for(by, now=now)
    page = presenting.centre_page(by, scene, now=now, language=_language())
    tell(request, scene.marks)
    record(Event.PAGE_READ, by=by, now=now, about="centre")
    return render(request, "desk/centre.html", {"page": page})


@require_safe
def past(request: OfficerRequest) -> HttpResponse:
    """Show the alerts that are over."""
    now = timezone.now()
    page = presenting.past_page(request.officer, now=now, language=_language())
    tell(request, {one.row.mark for one in queries.alerts_for(request.officer, now=now, past=True)})
    record(Event.PAGE_READ, by=request.officer, now=now, about="centre/alerts")
    return render(request, "desk/centre_past.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def alert_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for an alert; a POST sends it, or asks a centre to."""
    by = request.officer
    check_permission(by, Permission.ALERT_READ)
    asked = forms.alert_asked(request.POST) if request.method == "POST" else forms.alert_fresh()
    problems: tuple[FormProblem, ...] = ()
    if request.method == "POST":
        problems = forms.problems_from(actions.faults(asked.saying))
        if not problems:
            try:
                if asked.centre:
                    actions.ask(by=by, saying=asked.saying, centre=asked.centre, to=asked.to, now=timezone.now())
                else:
                    actions.send(by=by, saying=asked.saying, to=asked.to, now=timezone.now())
            except NOBODYS:
                raise
            except CorridorError as refused:
                problems = forms.problem_of(refused)
            else:
                return redirect("desk:centre")
    page = presenting.new_alert_page(by, asked, problems)
    return render(request, "desk/centre_alert_new.html", {"page": page}, status=422 if problems else 200)


@require_safe
def alert(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one alert."""
    return _alert_page(request, uid)


def _alert_page(request: OfficerRequest, uid: str, problems: tuple[FormProblem, ...] = ()) -> HttpResponse:
    now = timezone.now()
    known = queries.alert_for(request.officer, uid, now=now)
    page = presenting.alert_page(request.officer, known, now=now, language=_language(), problems=problems)
    tell(request, {known.row.mark})
    record(Event.PAGE_READ, by=request.officer, now=now, about=uid)
    return render(request, "desk/centre_alert.html", {"page": page}, status=422 if problems else 200)


@require_POST
def alert_answer(request: OfficerRequest, uid: str) -> HttpResponse:
    """Answer an alert for the own authority."""
    response = forms.response_asked(request.POST)
    if response is None:
        return _alert_page(request, uid, forms.problems_from([("kind", "")]))
    actions.answer(by=request.officer, uid=uid, response=response, now=timezone.now())
    return redirect("desk:centre-alert", uid)


@require_POST
def alert_pass(request: OfficerRequest, uid: str) -> HttpResponse:
    """Send an alert that the centre was asked for."""
    try:
        actions.pass_on(by=request.officer, uid=uid, to=request.POST.getlist("to"), now=timezone.now())
    except NOBODYS:
        raise
    except CorridorError as refused:
        return _alert_page(request, uid, forms.problem_of(refused))
    return redirect("desk:centre")


@require_POST
def alert_refuse(request: OfficerRequest, uid: str) -> HttpResponse:
    """Tell an authority that the centre does not send its alert."""
    reason = forms.reason_asked(request.POST)
    if reason is None:
        return _alert_page(request, uid, forms.problems_from([("kind", "")]))
    actions.refuse(by=request.officer, uid=uid, reason=reason, now=timezone.now())
    return redirect("desk:centre")


@require_POST
def alert_end(request: OfficerRequest, uid: str) -> HttpResponse:
    """End an alert, or take it back."""
    reason = forms.reason_asked(request.POST)
    if reason is None:
        return _alert_page(request, uid, forms.problems_from([("kind", "")]))
    actions.end(by=request.officer, uid=uid, reason=reason, now=timezone.now())
    return redirect("desk:centre-alert", uid)


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: OfficerRequest) -> HttpResponse:
    """Show the shift log; a POST writes into it."""
    now = timezone.now()
    if request.method != "POST":
        return _log_page(request, forms.entry_fresh(request.officer.reader.authority, now=now))
    asked = forms.entry_asked(request.POST, now=now)
    check_permission(request.officer, Permission.SHIFT_LOG)
    problems = forms.problems_from(shifting.faults(asked.noted, now=now))
    if not problems:
        try:
            shifting.write(by=request.officer, noted=asked.noted, now=now)
        except NOBODYS:
            raise
        except CorridorError as refused:
            problems = forms.problem_of(refused)
        else:
            return redirect("desk:centre-log")
    return _log_page(request, asked, problems)


def _log_page(
    request: OfficerRequest, asked: EntryAsked | None = None, problems: tuple[FormProblem, ...] = ()
) -> HttpResponse:
    now = timezone.now()
    found = shifts.log_for(request.officer, now=now)
    asked = asked or forms.entry_fresh(request.officer.reader.authority, now=now)
    page = log_pages.log_page(request.officer, found, asked, _language(), problems)
    tell(request, {one.mark for one in found.entries})
    record(Event.PAGE_READ, by=request.officer, now=now, about="centre/log")
    return render(request, "desk/centre_log.html", {"page": page}, status=422 if problems else 200)


@require_POST
def hand_over(request: OfficerRequest) -> HttpResponse:
    """Hand the shift over."""
    now, by = timezone.now(), request.officer
    asked = forms.entry_asked(request.POST, now=now)
    try:
        shifting.hand_over(by=by, to=asked.successor, words=asked.noted.words, named=asked.noted.to, now=now)
    except NOBODYS:
        raise
    except CorridorError as refused:
        return _log_page(request, asked, forms.problem_of(refused))
    return redirect("desk:centre-log")


@require_POST
def entry_take(request: OfficerRequest, uid: str) -> HttpResponse:
    """Take the shift over."""
    shifting.take_over(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:centre-log")


@require_POST
def entry_correct(request: OfficerRequest, uid: str) -> HttpResponse:
    """Correct an entry by a further one."""
    return _following(request, uid, shifting.correct)


@require_POST
def entry_settle(request: OfficerRequest, uid: str) -> HttpResponse:
    """Settle an open matter."""
    return _following(request, uid, shifting.settle)


def _following(request: OfficerRequest, uid: str, write: shifting.Following) -> HttpResponse:
    try:
        write(by=request.officer, uid=uid, words=request.POST.get("words", ""), now=timezone.now())
    except NOBODYS:
        raise
    except CorridorError as refused:
        return _log_page(request, None, forms.problem_of(refused))
    return redirect("desk:centre-log")


@require_safe
def pooled(request: OfficerRequest) -> HttpResponse:
    """Show what each authority released to all members."""
    now = timezone.now()
    found = pool.pool_for(request.officer)
    tell(request, {one.mark for one in found}, sources=[one.authority for one in found])
    record(Event.PAGE_READ, by=request.officer, now=now, about="centre/pool")
    return render(request, "desk/centre_pool.html", {"page": pooling.pool_page(found, _language())})


@require_safe
def national(request: OfficerRequest) -> HttpResponse:
    """Show what agencies released to their national desk, and what may be passed on."""
    now, by = timezone.now(), request.officer
    found = pool.inbox_for(by)
    to = frozenset(request.GET.getlist("to")) & frozenset(carrying.abroad(by.reader.authority))
    told = pool.passing_for(by, found, to) if to else ()
    tell(request, {one.mark for one in found}, sources=[one.authority for one in found])
    record(Event.PAGE_READ, by=by, now=now, about="centre/national")
    page = pooling.national_page(by, found, to, told, pool.proposals_for(by, now=now), _language())
    return render(request, "desk/centre_national.html", {"page": page})


@require_POST
def propose(request: OfficerRequest) -> HttpResponse:
    """Propose to agencies to release reports abroad."""
    loads, to = request.POST.getlist("load"), request.POST.getlist("to")
    proposing.propose(by=request.officer, loads=loads, to=to, now=timezone.now())
    return redirect("desk:centre-national")


@require_POST
def proposal_decide(request: OfficerRequest, uid: str) -> HttpResponse:
    """Release a report of the own agency as its national desk proposed, or decline."""
    is_released = request.POST.get("decision") == "release"
    proposing.decide(by=request.officer, uid=uid, is_released=is_released, now=timezone.now())
    return redirect("desk:centre-national")


@require_POST
def named(request: OfficerRequest) -> HttpResponse:
    """Let a national desk name the own authority abroad, or not."""
    naming.choose(by=request.officer, is_named=request.POST.get("named") == "yes", now=timezone.now())
    return redirect("desk:centre-national")
