"""Pages of matching: ask another authority, look at hits, keep the own sets."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.matching.codes import Domain
from corridor.core.matching.errors import (
    CaseMissing,
    LooksLikeGuessing,
    NoSet,
    NothingToAsk,
    PurposeUnfit,
    QuotaReached,
    SetTooLarge,
)
from corridor.core.partners.errors import NotToPartner
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.matching import actions, forms, presenting, queries, targets, tasks

FIELDS: dict[type[CorridorError], str] = {
    CaseMissing: "case",
    NoSet: "owner",
    QuotaReached: "owner",
    PurposeUnfit: "owner",
    NothingToAsk: "things",
    LooksLikeGuessing: "things",
}
"""Where a refusal is told in the form."""


def _language() -> str:
    return get_language() or "en"


@require_http_methods(["GET", "HEAD", "POST"])
def matching(request: OfficerRequest) -> HttpResponse:
    """Show whom one can ask and what was asked; a POST asks."""
    check_permission(request.officer, Permission.MATCH_ASK)
    now, problems = timezone.now(), tuple[FormProblem, ...]()
    asked = forms.asked(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        try:
            uid = actions.ask(by=request.officer, owner=asked.owner, case=asked.case, things=asked.uids, now=now)
            return redirect("desk:match-question", uid)
        except tuple(FIELDS) as refused:
            problems = (presenting.problem_of(refused, FIELDS[type(refused)]),)
        except NotFound:
            problems = (FormProblem("owner", gettext("Choose an authority that can be asked.")),)
    record(Event.PAGE_READ, by=request.officer, now=now, about="matching")
    page = presenting.matching_page(request.officer, asked, _language(), now, problems)
    return render(request, "desk/matching.html", {"page": page}, status=422 if problems else 200)


@require_safe
def question(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one question and its hits."""
    found = queries.question_for(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid)
    return render(request, "desk/match.html", {"page": presenting.question_page(request.officer, found, _language())})


@require_POST
def judge(request: OfficerRequest, uid: str) -> HttpResponse:
    """Write down whether a hit proved right."""
    hit = request.POST.get("hit", "")
    number = int(hit) if hit.isascii() and hit.isdecimal() and len(hit) < 12 else 0
    judged = request.POST.get("judged", "")
    actions.judge(by=request.officer, uid=uid, hit=number, judged=judged, now=timezone.now())
    return redirect("desk:match-question", uid)


@require_safe
def sets(request: OfficerRequest) -> HttpResponse:
    """Show the own sets, who asked, and what hits tell."""
    return _sets_page(request)


def _sets_page(request: OfficerRequest, problems: tuple[FormProblem, ...] = (), traced: str = "") -> HttpResponse:
    page = presenting.sets_page(request.officer, _language(), problems, traced)
    page = replace(page, is_making=request.GET.get("making") == "yes")
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="match sets")
    return render(request, "desk/match_sets.html", {"page": page}, status=422 if problems else 200)


@require_POST
def make(request: OfficerRequest) -> HttpResponse:
    """Make a set for another authority."""
    authority, purpose = request.POST.get("authority", ""), request.POST.get("purpose", "")
    try:
        if purpose == Domain.TARGETS.value:
            targets.join(by=request.officer, authority=authority, now=timezone.now())
        else:
            tasks.start(by=request.officer, authority=authority, purpose=purpose, now=timezone.now())
            return redirect(f"{reverse('desk:match-sets')}?making=yes")
    except (PurposeUnfit, SetTooLarge, NotToPartner) as refused:
        return _sets_page(request, (presenting.problem_of(refused, "purpose"),))
    except NotFound:
        return _sets_page(request, (FormProblem("authority", gettext("Choose an authority that matches.")),))
    return redirect("desk:match-sets")


@require_POST
def choose(request: OfficerRequest) -> HttpResponse:
    """Choose how little hits under one marking tell."""
    telling = forms.telling_of(request.POST)
    if telling is None:
        raise NotFound(kind="choice")
    marking = request.POST.get("marking", "")[:64]
    actions.choose(by=request.officer, marking=marking, telling=telling, now=timezone.now())
    return redirect("desk:match-sets")


@require_POST
def trace(request: OfficerRequest) -> HttpResponse:
    """Show the thing behind a reference that another authority names."""
    authority, named = request.POST.get("authority", ""), forms.reference_of(request.POST)
    try:
        thing = actions.trace(by=request.officer, authority=authority, named=named, now=timezone.now())
    except NotFound:
        return _sets_page(request, (FormProblem("reference", gettext("This is no reference of ours.")),))
    return _sets_page(request, traced=reverse("desk:thing", args=[thing]))
