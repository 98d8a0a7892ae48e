"""Withdrawing a further instrument: only while nobody has reported on it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from corridor.web.base.requests import OfficerRequest
from corridor.web.desk.commitments import actions
from corridor.web.desk.commitments.queries import catalogue_for
from corridor.web.desk.progress.models import ProgressEntry


@require_POST
def instrument_withdraw(request: OfficerRequest, key: str) -> HttpResponse:
    """Withdraw an instrument that the own authority added."""
    asked = [item.id for item in catalogue_for(request.officer).items.values() if item.instrument == key]
    is_reported = ProgressEntry.objects.filter(item__in=asked).exists()
    actions.withdraw_instrument(by=request.officer, key=key, is_reported=is_reported, now=timezone.now())
    return redirect("desk:catalogue")
