"""Pages of peer reviews: the list, one with all that may be known of it, and the forms that open it and speak in it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import NotFound
from corridor.core.reviews.codes import Say
from corridor.core.reviews.errors import NotForYou, ReviewIncomplete
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.forums.queries import space_for
from corridor.web.desk.reviews import actions, forms, presenting, queries
from corridor.web.desk.reviews.presenting import Typed


@require_safe
def reviews(request: OfficerRequest) -> HttpResponse:
    """Show the reviews of the own forums."""
    now = timezone.now()
    page = presenting.reviews_page(request.officer, today=now.date(), language=get_language() or "en")
    record(Event.PAGE_READ, by=request.officer, now=now, about="reviews")
    return render(request, "desk/reviews.html", {"page": page})


@require_safe
def review(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one review."""
    now = timezone.now()
    found = queries.review_for(request.officer, uid, today=now.date())
    page = presenting.review_page(request.officer, found, today=now.date(), language=get_language() or "en")
    record(Event.PAGE_READ, by=request.officer, now=now, about=uid)
    return render(request, "desk/review.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def review_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for a review in a forum; a POST opens it."""
    check_permission(request.officer, Permission.REVIEW_WRITE)
    now, language = timezone.now(), get_language() or "en"
    space = space_for(request.officer, request.GET.get("forum", ""))
    if not queries.reviewable(request.officer, space):
        raise NotForYou()
    if request.method != "POST":
        page = presenting.new_page(request.officer, space, Typed(), (), today=now.date(), language=language)
        return render(request, "desk/review_new.html", {"page": page})
    try:
        uid = actions.open_review(by=request.officer, planned=forms.planned_typed(request.POST, space.uid), now=now)
    except ReviewIncomplete as refused:
        typed = Typed(request.POST.dict(), frozenset(request.POST.getlist("items")))
        problems = forms.problems_in(refused)
        page = presenting.new_page(request.officer, space, typed, problems, today=now.date(), language=language)
        return render(request, "desk/review_new.html", {"page": page}, status=422)
    return redirect("desk:review", uid)


@require_http_methods(["GET", "HEAD", "POST"])
def review_say(request: OfficerRequest, uid: str, kind: str) -> HttpResponse:
    """Show the form in which something is said in a review; a POST says it."""
    check_permission(request.officer, Permission.REVIEW_WRITE)
    now, language = timezone.now(), get_language() or "en"
    found = queries.review_for(request.officer, uid, today=now.date())
    if kind not in list(Say):
        raise NotFound(kind="form")
    typed = request.POST if request.method == "POST" else request.GET
    turn = forms.turn_typed(typed.dict(), Say(kind), today=now.date())
    if request.method != "POST":
        if not queries.may_say(request.officer, found, turn.say, to=turn.to, today=now.date()):
            raise NotForYou()
        page = presenting.say_page(found, replace(turn, text=""), (), today=now.date(), language=language)
        return render(request, "desk/review_say.html", {"page": page})
    try:
        actions.say(by=request.officer, uid=uid, turn=turn, now=now)
    except ReviewIncomplete as refused:
        problems = forms.problems_in(refused)
        page = presenting.say_page(found, turn, problems, today=now.date(), language=language)
        return render(request, "desk/review_say.html", {"page": page}, status=422)
    return redirect("desk:review", uid)


@require_POST
def review_decide(request: OfficerRequest, uid: str) -> HttpResponse:
    """Approve what waits for a second officer, or take it away."""
    turn, decide = request.POST.get("turn", ""), actions.drop
    if request.POST.get("decision") == "approve":
        decide = actions.approve
    decide(by=request.officer, uid=uid, turn=turn, now=timezone.now())
    return redirect("desk:review", uid)


@require_POST
def review_close(request: OfficerRequest, uid: str) -> HttpResponse:
    """Close a review."""
    actions.close(by=request.officer, uid=uid, now=timezone.now())
    return redirect("desk:review", uid)
