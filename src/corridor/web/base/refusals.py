"""Refusals become pages in one place; absent and not yours are the same page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from corridor.core.handling.codes import Refusal
from corridor.core.kernel.errors import CorridorError, MethodRefused, NotFound
from corridor.web.base import disk

Response = TypeVar("Response", bound=HttpResponse)


@dataclass(frozen=True)
class RefusalPage:
    """What was refused, why, and what to do; by code, in the reader's language."""

    title: str
    what: str
    reasons: tuple[str, ...]
    hint: str
    code: str
    back_url: str
    change_url: str
    which: str = ""
    request_id: str = ""


REASONS: dict[Refusal, str] = {
    Refusal.ORIGINATOR_MISSING: gettext_noop("The marking names no originator."),
    Refusal.AUTHORITY_NOT_ADMITTED: gettext_noop("The marking does not admit your authority."),
    Refusal.FUNCTION_UNKNOWN: gettext_noop("Your function is not known on this node."),
    Refusal.FUNCTION_NOT_ADMITTED: gettext_noop("The marking does not admit your function."),
    Refusal.PURPOSE_UNKNOWN: gettext_noop("Your purpose is not known on this node."),
    Refusal.PURPOSE_NOT_OF_FUNCTION: gettext_noop("Your function is not carried out for this purpose."),
    Refusal.PURPOSE_NOT_ADMITTED: gettext_noop("The marking does not admit your purpose."),
    Refusal.PURPOSE_FORBIDDEN_BY_HANDLING: gettext_noop("A handling code forbids your purpose."),
    Refusal.CLEARANCE_TOO_LOW: gettext_noop("Your clearance is too low."),
    Refusal.COMPARTMENT_CLOSED: gettext_noop("You are not admitted to the compartment."),
    Refusal.RETENTION_UNKNOWN: gettext_noop("The rule of retention is not known on this node."),
    Refusal.HANDLING_UNKNOWN: gettext_noop("A handling code is not known on this node."),
    Refusal.HANDLING_NOT_INTERPRETED: gettext_noop("A handling code has conditions that only a person can judge."),
    Refusal.USE_UNKNOWN: gettext_noop("This use is not known on this node."),
    Refusal.USE_NOT_ALLOWED: gettext_noop("The originator does not allow this use."),
    Refusal.CONSENT_MISSING: gettext_noop("The originator has not consented."),
    Refusal.READING_REFUSED: gettext_noop("What may not be read may not be used in another way."),
}

USES = {
    "read": gettext_noop("reading"),
    "count": gettext_noop("counting"),
    "match": gettext_noop("matching"),
    "print": gettext_noop("printing"),
    "export": gettext_noop("exporting"),
    "forward": gettext_noop("forwarding"),
    "evidence": gettext_noop("use as evidence"),
}


class RefusalMiddleware:
    """Turns an error of the domain into a page with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            told = refusal_page(request, MethodRefused())
            told["Allow"] = response["Allow"]
            return told
        return response

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        """Answer a refusal with its page; anything else is a fault and stays one."""
        if isinstance(refused, CorridorError):
            return refusal_page(request, refused)
        by_disk = disk.refusal(refused)
        return None if by_disk is None else refusal_page(request, by_disk)


def refusal_page(request: HttpRequest, refused: CorridorError) -> HttpResponse:
    """Return the page of one refusal."""
    if isinstance(refused, NotFound):
        return render(request, "404.html", status=404)
    page = RefusalPage(
        title=gettext("This is not allowed")
        if refused.status == HTTPStatus.FORBIDDEN
        else gettext("This did not work"),
        what=what_of(refused),
        reasons=reasons_of(refused),
        hint=gettext(refused.hint) if refused.hint else "",
        code=refused.code,
        back_url="/",
        change_url=reverse("base:purpose") if refused.status == HTTPStatus.FORBIDDEN else "",
        request_id=getattr(request, "request_id", ""),
    )
    return with_wait(render(request, "design/message.html", {"page": page}, status=refused.status), refused)


def with_wait(response: Response, refused: CorridorError) -> Response:
    """Return the answer with the seconds to wait in its headers, where the refusal tells them."""
    if refused.status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(refused.params.get("seconds", 60))
    return response


def what_of(refused: CorridorError) -> str:
    """Return what was refused, as a sentence in the page's language."""
    params = dict(refused.params)
    for name in ("what", "use"):
        if name in params:
            words = str(params[name])
            params[name] = gettext(USES.get(words, words))
    told = gettext(refused.template).format_map(params)
    return f"{told[:1].upper()}{told[1:]}."


def reasons_of(refused: CorridorError) -> tuple[str, ...]:
    """Return why markings forbid something, each reason as a sentence in the page's language."""
    codes = str(refused.params.get("refusals", "")).split(", ")
    return tuple(gettext(sentence) for code, sentence in REASONS.items() if code.value in codes)


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of an address that leads nowhere: the same as for what a reader may not know."""
    return render(request, "404.html", status=404)
