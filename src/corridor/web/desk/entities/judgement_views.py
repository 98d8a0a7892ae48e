"""Pages on which things are compared and judged the same or not, and on which such judgements are taken back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.entities.codes import REVERSAL_GROUNDS, Ground
from corridor.core.entities.errors import JudgementTooWide
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.entities import actions, comparing, forms, judgements, queries, telling
from corridor.web.desk.entities.forms import Verdict
from corridor.web.desk.pages import FormProblem
from corridor.web.desk.statements.shown import shown


@require_safe
def members(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show which things a page lays together, and who judged them the same."""
    found = judgements.membership_for(request.officer, uid)
    notes = shown(request.officer, found.thing.cluster)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid, part="members", **notes)
    page = telling.members_page(found, request.officer, get_language() or "en")
    return render(request, "desk/thing_members.html", {"page": page})


@require_safe
def compare(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show two things side by side, or the form in which another one is named."""
    wanted = request.GET.get("with", "")[:200]
    other = forms.reference_in(wanted)
    return _compare(request, uid, other, wanted=wanted)


def _compare(
    request: OfficerRequest,
    uid: str,
    other: str,
    *,
    wanted: str = "",
    verdict: Verdict | None = None,
    problems: tuple[FormProblem, ...] = (),
) -> HttpResponse:
    officer, language = request.officer, get_language() or "en"
    check_permission(officer, Permission.JUDGEMENT_MAKE)
    if other and other != uid:
        found = judgements.comparison_for(officer, uid, other)
        page = comparing.compare_page(found, officer, language, verdict=verdict, problems=problems)
        cluster = (*found.one.cluster, *found.other.cluster)
    else:
        thing = queries.thing_for(officer, uid)
        page = comparing.choose_page(thing, officer, language, wanted=wanted, is_itself=bool(other))
        cluster = thing.cluster
    notes = shown(officer, sorted(set(cluster)))
    record(Event.PAGE_READ, by=officer, now=timezone.now(), about=uid, part="compare", beside=other, **notes)
    return render(request, "desk/thing_compare.html", {"page": page}, status=422 if page.problems else 200)


@require_POST
def judge(request: OfficerRequest, uid: str) -> HttpResponse:
    """Record that two things are the same, or are not."""
    officer = request.officer
    other = forms.reference_in(request.POST.get("other", ""))
    found = judgements.comparison_for(officer, uid, other)
    verdict = forms.verdict_from(officer, request.POST, (found.one, found.other))
    if verdict.basis is None:
        return _compare(request, uid, other, verdict=verdict, problems=verdict.problems)
    try:
        _carry_out(officer, uid, other, verdict)
    except JudgementTooWide:
        problem = FormProblem("recipients", comparing.too_wide())
        return _compare(request, uid, other, verdict=verdict, problems=(problem,))
    return redirect("desk:thing-members", uid)


def _carry_out(officer: Officer, uid: str, other: str, verdict: Verdict) -> None:
    assert verdict.basis is not None
    make = actions.judge_same if verdict.verdict == forms.SAME else actions.judge_apart
    make(by=officer, one=uid, other=other, basis=verdict.basis, now=timezone.now())


@require_POST
def withdraw(request: OfficerRequest, uid: str) -> HttpResponse:
    """Take a judgement of the own authority back."""
    ground = next((one for one in REVERSAL_GROUNDS if one == request.POST.get("ground")), Ground.MISTAKEN)
    back = _back(request, uid, is_withdrawn=False)
    actions.withdraw_judgement(by=request.officer, uid=uid, ground=ground, now=timezone.now())
    return redirect(back)


@require_POST
def restore(request: OfficerRequest, uid: str) -> HttpResponse:
    """Let a judgement of the own authority stand again."""
    back = _back(request, uid, is_withdrawn=True)
    actions.restore_judgement(by=request.officer, uid=uid, now=timezone.now())
    return redirect(back)


def _back(request: OfficerRequest, uid: str, *, is_withdrawn: bool) -> str:
    """Return the page of the things that a judgement is about."""
    return reverse("desk:thing-members", args=[judgements.thing_of(request.officer, uid, is_withdrawn=is_withdrawn)])
