"""Pages of sealed compartments; whoever is not named finds none."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.compartments.codes import CompartmentKind, OpeningReason
from corridor.core.compartments.errors import (
    ContentMissing,
    NotColleague,
    OpeningState,
    PseudonymKnown,
    ReferenceMalformed,
    SecondPersonMissing,
)
from corridor.core.kernel.errors import CorridorError
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.compartments import actions, presenting, queries

CORRECTABLE = (ContentMissing, NotColleague, OpeningState, PseudonymKnown, ReferenceMalformed, SecondPersonMissing)
LONGEST = 5000


@require_http_methods(["GET", "HEAD", "POST"])
def compartments(request: OfficerRequest) -> HttpResponse:
    """Show the compartments for which one is named; a POST makes another one."""
    if request.method == "POST":
        ref = _text(request.POST, "ref")
        try:
            uid = actions.make_compartment(by=request.officer, ref=ref, kind=_kind(request.POST), now=timezone.now())
        except CORRECTABLE as refused:
            page = presenting.compartments_page(request.officer, ref, refused)
            return render(request, "desk/compartments.html", {"page": page}, status=refused.status)
        return redirect("desk:compartment", uid)
    page = presenting.compartments_page(request.officer)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="compartments")
    return render(request, "desk/compartments.html", {"page": page})


@require_safe
def compartment(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show one compartment to who is named for it."""
    seen = queries.seen_for(request.officer, uid)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about=uid)
    page = presenting.compartment_page(request.officer, seen, timezone.now())
    return render(request, "desk/compartment.html", {"page": page})


def _acting(
    do: Callable[[OfficerRequest, str], object], compartment_of: Callable[[OfficerRequest, str], str]
) -> Callable[..., HttpResponse]:
    """Return a page that acts in a compartment, and shows it again with what must be corrected."""

    @require_POST
    def view(request: OfficerRequest, uid: str) -> HttpResponse:
        place = compartment_of(request, uid)
        try:
            do(request, uid)
        except CORRECTABLE as refused:
            return _corrected(request, place, refused)
        return _back(request, place)

    return view


def _back(request: OfficerRequest, place: str) -> HttpResponse:
    """Return to the compartment, or, for who is not named for it any more, to the list."""
    is_named = any(one.uid == place for one in queries.compartments_for(request.officer))
    return redirect("desk:compartment", place) if is_named else redirect("desk:compartments")


def _itself(request: OfficerRequest, uid: str) -> str:
    return uid


def _of_identity(request: OfficerRequest, uid: str) -> str:
    return queries.identity_for(request.officer, uid).compartment.uid


def _of_opening(request: OfficerRequest, uid: str) -> str:
    return queries.opening_for(request.officer, uid).identity.compartment.uid


def _name(request: OfficerRequest, uid: str) -> None:
    actions.name_officer(by=request.officer, uid=uid, handle=_text(request.POST, "handle"), now=timezone.now())


def _end(request: OfficerRequest, uid: str) -> None:
    actions.end_naming(by=request.officer, uid=uid, handle=_text(request.POST, "handle"), now=timezone.now())


def _seal(request: OfficerRequest, uid: str) -> None:
    pseudonym, content = _text(request.POST, "pseudonym"), _text(request.POST, "content")
    actions.seal_identity(by=request.officer, uid=uid, pseudonym=pseudonym, content=content, now=timezone.now())


def _seen(request: OfficerRequest, uid: str) -> None:
    actions.note_seen(by=request.officer, uid=uid, now=timezone.now())


def _ask(request: OfficerRequest, uid: str) -> None:
    reason, file_mark = _reason(request.POST), _text(request.POST, "file_mark")
    actions.ask_opening(by=request.officer, uid=uid, reason=reason, file_mark=file_mark, now=timezone.now())


def _erase(request: OfficerRequest, uid: str) -> None:
    actions.erase_identity(by=request.officer, uid=uid, now=timezone.now())


def _decide(request: OfficerRequest, uid: str) -> None:
    approve = request.POST.get("decision") == "approve"
    actions.decide_opening(by=request.officer, uid=uid, approve=approve, now=timezone.now())


name = _acting(_name, _itself)
end = _acting(_end, _itself)
seal = _acting(_seal, _itself)
seen = _acting(_seen, _itself)
ask = _acting(_ask, _of_identity)
erase = _acting(_erase, _of_identity)
decide = _acting(_decide, _of_opening)


@require_POST
def agree(request: OfficerRequest, uid: str) -> HttpResponse:
    """Agree, as the second person, that somebody is named; the first to be named accepts so."""
    handle = _text(request.POST, "handle")
    actions.agree(by=request.officer, uid=uid, handle=handle, now=timezone.now())
    return _back(request, uid)


@require_POST
def open_identity(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show who stands behind a pseudonym, to who asked and was approved, this once."""
    place = _of_opening(request, uid)
    try:
        found, content = actions.open_identity(by=request.officer, uid=uid, now=timezone.now())
    except CORRECTABLE as refused:
        return _corrected(request, place, refused)
    return render(request, "desk/identity.html", {"page": presenting.identity_page(found, content)})


def _corrected(request: OfficerRequest, place: str, refused: CorridorError) -> HttpResponse:
    page = presenting.compartment_page(
        request.officer, queries.seen_for(request.officer, place), timezone.now(), refused
    )
    return render(request, "desk/compartment.html", {"page": page}, status=refused.status)


def _text(typed: QueryDict, field: str) -> str:
    return str(typed.get(field, "")).strip()[:LONGEST]


def _kind(typed: QueryDict) -> CompartmentKind:
    return next((one for one in CompartmentKind if one.value == typed.get("kind")), CompartmentKind.WITNESSES)


def _reason(typed: QueryDict) -> OpeningReason:
    return next((one for one in OpeningReason if one.value == typed.get("reason")), OpeningReason.MEETING)
