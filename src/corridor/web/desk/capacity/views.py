"""Pages of needs and offers."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rates import Allowance
from corridor.core.access.rules import check_permission
from corridor.core.capacity.codes import Side
from corridor.core.capacity.errors import CapacityIncomplete, NotNow, TableUnreadable
from corridor.core.capacity.exchange import pledge_from, post_from
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import record
from corridor.web.base.limits.actions import limited
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.capacity import (
    actions,
    delivering,
    filling,
    forms,
    pledge_presenting,
    presenting,
    queries,
    taking,
)
from corridor.web.desk.pages.capacity import TablePage

GET_POST = ["GET", "HEAD", "POST"]
LARGEST = 512 * 1024
TABLES = ("needs", "pledges")


@require_safe
def ledger(request: OfficerRequest) -> HttpResponse:
    """Show needs that nobody answered, what was pledged, and how pillars stand to each other."""
    now, wanted = timezone.now(), forms.wanted(request.GET)
    page = presenting.ledger_page(request.officer, wanted, today=now.date())
    record(Event.PAGE_READ, by=request.officer, now=now, about="capacity")
    return render(request, "desk/capacity.html", {"page": page})


@require_http_methods(GET_POST)
def post_new(request: OfficerRequest, side: str) -> HttpResponse:
    """Show the form for a need or an offer; a POST posts it."""
    check_permission(request.officer, Permission.CAPACITY_POST)
    if side not in list(Side):
        raise NotFound(kind="post")
    problems: tuple[tuple[str, str], ...] = ()
    if request.method == "POST":
        typed = _typed(request)
        said, problems = post_from(typed, Side(side))
        if not problems:
            try:
                return redirect("desk:capacity-post", actions.post(by=request.officer, said=said, now=timezone.now()))
            except CapacityIncomplete as wrong:
                problems = actions.problems_in(wrong)
    form = filling.post_form(request.officer, Side(side), _typed(request), forms.problems_shown(problems))
    return render(request, "desk/capacity_form.html", {"form": form}, status=422 if problems else 200)


def _typed(request: OfficerRequest) -> Mapping[str, str]:
    """Return what was sent, fields of several choices joined."""
    return {name: " ".join(request.POST.getlist(name)) for name in request.POST}


@require_http_methods(GET_POST)
def post(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show a need or an offer; a POST puts an offer to it, takes one back, or withdraws it."""
    by, now = request.officer, timezone.now()
    if request.method == "POST":
        act, offer = request.POST.get("act", ""), request.POST.get("other", "")
        if act == "match":
            actions.match(by=by, need=uid, offer=offer, now=now)
        elif act == "end-match":
            actions.end_match(by=by, need=uid, offer=offer, now=now)
        elif act == "withdraw":
            actions.withdraw_post(by=by, uid=uid, now=now)
            return redirect("desk:capacity")
        else:
            raise NotNow(state="unchanged")
        return redirect("desk:capacity-post", uid)
    page = presenting.post_page(by, queries.post_for(by, uid), today=now.date(), language=get_language() or "en")
    record(Event.PAGE_READ, by=by, now=now, about=uid)
    return render(request, "desk/capacity_post.html", {"page": page})


@require_http_methods(GET_POST)
def pledge_new(request: OfficerRequest) -> HttpResponse:
    """Show the form for a pledge, filled from the need that it answers; a POST writes it down."""
    by = request.officer
    check_permission(by, Permission.CAPACITY_POST)
    need = request.POST.get("need", "") or request.GET.get("need", "")
    asked = queries.post_for(by, need) if need else None
    problems: tuple[tuple[str, str], ...] = ()
    if request.method == "POST":
        said, problems = pledge_from(_typed(request), by.reader.authority)
        if not problems:
            try:
                uid = actions.pledge(by=by, said=said, need=need, now=timezone.now())
                return redirect("desk:capacity-pledge", uid)
            except CapacityIncomplete as wrong:
                problems = actions.problems_in(wrong)
    form = filling.pledge_form(by, asked, _typed(request), forms.problems_shown(problems))
    return render(request, "desk/capacity_form.html", {"form": form}, status=422 if problems else 200)


