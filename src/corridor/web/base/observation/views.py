"""What machines ask of the node: does it live, can it answer, how busy is it. And the page of a fault."""

from __future__ import annotations

import hmac
import sys

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.web.base import disk
from corridor.web.base.accounts.middleware import public
from corridor.web.base.observation import metrics, queries
from corridor.web.base.observation.log import id_of
from corridor.web.base.refusals import refusal_page

PLAIN = "text/plain; charset=utf-8"


@public
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; nothing is looked up."""
    return HttpResponse("live\n", content_type=PLAIN)


@public
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether pages can be answered; why not is told by `corridor check`, not here."""
    if queries.is_ready():
        return HttpResponse("ready\n", content_type=PLAIN)
    return HttpResponse("not ready\n", content_type=PLAIN, status=503)


@public
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Return the counters, to whoever holds the node's token for them; otherwise there is no such page."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    wanted = settings.METRICS_TOKEN
    if not wanted or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Http404
    return HttpResponse(metrics.written(queries.gauges()), content_type="text/plain; version=0.0.4; charset=utf-8")


def failed(request: HttpRequest) -> HttpResponse:
    """Return the page of a fault, with the number under which the log tells where it was.

    A disk that takes no writes may fail a request before any page was asked, while somebody is recognised.
    """
    fault = sys.exc_info()[1]
    if fault is not None and (refused := disk.refusal(fault)) is not None:
        return refusal_page(request, refused)
    return render(request, "500.html", {"request_id": id_of(request)}, status=500)
