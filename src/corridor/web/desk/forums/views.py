"""The pages of forums."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.forums.errors import ForumIncomplete, NotTheHost
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.forums import actions, forms, presenting, queries
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.pages import FormProblem


def _language() -> str:
    return get_language() or "en"


@require_safe
def forums(request: OfficerRequest) -> HttpResponse:
    """Show the forums of the own authority."""
    now = timezone.now()
    page = presenting.forums_page(request.officer, _language(), today=now.date())
    record(Event.PAGE_READ, by=request.officer, now=now, about="forums")
    return render(request, "desk/forums.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def forum_new(request: OfficerRequest) -> HttpResponse:
    """Show the form by which a forum is opened; a POST opens it."""
    check_permission(request.officer, Permission.FORUM_KEEP)
    typed, problems = forms.SpaceTyped(), tuple[FormProblem, ...]()
    if request.method == "POST":
        typed = forms.space_typed(request.POST)
        try:
            uid = actions.open_space(
                by=request.officer,
                name=typed.name,
                instruments=sorted(typed.instruments),
                template=forms.template_of(typed),
                now=timezone.now(),
            )
            return redirect("desk:forum", uid)
        except ForumIncomplete as refused:
            problems = forms.told(refused)
    page = presenting.space_new_page(typed, _language(), problems)
    return render(request, "desk/forum_new.html", {"page": page}, status=422 if problems else 200)


@require_safe
def forum(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one forum."""
    return _forum(request, uid)


def _forum(request: OfficerRequest, uid: str, problems: tuple[FormProblem, ...] = ()) -> HttpResponse:
    now = timezone.now()
    row = queries.any_space_for(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=now, about=uid)
    page = presenting.space_page(request.officer, row, _language(), now=now, problems=problems)
    return render(request, "desk/forum.html", {"page": page}, status=422 if problems else 200)


@require_POST
def member_add(request: OfficerRequest, uid: str) -> HttpResponse:
    """Take a member in."""
    authority = request.POST.get("authority", "")
    queries.any_space_for(request.officer, uid)
    try:
        actions.add_member(by=request.officer, uid=uid, authority=authority, now=timezone.now())
    except (NotFound, ForumIncomplete):
        return _forum(request, uid, (FormProblem("authority", gettext("Choose an authority that is known here.")),))
    return redirect("desk:forum", uid)


@require_POST
def member_end(request: OfficerRequest, uid: str) -> HttpResponse:
    """Let an authority be a member no more."""
    authority = request.POST.get("authority", "")
    actions.end_member(by=request.officer, uid=uid, authority=authority, now=timezone.now())
    return redirect("desk:forum", uid)


@require_POST
def close(request: OfficerRequest, uid: str) -> HttpResponse:
    """Close a forum."""
    actions.close_space(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:forum", uid)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show the form by which a meeting is called; a POST calls it."""
    return _meeting(request, _hosted(request, uid), "", forms.MeetingTyped())


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: OfficerRequest, uid: str, meeting: str) -> HttpResponse:
    """Show a meeting to be changed; a POST changes it."""
    row = _hosted(request, uid)
    found = next((one for one in queries.told_of(row).meetings if one.uid == meeting), None)
    if found is None:
        raise NotFound(kind="meeting")
    return _meeting(request, row, found.uid, forms.typed_of(found))


def _meeting(request: OfficerRequest, row: ForumSpace, uid: str, typed: forms.MeetingTyped) -> HttpResponse:
    problems = tuple[FormProblem, ...]()
    if request.method == "POST":
        typed = forms.meeting_typed(request.POST)
        try:
            called = forms.meeting_from(typed, uid)
            actions.call_meeting(by=request.officer, uid=row.uid, meeting=called, now=timezone.now())
            return redirect("desk:forum", row.uid)
        except ForumIncomplete as refused:
            problems = forms.told(refused)
    page = presenting.meeting_page(row, typed, is_new=not uid, problems=problems)
    return render(request, "desk/forum_meeting.html", {"page": page}, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_new(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show the form by which a decision is written down; a POST makes it a commitment."""
    row = _hosted(request, uid)
    now = timezone.now()
    typed = forms.DecisionTyped(measure=presenting.usual_measure(), on=now.date().isoformat())
    problems = tuple[FormProblem, ...]()
    if request.method == "POST":
        typed = forms.decision_typed(request.POST)
        try:
            actions.take_decision(by=request.officer, uid=uid, decision=forms.decision_from(typed), now=now)
            return redirect("desk:forum", uid)
        except ForumIncomplete as refused:
            problems = forms.told(refused)
    page = presenting.decision_page(row, typed, _language(), problems)
    return render(request, "desk/forum_decision.html", {"page": page}, status=422 if problems else 200)


def _hosted(request: OfficerRequest, uid: str) -> ForumSpace:
    check_permission(request.officer, Permission.FORUM_KEEP)
    row = queries.any_space_for(request.officer, uid)
    if not queries.is_host(request.officer, row):
        raise NotTheHost()
    return row