@require_http_methods(GET_POST)
def pledge(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show a pledge; a POST takes the next step with it, or undoes one."""
    by, now = request.officer, timezone.now()
    problems: tuple[FormProblem, ...] = ()
    if request.method == "POST":
        try:
            _act(request, uid)
            return redirect("desk:capacity") if request.POST.get("act") == "withdraw" else redirect(request.path)
        except CapacityIncomplete as wrong:
            problems = forms.problems_shown(actions.problems_in(wrong))
    one = queries.pledge_for(by, uid, today=now.date())
    typed = _typed(request)
    page = pledge_presenting.pledge_page(by, one, typed, problems, today=now.date())
    record(Event.PAGE_READ, by=by, now=now, about=uid)
    return render(request, "desk/capacity_pledge.html", {"page": page}, status=422 if problems else 200)


def _act(request: OfficerRequest, uid: str) -> None:
    by, now, sent = request.officer, timezone.now(), request.POST
    act, part, other = sent.get("act", ""), sent.get("part", ""), sent.get("other", "")
    if act == "confirm":
        actions.confirm(by=by, uid=uid, now=now)
    elif act == "withdraw":
        actions.withdraw_pledge(by=by, uid=uid, now=now)
    elif act in ("same", "apart", "undo"):
        is_same = None if act == "undo" else act == "same"
        actions.judge(by=by, one=uid, other=other, is_same=is_same, now=now)
    elif act == "hand-over":
        amount, on = forms.handed(sent)
        delivering.hand_over(by=by, pledge=uid, amount=amount, on=on, now=now)
    elif act == "check":
        delivering.check(by=by, pledge=uid, uid=part, said=forms.said(sent), now=now)
    elif act == "deliver":
        delivering.deliver(by=by, pledge=uid, uid=part, now=now)
    elif act == "unmark":
        delivering.unmark(by=by, pledge=uid, uid=part, now=now)
    elif act == "take-back":
        delivering.take_back(by=by, pledge=uid, uid=part, now=now)
    elif act == "evaluate":
        delivering.evaluate(by=by, pledge=uid, said=forms.judged(sent), now=now)
    else:
        raise NotNow(state="unchanged")


@require_safe
def body(request: OfficerRequest, code: str) -> HttpResponse:
    """Show what one authority needs, offers, gives and receives."""
    now = timezone.now()
    page = presenting.body_page(request.officer, code, today=now.date())
    record(Event.PAGE_READ, by=request.officer, now=now, about="capacity")
    return render(request, "desk/capacity_body.html", {"page": page})


@require_http_methods(GET_POST)
def bring(request: OfficerRequest, name: str) -> HttpResponse:
    """Show the form that brings a table; a POST keeps its good rows and tells the lines of the others."""
    check_permission(request.officer, Permission.CAPACITY_POST)
    if name not in TABLES:
        raise NotFound(kind="table")
    is_pledges = name == "pledges"
    brought: actions.Brought | None = None
    problems: tuple[FormProblem, ...] = ()
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None or (file.size or 0) > LARGEST:
                raise TableUnreadable(why="no file, or larger than 512 KB")
            text = file.read().decode("utf-8-sig")
            brought = actions.bring(by=request.officer, text=text, is_pledges=is_pledges, now=timezone.now())
        except (TableUnreadable, UnicodeDecodeError):
            told = gettext(
                "Choose a table of at most 512 KB and 500 rows in UTF-8, with exactly the columns named here."
            )
            problems = (FormProblem("file", told),)
    page: TablePage = presenting.table_page(is_pledges, brought, problems)
    return render(request, "desk/capacity_bring.html", {"page": page}, status=422 if problems else 200)


@limited(Allowance.EXPORTS, "POST")
@require_POST
def take(request: OfficerRequest, name: str) -> HttpResponse:
    """Send what the officer may take along of needs, offers or pledges as a table."""
    if name not in TABLES:
        raise NotFound(kind="table")
    now = timezone.now()
    text = taking.table_of(request.officer, is_pledges=name == "pledges", now=now)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="corridor-{name}-{now.date().isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response
