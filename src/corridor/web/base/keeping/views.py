"""What a device asks to keep drafts, and how a form that was received is answered."""

from __future__ import annotations

import base64

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from corridor.web.base.keeping import actions
from corridor.web.base.requests import OfficerRequest

ASKED_BY_SCRIPT = "X-Corridor-Keeps"


@require_safe
def device_key(request: OfficerRequest) -> HttpResponse:
    """Tell the key of the officer's devices, which the page holds in memory only, and a fresh token for its form."""
    key = base64.b64encode(actions.device_key(request.officer)).decode()
    return JsonResponse({"key": key, "csrf": get_token(request)}, headers={"Cache-Control": "no-store"})


@require_POST
def renew(request: OfficerRequest) -> HttpResponse:
    """Make what the officer's devices keep unreadable for ever."""
    actions.renew_own(request.officer)
    return HttpResponse(status=204)


def is_asked_by_script(request: HttpRequest) -> bool:
    """Tell whether a form was sent by the script that keeps it, which can be told where to go on."""
    return ASKED_BY_SCRIPT in request.headers


def received(request: HttpRequest, to: str) -> HttpResponse:
    """Answer a form that was received: a script is told the page that came of it, a browser is led there."""
    if is_asked_by_script(request):
        return JsonResponse({"to": to})
    return redirect(to)
