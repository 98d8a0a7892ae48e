"""What a proxy in front of the node may say about a request, and that nobody else may say it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = "HTTP_X_FORWARDED_PROTO"
DROPPED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
"""What proxies say about clients: the node neither needs nor keeps the addresses of its officers."""


class ProxyMiddleware:
    """Believes that a request came by TLS only where one of the node's own proxies says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in DROPPED:
            request.META.pop(name, None)
        if request.META.get("REMOTE_ADDR", "") not in settings.PROXIES:
            request.META.pop(FORWARDED, None)
        return self.get_response(request)
