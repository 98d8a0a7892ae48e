"""What a proxy in front of the node may say about a request, and that nobody else may say it."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = "HTTP_X_FORWARDED_PROTO"
CLIENT = "client_address"
"""Where a request tells the address it came from, for limits; nothing where a proxy does not tell. Never kept."""

DROPPED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
"""What proxies say about clients: the node neither needs nor keeps the addresses of its officers."""


class ProxyMiddleware:
    """Believes that a request came by TLS only where one of the node's own proxies says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        setattr(request, CLIENT, _client_of(request))
        for name in DROPPED:
            request.META.pop(name, None)
        if request.META.get("REMOTE_ADDR", "") not in settings.PROXIES:
            request.META.pop(FORWARDED, None)
        return self.get_response(request)


def _client_of(request: HttpRequest) -> str:
    """Return the address a request came from: its sender's, or the last that the node's own proxies did not add."""
    sender: str = request.META.get("REMOTE_ADDR", "")
    if sender not in settings.PROXIES:
        return sender
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return next((address for part in reversed(told) if (address := _address(part)) not in ("", *settings.PROXIES)), "")


def _address(written: str) -> str:
    try:
        return str(ip_address(written))
    except ValueError:
        return ""
