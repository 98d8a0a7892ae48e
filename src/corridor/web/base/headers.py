"""What every answer of the node tells the browser to refuse, whoever made the answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

EVERY = {
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), usb=(), "
        "xr-spatial-tracking=()"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
"""Beside what the packages set: the content security policy, no sniffing, no framing, the referrer, the opener."""

CLEARED = '"cache", "storage"'
"""What the browser forgets when somebody signs out; the cookie is taken back by itself."""

SIGN_OUT = "account_logout"


class HeadersMiddleware:
    """Stands outside what answers by itself, such as static files, so that no answer goes without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in EVERY.items():
            response.headers.setdefault(name, value)
        match = request.resolver_match
        if match is not None and match.view_name == SIGN_OUT and request.method == "POST":
            response.headers["Clear-Site-Data"] = CLEARED
        return response
