"""Pages of cards: the own one, those of others, and what two people do with them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.errors import AuthorityInUse
from corridor.core.access.rules import check_permission
from corridor.core.cards.errors import AuthorityStays, CardRevoked, ClaimStays
from corridor.core.doors.errors import CardInvalid, SecondOfficerNeeded
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.cards import actions, claims, forms, presenting


def _language() -> str:
    return get_language() or "en"


@require_safe
def cards(request: OfficerRequest) -> HttpResponse:
    """Show the own card and those of others."""
    return _cards(request)


def _cards(request: OfficerRequest, problems: tuple[FormProblem, ...] = (), typed: str = "") -> HttpResponse:
    now = timezone.now()
    origin = request.build_absolute_uri("/").rstrip("/")
    page = presenting.cards_page(
        request.officer, now=now, origin=origin, language=_language(), typed=typed, problems=problems
    )
    record(Event.PAGE_READ, by=request.officer, now=now, about="cards")
    return render(request, "desk/cards.html", {"page": page}, status=422 if problems else 200)


@require_safe
def card(request: OfficerRequest, code: str) -> HttpResponse:
    """Show one node."""
    return _card(request, code)


def _card(request: OfficerRequest, code: str, problems: tuple[FormProblem, ...] = ()) -> HttpResponse:
    now = timezone.now()
    page = presenting.card_page(request.officer, code, now=now, language=_language(), problems=problems)
    record(Event.PAGE_READ, by=request.officer, now=now, about=code)
    return render(request, "desk/card.html", {"page": page}, status=422 if problems else 200)


@require_safe
def own(request: OfficerRequest) -> HttpResponse:
    """Hand out the own card as a file."""
    check_permission(request.officer, Permission.LEDGER_VERIFY)
    origin = request.GET.get("origin", "").strip().rstrip("/")
    try:
        written = actions.own_card_read(by=request.officer, origin=origin, now=timezone.now())
    except CardInvalid as refused:
        return _cards(request, (forms.problem_of(refused),))
    response = HttpResponse(written, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="card.json"'
    return response


@require_POST
def add(request: OfficerRequest) -> HttpResponse:
    """Accept a card that was brought."""
    check_permission(request.officer, Permission.OFFICER_MANAGE)
    typed = forms.fingerprint_typed(request)
    try:
        brought = actions.bring_card(
            by=request.officer, written=forms.card_brought(request), fingerprint=typed, now=timezone.now()
        )
    except (CardInvalid, CardRevoked) as refused:
        return _cards(request, (forms.problem_of(refused),), typed)
    messages.success(request, gettext("The card is kept. Somebody else must compare its digits before it is used."))
    return redirect("desk:card", brought.code)


@require_POST
def confirm(request: OfficerRequest, code: str) -> HttpResponse:
    """Confirm a card that somebody else accepted."""
    typed = forms.fingerprint_typed(request)
    try:
        actions.confirm_card(by=request.officer, code=code, fingerprint=typed, now=timezone.now())
    except (CardInvalid, CardRevoked, SecondOfficerNeeded) as refused:
        return _card(request, code, (forms.problem_of(refused),))
    messages.success(request, gettext("The card is in use. What may go there is set on the page of the partner."))
    return redirect("desk:card", code)


@require_POST
def close(request: OfficerRequest, code: str) -> HttpResponse:
    """Close the line to a node."""
    actions.close_card(by=request.officer, code=code, now=timezone.now())
    return redirect("desk:card", code)


@require_POST
def revoke(request: OfficerRequest, code: str) -> HttpResponse:
    """Take nothing any more that a node signed."""
    actions.revoke(by=request.officer, code=code, now=timezone.now())
    messages.success(request, gettext("Its keys are revoked. Nothing that they signed is taken from now on."))
    return redirect("desk:card", code)


@require_POST
def claim(request: OfficerRequest, code: str, authority: str) -> HttpResponse:
    """Propose that a node speaks for an authority that it claims."""
    try:
        claims.propose(by=request.officer, node=code, authority=authority, now=timezone.now())
    except ClaimStays as refused:
        return _card(request, code, (forms.problem_of(refused),))
    messages.success(request, gettext("It is proposed. Somebody else must settle it."))
    return redirect("desk:card", code)


@require_POST
def claim_settle(request: OfficerRequest, code: str, authority: str) -> HttpResponse:
    """Settle that a node speaks for an authority, as somebody else proposed."""
    try:
        claims.settle(by=request.officer, node=code, authority=authority, now=timezone.now())
    except (ClaimStays, SecondOfficerNeeded) as refused:
        problem = forms.problem_of(refused) if isinstance(refused, ClaimStays) else forms.second_needed()
        return _card(request, code, (problem,))
    messages.success(request, gettext("It is settled who speaks for this authority."))
    return redirect("desk:card", code)


@require_POST
def ask(request: OfficerRequest, code: str) -> HttpResponse:
    """Ask a node to show the head of its ledger."""
    actions.ask_head(by=request.officer, code=code, now=timezone.now())
    messages.success(request, gettext("It is asked to show its head. The answer stands here once it came."))
    return redirect("desk:card", code)


@require_POST
def drill(request: OfficerRequest, code: str) -> HttpResponse:
    """Begin a drill."""
    actions.begin_drill(by=request.officer, code=code, now=timezone.now())
    return redirect("desk:card", code)


@require_POST
def drill_end(request: OfficerRequest, code: str) -> HttpResponse:
    """End a drill."""
    actions.end_drill(by=request.officer, code=code, steps=forms.steps_ticked(request), now=timezone.now())
    return redirect("desk:card", code)


@require_POST
def rotate(request: OfficerRequest) -> HttpResponse:
    """Give the node or one of its authorities another key."""
    what, is_lost = request.POST.get("what", ""), request.POST.get("lost") == "yes"
    now = timezone.now()
    if what == forms.NODE:
        actions.rotate_node(by=request.officer, is_lost=is_lost, now=now)
    else:
        actions.rotate_authority(by=request.officer, authority=what, is_lost=is_lost, now=now)
    messages.success(request, gettext("There is another key. Partners are told."))
    return redirect("desk:cards")


@require_POST
def move(request: OfficerRequest) -> HttpResponse:
    """Hand an authority over to a node of its own."""
    authority, to = request.POST.get("authority", ""), request.POST.get("to", "")
    try:
        actions.move_authority(by=request.officer, authority=authority, to=to, now=timezone.now())
    except AuthorityInUse:
        words = gettext("Officers of it may still act here. Suspend them first.")
        return _cards(request, (FormProblem("authority", words),))
    except (AuthorityStays, NotFound):
        words = gettext("Choose an authority of this node and a node whose card is in use.")
        return _cards(request, (FormProblem("authority", words),))
    return redirect("desk:cards")


@require_safe
def evidence(request: OfficerRequest, uid: str) -> HttpResponse:
    """Hand out the evidence of a contradiction as a file."""
    written = actions.evidence(by=request.officer, uid=uid, now=timezone.now())
    response = HttpResponse(written, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="evidence-{uid}.json"'
    return response
