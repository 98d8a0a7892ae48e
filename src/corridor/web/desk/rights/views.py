"""Pages of data protection: what is held under a reference, and requests about it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.kernel.errors import CorridorError
from corridor.core.rights.errors import (
    GroundUnfit,
    IdentityUnchecked,
    NothingOwn,
    RequestKnown,
    RequestMalformed,
    RequestState,
)
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.rights import actions, forms, presenting, queries
from corridor.web.desk.rights.models import Request

CORRECTABLE = (GroundUnfit, IdentityUnchecked, NothingOwn, RequestKnown, RequestMalformed, RequestState)


@require_safe
def holdings(request: OfficerRequest) -> HttpResponse:
    """Show what is held under a reference, who read it and who got it; never what it says."""
    asked = forms.text(request.GET, "ref")
    if not asked:
        queries.requests_for(request.officer)
        return render(request, "desk/holdings.html", {"page": presenting.holdings_page("", None)})
    found = actions.look_up(by=request.officer, asked=asked, now=timezone.now())
    return render(request, "desk/holdings.html", {"page": presenting.holdings_page(asked, found)})


@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: OfficerRequest) -> HttpResponse:
    """Show the requests to the own authority; a POST takes another one."""
    now = timezone.now()
    if request.method == "POST":
        try:
            uid = actions.take_request(by=request.officer, asked=forms.request_asked(request.POST), now=now)
        except CORRECTABLE as refused:
            page = presenting.requests_page(request.officer, now.date(), presenting.typed_of(request.POST), refused)
            return render(request, "desk/requests.html", {"page": page}, status=refused.status)
        return redirect("desk:request", uid)
    page = presenting.requests_page(request.officer, now.date(), presenting.typed_of(request.GET))
    record(Event.PAGE_READ, by=request.officer, now=now, about="requests")
    return render(request, "desk/requests.html", {"page": page})


@require_safe
def one_request(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one request with its clock, what is held, and what can be done."""
    found = queries.request_for(request.officer, uid)
    record(Event.HOLDINGS_READ, by=request.officer, now=timezone.now(), about=uid)
    return _page(request, uid, None, found=found)


def _page(
    request: OfficerRequest, uid: str, refused: CorridorError | None, found: Request | None = None
) -> HttpResponse:
    found = found or queries.request_for(request.officer, uid)
    held = queries.holdings_of(request.officer, found.about)
    page = presenting.request_page(found, held, queries.notices_of(found), timezone.now().date(), refused)
    return render(request, "desk/request.html", {"page": page}, status=200 if refused is None else refused.status)


def _acting(do: Callable[[OfficerRequest, str], object]) -> Callable[..., HttpResponse]:
    """Return a page that acts on a request, and shows it again with what must be corrected."""

    @require_POST
    def view(request: OfficerRequest, uid: str) -> HttpResponse:
        try:
            do(request, uid)
        except CORRECTABLE as refused:
            return _page(request, uid, refused)
        return redirect("desk:request", uid)

    return view


def _extend(request: OfficerRequest, uid: str) -> None:
    queries.request_for(request.officer, uid)
    delay = forms.delay_asked(request.POST)
    actions.extend_request(by=request.officer, uid=uid, delay=delay, now=timezone.now())


def _decide(request: OfficerRequest, uid: str) -> None:
    queries.request_for(request.officer, uid)
    decision = forms.decision_asked(request.POST)
    actions.decide_request(by=request.officer, uid=uid, decision=decision, now=timezone.now())


def _answered(request: OfficerRequest, uid: str) -> None:
    actions.note_answered(by=request.officer, uid=uid, now=timezone.now())


def _confirm(request: OfficerRequest, uid: str) -> None:
    authority = forms.text(request.POST, "authority")
    actions.note_confirmed(by=request.officer, uid=uid, authority=authority, now=timezone.now())


extend = _acting(_extend)
decide = _acting(_decide)
answered = _acting(_answered)
confirm = _acting(_confirm)


@require_safe
def answer(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show the answer to a request for access, to be printed: the one page that opens content to this function."""
    found, opened = actions.open_answer(by=request.officer, uid=uid, now=timezone.now())
    held = queries.holdings_of(request.officer, found.about)
    page = presenting.answer_page(request.officer, found, opened, held)
    return render(request, "desk/request_answer.html", {"page": page})
