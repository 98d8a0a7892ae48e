"""Pages of holds: place one on a thing, look at those of the own authority, renew, open and end them."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.kernel.errors import CorridorError
from corridor.core.retention.codes import HoldReason
from corridor.core.retention.errors import HoldDayInvalid, HoldEnded, HoldKnown, HoldReferenceInvalid
from corridor.core.retention.rules import LONGEST_HOLD
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.entities.drawing import title_of
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.holds import actions, presenting
from corridor.web.desk.retention import queries

CORRECTABLE = (HoldDayInvalid, HoldReferenceInvalid, HoldKnown, HoldEnded)


@require_safe
def holds(request: OfficerRequest) -> HttpResponse:
    """Show the holds of the own authority."""
    page = presenting.holds_page(request.officer, timezone.now().date())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="holds")
    return render(request, "desk/holds.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show the form that holds a thing; a POST holds it."""
    check_permission(request.officer, Permission.HOLD_PLACE)
    title = title_of(thing_for(request.officer, uid).laid, get_language() or "en")
    if request.method != "POST":
        return render(request, "desk/hold_form.html", {"page": presenting.form_page(uid, title)})
    reason, reference = _text(request.POST, "reason"), _text(request.POST, "reference")
    try:
        order = actions.Order(_reason(reason), reference, _until(request.POST))
        hold = actions.place_hold(by=request.officer, about=uid, order=order, now=timezone.now())
    except CORRECTABLE as refused:
        page = presenting.form_page(uid, title, reason, reference, _text(request.POST, "until"), refused)
        return render(request, "desk/hold_form.html", {"page": page}, status=refused.status)
    return redirect("desk:hold", hold)


@require_safe
def hold(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one hold of the own authority."""
    found = queries.hold_for(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid)
    return render(request, "desk/hold.html", {"page": presenting.hold_page(found, timezone.now().date())})


@require_POST
def renew(request: OfficerRequest, uid: str) -> HttpResponse:
    """Let a hold stand until another day."""
    try:
        actions.renew_hold(by=request.officer, uid=uid, until=_until(request.POST), now=timezone.now())
    except CORRECTABLE as refused:
        return _corrected(request, uid, refused)
    return redirect("desk:hold", uid)


@require_POST
def end(request: OfficerRequest, uid: str) -> HttpResponse:
    """End a hold."""
    try:
        actions.end_hold(by=request.officer, uid=uid, now=timezone.now())
    except CORRECTABLE as refused:
        return _corrected(request, uid, refused)
    return redirect("desk:hold", uid)


@require_POST
def open_kept(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show what a hold keeps sealed, this once."""
    try:
        found, kept = actions.open_kept(by=request.officer, uid=uid, now=timezone.now())
    except CORRECTABLE as refused:
        return _corrected(request, uid, refused)
    return render(request, "desk/hold.html", {"page": presenting.hold_page(found, timezone.now().date(), opened=kept)})


def _corrected(request: OfficerRequest, uid: str, refused: CorridorError) -> HttpResponse:
    found = queries.hold_for(request.officer, uid)
    page = presenting.hold_page(found, timezone.now().date(), until=_text(request.POST, "until"), refused=refused)
    return render(request, "desk/hold.html", {"page": page}, status=refused.status)


def _text(typed: QueryDict, name: str) -> str:
    return str(typed.get(name, "")).strip()[:100]


def _reason(written: str) -> HoldReason:
    return next((one for one in HoldReason if one.value == written), HoldReason.INVESTIGATION)


def _until(typed: QueryDict) -> date:
    try:
        return date.fromisoformat(_text(typed, "until"))
    except ValueError:
        raise HoldDayInvalid(longest_days=LONGEST_HOLD.days) from None
