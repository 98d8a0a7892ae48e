"""The page of requests for leave: what partners ask, and the answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from corridor.core.access.codes import Event
from corridor.core.exchange.errors import DecidedMeanwhile, ReleaseRefused
from corridor.core.partners.errors import DerivedFromIllTreatment, NotToPartner
from corridor.core.requests.errors import SaidIncomplete, TurnRefused, WordsPersonal
from corridor.web.base.ledger.actions import record
from corridor.web.base.requests import OfficerRequest
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.exchange import wording
from corridor.web.desk.leaves import actions, presenting, queries

LEAST_WORDS = 10
CORRECTABLE = (
    DecidedMeanwhile,
    DerivedFromIllTreatment,
    NotToPartner,
    ReleaseRefused,
    SaidIncomplete,
    TurnRefused,
    WordsPersonal,
)


@require_safe
def leaves(request: OfficerRequest) -> HttpResponse:
    """Show what partners ask leave for."""
    record(Event.PAGE_READ, by=request.officer, now=timezone.now(), about="leaves")
    return _leaves(request)


def _leaves(request: OfficerRequest, problem: tuple[str, FormProblem] | None = None, status: int = 200) -> HttpResponse:
    asked = queries.asked_of(request.officer, now=timezone.now())
    page = presenting.leaves_page(asked, get_language() or "en", problem)
    return render(request, "desk/leaves.html", {"page": page}, status=status)


@require_POST
def answer(request: OfficerRequest, uid: str) -> HttpResponse:
    """Give the leave that was asked for, or say why not."""
    by, now, words = request.officer, timezone.now(), request.POST.get("words", "").strip()
    is_given = request.POST.get("decision") == "give"
    if not is_given and len(words) < LEAST_WORDS:
        queries.asked_one(by, uid, now=now)
        told = FormProblem(f"words-{uid}", gettext("Say why in at least ten signs."))
        return _leaves(request, (uid, told), 422)
    try:
        if not is_given:
            actions.refuse(by=by, uid=uid, words=words, now=now)
        elif not actions.give(by=by, uid=uid, now=now):
            messages.success(request, gettext("Proposed. A second officer of your authority must agree."))
    except CORRECTABLE as refused:
        return _leaves(request, (uid, FormProblem(f"words-{uid}", _told(refused))), refused.status)
    return redirect("desk:leaves")


def _told(refused: Exception) -> str:
    if isinstance(refused, ReleaseRefused):
        return wording.refused(str(refused.params["why"]), str(refused.params["where"]))
    return gettext(getattr(refused, "hint", ""))
