"""Numbers, times, counts and logs each request: by route and status, never by address, content or person."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from corridor.web.base import identity
from corridor.web.base.observation import metrics
from corridor.web.base.observation.log import id_of, route_of

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

log = logging.getLogger("corridor.request")


class ObservationMiddleware:
    """Stands outside every other middleware, so that what they refuse is seen too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = identity.uid()  # type: ignore[attr-defined]  # read again by the log and the error pages
        began = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        method = request.method if request.method in METHODS else "other"
        route = route_of(request)
        if settings.METRICS_TOKEN:
            metrics.count(f"{method}", route, response.status_code, seconds)
        facts = {
            "method": method,
            "route": route,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
            "id": id_of(request),
        }
        log.info("", extra={"facts": facts})
        return response
