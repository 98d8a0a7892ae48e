"""Pages of requests: the list, one thread, a new one, a turn, what came by another channel, and its text."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.requests.codes import Channel, Kind
from corridor.core.requests.errors import RequestIncomplete
from corridor.web.base import printing
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.requests import actions, asking_page, forms, presenting, queries


def _language() -> str:
    return get_language() or "en"


@require_safe
def threads(request: OfficerRequest) -> HttpResponse:
    """Show what an authority is asked and what it asks."""
    by, now = request.officer, timezone.now()
    listed = queries.requests_for(by, now=now)
    page = presenting.threads_page(by, listed, queries.turnaround_for(by, now=now), _language(), now=now)
    record(Event.PAGE_READ, by=by, now=now, about="requests", results=len(listed.to_answer) + len(listed.waiting))
    return render(request, "desk/threads.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def thread_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for a request of one kind; a POST asks."""
    by, now = request.officer, timezone.now()
    check_permission(by, Permission.REQUEST_ASK)
    kind = forms.kind_of(request.GET.get("kind", ""))
    if kind is None:
        return redirect("desk:threads")
    offered = queries.addressees(by, kind, now=now)
    problems: tuple[FormProblem, ...] = ()
    if request.method == "POST":
        typed = forms.typed_request(kind, request.POST)
        made, problems = forms.request_from(typed)
        if not problems:
            try:
                return redirect("desk:thread", actions.ask(by=by, request=made, now=now))
            except forms.CORRECTABLE as refused:
                problems = (forms.problem_of(refused),)
            except NotFound:
                problems = (forms.problem_of(RequestIncomplete(field="about", why="unknown")),)
    else:
        typed = asking_page.typed_first(by, kind, request.GET.dict(), offered, now=now)
    page = asking_page.new_page(typed, offered, _language(), problems, now=now)
    return render(request, "desk/thread_new.html", {"page": page}, status=422 if problems else 200)


@require_POST
def leave(request: OfficerRequest) -> HttpResponse:
    """Ask the owner of an item for leave to use it beyond its marking, with one click."""
    sent, by, now = request.POST, request.officer, timezone.now()
    try:
        uid = actions.ask_leave(
            by=by,
            about=sent.get("about", ""),
            use=sent.get("use", ""),
            to=sent.get("to", ""),
            words=sent.get("words", ""),
            case=sent.get("case", ""),
            now=now,
        )
    except forms.CORRECTABLE as refused:
        kind = Kind.LEAVE
        typed = forms.typed_request(kind, sent)
        offered = queries.addressees(by, kind, now=now)
        page = asking_page.new_page(typed, offered, _language(), (forms.problem_of(refused),), now=now)
        return render(request, "desk/thread_new.html", {"page": page}, status=422)
    return redirect("desk:thread", uid)


@require_safe
def thread(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one request with its turns."""
    return _thread(request, uid)


def _thread(
    request: OfficerRequest, uid: str, problems: tuple[FormProblem, ...] = (), status: int = 200
) -> HttpResponse:
    by, now = request.officer, timezone.now()
    one = queries.request_for(by, uid, now=now)
    record(Event.PAGE_READ, by=by, now=now, about=uid)
    sent = request.POST.dict() if problems else None
    page = presenting.thread_page(by, one, _language(), now=now, sent=sent, problems=problems)
    printing.tell(request, markings=[page.marking])
    return render(request, "desk/thread.html", {"page": page}, status=status)


@require_POST
def turn(request: OfficerRequest, uid: str) -> HttpResponse:
    """Take a turn."""
    try:
        actions.take_turn(by=request.officer, uid=uid, said=forms.said_from(request.POST), now=timezone.now())
    except forms.CORRECTABLE as refused:
        return _thread(request, uid, (forms.problem_of(refused),), refused.status)
    return redirect("desk:thread", uid)


@require_POST
def came(request: OfficerRequest, uid: str) -> HttpResponse:
    """Write down what came by another channel."""
    sent = request.POST
    try:
        actions.write_down(
            by=request.officer,
            uid=uid,
            said=forms.said_from(sent),
            channel=forms.channel_from(sent),
            reference=sent.get("reference", "").strip(),
            now=timezone.now(),
        )
    except forms.CORRECTABLE as refused:
        return _thread(request, uid, (forms.problem_of(refused),), refused.status)
    return redirect("desk:thread", uid)


@require_safe
def text(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show the text of a request for another channel, or hand it out as a file."""
    by, now = request.officer, timezone.now()
    check_permission(by, Permission.REQUEST_ASK)
    one = queries.request_for(by, uid, now=now)
    channel = request.GET.get("channel", "")
    if channel not in presenting.channels_for(one):
        raise NotFound(kind="request")
    page = presenting.text_page(one, Channel(channel), _language())
    record(Event.AUTHORITY_REQUEST_WRITTEN, by=by, now=now, about=uid, channel=channel)
    if "save" not in request.GET:
        return render(request, "desk/thread_text.html", {"page": page})
    answer = HttpResponse(page.text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="request-{uid[:8]}-{channel}.txt"'
    return answer
