"""Refusals become pages in one place; absent and not yours are the same page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from corridor.core.kernel.errors import CorridorError, NotFound


@dataclass(frozen=True)
class RefusalPage:
    """What was refused, why, and what to do; by code, in the reader's language."""

    code: str
    message: str
    hint: str
    status: int


class RefusalMiddleware:
    """Turns an error of the domain into a page with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        """Answer a refusal with its page; anything else is a fault and stays one."""
        if not isinstance(refused, CorridorError):
            return None
        return refusal_page(request, refused)


def refusal_page(request: HttpRequest, refused: CorridorError) -> HttpResponse:
    """Return the page of one refusal."""
    if isinstance(refused, NotFound):
        return render(request, "404.html", status=404)
    page = RefusalPage(
        code=refused.code,
        message=gettext(refused.template).format_map(refused.params),
        hint=gettext(refused.hint) if refused.hint else "",
        status=refused.status,
    )
    return render(request, f"{settings.ZONE}/message.html", {"page": page}, status=refused.status)


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of an address that leads nowhere: the same as for what a reader may not know."""
    return render(request, "404.html", status=404)
