"""The overseer's page: how long the ledger is, its last signed head, and whether it is whole."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from corridor.core.access.codes import Event
from corridor.web.base.ledger import queries
from corridor.web.base.ledger.actions import record
from corridor.web.base.ledger.pages import LedgerPage
from corridor.web.base.requests import OfficerRequest


@require_http_methods(["GET", "POST"])
def ledger(request: OfficerRequest) -> HttpResponse:
    """Show the state of the ledger; a POST verifies it from the first entry to the last."""
    state = queries.state_for(request.officer)
    verdict, position = "", -1
    if request.method == "POST":
        found = queries.verdict(request.officer)
        record(Event.LEDGER_VERIFIED, by=request.officer, now=timezone.now(), entries=found.size, whole=found.ok)
        position = -1 if found.position is None else found.position
        verdict = gettext("The ledger is whole.") if found.ok else gettext("The ledger is not whole.")
    page = LedgerPage(
        action=reverse("base:ledger"),
        size=state.size,
        head_at=state.head.at if state.head is not None else "",
        head_root=state.head.root.hex() if state.head is not None else "",
        verdict=verdict,
        is_whole=position < 0,
        position=position,
    )
    return render(request, "design/ledger.html", {"page": page})
