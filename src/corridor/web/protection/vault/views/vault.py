"""Pages of what bodies give each other, of the bodies themselves, and of acts that need two people."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from corridor.core.access.codes import Event, Permission
from corridor.core.access.rules import check_permission
from corridor.core.casework.errors import FormUnreadable, RecipientRefused
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.vault import bodies, dual, receiving, sharing
from corridor.web.protection.vault.actions import colleagues_of
from corridor.web.protection.vault.errors import BodyUnready, CardRefused, LetterRefused
from corridor.web.protection.vault.letters import letter_from
from corridor.web.protection.vault.presenting import vault as presenting
from corridor.web.protection.vault.views.consents import letter_response

FOLDER = "protection"


@require_http_methods(["GET", "HEAD", "POST"])
def received(request: OfficerRequest) -> HttpResponse:
    """Show what other bodies gave; take in a letter that was brought."""
    check_permission(request.officer, Permission.CASE_READ)
    problems: tuple[FormProblem, ...] = ()
    if request.method == "POST":
        try:
            messages.success(request, _taken(request))
        except (LetterRefused, FormUnreadable, BodyUnready, RecipientRefused):
            words = gettext("This letter is not for this body, not from one that was checked, or it was changed.")
            problems = (FormProblem("letter", words),)
        else:
            return redirect("protection:received")
    page = presenting.received_page(request.officer, timezone.now(), problems)
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="received")
    return render(request, f"{FOLDER}/received.html", {"page": page}, status=422 if problems else 200)


def _taken(request: OfficerRequest) -> str:
    """Take a letter in and return in words what became of it."""
    file, now = request.FILES.get("letter"), timezone.now()
    if file is None:
        raise LetterRefused(why="form")
    written = file.read()
    if letter_from(written).kind == "attestation":
        sharing.confirm(by=request.officer, written=written, now=now)
        return gettext("The attestation was taken in; the case shows it.")
    arrived = receiving.take_in_letter(by=request.officer, written=written, now=now)
    if arrived.state == "erased":
        return gettext("What was taken back is erased. Carry the attestation to the sender.")
    return gettext("The letter was opened. Carry the attestation to the sender.")


@require_safe
def part(request: OfficerRequest, uid: str) -> HttpResponse:
    """Show what another body gave, to the officer who keeps it."""
    parcel = receiving.read_part(by=request.officer, uid=uid, now=timezone.now())
    return render(request, f"{FOLDER}/part.html", {"page": presenting.part_page(request.officer, parcel)})


@require_safe
def part_attestation(request: OfficerRequest, uid: str) -> HttpResponse:
    """Hand out the letter that tells a sender what became of a part."""
    return letter_response(receiving.attestation_for(request.officer, uid), f"corridor-{uid[:8]}-attestation.letter")


@require_POST
def part_hand_on(request: OfficerRequest, uid: str) -> HttpResponse:
    """Let a colleague keep a part instead."""
    handle = request.POST.get("handle", "")
    if handle not in {known for known, _ in colleagues_of(request.officer)}:
        raise NotFound(kind="officer")
    receiving.hand_on(by=request.officer, uid=uid, handle=handle, now=timezone.now())
    return redirect("protection:received")


@require_http_methods(["GET", "HEAD", "POST"])
def bodies_known(request: OfficerRequest) -> HttpResponse:
    """Show the bodies that parts of cases may go to; take in the card of another."""
    problems: tuple[FormProblem, ...] = ()
    check_permission(request.officer, Permission.CASE_SHARE)
    if request.method == "POST":
        file = request.FILES.get("card")
        try:
            bodies.add_body(by=request.officer, written=file.read() if file is not None else b"", now=timezone.now())
        except CardRefused:
            words = gettext("This is no card of a body, or one of this code is known already.")
            problems = (FormProblem("card", words),)
        except RecipientRefused:
            words = gettext("This body does not protect. What goes to it is a disclosure, by the other door.")
            problems = (FormProblem("card", words),)
        else:
            return redirect("protection:bodies")
    page = presenting.bodies_page(request.officer, problems)
    return render(request, f"{FOLDER}/bodies.html", {"page": page}, status=422 if problems else 200)


@require_safe
def card(request: OfficerRequest) -> HttpResponse:
    """Hand out the own card; it holds nothing secret."""
    check_permission(request.officer, Permission.CASE_SHARE)
    own = bodies.own_card(request.officer.reader.authority)
    return letter_response(bodies.card_bytes(own), f"{own.code.lower()}.card")


@require_POST
def body_check(request: OfficerRequest, code: str) -> HttpResponse:
    """Note that a second officer compared the fingerprint."""
    try:
        typed = request.POST.get("fingerprint", "")[:100]
        bodies.check_body(by=request.officer, code=code, fingerprint=typed, now=timezone.now())
    except CardRefused:
        words = gettext("This is not the fingerprint of the card that is kept. Do not use it; ask the body again.")
        page = presenting.bodies_page(request.officer, (FormProblem(f"fingerprint-{code}", words),))
        return render(request, f"{FOLDER}/bodies.html", {"page": page}, status=422)
    return redirect("protection:bodies")


@require_POST
def body_close(request: OfficerRequest, code: str) -> HttpResponse:
    """Give a body nothing any more."""
    bodies.close_body(by=request.officer, code=code, now=timezone.now())
    return redirect("protection:bodies")


@require_safe
def vault(request: OfficerRequest) -> HttpResponse:
    """Show how the keys stand, who left cases behind, and what two people decide."""
    page = presenting.vault_page(request.officer, timezone.now())
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="vault")
    return render(request, f"{FOLDER}/vault.html", {"page": page})


@require_POST
def propose(request: OfficerRequest) -> HttpResponse:
    """Propose an act on the vault."""
    check_permission(request.officer, Permission.VAULT_ADMINISTER)
    kind = request.POST.get("kind", "")
    if kind not in list(dual.Kind):
        raise NotFound(kind="proposal")
    leaver, successor = request.POST.get("leaver", ""), request.POST.get("successor", "")
    about: tuple[str, ...] = ()
    if kind == dual.Kind.REASSIGN:
        known = {handle for handle, _ in colleagues_of(request.officer)}
        if leaver not in dual.orphaned(request.officer) or successor not in known:
            problem = FormProblem("leaver", gettext("Choose who left, and a colleague who takes over."))
            page = presenting.vault_page(request.officer, timezone.now(), (problem,))
            return render(request, f"{FOLDER}/vault.html", {"page": page}, status=422)
        about = (leaver, successor)
    dual.propose(by=request.officer, kind=dual.Kind(kind), about=about, now=timezone.now())
    return redirect("protection:vault")


@require_POST
def approve(request: OfficerRequest, uid: str) -> HttpResponse:
    """Approve what another person proposed."""
    dual.approve(by=request.officer, uid=uid, now=timezone.now())
    return redirect("protection:vault")


@require_POST
def deny(request: OfficerRequest, uid: str) -> HttpResponse:
    """Deny what another person proposed."""
    dual.deny(by=request.officer, uid=uid, now=timezone.now())
    return redirect("protection:vault")


@require_POST
def renew(request: OfficerRequest) -> HttpResponse:
    """Renew the keys, as two people decided."""
    renewed = dual.renew_keys(by=request.officer, now=timezone.now())
    told = gettext("The keys were renewed: generation %(number)s.") % {"number": renewed.newest}
    messages.success(request, told)
    return redirect("protection:vault")
