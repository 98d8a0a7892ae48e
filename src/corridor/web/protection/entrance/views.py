"""The first page: where an officer's function leads."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from corridor.web.base.accounts.frame import home_of
from corridor.web.base.requests import OfficerRequest


@require_safe
def front(request: OfficerRequest) -> HttpResponse:
    """Lead to the first page that the officer's function shows."""
    return redirect(home_of(request.officer))
