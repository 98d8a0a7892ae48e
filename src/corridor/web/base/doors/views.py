"""The door of the node: other nodes put envelopes in; nobody signs in, and every answer is the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from corridor.core.doors.exchange import SIZES
from corridor.web.base.accounts.middleware import public
from corridor.web.base.doors import actions

LONGEST = max(SIZES)


@csrf_exempt
@public
@require_POST
def door(request: HttpRequest) -> HttpResponse:
    """Take an envelope in and answer with a signature over what came; more than the largest envelope is cut off."""
    brought = request.read(LONGEST + 1)
    return HttpResponse(actions.take_in(brought, now=timezone.now()), content_type="application/json")
